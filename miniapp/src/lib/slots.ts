import { ORDER_DAYS_AHEAD, ORDER_LEAD_HOURS } from '@linli/shared/orders';
import { dayOf } from './times';

/** What of a menu item says when a service may begin. */
export interface Opening {
  noticeHours: number;
  /** 1 Monday … 7 Sunday; none: every day */
  weekdays: readonly number[];
  /** minutes of a day in Beijing, both included; none: by daylight */
  slots: readonly { fromMinute: number; toMinute: number }[];
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';
export const PART_LABELS: Record<PartOfDay, string> = { morning: '上午', afternoon: '下午', evening: '晚上' };

const DAY = 86_400_000;
const HOUR = 3_600_000;
const STEP_MINUTES = 30;
const DAYLIGHT = [{ fromMinute: 8 * 60, toMinute: 20 * 60 }];
const NOON = 12 * 60;
const DUSK = 18 * 60;

/** The first instant one may still order for: somebody must be found before. */
export const earliestStart = (item: Opening, now: number): number => now + (item.noticeHours + ORDER_LEAD_HOURS) * HOUR;

export const momentOf = (day: string, minute: number): number => Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000;
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
export const minuteOf = (ms: number): number => Math.round((ms - momentOf(dayOf(ms), 0)) / 60_000);

/** Half hours of a day in which the service may begin and still can be ordered. */
export function minutesOfDay(item: Opening, day: string, now: number): number[] {
  if (item.weekdays.length && !item.weekdays.includes(weekdayOf(day))) return [];
  const earliest = earliestStart(item, now);
  const latest = now + ORDER_DAYS_AHEAD * DAY;
  const minutes = new Set<number>();
  for (const slot of item.slots.length ? item.slots : DAYLIGHT) {
    const first = Math.ceil(slot.fromMinute / STEP_MINUTES) * STEP_MINUTES;
    for (let m = first; m <= slot.toMinute; m += STEP_MINUTES) {
      const at = momentOf(day, m);
      if (at >= earliest && at <= latest) minutes.add(m);
    }
  }
  return [...minutes].sort((a, b) => a - b);
}

/** Days on which there is at least one time, the next first. */
export function openDays(item: Opening, now: number, most = ORDER_DAYS_AHEAD): string[] {
  const days: string[] = [];
  for (let ahead = 0; ahead <= ORDER_DAYS_AHEAD && days.length < most; ahead += 1) {
    const day = dayOf(now + ahead * DAY);
    if (minutesOfDay(item, day, now).length) days.push(day);
  }
  return days;
}

export const partOf = (minute: number): PartOfDay => (minute < NOON ? 'morning' : minute < DUSK ? 'afternoon' : 'evening');

/** 09:30 */
export const sayMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
