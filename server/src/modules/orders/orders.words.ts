import { maskName } from '@linli/shared/accounts';
import { dayOf, dayTextOf, startOfDay } from '@linli/shared/calendar';
import type { OrderSource } from '@linli/shared/orders';

/** 3月20日 16:00, Asia/Shanghai. */
export function timeLabel(at: Date): string {
  const ms = at.getTime();
  const [, month, day] = dayTextOf(ms).split('-').map(Number);
  const minute = Math.floor((ms - startOfDay(dayOf(ms))) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${month}月${day}日 ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Read aloud on the phone: F for 服务, the day, the street's mark and the community's three digits, and then the number drawn. */
export const orderNoStem = (day: string, placeMark: string): string => `F${day.slice(2).replaceAll('-', '')}-${placeMark}-`;
export const placeMark = (streetMark: string, communityCode: string): string => `${streetMark}${communityCode.slice(9, 12)}`;

/** 为自己 / 为 王*兰 / 32 人 / 岗位 */
export function forText(
  order: { source: OrderSource; audience: number | null },
  name: string | null,
  seen: { own: boolean; whole: boolean },
): string {
  if (order.source === 'post') return '岗位';
  if (order.source === 'group') return order.audience ? `${order.audience} 人` : '集体';
  if (seen.own) return '为自己';
  if (!name) return '为居民';
  return `为 ${seen.whole ? name : maskName(name)}`;
}
