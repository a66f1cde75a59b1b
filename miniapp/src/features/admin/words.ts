import type { GrantView } from '@linli/shared/accounts.dto';
import { msOf } from '@/lib/times';

/** 2026-11-21 → 2026年11月21日 */
export const sayDate = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
};

/** 自 2026年3月1日 起 · 长期 / 至 …（已结束） */
export function spanWords({ from, to, active, revokedAt }: Pick<GrantView, 'from' | 'to' | 'active' | 'revokedAt'>): string {
  const span = `${sayDate(from)} 起，${to ? `到 ${sayDate(to)}` : '长期有效'}`;
  if (active) return span;
  return revokedAt || (to && msOf(`${to}T23:59:59+08:00`) < Date.now()) ? `${span}（已结束）` : `${span}（还没开始）`;
}
