import { Injectable } from '@nestjs/common';
import type { CheckWay } from '@linli/shared/orders';
import type { EntityManager } from 'typeorm';
import { EarningService, type Served } from '../timebank/earning/earning.service.js';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { inState } from './orders.matter.js';

const BY_CODE: readonly (CheckWay | null)[] = ['display_code', 'paper_card', 'place_code'];

/** What a confirmed order is worth to those who came: asked at every change of its state, in its transaction. */
@Injectable()
export class OrderEarnings {
  constructor(private readonly earning: EarningService) {}

  /** Confirmed, by whom or whatever: records and points. No longer confirmed: voided, with the words of whoever found out. */
  async follow(
    tx: EntityManager,
    before: Pick<OrderEntity, 'state'>,
    order: OrderEntity,
    parts: readonly AssignmentEntity[],
    { actorId, note }: { actorId: string | null; note: string | undefined },
  ): Promise<void> {
    if (order.state === before.state) return;
    if (order.state === 'confirmed')
      await this.earning.confirm(
        tx,
        inState(parts, 'confirmed').flatMap((part) => servedBy(order, part)),
      );
    if (before.state === 'confirmed')
      await this.earning.voidSource(tx, sourceOf(order), order.id, {
        actor: actorId === null ? null : { personId: actorId },
        role: 'dispatcher',
        reason: note?.trim() || null,
        why: 'call_back',
      });
  }
}

export const sourceOf = ({ source }: Pick<OrderEntity, 'source'>): 'order' | 'shift' => (source === 'post' ? 'shift' : 'order');

function servedBy(order: OrderEntity, part: AssignmentEntity): Served[] {
  const { districtCode, streetCode, communityCode, title, itemCode, category, coefficient, inChargeId, teamId, confirmedBy } = order;
  if (part.startedAt === null || part.finishedAt === null) return [];
  const byResident = order.source === 'resident' || order.source === 'helper';
  return [
    {
      ...{ districtCode, streetCode, communityCode, title, itemCode, category, coefficient, inChargeId, teamId, confirmedBy },
      source: sourceOf(order),
      sourceId: order.id,
      personId: part.personId,
      startedAt: part.startedAt,
      finishedAt: part.finishedAt,
      minutes: part.minutes ?? 0,
      servedId: order.principalId ?? order.elderId ?? (order.source === 'resident' ? order.requesterId : null),
      orderedBy: byResident ? [order.requesterId] : [],
      byCode: BY_CODE.includes(part.startedBy) && BY_CODE.includes(part.finishedBy),
      silent: confirmedBy === null,
    },
  ];
}
