import { DAY_MS, dayOf, dayText, MINUTE_MS, startOfDay } from './calendar.js';
import { clockText, isoWeekday, minuteOfDay } from './menu.js';

/** When a post is served: once, or in the weeks that follow at the same time of day. Instants in milliseconds, days counted from 1970 in Asia/Shanghai. */
export interface PostTimes {
  readonly firstStart: number;
  /** 1 Monday … 7 Sunday; null: the first shift only */
  readonly weekdays: readonly number[] | null;
  /** the last day; null: until it is ended */
  readonly untilDay: number | null;
}

/** The starts of shifts on the days `fromDay` to `toDay`, both included. */
export function shiftStarts({ firstStart, weekdays, untilDay }: PostTimes, fromDay: number, toDay: number): number[] {
  const firstDay = dayOf(firstStart);
  if (weekdays === null) return firstDay >= fromDay && firstDay <= toDay ? [firstStart] : [];
  const timeOfDay = firstStart - startOfDay(firstDay);
  const starts: number[] = [];
  for (let day = Math.max(fromDay, firstDay); day <= Math.min(toDay, untilDay ?? toDay); day += 1) {
    const start = startOfDay(day) + timeOfDay;
    if (weekdays.includes(isoWeekday(start))) starts.push(start);
  }
  return starts;
}

const NAMES = ['一', '二', '三', '四', '五', '六', '日'];
/** 每周一、三、五 08:00–09:00 / 每天 22:00–次日 02:00 / 11 月 28 日 08:00–09:00 */
export function postWhenText({ firstStart, weekdays }: Pick<PostTimes, 'firstStart' | 'weekdays'>, minutes: number): string {
  const from = minuteOfDay(firstStart);
  const end = firstStart + minutes * MINUTE_MS;
  const nextDay = dayOf(end - 1) !== dayOf(firstStart);
  // Midnight itself is the end of the day, not the beginning of the next.
  const to = nextDay || minuteOfDay(end) !== 0 ? clockText(minuteOfDay(end)) : clockText(DAY_MS / MINUTE_MS);
  const time = `${clockText(from)}–${nextDay ? '次日 ' : ''}${to}`;
  if (weekdays === null) {
    const [, month, day] = dayText(dayOf(firstStart)).split('-').map(Number);
    return `${month} 月 ${day} 日 ${time}`;
  }
  const days = weekdays.length === 7 ? '每天' : `每周${weekdays.map((one) => NAMES[one - 1]).join('、')}`;
  return `${days} ${time}`;
}
