import { dayFrom, DEFAULT_OFFICE_HOURS } from '@linli/shared/calendar';
import { completionOf, daysBetween, dutyDay, type DutyFacts, sumOf, targetAt, targetOn } from './duty.js';

const GRID = '990101001001001';
const MINUTE = 60_000;
const calendar = {
  days: new Map([
    [dayFrom('2026-03-14')!, true],
    [dayFrom('2026-03-12')!, false],
  ]),
  segments: DEFAULT_OFFICE_HOURS,
};
/** The day as the calendar has it. */
const on = (day: string) => daysBetween(calendar, day, day)[0]!;
const facts = (more: Partial<DutyFacts> = {}): DutyFacts => ({
  held: [{ areaCode: GRID, from: '2026-03-01', to: null }],
  leaves: [],
  targets: [],
  walked: new Map(),
  ...more,
});

describe('a duty day', () => {
  it.each([
    ['a Wednesday', '2026-03-11', {}, true, null],
    ['a holiday', '2026-03-12', {}, false, '休息日'],
    ['a Saturday worked instead', '2026-03-14', {}, true, null],
    ['a Sunday', '2026-03-15', {}, false, '休息日'],
    ['on leave', '2026-03-11', { leaves: [{ from: '2026-03-10', to: '2026-03-11' }] }, false, '请假'],
    ['the day after leave', '2026-03-11', { leaves: [{ from: '2026-03-09', to: '2026-03-10' }] }, true, null],
    ['a Sunday in leave is a day of rest', '2026-03-15', { leaves: [{ from: '2026-03-13', to: '2026-03-16' }] }, false, '休息日'],
    ['before the grid was held', '2026-02-27', {}, false, null],
    ['after it was given up', '2026-03-11', { held: [{ areaCode: GRID, from: '2026-03-01', to: '2026-03-10' }] }, false, null],
    ['its last day', '2026-03-10', { held: [{ areaCode: GRID, from: '2026-03-01', to: '2026-03-10' }] }, true, null],
  ])('%s', (_, day, more, duty, offReason) => {
    expect(dutyDay(facts(more), on(day))).toMatchObject({ day, duty, offReason });
  });

  it.each([
    [59 * MINUTE + 59_999, 59, false],
    [60 * MINUTE, 60, true],
  ])('%i ms are %i minutes, reached: %s', (ms, countedMinutes, reached) => {
    expect(dutyDay(facts({ walked: new Map([['2026-03-11', ms]]) }), on('2026-03-11'))).toMatchObject({
      countedMinutes,
      reached,
      targetMinutes: 60,
    });
  });
});

describe('the target', () => {
  const rows = [
    { areaCode: '990101', fromDay: '2026-01-01', minutes: 90 },
    { areaCode: '990101001001', fromDay: '2026-03-01', minutes: 40 },
    { areaCode: '990101001001', fromDay: '2026-03-10', minutes: 45 },
    { areaCode: '990101001', fromDay: '2026-02-01', minutes: 80 },
    { areaCode: '990101010', fromDay: '2026-02-01', minutes: 30 },
  ];
  it.each([
    ['the community’s newest', '2026-03-10', 45],
    ['the community’s as it was', '2026-03-09', 40],
    ['the street’s before that', '2026-02-28', 80],
    ['the district’s before that', '2026-01-31', 90],
    ['60 before anybody set one', '2025-12-31', 60],
  ])('is %s', (_, day, minutes) => expect(targetOn(rows, [GRID], day)).toBe(minutes));
  it('names the area it comes from', () => expect(targetAt(rows, '990101001002', '2026-03-10')?.areaCode).toBe('990101001'));
  it('is the highest of several grids', () => expect(targetOn(rows, [GRID, '990101010001001'], '2026-03-10')).toBe(45));
  it('is 60 without a grid', () => expect(targetOn(rows, [], '2026-03-10')).toBe(60));
});

describe('completion', () => {
  const days = daysBetween(calendar, '2026-03-09', '2026-03-15').map((day) =>
    dutyDay(
      facts({
        walked: new Map([
          ['2026-03-09', 60 * MINUTE],
          ['2026-03-15', 90 * MINUTE],
          ['2026-03-10', 10 * MINUTE],
        ]),
      }),
      day,
    ),
  );
  it('is duty days with the target ÷ duty days', () => {
    expect(days).toHaveLength(7);
    expect(completionOf(days)).toEqual({ dutyDays: 5, reachedDays: 1, completion: 0.2 });
  });
  it('is none without a duty day', () => expect(completionOf([])).toEqual({ dutyDays: 0, reachedDays: 0, completion: null }));
  it('of several people counts their days together', () => {
    const parts = [
      { dutyDays: 3, reachedDays: 3, completion: 1 },
      { dutyDays: 1, reachedDays: 0, completion: 0 },
    ];
    expect(sumOf(parts)).toEqual({ dutyDays: 4, reachedDays: 3, completion: 0.75 });
  });
  it('knows no days of a range that is none', () => expect(daysBetween(calendar, '2026-03-02', '2026-03-01')).toEqual([]));
});
