import { DAY_MS, dayFrom, dayTextOf, startOfDay } from '@linli/shared/calendar';
import { isLate } from '@linli/shared/clocks';
import { periodOf, PLEDGE_DAYS_MAX, REDO_DAYS, REMIND_DAYS_BEFORE, type WishKind } from '@linli/shared/wishes';
import { invalidField } from '../../common/errors.js';
import type { WishEntity } from './wish.entity.js';

export const todayOf = (now: Date): string => dayTextOf(now.getTime());
export const dayAfter = (now: Date, days: number): string => dayTextOf(now.getTime() + days * DAY_MS);
/** The board of now. */
export const periodNow = (kind: WishKind, now: Date): string => periodOf(kind, todayOf(now));

/** The last second of the pledged day. */
const endOf = (day: string): Date => new Date(startOfDay((dayFrom(day) ?? 0) + 1) - 1000);

type Pledge = Pick<WishEntity, 'pledgeDay' | 'claimDueAt' | 'claimRemindAt'>;
/** Two days before the end, or half way when there is less. */
export function promiseOf(day: string, now: Date): Pledge {
  const due = endOf(day);
  const early = due.getTime() - REMIND_DAYS_BEFORE * DAY_MS;
  const half = now.getTime() + (due.getTime() - now.getTime()) / 2;
  return { pledgeDay: day, claimDueAt: due, claimRemindAt: new Date(Math.floor(Math.max(early, half))) };
}

/** @throws 400 for a day that is past, too far, or none. */
export function pledged(kind: WishKind, day: string, now: Date): Pledge {
  const number = dayFrom(day);
  if (number === null) throw invalidField('pledgeDay', '没有这一天。');
  if (day < todayOf(now)) throw invalidField('pledgeDay', '完成日期不能早于今天。');
  if (day > dayAfter(now, PLEDGE_DAYS_MAX[kind])) throw invalidField('pledgeDay', `最多约定 ${PLEDGE_DAYS_MAX[kind]} 天以内。`);
  return promiseOf(day, now);
}

/** Sent back for another try: at least a week, and never less than was promised. */
export function againPromised({ pledgeDay }: WishEntity, now: Date): Pledge {
  const week = dayAfter(now, REDO_DAYS);
  return promiseOf(pledgeDay !== null && pledgeDay > week ? pledgeDay : week, now);
}

export const claimIsOver = ({ claimDueAt }: WishEntity, now: Date): boolean =>
  claimDueAt !== null && isLate(claimDueAt.getTime(), now.getTime());
