import type { Actor } from '../../../common/actor.js';
import type { OrderEntity } from '../order.entity.js';
import type { Matter } from '../orders.matter.js';
import { isInCharge, isOrderer } from '../orders.policy.js';

/** Whose phone shows the code: the person served, whoever ordered and is with them, the person in charge. Another helper far away has none. */
export function holdsCode(actor: Actor, matter: Matter): boolean {
  const { order } = matter;
  if (isInCharge(actor, matter) || order.principalId === actor.personId) return true;
  return order.requesterId === actor.personId && isOrderer(actor, matter);
}

/** While somebody may check in or out. A post starts with whoever has come. */
export const codeIsShown = ({ state, source }: Pick<OrderEntity, 'state' | 'source'>): boolean =>
  state === 'filled' || state === 'in_service' || (state === 'offered' && source === 'post');
