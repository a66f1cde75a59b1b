import { boardAmounts, boardPeriod, boardPeriodText, boardSpan } from './timebank-honours.js';

describe('periods of boards', () => {
  it.each([
    ['month', '2026-03-31', '2026-03', '2026-03-01', '2026-03-31'],
    ['month', '2028-02-29', '2028-02', '2028-02-01', '2028-02-29'],
    ['month', '2026-02-01', '2026-02', '2026-02-01', '2026-02-28'],
    ['month', '2100-02-28', '2100-02', '2100-02-01', '2100-02-28'],
    ['month', '2026-11-30', '2026-11', '2026-11-01', '2026-11-30'],
    ['quarter', '2026-03-31', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-04-01', '2026-Q2', '2026-04-01', '2026-06-30'],
    ['quarter', '2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['year', '2026-01-01', '2026', '2026-01-01', '2026-12-31'],
    ['ever', '2026-01-01', 'ever', '0001-01-01', '9999-12-31'],
  ] as const)('%s of %s is %s, from %s to %s', (period, day, key, from, to) => {
    expect(boardPeriod(period, day)).toBe(key);
    expect(boardSpan(key)).toEqual({ from, to });
  });

  it('have words', () => {
    expect(['2026-03', '2026-Q4', '2026', 'ever'].map(boardPeriodText)).toEqual(['2026年3月', '2026年四季度', '2026年', '累计']);
  });
});

describe('what a change adds to the boards', () => {
  it('counts in community, street and district, in four periods, as minutes and as points', () => {
    const amounts = boardAmounts({ communityCode: '990101001001', day: '2026-03-11', minutes: 120, points: 20 });
    expect(amounts).toHaveLength(24);
    expect(new Set(amounts.map(({ areaCode }) => areaCode))).toEqual(new Set(['990101001001', '990101001', '990101']));
    expect(amounts).toContainEqual({ areaCode: '990101', period: '2026-Q1', measure: 'points', amount: 20 });
  });

  it('leaves out what is nothing, and areas above the place', () => {
    const amounts = boardAmounts({ communityCode: '990101001', day: '2026-03-11', minutes: 0, points: -2 });
    expect(amounts).toHaveLength(8);
    expect(new Set(amounts.map(({ measure }) => measure))).toEqual(new Set(['points']));
  });
});
