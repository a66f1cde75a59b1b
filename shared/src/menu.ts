import { dayOf, startOfDay, weekdayOf, MINUTE_MS } from './calendar.js';

/** Minutes of a day in Asia/Shanghai between which a service may begin, both included. */
export interface MenuSlot {
  readonly fromMinute: number;
  readonly toMinute: number;
}
export const DAY_MINUTES = 24 * 60;
/** 08:30–11:30 and 14:00–18:00. */
export const DEFAULT_SLOTS: readonly MenuSlot[] = [
  { fromMinute: 510, toMinute: 690 },
  { fromMinute: 840, toMinute: 1080 },
];
/** 1 Monday … 7 Sunday */
export const ALL_WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAY_NAMES = ['一', '二', '三', '四', '五', '六', '日'];

/** 1 Monday … 7 Sunday, of the day in Asia/Shanghai. */
export const isoWeekday = (at: number): number => weekdayOf(dayOf(at)) || 7;
/** Minutes since midnight in Asia/Shanghai. */
export const minuteOfDay = (at: number): number => Math.floor((at - startOfDay(dayOf(at))) / MINUTE_MS);

/** Whether a service of the item may begin at this instant. */
export const mayBegin = (item: { weekdays: readonly number[]; slots: readonly MenuSlot[] }, at: number): boolean =>
  item.weekdays.includes(isoWeekday(at)) &&
  item.slots.some(({ fromMinute, toMinute }) => minuteOfDay(at) >= fromMinute && minuteOfDay(at) <= toMinute);

/** Why these slots cannot be, in words for the desk; null when they can. */
export function slotsFault(slots: readonly MenuSlot[]): string | null {
  if (slots.length === 0) return '至少留一段可预约时间；暂时不开的服务请直接关闭。';
  let end = -1;
  for (const { fromMinute, toMinute } of slots) {
    if (fromMinute >= toMinute) return '每段的结束时间要晚于开始时间。';
    if (fromMinute <= end) return '各段时间要按先后填写，不能重叠或相接。';
    end = toMinute;
  }
  return null;
}

/** 08:30 */
export const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
/** 08:30–11:30、14:00–18:00 */
export const slotsText = (slots: readonly MenuSlot[]): string =>
  slots.map(({ fromMinute, toMinute }) => `${clockText(fromMinute)}–${clockText(toMinute)}`).join('、');
/** 每天 / 周一、周三 */
export const weekdaysText = (weekdays: readonly number[]): string =>
  weekdays.length === 7 ? '每天' : weekdays.map((day) => `周${WEEKDAY_NAMES[day - 1]}`).join('、');
