import { dayOf, startOfDay, weekdayOf } from './calendar.js';

export const PLACE_KINDS = ['service_station', 'elder_canteen', 'health_station', 'legal_station', 'activity_room', 'rider_stop'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export const PLACE_KIND_LABELS: Record<PlaceKind, string> = {
  service_station: '党群服务站',
  elder_canteen: '长者食堂',
  health_station: '卫生服务站',
  legal_station: '法律服务站',
  activity_room: '活动室',
  rider_stop: '骑手驿站',
};
/** Landlines with their area code, mobiles, and the short numbers of the town. */
export const PLACE_PHONE_PATTERN = /^(0\d{2,3}-?[2-9]\d{6,7}|1[3-9]\d{9}|1\d{2,4})$/;
export const PLACE_NAME_MAX = 30;
export const PLACE_ADDRESS_MAX = 60;
export const PLACE_NOTE_MAX = 100;
export const PLACE_HOURS_MAX = 14;
export const CLOCK_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Monday is 1. `to` is the first minute it is closed. */
export interface OpenHours {
  weekdays: readonly number[];
  from: string;
  to: string;
}
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

export function isOpen(hours: readonly OpenHours[], at: number): boolean {
  const weekday = weekdayOf(dayOf(at)) || 7;
  const minute = Math.floor((at - startOfDay(dayOf(at))) / 60_000);
  return hours.some((one) => one.weekdays.includes(weekday) && minute >= minuteOf(one.from) && minute < minuteOf(one.to));
}

const NAMES = '一二三四五六日';
/** 周一至周五, 周一、周三, 每天 */
function weekdaysText(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (days.length === 7) return '每天';
  if (days.length > 2 && last - first === days.length - 1) return `周${NAMES[first - 1]}至周${NAMES[last - 1]}`;
  return days.map((day) => `周${NAMES[day - 1]}`).join('、');
}

/** 周一至周五 08:30–12:00，14:30–18:00；周六 09:00–12:00 */
export function hoursText(hours: readonly OpenHours[]): string {
  const lines = new Map<string, string[]>();
  for (const { weekdays, from, to } of hours) {
    const days = weekdaysText(weekdays);
    lines.set(days, [...(lines.get(days) ?? []), `${from}–${to}`]);
  }
  return [...lines].map(([days, spans]) => `${days} ${spans.join('，')}`).join('；');
}

/** Why hours cannot stand, in a sentence; null: they can. */
export function hoursFault(hours: readonly OpenHours[]): string | null {
  for (const { weekdays, from, to } of hours) {
    if (!weekdays.length) return '请选择开放的日子';
    if (minuteOf(to) <= minuteOf(from)) return '结束时间要晚于开始时间';
  }
  const spans = hours.flatMap((one) => one.weekdays.map((day) => ({ day, from: minuteOf(one.from), to: minuteOf(one.to) })));
  const overlap = spans.some((a, i) => spans.some((b, j) => i < j && a.day === b.day && a.from < b.to && b.from < a.to));
  return overlap ? '同一天的开放时间有重叠' : null;
}
