import { dayOf, dayTextOf, startOfDay } from '@linli/shared/calendar';

const two = (value: number): string => String(value).padStart(2, '0');
const timeOf = (at: Date): string => {
  const minute = Math.floor((at.getTime() - startOfDay(dayOf(at.getTime()))) / 60_000);
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
};

/** 3月10日 14:00–16:00, in Shanghai. */
export function dayWords(from: Date, to: Date): string {
  const [, month, day] = dayTextOf(from.getTime()).split('-').map(Number);
  return `${month}月${day}日 ${timeOf(from)}–${timeOf(to)}`;
}

/** 2026年3月10日, in Shanghai. */
export function fullDay(at: Date): string {
  const [year, month, day] = dayTextOf(at.getTime()).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
