import { Injectable } from '@nestjs/common';
import { ORDER_WORKFLOW, type OrderFlag } from '@linli/shared/orders';
import type { CallBackDto, ConfirmDto, OrderReasonDto, OrderView, RateOrderDto, UpholdDto } from '@linli/shared/orders.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { conflictNow, invalidField } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { idsOf, inState, type Matter } from './orders.matter.js';
import { atPlace, isOrderer } from './orders.policy.js';
import { flagged } from './orders.serving.js';
import { type Effect, type Moment, OrderSteps, type PartChanges, releaseAll } from './orders.steps.js';

type Parts = { personId: string; changes: PartChanges }[];

/** The end of a service: confirmation, a dispute and its verdict, both sides' rating, the call-back. */
@Injectable()
export class OrderVerdicts {
  constructor(private readonly steps: OrderSteps) {}

  /** By whoever was served, or the list by the person in charge; `except` are those whose service is not confirmed. */
  confirm(call: WriteCall, id: string, { except = [], note }: ConfirmDto): Promise<OrderView> {
    return this.steps.step(call, id, 'confirm', ({ order, matter, now, actor }) => {
      const came = inState(matter.assignments, 'finished');
      if (except.length && !atPlace(order)) throw invalidField('except', '个人订单请直接确认，或提出异议。');
      if (except.some((personId) => !came.some((one) => one.personId === personId))) throw invalidField('except', '名单里没有这个人。');
      const good = came.filter(({ personId }) => !except.includes(personId));
      if (came.length && !good.length) throw invalidField('except', '全部不认可时请提出异议。');
      return {
        changes: { confirmedAt: now, confirmedBy: actor.personId },
        parts: [...settle(matter.assignments, good, 'confirmed'), ...came.filter((one) => !good.includes(one)).map(voided)],
        note,
        data: { personIds: idsOf(good) },
      };
    });
  }

  dispute(call: WriteCall, id: string, { reason }: OrderReasonDto): Promise<OrderView> {
    return this.steps.step(call, id, 'dispute', (moment) => ({ ...disputed(moment), note: reason }));
  }

  /** The verdict sets the minutes, at most the server's. */
  uphold(call: WriteCall, id: string, { reason, minutes = [] }: UpholdDto): Promise<OrderView> {
    return this.steps.step(call, id, 'uphold', ({ matter, now, actor }) => {
      const came = inState(matter.assignments, 'finished');
      const set = new Map(minutes.map((one) => [one.personId, one.minutes]));
      for (const [personId, verdict] of set) {
        const part = came.find((one) => one.personId === personId);
        if (!part) throw invalidField('minutes', '名单里没有这个人。');
        if (verdict > (part.minutes ?? 0)) throw invalidField('minutes', `认定的时长不能超过系统记录的 ${part.minutes ?? 0} 分钟。`);
      }
      return {
        changes: { confirmedAt: now, confirmedBy: actor.personId },
        parts: settle(matter.assignments, came, 'confirmed').map((part) => {
          const verdict = set.get(part.personId);
          return verdict === undefined ? part : { ...part, changes: { ...part.changes, minutes: verdict } };
        }),
        note: reason,
        data: { personIds: idsOf(came) },
      };
    });
  }

  void(call: WriteCall, id: string, { reason }: OrderReasonDto): Promise<OrderView> {
    return this.steps.step(call, id, 'void', ({ matter }) => {
      const came = inState(matter.assignments, 'finished');
      return { parts: settle(matter.assignments, came, 'voided'), note: reason, data: { personIds: idsOf(came) } };
    });
  }

  /** Whoever was served rates the service, each of those who came the cooperation: once. */
  rate(call: WriteCall, id: string, { level, comment }: RateOrderDto): Promise<OrderView> {
    return this.steps.step(call, id, 'rate', async ({ tx, matter, actor, now, order }) => {
      const of = isOrderer(actor, matter) ? 'service' : 'cooperation';
      const rows = await tx.query<unknown[]>(
        `insert into order_ratings (order_id, of, by_id, level, comment, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning level`,
        [order.id, of, actor.personId, level, comment?.trim() || null, now],
      );
      if (!rows.length) throw conflictNow(order.state, '已经评价过了。');
      return { data: { of, level, personIds: idsOf(inState(matter.assignments, 'confirmed')) } };
    });
  }

  /** What was said on the phone. When it did not take place the order is disputed at once; confirmed by silence alone, it is void. */
  callBack(call: WriteCall, id: string, { reason, tookPlace }: CallBackDto): Promise<OrderView> {
    return this.steps.step(call, id, 'call_back', ({ tx, now, order }) => ({
      changes: { calledBackAt: now, tookPlace },
      note: reason,
      data: { tookPlace },
      afterwards: async (after) => {
        if (tookPlace) return;
        if (order.state === 'confirmed') await this.revoke(tx, after, call.actor, reason, now);
        if (order.state !== 'finished') return;
        const disputing = await this.steps.take(tx, after, call.actor, 'dispute', (moment) => ({ ...disputed(moment), note: reason }));
        Object.assign(after.order, disputing.order);
      },
    }));
  }

  /** Nobody but the clock had said that it took place: minutes and points go back, and both sides read why. */
  private async revoke(tx: EntityManager, matter: Matter, actor: Actor, reason: string, now: Date): Promise<void> {
    if (!matter.order.flags.includes('silent')) return;
    const came = inState(matter.assignments, 'confirmed');
    const effect: Effect = {
      changes: { state: ORDER_WORKFLOW.revoke.to, confirmedAt: null },
      parts: came.map(voided),
      note: reason,
      data: { personIds: idsOf(came) },
    };
    await this.steps.carryOut(tx, matter, actor, 'void', effect, now);
  }
}

const voided = ({ personId }: AssignmentEntity) => ({ personId, changes: { state: 'voided' as const } });

/** Those who came get their end; who accepted and never came is let go, who was still asked lapses. */
function settle(assignments: readonly AssignmentEntity[], came: readonly AssignmentEntity[], to: 'confirmed' | 'voided'): Parts {
  const rest = releaseAll({ assignments }).parts;
  return [...came.map(({ personId }) => ({ personId, changes: { state: to } })), ...rest];
}

const disputed = ({ matter }: Moment): Effect => ({ data: { personIds: idsOf(inState(matter.assignments, 'finished')) } });

/** Three days of silence. Where nobody has an account to answer with, the desk rings. */
export function silent(order: OrderEntity, assignments: readonly AssignmentEntity[], at: Date): Effect {
  const came = inState(assignments, 'finished');
  const flags: OrderFlag[] = order.principalId === null && !atPlace(order) ? ['silent', 'call_back'] : ['silent'];
  return {
    changes: { state: 'confirmed', confirmedAt: at, confirmedBy: null, flags: flagged(order.flags, flags) },
    parts: settle(assignments, came, 'confirmed'),
    data: { personIds: idsOf(came) },
  };
}
