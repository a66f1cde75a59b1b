import { SERVER_LABELS, type Server } from '@linli/shared/orders';
import { msOf, sayClock, sayDay } from './times';

const WEEKDAYS = '日一二三四五六';
const weekday = (ms: number) => `周${WEEKDAYS[new Date(ms + 8 * 3_600_000).getUTCDay()] ?? ''}`;

/** 明天 周日 09:00–10:00; across midnight: 今天 周六 23:00 – 明天 01:00 */
export function sayWhen(startAt: string, endAt: string, now: number): string {
  const start = msOf(startAt);
  const end = msOf(endAt);
  const day = sayDay(start, now);
  const first = `${day.startsWith('周') ? day : `${day} ${weekday(start)}`} ${sayClock(start)}`;
  return sayDay(start, now) === sayDay(end, now) ? `${first}–${sayClock(end)}` : `${first} – ${sayDay(end, now)} ${sayClock(end)}`;
}

/** 45 分钟 / 1 小时 / 1 小时 30 分 */
export function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (!hours) return `${minutes} 分钟`;
  return minutes % 60 ? `${hours} 小时 ${minutes % 60} 分` : `${hours} 小时`;
}

/** 400 米 / 1.2 公里 */
export const sayDistance = (metres: number): string =>
  metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} 米` : `${(metres / 1000).toFixed(1)} 公里`;

/** 志愿者、党员来做 */
export const sayServers = (servers: readonly Server[]): string => servers.map((s) => SERVER_LABELS[s]).join('、');

/** 提前 1 天 / 提前 2 小时 */
export function sayNotice(hours: number): string {
  if (hours <= 0) return '随时可点';
  return hours % 24 === 0 ? `提前 ${hours / 24} 天` : `提前 ${hours} 小时`;
}
