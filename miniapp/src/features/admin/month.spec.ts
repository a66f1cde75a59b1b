import { isWeekend, shiftMonth, weeksOf } from './month';

test('whole weeks from Monday hold the month', () => {
  const weeks = weeksOf('2026-11');
  expect(weeks[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01']);
  expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
  expect(weeks).toHaveLength(6);
});

test('a February that fills four weeks has four', () => expect(weeksOf('2027-02')).toHaveLength(4));

test.each([
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-06', 0, '2026-06'],
])('%s and %i months', (month, by, expected) => expect(shiftMonth(month, by)).toBe(expected));

test('Saturday and Sunday', () => {
  expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(isWeekend)).toEqual([false, true, true, false]);
});
