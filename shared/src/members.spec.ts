import { ageOn } from './members.js';
import { halfOf, halfYear } from './units.js';

describe('ageOn', () => {
  it.each([
    ['2012-03-11', '2026-03-11', 14],
    ['2012-03-12', '2026-03-11', 13],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-03-11', '2026-03-11', 0],
  ])('born %s is on %s %i', (born, day, years) => expect(ageOn(born, day)).toBe(years));
});

describe('halves of a year', () => {
  it.each([
    ['2026H1', '2026-01-01', '2026-06-30', '2026年上半年'],
    ['2026H2', '2026-07-01', '2026-12-31', '2026年下半年'],
  ])('%s', (half, from, to, label) => expect(halfYear(half)).toEqual({ from, to, label }));
  it('hold their days', () => expect(['2026-06-30', '2026-07-01'].map(halfOf)).toEqual(['2026H1', '2026H2']));
});
