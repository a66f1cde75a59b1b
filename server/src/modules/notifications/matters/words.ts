import { dayOf, dayTextOf, startOfDay } from '@linli/shared/calendar';

/** 3月20日 16:00, in Shanghai. */
export function moment(at: Date): string {
  const ms = at.getTime();
  const minute = Math.floor((ms - startOfDay(dayOf(ms))) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayWords(dayTextOf(ms))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** 2026-03-20 → 3月20日 */
export function dayWords(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}

/** A day or an instant of an event's data, in words; nothing where there is none. */
export function until(value: unknown): string {
  if (typeof value !== 'string') return '';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dayWords(value);
  return Number.isNaN(Date.parse(value)) ? '' : moment(new Date(value));
}

export const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : []);
export const idIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
