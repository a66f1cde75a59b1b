import { GIVING_POINTS_MAX, STATEMENT_SHAPE_LABELS, type StatementShape } from '@linli/shared/timebank-wallet';

/** +20, −30, 预留 30, 已退还 30 */
export function changeText({ shape, change, points }: { shape: StatementShape; change: number; points: number }): string {
  if (shape === 'held' || shape === 'released') return `${STATEMENT_SHAPE_LABELS[shape]} ${points}`;
  return change > 0 ? `+${change}` : `−${Math.abs(change)}`;
}

/** 3月11日 */
export const dayText = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** What was typed as points: whole, above zero, at most what is free. Null: not yet; else a sentence or the number. */
export function pointsTyped(typed: string, free: number): { points: number } | { fault: string } | null {
  if (typed.trim() === '') return null;
  if (!/^\d{1,6}$/.test(typed.trim())) return { fault: '请填写整数' };
  const points = Number(typed);
  if (points < 1) return { fault: '至少 1 分' };
  if (points > Math.min(free, GIVING_POINTS_MAX)) return { fault: `最多 ${Math.min(free, GIVING_POINTS_MAX)} 分` };
  return { points };
}

/** Round sums to tap instead of typing: as far as the points go, and all of them. */
export const sumsWithin = (most: number): { value: string; label: string }[] => [
  ...[10, 20, 50, 100].filter((sum) => sum < most).map((sum) => ({ value: String(sum), label: `${sum} 分` })),
  ...(most > 0 ? [{ value: String(most), label: `全部 ${most} 分` }] : []),
];
