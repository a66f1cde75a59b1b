import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { ServingEnds } from '../members/serving-ends.service.js';
import { givenBack } from './orders.claims.js';
import { assignmentsOf } from './orders.matter.js';
import { OrderSteps } from './orders.steps.js';

const PROMISED = `
  select o.id from order_assignments a join orders o on o.id = a.order_id
   where a.person_id = $1 and a.state in ('accepted', 'invited') and o.state in ('offered', 'filled', 'in_service') and o.start_at > $2
   order by o.id`;
const IN_HAND = `
  select o.order_no from order_assignments a join orders o on o.id = a.order_id
   where a.person_id = $1 and a.state in ('accepted', 'in_service') and o.state in ('offered', 'filled', 'in_service')
   order by lower(a.during) limit 1`;

/** What somebody has promised, when they stop serving: nobody leaves with a task in hand, whoever is suspended gives the coming ones back. */
@Injectable()
export class OrderPromises implements OnModuleInit {
  constructor(
    private readonly ends: ServingEnds,
    private readonly clock: Clock,
    private readonly steps: OrderSteps,
  ) {}

  onModuleInit(): void {
    this.ends.refuseLeaving(inHand);
    this.ends.onSuspended((tx, personId) => this.giveBack(tx, personId));
  }

  /** A service under way goes on until the desk ends it. */
  private async giveBack(tx: EntityManager, personId: string): Promise<void> {
    const now = this.clock.now();
    for (const { id } of await tx.query<{ id: string }[]>(PROMISED, [personId, now])) {
      const order = await this.steps.lock(tx, id);
      const part = (await assignmentsOf(tx, id)).find((one) => one.personId === personId);
      if (part?.state === 'accepted') {
        const effect = givenBack({ order, now }, part, false);
        await this.steps.byItself(tx, order, 'withdraw', { ...effect, data: { ...effect.data, byDesk: true } }, now);
      }
      if (part?.state === 'invited') {
        const parts = [{ personId, changes: { state: 'lapsed' as const } }];
        await this.steps.byItself(tx, order, 'lapse', { parts, data: { personIds: [personId] } }, now);
      }
    }
  }
}

async function inHand(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ order_no: string }[]>(IN_HAND, [personId]);
  return row ? `您接的订单 ${row.order_no} 还没有完成，完成或退单后才能退出。` : null;
}
