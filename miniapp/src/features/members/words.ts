import { SERVICE_CATEGORY_LABELS, WEEKDAY_LABELS, type ServiceCategory } from '@linli/shared/members';
import type { WeeklyHourView } from '@linli/shared/members.dto';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';

const two = (n: number) => String(n).padStart(2, '0');
export const clockOf = (minute: number) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** The three parts of a day people think in. */
export const DAY_PARTS = [
  { label: '上午', fromMinute: 480, toMinute: 720 },
  { label: '下午', fromMinute: 720, toMinute: 1080 },
  { label: '晚上', fromMinute: 1080, toMinute: 1320 },
] as const;

/** From half of it on a part counts as free: times given elsewhere, 08:30–18:30, must not vanish when one day is changed here. */
export const holdsPart = (hours: readonly WeeklyHourView[], weekday: number, part: (typeof DAY_PARTS)[number]): boolean => {
  const free = hours
    .filter((h) => h.weekday === weekday)
    .reduce((sum, h) => sum + Math.max(0, Math.min(h.toMinute, part.toMinute) - Math.max(h.fromMinute, part.fromMinute)), 0);
  return free * 2 >= part.toMinute - part.fromMinute;
};

const WORKDAYS = [1, 2, 3, 4, 5];
const sameDays = (days: readonly number[], other: readonly number[]) =>
  days.length === other.length && days.every((d) => other.includes(d));
const sayDays = (days: readonly number[]) => {
  if (days.length === 7) return '每天';
  if (sameDays(days, WORKDAYS)) return '周一到周五';
  if (sameDays(days, [6, 7])) return '周末';
  return days.map((d) => WEEKDAY_LABELS[d - 1]).join('、');
};
const sayPart = (from: number, to: number) => {
  const parts = DAY_PARTS.filter((p) => from <= p.fromMinute && to >= p.toMinute);
  const exact = parts.length > 0 && parts[0]?.fromMinute === from && parts.at(-1)?.toMinute === to;
  if (!exact) return `${clockOf(from)}–${clockOf(to)}`;
  return parts.length === 3 ? '全天' : parts.map((p) => p.label).join('、');
};

/** 周一到周五 晚上；周末 全天 / 随时都可以 */
export function sayHours(hours: readonly WeeklyHourView[]): string {
  if (!hours.length) return '随时都可以';
  const byDay = new Map<number, string[]>();
  for (const h of [...hours].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute))
    byDay.set(h.weekday, [...(byDay.get(h.weekday) ?? []), sayPart(h.fromMinute, h.toMinute)]);
  const byPart = new Map<string, number[]>();
  for (const [day, parts] of byDay) {
    const words = parts.join('、') === '上午、下午、晚上' ? '全天' : parts.join('、');
    byPart.set(words, [...(byPart.get(words) ?? []), day]);
  }
  return [...byPart].map(([part, days]) => `${sayDays(days)} ${part}`).join('；');
}

export const sayMetres = (metres: number) => (metres < 1000 ? `${metres} 米` : `${Number((metres / 1000).toFixed(1))} 公里`);
export const sayMinutes = (minutes: number) => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} 小时` : '', rest || !hours ? `${rest} 分钟` : ''].filter(Boolean).join(' ');
};

/** A skill is a category or one item of the menu. */
export const skillLabel = (skill: string, menu: readonly MenuItemView[] | undefined): string =>
  SERVICE_CATEGORY_LABELS[skill as ServiceCategory] ?? menu?.find((i) => i.code === skill)?.name ?? skill;

/** Categories first, then single items, named. */
export const skillWords = (skills: readonly string[], menu: readonly MenuItemView[] | undefined): string =>
  [...skills]
    .sort((a, b) => Number(/^S/.test(a)) - Number(/^S/.test(b)))
    .map((s) => skillLabel(s, menu))
    .join('、');
