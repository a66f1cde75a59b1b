import { dayTextOf, startOfDay, dayOf } from '@linli/shared/calendar';

/** 3月20日 */
export function dayLabel(day: string): string {
  const [, month, dayOfMonth] = day.split('-').map(Number);
  return month && dayOfMonth ? `${month}月${dayOfMonth}日` : day;
}

/** 3月20日 16:00, Asia/Shanghai. */
export function timeLabel(at: Date): string {
  const ms = at.getTime();
  const minute = Math.floor((ms - startOfDay(dayOf(ms))) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dayLabel(dayTextOf(ms))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Read aloud on the phone: day, street, and then the number drawn. */
export const caseNoStem = (day: string, streetMark: string): string => `${day.slice(2).replaceAll('-', '')}-${streetMark}-`;

export const caseNoText = (day: string, streetMark: string, number: number): string =>
  `${caseNoStem(day, streetMark)}${String(number).padStart(4, '0')}`;
