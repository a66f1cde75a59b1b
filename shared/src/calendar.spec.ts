import fc from 'fast-check';
import {
  addOffice,
  addWorkdays,
  dayFrom,
  dayOf,
  dayText,
  DEFAULT_OFFICE_HOURS,
  HOUR_MS,
  isOfficeTime,
  nextOfficeTime,
  officeHoursFault,
  officeMs,
  startOfDay,
  weekdayOf,
  type WorkCalendar,
} from './calendar.js';

const plain: WorkCalendar = { days: new Map(), segments: DEFAULT_OFFICE_HOURS };
const at = (text: string): number => Date.parse(`${text}+08:00`);
const show = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19);

describe('days of Asia/Shanghai', () => {
  test('the day begins at 16:00 UTC of the day before', () => {
    expect(dayText(dayOf(Date.parse('2026-12-31T15:59:59.999Z')))).toBe('2026-12-31');
    expect(dayText(dayOf(Date.parse('2026-12-31T16:00:00.000Z')))).toBe('2027-01-01');
    expect(weekdayOf(dayFrom('2026-11-21')!)).toBe(6);
  });

  test('names agree with the platform calendar over 400 years, and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
        const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(dayText(day)).toBe(text);
        expect(dayFrom(text)).toBe(day);
        expect(weekdayOf(day)).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
    );
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-3', '', 'morgen', '2026-01-01T00:00'])(
    '%j is no day',
    (text) => {
      expect(dayFrom(text)).toBeNull();
    },
  );
});

describe('office time', () => {
  test.each([
    ['2026-11-20T08:29:59', false],
    ['2026-11-20T08:30:00', true],
    ['2026-11-20T11:59:59', true],
    ['2026-11-20T12:00:00', false],
    ['2026-11-20T14:30:00', true],
    ['2026-11-20T17:59:59', true],
    ['2026-11-20T18:00:00', false],
    ['2026-11-21T10:00:00', false],
  ])('%s is office time: %s', (text, expected) => expect(isOfficeTime(plain, at(text))).toBe(expected));

  test('a swapped Saturday works, a holiday Friday does not', () => {
    const swapped = {
      ...plain,
      days: new Map([
        [dayFrom('2026-11-21')!, true],
        [dayFrom('2026-11-20')!, false],
      ]),
    };
    expect(isOfficeTime(swapped, at('2026-11-21T10:00:00'))).toBe(true);
    expect(isOfficeTime(swapped, at('2026-11-20T10:00:00'))).toBe(false);
    expect(show(nextOfficeTime(swapped, at('2026-11-19T18:00:00')))).toBe('2026-11-21T08:30:00');
  });

  test.each([
    ['2026-11-20T09:00:00', 2, '2026-11-20T11:00:00'],
    ['2026-11-20T11:00:00', 1, '2026-11-20T12:00:00'],
    ['2026-11-20T11:00:00', 2, '2026-11-20T15:30:00'],
    ['2026-11-20T12:00:00', 1, '2026-11-20T15:30:00'],
    ['2026-11-20T17:30:00', 1, '2026-11-23T09:00:00'],
    ['2026-11-21T03:00:00', 8, '2026-11-24T09:30:00'],
  ])('%s + %i working hours = %s', (from, hours, due) => expect(show(addOffice(plain, at(from), hours * HOUR_MS))).toBe(due));

  test.each([
    ['2026-11-20T16:00:00', 1, '2026-11-23T16:00:00'],
    ['2026-11-20T13:00:00', 1, '2026-11-23T14:30:00'],
    ['2026-11-20T18:00:00', 1, '2026-11-24T08:30:00'],
    ['2026-12-31T10:00:00', 2, '2027-01-04T10:00:00'],
  ])('%s + %i working days = %s', (from, days, due) => expect(show(addWorkdays(plain, at(from), days))).toBe(due));
});

test('office hours that cannot be are named', () => {
  const day = (...pairs: [number, number][]) => officeHoursFault(pairs.map(([fromMinute, toMinute]) => ({ fromMinute, toMinute })));
  expect(day([510, 720], [870, 1080])).toBeNull();
  expect(day([0, 1440])).toBeNull();
  expect(day()).toMatch('至少');
  expect(day([720, 510])).toMatch('晚于');
  expect(day([510, 720], [700, 1080])).toMatch('重叠');
  expect(day([510, 720], [720, 1080])).toMatch('相接');
  expect(day([510, 1441])).toMatch('24:00');
  expect(day([510.5, 700])).toMatch('之间');
});

test('office time adds up and undoes addition', () => {
  const moment = fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2026-03-31T00:00:00') });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 90 * HOUR_MS }), (from, ms) => {
      const to = addOffice(plain, from, ms);
      expect(officeMs(plain, from, to)).toBe(ms);
      expect(officeMs(plain, from, to - 1)).toBe(ms - 1);
      expect(startOfDay(dayOf(to))).toBeLessThanOrEqual(to);
    }),
  );
});
