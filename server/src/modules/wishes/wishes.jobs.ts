import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SECOND_MS } from '@linli/shared/calendar';
import { WISH_KINDS, type WishKind } from '@linli/shared/wishes';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { WishEntity } from './wish.entity.js';
import { periodNow } from './wishes.clocks.js';
import { areaOf } from './wishes.policy.js';
import { endClaim, UNCLAIMED, WishSteps } from './wishes.steps.js';

const BATCH = 50;

/** What time itself does: reminds a claimer, puts what was not done in time back on the board, moves open wishes to the next board. */
@Injectable()
export class WishJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly steps: WishSteps,
  ) {}

  onModuleInit(): void {
    this.jobs.define('wishes.claims', () => this.claims());
    this.jobs.every('* * * * *', 'wishes.claims');
    this.jobs.define('wishes.boards', () => this.boards());
    // Some minutes past midnight in Shanghai, and again in the morning should the first have been missed.
    this.jobs.every('3 16,23 * * *', 'wishes.boards');
  }

  /** In small transactions; two processes take different rows. */
  async claims(): Promise<void> {
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.expireSome(tx));
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.remindSome(tx));
  }

  async boards(): Promise<void> {
    for (const kind of WISH_KINDS)
      for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.carrySome(tx, kind));
  }

  /** The due second itself is still in time. */
  private async expireSome(tx: EntityManager): Promise<number> {
    const now = this.clock.now();
    const over = new Date(now.getTime() - SECOND_MS);
    const due = await this.taken(tx, `wish.state = 'claimed' and wish.claimDueAt <= :over`, { over });
    for (const wish of due) {
      const changes = { ...UNCLAIMED, state: 'open' as const, period: periodNow(wish.kind, now) };
      const after = await this.steps.save(tx, wish, changes, now);
      await endClaim(tx, wish, 'expired', now);
      await this.steps.record(tx, wish, after, null, 'expire');
    }
    return due.length;
  }

  private async remindSome(tx: EntityManager): Promise<number> {
    const now = this.clock.now();
    const due = await this.taken(tx, `wish.claimRemindAt <= :now`, { now });
    for (const wish of due) {
      await this.steps.save(tx, wish, { claimRemindAt: null }, now);
      if (wish.state !== 'claimed') continue;
      const { claimerId, claimUnitId: unitId, pledgeDay, kind } = wish;
      await this.tell(tx, wish, 'remind', { claimerId, unitId, pledgeDay, kind });
    }
    return due.length;
  }

  private async carrySome(tx: EntityManager, kind: WishKind): Promise<number> {
    const now = this.clock.now();
    const period = periodNow(kind, now);
    const left = await this.taken(tx, `wish.state = 'open' and wish.kind = :kind and wish.period < :period`, { kind, period });
    for (const wish of left) {
      await this.steps.save(tx, wish, { period }, now);
      await this.tell(tx, wish, 'carry_over', { period, kind });
    }
    return left.length;
  }

  private taken(tx: EntityManager, where: string, values: Record<string, unknown>): Promise<WishEntity[]> {
    return tx
      .createQueryBuilder(WishEntity, 'wish')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(where, values)
      .orderBy('wish.id')
      .limit(BATCH)
      .getMany();
  }

  private tell(tx: EntityManager, wish: WishEntity, action: string, data: Record<string, string | null>): Promise<string> {
    return this.events.record(tx, { subject: ['wish', wish.id], action, actor: null, role: 'system', areaCode: areaOf(wish), data });
  }
}
