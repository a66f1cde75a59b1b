import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';
import { RecordChanges } from '../timebank/record-changes.service.js';
import { OrderPointsEntity } from './order-points.entity.js';

const SETTLED = `select id from transfers where ref_id = $1 and ref_type = 'order' and kind = 'settle' order by seq`;
const STANDING = `select id from service_records where source = 'order' and source_id = $1 and state = 'confirmed' limit 1`;

/** A service that was confirmed and paid for, and then turns out not to have taken place: what its order took goes back the way it came. */
@Injectable()
export class OrderRefunds implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly ledger: LedgerService,
    private readonly changes: RecordChanges,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(async (tx, { voided }) => {
      // A correction says how long it took, not that it was nothing: a record by hand takes the old one's place.
      if (voided?.source !== 'order' || voided.why === 'correction') return;
      const others = await tx.query<unknown[]>(STANDING, [voided.sourceId]);
      if (!others.length) await this.giveBack(tx, voided.sourceId, voided.actorId);
    });
  }

  /** Once, whoever finds out first. What the pool has spent meanwhile it owes, and pays with what comes in next. */
  async giveBack(tx: EntityManager, orderId: string, actorId: string | null): Promise<void> {
    const row = await tx
      .createQueryBuilder(OrderPointsEntity, 'p')
      .setLock('pessimistic_write')
      .where(`p.orderId = :orderId and p.state = 'settled'`, { orderId })
      .getOne();
    if (!row) return;
    const settled = await tx.query<{ id: string }[]>(SETTLED, [orderId]);
    const ids = settled.map(({ id }) => id);
    await this.ledger.reverseAll(tx, ids, ['order', orderId], actorId);
    await tx.update(OrderPointsEntity, { orderId }, { state: 'returned', closedAt: this.clock.now() });
  }
}
