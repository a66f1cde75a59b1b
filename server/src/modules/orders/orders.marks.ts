import { DAY_MS, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { answerBy, CHECK_OUT_GRACE_MINUTES, OPEN_ORDER_STATES, type OrderState } from '@linli/shared/orders';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';

/** What time does to an order. */
export const MARKS = ['lapse', 'next_offer', 'warn', 'expire', 'remind', 'auto_finish', 'confirm_silently'] as const;
export type MarkKind = (typeof MARKS)[number];
export interface Mark {
  what: MarkKind;
  at: Date;
}
export type Changes = Partial<OrderEntity>;

const WAITING: readonly OrderState[] = ['submitted', 'approved', 'offered'];
/** Hours before the start, by `reminded`. */
export const REMIND_HOURS = [24, 1] as const;
const WARN_SHARE = 0.75;
const POST_WARN_HOURS = 48;

/** What is pending and wakes first; at the same instant in the order of MARKS. */
export function nextMark(order: OrderEntity): Mark | null {
  const { state, source, acceptedCount, fillBy, startAt, reminded } = order;
  const marks: Mark[] = [];
  const add = (what: MarkKind, at: Date | null) => {
    if (at) marks.push({ what, at });
  };
  if ((OPEN_ORDER_STATES as readonly OrderState[]).includes(state)) add('lapse', order.answerBy);
  if (WAITING.includes(state)) {
    if (!order.flags.includes('unfilled')) add('warn', order.warnAt);
    // A post starts with whoever has come.
    if (source !== 'post' || acceptedCount === 0) add('expire', fillBy);
  }
  if (state === 'offered' && order.nextOfferedAt === null) add('next_offer', order.nextOfferAt);
  if ((state === 'offered' || state === 'filled') && acceptedCount > 0) {
    const hours = REMIND_HOURS[reminded];
    if (hours !== undefined) add('remind', new Date(startAt.getTime() - hours * HOUR_MS));
  }
  if (state === 'in_service') add('auto_finish', checkOutEnds(order));
  if (state === 'finished') add('confirm_silently', order.confirmBy);
  const rank = ({ what }: Mark) => MARKS.indexOf(what);
  return marks.sort((a, b) => wakeAt(a).getTime() - wakeAt(b).getTime() || rank(a) - rank(b))[0] ?? null;
}

/** The deadline itself is still in time, a millisecond after it is late; what begins at an instant begins there. */
export const wakeAt = ({ what, at }: Mark): Date => (LATE_AFTER.includes(what) ? new Date(at.getTime() + 1) : at);
const LATE_AFTER: readonly MarkKind[] = ['lapse', 'expire', 'confirm_silently'];

/** What lists and the minute job read, made from the order and its invitations. */
export function derived(order: OrderEntity, assignments: readonly AssignmentEntity[]): Pick<OrderEntity, 'answerBy' | 'nextMarkAt'> {
  const waits = assignments.flatMap(({ state, answerBy: by }) => (state === 'invited' && by ? [by.getTime()] : []));
  const earliest = waits.length ? new Date(Math.min(...waits)) : null;
  const mark = nextMark({ ...order, answerBy: earliest });
  return { answerBy: earliest, nextMarkAt: mark && wakeAt(mark) };
}

/** Warned at three quarters of the time there is. Shifts are made four weeks ahead and fill late: two days before they start. */
export const warnAt = (now: Date, { source, startAt, fillBy }: Pick<OrderEntity, 'source' | 'startAt' | 'fillBy'>): Date =>
  source === 'post'
    ? new Date(Math.max(now.getTime(), startAt.getTime() - POST_WARN_HOURS * HOUR_MS))
    : new Date(now.getTime() + Math.max(0, fillBy.getTime() - now.getTime()) * WARN_SHARE);

/** Half way to the deadline the offer goes further, once, from the first time it was made. */
export const nextOfferAt = (now: Date, fillBy: Date): Date => new Date(now.getTime() + Math.max(0, fillBy.getTime() - now.getTime()) / 2);

/** How long an invitation waits for its answer. */
export const answerTime = (now: Date, { fillBy }: OrderEntity): Date => new Date(answerBy(now.getTime(), fillBy.getTime()));

/** Reminders whose time is past when somebody accepts are not sent after the fact. */
export function remindersPast(order: OrderEntity, now: Date): number {
  const left = order.startAt.getTime() - now.getTime();
  const past = REMIND_HOURS.filter((hours) => left <= hours * HOUR_MS).length;
  return Math.max(order.reminded, past);
}

/** A place that opens again after the deadline may still be filled for half the time that is left; the desk sees it at once. */
export function reopened(order: OrderEntity, now: Date): Changes {
  const late = order.warnAt === null || now >= order.warnAt;
  const half = new Date(Math.floor((now.getTime() + order.startAt.getTime()) / 2));
  return {
    ...(order.fillBy <= now ? { fillBy: half < order.startAt ? half : order.startAt } : {}),
    ...(late && !order.flags.includes('unfilled') ? { flags: [...order.flags, 'unfilled'] } : {}),
  };
}

/** Until then the real check-out counts. */
export const checkOutEnds = ({ endAt }: Pick<OrderEntity, 'endAt'>): Date =>
  new Date(endAt.getTime() + CHECK_OUT_GRACE_MINUTES * MINUTE_MS);

export const silenceEnds = (finishedAt: Date): Date => new Date(finishedAt.getTime() + 3 * DAY_MS);
