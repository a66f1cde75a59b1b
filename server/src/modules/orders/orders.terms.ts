import { DAY_MS, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { mayBegin, slotsText, weekdaysText } from '@linli/shared/menu';
import { fillBy, ORDER_DAYS_AHEAD, ORDER_LEAD_HOURS } from '@linli/shared/orders';
import { DomainError, invalidField } from '../../common/errors.js';
import type { MenuItem } from './menu/menu.service.js';
import { timeLabel } from './orders.words.js';

export interface Wanted {
  startAt: string;
  minutes?: number;
  headcount?: number;
  riskRead?: boolean;
}
/** What is settled when an order is made. */
export interface Terms {
  startAt: Date;
  minutes: number;
  headcount: number;
  noticeHours: number;
  fillBy: Date;
}

/** When, how long and how many, by the menu of the community. Staff may agree on other hours on the phone, and on less notice. */
export function termsOf(item: MenuItem, wanted: Wanted, now: Date, byStaff: boolean): Terms {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(wanted.startAt)) throw invalidField('startAt', '开始时间要带时区');
  const startAt = new Date(wanted.startAt);
  if (startAt.getTime() % MINUTE_MS !== 0) throw invalidField('startAt', '开始时间请精确到分钟');
  if (startAt.getTime() > now.getTime() + ORDER_DAYS_AHEAD * DAY_MS) throw invalidField('startAt', `最多提前 ${ORDER_DAYS_AHEAD} 天预约`);
  if (startAt <= now) throw invalidField('startAt', '开始时间已经过去了');
  const noticeHours = byStaff ? shortNotice(item, startAt, now) : item.noticeHours;
  if (!byStaff) {
    const earliest = new Date(now.getTime() + (item.noticeHours + ORDER_LEAD_HOURS) * HOUR_MS);
    if (startAt < earliest) throw invalidField('startAt', `这项服务要提前预约，最早可约 ${timeLabel(earliest)}`);
    if (!mayBegin(item, startAt.getTime()))
      throw invalidField('startAt', `可预约时间：${weekdaysText(item.weekdays)} ${slotsText(item.slots)}`);
  }
  if (item.riskNote && wanted.riskRead !== true) throw new DomainError('unprocessable', 'risk_unread', '请先阅读服务须知和风险提示。');
  return {
    startAt,
    minutes: wanted.minutes ?? item.minutes,
    headcount: headcountOf(item, wanted.headcount),
    noticeHours,
    fillBy: new Date(fillBy(startAt.getTime(), noticeHours)),
  };
}

/** What is urgent keeps half of the time that is left for finding somebody. */
const shortNotice = ({ noticeHours }: MenuItem, startAt: Date, now: Date): number =>
  Math.min(noticeHours, Math.floor((startAt.getTime() - now.getTime()) / HOUR_MS / 2));

function headcountOf({ minPeople, maxPeople, twoPersonRule }: MenuItem, wanted: number | undefined): number {
  const least = Math.max(minPeople, twoPersonRule ? 2 : 1);
  const most = Math.max(maxPeople, least);
  const headcount = wanted ?? least;
  if (headcount < least) throw invalidField('headcount', twoPersonRule ? '这项服务须两人同行' : `这项服务至少要 ${least} 人`);
  if (headcount > most) throw invalidField('headcount', `这项服务最多 ${most} 人`);
  return headcount;
}
