import type { AssignmentState } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import type { OrderEntity } from './order.entity.js';
import { AssignmentEntity } from './order-parts.entity.js';

/** An order with everybody's part in it: what a rule has to go by. */
export interface Matter {
  order: OrderEntity;
  assignments: readonly AssignmentEntity[];
  /** Bound to the elder now. */
  helperIds: readonly string[];
  /** The caller may take it from the hall: published, and within the member's community or radius. */
  inHall: boolean;
}

export const ownOf = ({ assignments }: Pick<Matter, 'assignments'>, { personId }: Pick<Actor, 'personId'>): AssignmentEntity | null =>
  assignments.find((one) => one.personId === personId) ?? null;

export const inState = (assignments: readonly AssignmentEntity[], ...states: AssignmentState[]): AssignmentEntity[] =>
  assignments.filter(({ state }) => states.includes(state));

export const idsOf = (assignments: readonly AssignmentEntity[]): string[] => assignments.map(({ personId }) => personId);

/** Everybody's part, in the order in which they came. */
export const assignmentsOf = (tx: EntityManager, orderId: string): Promise<AssignmentEntity[]> =>
  tx
    .createQueryBuilder(AssignmentEntity, 'a')
    .where('a.orderId = :orderId', { orderId })
    .orderBy('a.createdAt')
    .addOrderBy('a.personId')
    .getMany();

const one = (state: AssignmentState, order = '') =>
  `a.person_id = (select person_id from order_assignments where order_id = :orderId and person_id <> :personId and state = '${state}' ${order} limit 1)`;

/**
 * The own part, and one of each that keeps an order open or wakes its job: all that accepting, checking in and out go by. Of two hundred who
 * come at once nobody reads two hundred rows while the others wait for the order's lock.
 */
export const fewPartsOf = (tx: EntityManager, orderId: string, personId: string): Promise<AssignmentEntity[]> =>
  tx
    .createQueryBuilder(AssignmentEntity, 'a')
    .where('a.orderId = :orderId', { orderId })
    .andWhere(`(a.personId = :personId or ${one('in_service')} or ${one('accepted')} or ${one('invited', 'order by answer_by')})`, {
      personId,
    })
    .getMany();
