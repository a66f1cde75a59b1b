import { Injectable, type OnModuleInit } from '@nestjs/common';
import { orderPointsDue } from '@linli/shared/order-points';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';
import { RecordChanges } from '../timebank/record-changes.service.js';
import { OrderPointsEntity } from './order-points.entity.js';
import { OrderTakings } from './orders.takings.js';

const SETTLED = `select id from transfers where ref_id = $1 and ref_type = 'order' and kind = 'settle' order by seq`;
/** An order's records, and those by hand that took the place of one of them. */
const STANDING = `with recursive line as (
    select id, state, minutes from service_records where source = 'order' and source_id = $1
    union all
    select r.id, r.state, r.minutes from line join service_record_details d on d.replaces_id = line.id join service_records r on r.id = d.record_id
  )
  select coalesce(max(minutes) filter (where state = 'confirmed'), 0)::int as minutes, coalesce(bool_or(state in ('pending', 'publicised')), false) as waiting
    from line`;
const ORDER_OF = `with recursive line as (
    select record_id, replaces_id from service_record_details where record_id = $1
    union all
    select d.record_id, d.replaces_id from line join service_record_details d on d.record_id = line.replaces_id
  )
  select r.source_id as id from line join service_records r on r.id = line.replaces_id where r.source = 'order'`;

/**
 * A service that was confirmed and paid for, and then turns out to have been shorter, or not to have taken place: what its order took is reckoned
 * anew by the longest service that still stands, as at its confirmation. It never becomes more than was paid.
 */
@Injectable()
export class OrderRefunds implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly ledger: LedgerService,
    private readonly changes: RecordChanges,
    private readonly takings: OrderTakings,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(async (tx, { voided }) => {
      // A correction says how long it took, not that it was nothing: a record by hand takes the old one's place, and settles it.
      if (!voided || voided.why === 'correction') return;
      if (voided.source === 'order') await this.reckon(tx, voided.sourceId, voided.actorId, voided.why === 'call_back');
      if (voided.source === 'manual') await this.reckonFor(tx, voided.sourceId, voided.actorId);
    });
    this.changes.onSettled((tx, recordId, actorId) => this.reckonFor(tx, recordId, actorId));
  }

  /** Once, whoever finds out first. What the pool has spent meanwhile it owes, and pays with what comes in next. */
  async giveBack(tx: EntityManager, orderId: string, actorId: string | null): Promise<void> {
    const row = await paid(tx, orderId);
    if (row) await this.give(tx, row, actorId, 0);
  }

  private async reckonFor(tx: EntityManager, recordId: string, actorId: string | null): Promise<void> {
    const [order] = await tx.query<{ id: string }[]>(ORDER_OF, [recordId]);
    if (order) await this.reckon(tx, order.id, actorId, false);
  }

  /** `whole`: all of its records are about to go, so nothing is reckoned between. */
  private async reckon(tx: EntityManager, orderId: string, actorId: string | null, whole: boolean): Promise<void> {
    const row = await paid(tx, orderId);
    if (!row) return;
    const [standing] = await tx.query<{ minutes: number; waiting: boolean }[]>(STANDING, [orderId]);
    const { minutes, waiting } = standing!;
    if (waiting || (whole && minutes > 0)) return;
    const due = orderPointsDue(minutes, row.perHour, row.settled ?? 0);
    if (due < (row.settled ?? 0)) await this.give(tx, row, actorId, due);
  }

  /** Rows are taken back whole; what is still due is taken again, as where a shorter service is confirmed. */
  private async give(tx: EntityManager, row: OrderPointsEntity, actorId: string | null, due: number): Promise<void> {
    const { orderId } = row;
    const settled = await tx.query<{ id: string }[]>(SETTLED, [orderId]);
    const ids = settled.map(({ id }) => id);
    await this.ledger.reverseAll(tx, ids, ['order', orderId], actorId);
    const kept = due > 0 && (await this.takings.less(tx, row, due, actorId));
    const closedAt = this.clock.now();
    await tx.update(OrderPointsEntity, { orderId }, kept ? { settled: due, closedAt } : { state: 'returned', closedAt });
  }
}

const paid = (tx: EntityManager, orderId: string): Promise<OrderPointsEntity | null> =>
  tx
    .createQueryBuilder(OrderPointsEntity, 'p')
    .setLock('pessimistic_write')
    .where(`p.orderId = :orderId and p.state = 'settled'`, { orderId })
    .getOne();
