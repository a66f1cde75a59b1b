import { Injectable } from '@nestjs/common';
import { type OrderPayer, orderPoints, orderPointsDue, type OrderPrice } from '@linli/shared/order-points';
import type { OrderState } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/errors.js';
import { EldersService } from '../elders/elders.service.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';
import { PoliciesService } from '../timebank/policies.service.js';
import type { OrderEntity } from './order.entity.js';
import { OrderPointsEntity } from './order-points.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { inState } from './orders.matter.js';
import { OrderRefunds } from './orders.refunds.js';
import { OrderTakings } from './orders.takings.js';

/** Whom an order is for, as far as its points are concerned. */
export interface Ordered {
  communityCode: string;
  minutes: number;
  /** The account whose order it is; null where there is none. */
  principalId: string | null;
  elderId: string | null;
}
interface Terms {
  policyId: string | null;
  perHour: number;
  points: number;
  payer: 'person' | 'pool' | 'nobody';
}
const UNSERVED: readonly OrderState[] = ['rejected', 'cancelled', 'expired', 'voided'];

/** What an order takes where the rules say so: held when it is made, settled to the community's pool when it is confirmed, never to who serves. */
@Injectable()
export class OrderPointsService {
  constructor(
    private readonly clock: Clock,
    private readonly ledger: LedgerService,
    private readonly policies: PoliciesService,
    private readonly elders: EldersService,
    private readonly refunds: OrderRefunds,
    private readonly takings: OrderTakings,
  ) {}

  /** What it would cost, to be shown before anything is sent. */
  async price(tx: EntityManager, actor: Actor, ordered: Ordered): Promise<OrderPrice> {
    const { points, payer } = await this.terms(tx, ordered);
    const whose = payerOf(payer, ordered, actor);
    if (points === 0 || payer !== 'person' || ordered.principalId === null)
      return { points, payer: points ? whose : 'nobody', have: null, enough: true };
    const { free, debt } = await this.ledger.standing(tx, ordered.principalId);
    const spendable = debt > 0 ? 0 : free;
    return { points, payer: whose, have: whose === 'self' ? spendable : null, enough: spendable >= points };
  }

  /** In the transaction that makes the order. @throws 409 `not_enough_points`, `in_debt` */
  async hold(tx: EntityManager, actor: Actor, order: Pick<OrderEntity, 'id'> & Ordered): Promise<void> {
    const { points, perHour, payer, policyId } = await this.terms(tx, order);
    if (points === 0 || payer === 'nobody') return;
    const holdIds = payer === 'pool' ? await this.holdOfPool(tx, actor, order, points) : await this.holdOfPerson(tx, actor, order, points);
    const held = payer === 'pool' ? await heldBy(tx, holdIds) : points;
    await tx.insert(OrderPointsEntity, {
      orderId: order.id,
      payer,
      payerId: payer === 'person' ? order.principalId : null,
      communityCode: order.communityCode,
      policyId,
      perHour,
      price: points,
      held,
      holdIds,
      state: 'held',
      settled: null,
      createdAt: this.clock.now(),
      closedAt: null,
    });
  }

  /** What the order's new state means for what is held; doing it twice does nothing. */
  async follow(
    tx: EntityManager,
    order: Pick<OrderEntity, 'id' | 'state'>,
    parts: readonly AssignmentEntity[],
    actorId: string | null,
  ): Promise<void> {
    const unserved = UNSERVED.includes(order.state);
    if (!unserved && order.state !== 'confirmed') return;
    if (unserved) await this.refunds.giveBack(tx, order.id, actorId);
    const row = await tx
      .createQueryBuilder(OrderPointsEntity, 'p')
      .setLock('pessimistic_write')
      .where(`p.orderId = :id and p.state = 'held'`, { id: order.id })
      .getOne();
    if (!row) return;
    const served = Math.max(0, ...inState(parts, 'confirmed').map(({ minutes }) => minutes ?? 0));
    const due = unserved ? 0 : orderPointsDue(served, row.perHour, row.held);
    const settled = await this.settle(tx, row, due, actorId);
    await tx.update(
      OrderPointsEntity,
      { orderId: order.id },
      { state: settled > 0 ? 'settled' : 'released', settled: settled > 0 ? settled : null, closedAt: this.clock.now() },
    );
  }

