import type { Role } from '@linli/shared/accounts';
import { type AssignmentState, COMPANIONS_MOST, type OrderAction, type OrderActingAs } from '@linli/shared/orders';
import { type Actor, holds } from '../../common/actor.js';
import type { OrderEntity } from './order.entity.js';
import { type Matter, ownOf } from './orders.matter.js';

export type Rule = (actor: Actor, matter: Matter) => boolean;

/** Where an order belongs: its grid, or its community. */
export const areaOf = ({ gridCode, communityCode }: Pick<OrderEntity, 'gridCode' | 'communityCode'>): string => gridCode ?? communityCode;

const any =
  (...rules: Rule[]): Rule =>
  (actor, matter) =>
    rules.some((rule) => rule(actor, matter));
const staff =
  (...roles: Role[]): Rule =>
  (actor, { order }) =>
    holds(actor, roles, areaOf(order));

export const isDesk: Rule = staff('dispatcher');
/** Whoever is served, ordered for themselves, or is bound to the elder now. A helper whose bond has ended is a stranger. */
export const isOrderer: Rule = ({ personId }, { order, helperIds }) =>
  (order.source === 'resident' && order.requesterId === personId) || order.principalId === personId || helperIds.includes(personId);
/** Somebody at a place rather than in a home: posts, and what staff order for a group. */
export const atPlace = ({ source }: Pick<OrderEntity, 'source'>): boolean => source === 'post' || source === 'group';
export const isInCharge: Rule = ({ personId }, { order }) => atPlace(order) && order.inChargeId === personId;
export const hasPart: Rule = (actor, matter) => ownOf(matter, actor) !== null;

const SERVING: readonly AssignmentState[] = ['accepted', 'in_service', 'finished'];
const CAME: readonly AssignmentState[] = [...SERVING, 'confirmed', 'voided', 'no_show'];
/** Goes there, or was there: sees the order whole. */
export const serves: Rule = (actor, matter) => CAME.includes(ownOf(matter, actor)?.state ?? 'invited');
/** Who served or entered what was served never confirms it and gives no verdict on it. */
export const worked: Rule = ({ personId }, { assignments }) =>
  assignments.some((one) => (one.personId === personId && one.startedAt !== null) || one.recordedBy.includes(personId));
const entered: Rule = ({ personId }, { order }) => order.source !== 'resident' && order.requesterId === personId;

/** The desk with other eyes than those of whoever ordered, entered or served. */
const otherEyes: Rule = (actor, matter) => isDesk(actor, matter) && !isOrderer(actor, matter) && !worked(actor, matter);
const judges: Rule = (actor, matter) => otherEyes(actor, matter) && !entered(actor, matter);

/** Who may ever do what. Whether it can be done now is said by the workflow and orders.conditions.ts. */
export const ORDER_POLICY: Readonly<Record<OrderAction, Rule>> = {
  approve: otherEyes,
  reject: otherEyes,
  dispatch: isDesk,
  publish: isDesk,
  unpublish: isDesk,
  insure: isDesk,
  start_with_fewer: isDesk,
  // Whoever sees it may try; why somebody may not is a sentence, not a lack of rights.
  accept: () => true,
  decline: hasPart,
  withdraw: hasPart,
  start: hasPart,
  finish: hasPart,
  no_show: isDesk,
  record_start: any(isDesk, isInCharge),
  record_finish: any(isDesk, isInCharge),
  // Four eyes: nobody ends their own service without the other side's code.
  end: (actor, matter) => isDesk(actor, matter) && ownOf(matter, actor)?.state !== 'in_service',
  confirm: (actor, matter) => {
    if (worked(actor, matter)) return false;
    return isOrderer(actor, matter) || isInCharge(actor, matter) || judges(actor, matter);
  },
  dispute: (actor, matter) => !worked(actor, matter) && (isOrderer(actor, matter) || isDesk(actor, matter)),
  uphold: judges,
  void: judges,
  rate: any(isOrderer, hasPart),
  call_back: otherEyes,
  cancel: any(isOrderer, isDesk, isInCharge),
};

const WATCHERS = ['street_chief', 'grid_leader'] as const satisfies Role[];
export const isAuditor: Rule = staff('auditor');
/** State, category and times: all that street chiefs and grid leaders see of orders. */
export const watches: Rule = staff(...WATCHERS);
/** As somebody who may take it: invited, or it hangs in the hall. */
export const seesTask: Rule = any(hasPart, (_, { inHall }) => inHall);

/** As what this caller sees the order; null: not at all. An administrator sees no orders. */
export const VIEWERS = ['orderer', 'desk', 'in_charge', 'server', 'auditor', 'task', 'watcher'] as const;
export type Viewer = (typeof VIEWERS)[number];
export function viewerOf(actor: Actor, matter: Matter): Viewer | null {
  if (isDesk(actor, matter)) return 'desk';
  if (isOrderer(actor, matter)) return 'orderer';
  if (isInCharge(actor, matter)) return 'in_charge';
  if (serves(actor, matter)) return 'server';
  if (isAuditor(actor, matter)) return 'auditor';
  if (seesTask(actor, matter)) return 'task';
  return watches(actor, matter) ? 'watcher' : null;
}
/** At a post of many whoever serves sees the number of those who come, not their parts. */
export const seesOwnOnly = ({ headcount }: Pick<OrderEntity, 'headcount'>, viewer: Viewer): boolean =>
  viewer === 'task' || (viewer === 'server' && headcount > COMPANIONS_MOST);
export const STAFF_WHO_LIST = ['dispatcher', 'auditor', ...WATCHERS] as const satisfies Role[];

const OVER: readonly OrderEntity['state'][] = ['confirmed', 'rejected', 'cancelled', 'expired', 'voided'];
/** Address and phone: the desk always, whoever accepted until the service is confirmed, and the side whose they are. */
export const maySeeContact: Rule = (actor, matter) => {
  if (isDesk(actor, matter) || isOrderer(actor, matter)) return true;
  return SERVING.includes(ownOf(matter, actor)?.state ?? 'invited') && !OVER.includes(matter.order.state);
};
/** Phones and identity numbers in remarks: the desk, whose words they are, and whoever accepted. */
export const seesNumbers: Rule = maySeeContact;
/** Whole names of those who serve. */
export const seesNames: Rule = any(isDesk, isOrderer, isInCharge);

const AS_ORDERER: readonly OrderAction[] = ['confirm', 'dispute', 'cancel', 'rate'];
const AS_SERVER: readonly OrderAction[] = ['accept', 'decline', 'withdraw', 'start', 'finish'];
/** In which capacity somebody does this: what the timeline says instead of a name. */
export function actingAs(actor: Actor, matter: Matter, action: OrderAction): OrderActingAs {
  if (AS_SERVER.includes(action)) return 'server';
  if (AS_ORDERER.includes(action) && isOrderer(actor, matter)) return ordererAs(actor, matter);
  if (action === 'rate') return 'server';
  if (isDesk(actor, matter)) return 'dispatcher';
  return isInCharge(actor, matter) ? 'person_in_charge' : 'dispatcher';
}
export function ordererAs({ personId }: Pick<Actor, 'personId'>, { order }: Pick<Matter, 'order'>): OrderActingAs {
  if (order.principalId === personId) return order.requesterId === personId ? 'requester' : 'principal';
  return order.source === 'resident' ? 'requester' : 'helper';
}
