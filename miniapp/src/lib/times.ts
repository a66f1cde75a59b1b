/** Times as people say them, in Beijing time: WeChat has no Intl, and the district has one clock, so +8 hours is arithmetic. */
const EIGHT_HOURS = 8 * 3_600_000;
const DAY = 86_400_000;
const WEEKDAYS = '日一二三四五六';
const two = (n: number) => String(n).padStart(2, '0');

const beijing = (ms: number) => new Date(ms + EIGHT_HOURS);
const dayNumber = (ms: number) => Math.floor((ms + EIGHT_HOURS) / DAY);

export const msOf = (iso: string) => Date.parse(iso);

export function sayClock(ms: number): string {
  const d = beijing(ms);
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** 今天 / 昨天 / 明天 / 后天 / 周三 (this and the next six days) / 3月5日 / 2025年3月5日 */
export function sayDay(ms: number, nowMs: number): string {
  const away = dayNumber(ms) - dayNumber(nowMs);
  if (away === 0) return '今天';
  if (away === 1) return '明天';
  if (away === 2) return '后天';
  if (away === -1) return '昨天';
  const d = beijing(ms);
  if (away > 2 && away < 7) return `周${WEEKDAYS[d.getUTCDay()]}`;
  const day = `${d.getUTCMonth() + 1}月${d.getUTCDate()}日`;
  return d.getUTCFullYear() === beijing(nowMs).getUTCFullYear() ? day : `${d.getUTCFullYear()}年${day}`;
}

export const sayTime = (ms: number, nowMs: number) => `${sayDay(ms, nowMs)} ${sayClock(ms)}`;

/** YYYY-MM-DD in Shanghai */
export function dayOf(ms: number): string {
  const d = beijing(ms);
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}`;
}

/** A day of the calendar as people say it: 昨天, 3月5日. */
export const sayDate = (day: string, nowMs: number) => sayDay(msOf(`${day}T04:00:00.000Z`), nowMs);

/** 2026年3月5日: where papers and books are spoken of, whatever today is. */
export const sayFullDate = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** 2026.06.26 至 2026.11.22, as papers write it: a day is never broken in two lines. */
export const saySpan = (from: string, to: string): string => `${from.replace(/-/g, '.')} 至 ${to.replace(/-/g, '.')}`;

/** The greeting's hour. */
export const hourOf = (ms: number) => beijing(ms).getUTCHours();

/** 3 天 4 小时 / 5 小时 / 12 分钟 / 不到 1 分钟: one unit, two where the second still matters. */
export function sayLength(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return '不到 1 分钟';
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 3 && minutes % 60 >= 5) return `${hours} 小时 ${minutes % 60} 分`;
  if (hours < 48) return `${hours} 小时`;
  const days = Math.floor(hours / 24);
  return days < 7 && hours % 24 ? `${days} 天 ${hours % 24} 小时` : `${days} 天`;
}
