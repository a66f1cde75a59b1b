import { areaAt } from './areas.js';

// ---- leaderboards: PRODUCT.md §4 “Show” and its small print

export const BOARD_LEVELS = ['community', 'street', 'district'] as const;
export type BoardLevel = (typeof BOARD_LEVELS)[number];
/** `hours` is counted in minutes, `points` in points that were earned: gifts, refunds and grants do not count. */
export const BOARD_MEASURES = ['hours', 'points'] as const;
export type BoardMeasure = (typeof BOARD_MEASURES)[number];
export const BOARD_MEASURE_LABELS: Record<BoardMeasure, string> = { hours: '服务时长', points: '获得积分' };
export const BOARD_PERIODS = ['month', 'quarter', 'year', 'ever'] as const;
export type BoardPeriod = (typeof BOARD_PERIODS)[number];
export const BOARD_PERIOD_LABELS: Record<BoardPeriod, string> = { month: '本月', quarter: '本季', year: '今年', ever: '累计' };
/** Shown at most; stands in `board_top` too. */
export const BOARD_TOP = 100;
const EVER = 'ever';

/** The running period of a day: 2026-03, 2026-Q1, 2026, ever. Boards go by the day of the service. */
export function boardPeriod(period: BoardPeriod, day: string): string {
  const [year, month] = [day.slice(0, 4), day.slice(5, 7)];
  if (period === 'month') return `${year}-${month}`;
  if (period === 'quarter') return `${year}-Q${Math.ceil(Number(month) / 3)}`;
  return period === 'year' ? year : EVER;
}

/** First and last day of a period; of `ever` everything there can be. */
export function boardSpan(key: string): { from: string; to: string } {
  if (key === EVER) return { from: '0001-01-01', to: '9999-12-31' };
  const year = key.slice(0, 4);
  const quarter = /Q([1-4])$/.exec(key)?.[1];
  const month = /-(\d\d)$/.exec(key)?.[1];
  const first = quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const last = quarter ? first + 2 : Number(month ?? 12);
  const two = (n: number) => String(n).padStart(2, '0');
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(daysOf(Number(year), last))}` };
}

const daysOf = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

/** 2026年3月, 2026年一季度, 2026年, 累计 */
export function boardPeriodText(key: string): string {
  if (key === EVER) return BOARD_PERIOD_LABELS.ever;
  const [year, rest] = key.split('-');
  if (rest === undefined) return `${year}年`;
  return rest.startsWith('Q') ? `${year}年${'一二三四'[Number(rest[1]) - 1] ?? ''}季度` : `${year}年${Number(rest)}月`;
}

/** What one service (or its withdrawal) adds to one board. */
export interface BoardAmount {
  areaCode: string;
  period: string;
  measure: BoardMeasure;
  amount: number;
}

/** Every board a change counts on: community, street, district × month, quarter, year, ever × minutes, points. */
export function boardAmounts(change: { communityCode: string; day: string; minutes: number; points: number }): BoardAmount[] {
  const areas = BOARD_LEVELS.map((level) => areaAt(change.communityCode, level)).filter((code) => code !== null);
  const periods = BOARD_PERIODS.map((period) => boardPeriod(period, change.day));
  const amounts = [
    { measure: 'hours', amount: change.minutes },
    { measure: 'points', amount: change.points },
  ] as const;
  return areas.flatMap((areaCode) =>
    periods.flatMap((period) => amounts.filter(({ amount }) => amount !== 0).map((one) => ({ areaCode, period, ...one }))),
  );
}
