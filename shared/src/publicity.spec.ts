import { DEFAULT_OFFICE_HOURS, HOUR_MS, dayFrom } from './calendar.js';
import { publicityEnds } from './publicity.js';

const calendar = {
  days: new Map([
    [dayFrom('2026-10-01')!, false],
    [dayFrom('2026-10-02')!, false],
    [dayFrom('2026-10-10')!, true],
  ]),
  segments: DEFAULT_OFFICE_HOURS,
};
const show = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 16);

test.each([
  ['a Wednesday morning: until the end of Monday', '2026-03-11T10:00:00', '2026-03-17T00:00'],
  ['a Saturday: until the end of Wednesday', '2026-03-14T10:00:00', '2026-03-19T00:00'],
  ['before the holidays', '2026-09-30T23:59:59', '2026-10-08T00:00'],
  ['a Saturday that is worked counts', '2026-10-08T08:00:00', '2026-10-13T00:00'],
])('%s', (_, from, until) => expect(show(publicityEnds(calendar, Date.parse(`${from}+08:00`)))).toBe(until));
