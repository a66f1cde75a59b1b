import { Injectable } from '@nestjs/common';
import { VOUCHER_WORKFLOW, type VoucherAction, type VoucherState } from '@linli/shared/rewards';
import { nextState } from '@linli/shared/workflow';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../../common/errors.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { type EventData, EventsService, type Happening } from '../../events/events.service.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { VoucherEntity } from './voucher.entity.js';
import { ownVoucher } from './vouchers.codes.js';
import { actingAs, canSee, isOfShop, VOUCHER_POLICY } from './vouchers.policy.js';

export interface Moment {
  tx: EntityManager;
  voucher: VoucherEntity;
  now: Date;
  actor: Actor;
}
export interface VoucherHappening {
  /** As it is afterwards. */
  voucher: VoucherEntity;
  action: VoucherAction | 'create' | 'remind';
  by: { personId: string; role: string } | null;
  data: EventData;
}
export type Ending = 'cancel' | 'expire' | 'release';

/** Locks are taken in one order everywhere: the shop, vouchers by id, the accounts, items by id, the counter of numbers. */
@Injectable()
export class VoucherSteps {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly ledger: LedgerService,
  ) {}

  /** Lock the row → seen at all → policy → next state → `work`, which ends with `save`. */
  step<T>(call: WriteCall, id: string, action: VoucherAction, work: (moment: Moment, to: VoucherState) => Promise<T>): Promise<T> {
    const { actor } = call;
    return this.auditing(actor, id, action, () =>
      this.writes.once(call, async (tx) => {
        const voucher = await tx.findOne(VoucherEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
        const allowed = mayStep(actor, voucher, action);
        return work({ tx, voucher: allowed.voucher, now: this.clock.now(), actor }, allowed.to);
      }),
    );
  }

  /** A refusal for lack of rights is kept in the audit. */
  async auditing<T>(actor: Actor, id: string, action: VoucherAction, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['voucher', id], action, actor, areaCode: null });
      throw error;
    }
  }

  async save({ tx, voucher, actor }: Moment, action: VoucherAction, changes: Partial<VoucherEntity>): Promise<VoucherEntity> {
    await tx.update(VoucherEntity, { id: voucher.id }, changes);
    const after = Object.assign(new VoucherEntity(), voucher, changes);
    await this.recordAll(tx, [stepped(actor, voucher, after, action)]);
    return after;
  }

  /** Ends open vouchers, locked by the caller: the thing goes back on the shelf, the points to where they came from. */
  async end(
    tx: EntityManager,
    vouchers: readonly VoucherEntity[],
    how: Ending,
    by: { personId: string; role: string } | null,
  ): Promise<VoucherEntity[]> {
    if (!vouchers.length) return [];
    const changes = { state: VOUCHER_WORKFLOW[how].to, endedAt: this.clock.now(), remindAt: null } as const;
    await tx.query(`update vouchers set state = $2, ended_at = $3, remind_at = null where id = any($1)`, [
      vouchers.map(({ id }) => id),
      changes.state,
      changes.endedAt,
    ]);
    const ended = vouchers.map((voucher) => Object.assign(new VoucherEntity(), voucher, changes));
    await this.recordAll(
      tx,
      ended.map((voucher) => ({ voucher, action: how, by, data: { from: 'ready' } })),
    );
    const holdIds = vouchers.flatMap((voucher) => voucher.holdIds);
    await this.ledger.close(tx, 'release', holdIds, by?.personId ?? null);
    await restock(tx, vouchers);
    return ended;
  }

  record(
    tx: EntityManager,
    voucher: VoucherEntity,
    action: VoucherHappening['action'],
    by: VoucherHappening['by'],
    data: EventData = {},
  ): Promise<void> {
    return this.recordAll(tx, [{ voucher, action, by, data }]);
  }

  recordAll(tx: EntityManager, happenings: readonly VoucherHappening[]): Promise<void> {
    return this.events.recordAll(tx, happenings.map(happeningOf));
  }
}

/** Whoever they are: is it there for them, theirs to do, and now. @throws 404, 403, 409 */
export function mayStep(
  actor: Actor,
  voucher: VoucherEntity | null | undefined,
  action: VoucherAction,
): { voucher: VoucherEntity; to: VoucherState } {
  if (!voucher || !canSee(actor, voucher)) throw notFound();
  if (!VOUCHER_POLICY[action](actor, voucher)) throw isOfShop(actor, voucher) ? ownVoucher() : forbidden();
  const to = nextState<VoucherAction, VoucherState>(VOUCHER_WORKFLOW, voucher.state, action);
  if (to === null) throw conflictNow(voucher.state);
  return { voucher, to };
}

/** A step as it is told: who, in which capacity, from where. */
export const stepped = (actor: Actor, before: VoucherEntity, after: VoucherEntity, action: VoucherAction): VoucherHappening => ({
  voucher: after,
  action,
  by: { personId: actor.personId, role: actingAs(actor, before) },
  data: { from: before.state },
});

const happeningOf = ({ voucher, action, by, data }: VoucherHappening): Happening => {
  const { id, personId, communityCode, shopId, itemId, points, state } = voucher;
  return {
    subject: ['voucher', id],
    action,
    actor: by,
    role: by?.role ?? 'system',
    principalId: by && by.personId !== personId ? personId : null,
    areaCode: communityCode,
    data: { to: state, shopId, itemId, points, ...data },
  };
};

/** Items are locked in the order of their ids. What is not counted has no stock. */
export async function restock(tx: EntityManager, vouchers: readonly Pick<VoucherEntity, 'itemId'>[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { itemId } of vouchers) counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
  for (const [itemId, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    await tx.query(`update shop_items set stock = stock + $2 where id = $1 and stock is not null`, [itemId, count]);
}
