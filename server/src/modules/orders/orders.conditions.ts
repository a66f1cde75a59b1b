import { MINUTE_MS } from '@linli/shared/calendar';
import {
  ASSIGNMENT_WORKFLOW,
  EARLY_START_MINUTES,
  NO_SHOW_MINUTES,
  ORDER_ACTIONS,
  ORDER_WORKFLOW,
  type AssignmentAction,
  type AssignmentState,
  type OrderAction,
  type OrderState,
  type OrderStep,
} from '@linli/shared/orders';
import { nextState } from '@linli/shared/workflow';
import type { Actor } from '../../common/actor.js';
import { inState, type Matter, ownOf } from './orders.matter.js';
import { atPlace, isInCharge, isOrderer, ORDER_POLICY } from './orders.policy.js';

/** Acts on one person's part: in which states of the order they can be done. */
const PARTS: Readonly<Partial<Record<OrderAction, readonly OrderState[]>>> = {
  accept: ['offered'],
  decline: ['offered', 'filled', 'in_service'],
  withdraw: ['offered', 'filled'],
  start: ['offered', 'filled', 'in_service'],
  finish: ['in_service'],
  no_show: ['offered', 'filled', 'in_service', 'finished'],
  record_start: ['offered', 'filled', 'in_service'],
  record_finish: ['in_service'],
  end: ['in_service'],
};
/** Those that are done to somebody else. */
const OF_OTHERS: readonly OrderAction[] = ['no_show', 'record_start', 'record_finish'];

/** The order's state after `action`, null where the table has none; acts on one part say themselves where the order goes. */
export function stateAfter(state: OrderState, action: OrderAction): OrderState | null {
  const states = PARTS[action];
  if (states) return states.includes(state) ? state : null;
  return nextState<OrderStep, OrderState>(ORDER_WORKFLOW, state, action as OrderStep);
}
export const partAfter = (state: AssignmentState, action: AssignmentAction): AssignmentState | null =>
  nextState<AssignmentAction, AssignmentState>(ASSIGNMENT_WORKFLOW, state, action);

type Condition = (matter: Matter, actor: Actor, now: Date) => string | null;
const minutes = (count: number) => count * MINUTE_MS;
const begun: Condition = ({ order }, _, now) => (now < order.startAt ? null : '已经到开始时间了，请联系社区。');

/** A place opens half an hour after the start: nobody is written off before. */
const lateFrom = ({ order }: Pick<Matter, 'order'>): Date => new Date(order.startAt.getTime() + minutes(NO_SHOW_MINUTES));
export const mayBeAbsent = (matter: Pick<Matter, 'order'>, now: Date): boolean => now >= lateFrom(matter);

const checkIn: Condition = ({ order }, _, now) => {
  // A post starts with whoever has come; elsewhere the places must be filled, or the desk lets it start with fewer.
  if (order.state === 'offered' && order.source !== 'post') return '人还没有到齐，请联系社区。';
  if (now.getTime() < order.startAt.getTime() - minutes(EARLY_START_MINUTES)) return `开始前 ${EARLY_START_MINUTES} 分钟起可以签到。`;
  if (now >= order.endAt) return '已经过了结束时间，请联系社区补记。';
  return order.insuranceRequired && order.insuranceReference === null ? '这项服务要先由社区登记意外险，才能开始。' : null;
};

/** What the states alone do not say: why an action that this person has cannot be done just now. */
const CONDITIONS: Readonly<Partial<Record<OrderAction, Condition>>> = {
  approve: ({ order }, _, now) => (now <= order.fillBy ? null : '已经过了找人的期限。'),
  dispatch: begun,
  publish: ({ order }, actor, now) => (order.publishedAt ? '已经在大厅里了。' : begun({ order } as Matter, actor, now)),
  unpublish: ({ order }) => (order.publishedAt ? null : '没有发布到大厅。'),
  start_with_fewer: ({ order, assignments }) => {
    const present = inState(assignments, 'accepted', 'in_service').length;
    if (!present) return '还没有人接单。';
    return order.twoPerson && present < 2 ? '这项服务须两人同行，一个人不能开始。' : null;
  },
  withdraw: begun,
  start: checkIn,
  record_start: ({ order }, _, now) => {
    if (order.state === 'offered' && order.source !== 'post') return '人还没有到齐，请先按现有人数开始。';
    if (now < order.startAt) return '还没有到开始时间。';
    return order.insuranceRequired && order.insuranceReference === null ? '请先登记意外险。' : null;
  },
  no_show: (matter, _, now) => (mayBeAbsent(matter, now) ? null : `开始 ${NO_SHOW_MINUTES} 分钟后才能记未到场。`),
  confirm: (matter, actor) => {
    const { order } = matter;
    if (isOrderer(actor, matter) || isInCharge(actor, matter) || atPlace(order)) return null;
    return order.tookPlace === true ? null : '请先回访，确认服务确实完成。';
  },
  rate: (matter, actor) => {
    if (isOrderer(actor, matter)) return null;
    return ownOf(matter, actor)?.state === 'confirmed' ? null : '服务确认后才能评价。';
  },
  call_back: ({ order }) => {
    if (order.source === 'post') return '服务岗位不用回访。';
    return order.calledBackAt ? '已经回访过了。' : null;
  },
};

/** Why `action` cannot be done now, as a sentence; null when it can. */
export function whyNot(action: OrderAction, matter: Matter, actor: Actor, now: Date): string | null {
  return CONDITIONS[action]?.(matter, actor, now) ?? null;
}

const NEEDS: Readonly<Partial<Record<OrderAction, AssignmentState>>> = {
  no_show: 'accepted',
  record_start: 'accepted',
  record_finish: 'in_service',
};

/** Whether there is a part for it: the caller's own, or somebody's. */
function hasItsPart(action: OrderAction, matter: Matter, actor: Actor): boolean {
  if (!PARTS[action] || action === 'accept' || action === 'end') return true;
  if (OF_OTHERS.includes(action))
    return matter.assignments.some(({ state, personId }) => state === NEEDS[action] && personId !== actor.personId);
  const own = ownOf(matter, actor);
  return own !== null && partAfter(own.state, action as AssignmentAction) !== null;
}

/** What this caller may do now: the buttons of the page. `mayAccept` and `hasRated` are known to the reader. */
export function actionsFor(actor: Actor, matter: Matter, now: Date, known: { mayAccept: boolean; hasRated: boolean }): OrderAction[] {
  return ORDER_ACTIONS.filter(
    (action) =>
      stateAfter(matter.order.state, action) !== null &&
      ORDER_POLICY[action](actor, matter) &&
      hasItsPart(action, matter, actor) &&
      whyNot(action, matter, actor, now) === null &&
      (action !== 'accept' || known.mayAccept) &&
      (action !== 'rate' || !known.hasRated),
  );
}