  async of(tx: EntityManager, orderId: string): Promise<OrderPointsEntity | null> {
    return tx.findOneBy(OrderPointsEntity, { orderId });
  }

  /** @returns what was taken */
  private async settle(tx: EntityManager, row: OrderPointsEntity, due: number, actorId: string | null): Promise<number> {
    if (row.held === 0) return 0;
    if (due === row.held) {
      await this.ledger.close(tx, 'settle', row.holdIds, actorId);
      return due;
    }
    await this.ledger.close(tx, 'release', row.holdIds, actorId);
    return due > 0 && (await this.takings.less(tx, row, due, actorId)) ? due : 0;
  }

  private async terms(tx: EntityManager, { communityCode, minutes, principalId, elderId }: Ordered): Promise<Terms> {
    const { id, terms } = await this.policies.inForce(tx, communityCode, this.clock.now());
    const points = orderPoints(minutes, terms.orderPointsPerHour);
    const base = { policyId: id, perHour: terms.orderPointsPerHour, points };
    if (points === 0) return { ...base, payer: 'nobody' };
    if (terms.orderFreeForElders && (elderId !== null || (principalId !== null && (await this.elders.isElder(tx, principalId)))))
      return { ...base, payer: 'pool' };
    return { ...base, payer: principalId === null ? 'nobody' : 'person' };
  }

  private async holdOfPerson(tx: EntityManager, actor: Actor, order: Pick<OrderEntity, 'id'> & Ordered, amount: number): Promise<string[]> {
    const personId = order.principalId ?? '';
    const { free } = await this.ledger.standing(tx, personId);
    try {
      return await this.takings.ofPerson(tx, {
        id: order.id,
        communityCode: order.communityCode,
        personId,
        amount,
        actorId: actor.personId,
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw personId === actor.personId ? ownRefusal(error, amount, free) : othersRefusal(error, amount);
    }
  }

  /** As far as the pool reaches: for those who are entitled an order is never refused. */
  private async holdOfPool(tx: EntityManager, actor: Actor, order: Pick<OrderEntity, 'id'> & Ordered, price: number): Promise<string[]> {
    const pool = await this.ledger.open(tx, { kind: 'pool', communityCode: order.communityCode });
    await tx.query(`select from ledger_balances where account_id = $1 for no key update`, [pool]);
    const { free, debt } = await this.ledger.standingOf(tx, pool);
    const amount = debt > 0 ? 0 : Math.min(price, free);
    if (amount <= 0) return [];
    return this.takings.ofPool(tx, { id: order.id, communityCode: order.communityCode, amount, actorId: actor.personId });
  }
}

function ownRefusal(error: DomainError, amount: number, free: number): DomainError {
  if (error.code !== 'not_enough_points') return error;
  const sentence =
    free < amount
      ? `这项服务需 ${amount} 积分，您有 ${free} 积分，还差 ${amount - free} 积分。`
      : `这项服务需 ${amount} 积分，您的积分刚才用掉了，不够了。`;
  return new DomainError('conflict', 'not_enough_points', sentence);
}

/** How many points somebody else has is not for whoever orders. */
function othersRefusal(error: DomainError, amount: number): DomainError {
  if (error.kind !== 'conflict') return error;
  return new DomainError('conflict', 'not_enough_points', `这项服务需 ${amount} 积分，服务对象的积分不够。`);
}

const payerOf = (payer: Terms['payer'], { principalId }: Ordered, actor: Actor): OrderPayer =>
  payer !== 'person' ? payer : principalId === actor.personId ? 'self' : 'elder';

async function heldBy(tx: EntityManager, holdIds: readonly string[]): Promise<number> {
  if (!holdIds.length) return 0;
  const [row] = await tx.query<{ held: string }[]>(`select sum(amount) as held from transfers where id = any($1)`, [holdIds]);
  return Number(row?.held ?? 0);
}
