import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DAY_MS, SECOND_MS } from '@linli/shared/calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { VoucherEntity } from './voucher.entity.js';
import { VoucherSteps } from './vouchers.steps.js';

const BATCH = 50;

/** What time itself does: reminds, ends, forgets used codes. */
@Injectable()
export class VoucherJobs implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly steps: VoucherSteps,
  ) {}

  onModuleInit(): void {
    this.jobs.define('vouchers.clocks', () => this.clocks());
    this.jobs.every('* * * * *', 'vouchers.clocks');
    this.jobs.define('vouchers.clean', () => this.clean());
    this.jobs.every('35 19 * * *', 'vouchers.clean');
  }

  /** In small transactions; two processes take different rows. */
  async clocks(): Promise<void> {
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.expireSome(tx));
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.remindSome(tx));
  }

  /** The last second itself is still in time. */
  private async expireSome(tx: EntityManager): Promise<number> {
    const over = new Date(this.clock.now().getTime() - SECOND_MS);
    const due = await this.taken(tx, 'v.expiresAt <= :over', { over });
    await this.steps.end(tx, due, 'expire', null);
    return due.length;
  }

  private async remindSome(tx: EntityManager): Promise<number> {
    const due = await this.taken(tx, 'v.remindAt <= :now', { now: this.clock.now() });
    for (const voucher of due) {
      await tx.update(VoucherEntity, { id: voucher.id }, { remindAt: null });
      await this.steps.record(tx, voucher, 'remind', null);
    }
    return due.length;
  }

  private taken(tx: EntityManager, where: string, values: Record<string, unknown>): Promise<VoucherEntity[]> {
    return tx
      .createQueryBuilder(VoucherEntity, 'v')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(`v.state = 'ready' and ${where}`, values)
      .orderBy('v.id')
      .limit(BATCH)
      .getMany();
  }

  private async clean(): Promise<void> {
    await this.dataSource.query(`delete from voucher_code_uses where at < $1`, [new Date(this.clock.now().getTime() - DAY_MS)]);
  }
}
