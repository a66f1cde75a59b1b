import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { NEXT_INVITED } from '@linli/shared/orders';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { OrderEntity } from './order.entity.js';
import { OrderDesk } from './orders.desk.js';
import { begunElsewhere } from './orders.elsewhere.js';
import { OrderHooks } from './orders.hooks.js';
import { type Mark, nextMark, REMIND_HOURS, wakeAt } from './orders.marks.js';
import { assignmentsOf, idsOf, inState } from './orders.matter.js';
import { autoFinish, flagged } from './orders.serving.js';
import { type Effect, OrderSteps, releaseAll } from './orders.steps.js';
import { silent } from './orders.verdicts.js';

const BATCH = 50;
/** At most; what is left is done in the next minute. */
const CONFIRMED_A_MINUTE = 500;
/** A row that time has passed by for weeks still ends. */
const MARKS_AT_ONCE = 20;

/** What time itself does. The row says when it wants to be looked at; whoever locks it first does it, and a second run finds it done. */
@Injectable()
export class OrderJobs implements OnModuleInit {
  private readonly log = new Logger('orders');

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly steps: OrderSteps,
    private readonly desk: OrderDesk,
    private readonly hooks: OrderHooks,
  ) {}

  onModuleInit(): void {
    this.jobs.define('orders.clock', () => this.tick());
    this.jobs.every('* * * * *', 'orders.clock');
  }

  async tick(): Promise<void> {
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.batch(tx));
    await this.confirmations();
  }

  /** A confirmation books points of several people: each in a transaction of its own, so that nobody waits for fifty, nor for one that fails. */
  private async confirmations(): Promise<void> {
    const due = await this.dataSource.query<{ id: string }[]>(
      `select id from orders where state = 'finished' and next_mark_at <= $1 order by next_mark_at limit $2`,
      [this.clock.now(), CONFIRMED_A_MINUTE],
    );
    for (const { id } of due)
      try {
        await this.writes.transaction((tx) => this.batch(tx, id));
      } catch (error) {
        this.log.error(`the order ${id} could not be confirmed by silence: ${String(error)}`);
      }
  }

  /** Those that are due, but for confirmations; or this one. */
  private async batch(tx: EntityManager, id?: string): Promise<number> {
    const now = this.clock.now();
    const due = await tx
      .createQueryBuilder(OrderEntity, 'o')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where('o.nextMarkAt <= :now', { now })
      .andWhere(id === undefined ? `o.state <> 'finished'` : 'o.id = :id', { id })
      .orderBy('o.nextMarkAt')
      .limit(BATCH)
      .getMany();
    for (const order of due) await this.catchUp(tx, order, now);
    return due.length;
  }

  private async catchUp(tx: EntityManager, row: OrderEntity, now: Date): Promise<void> {
    let order = row;
    for (let i = 0; i < MARKS_AT_ONCE; i += 1) {
      const mark = nextMark(order);
      if (!mark || wakeAt(mark) > now) break;
      order = await this.apply(tx, order, mark, now);
    }
    // Nothing was due after all: what is derived is written again, and the row sleeps.
    if (order === row) await this.steps.save(tx, await this.matter(tx, row), {}, now);
  }

  private async apply(tx: EntityManager, order: OrderEntity, mark: Mark, now: Date): Promise<OrderEntity> {
    const effect = await this.effect(tx, order, mark, now);
    if (!effect.data) return (await this.steps.save(tx, await this.matter(tx, order), effect, now)).order;
    return this.steps.byItself(tx, order, mark.what, effect, now);
  }

  /** Without data nobody is to be told. */
  private async effect(tx: EntityManager, order: OrderEntity, { what, at }: Mark, now: Date): Promise<Effect> {
    const assignments = await assignmentsOf(tx, order.id);
    const accepted = inState(assignments, 'accepted');
    switch (what) {
      case 'lapse': {
        const late = inState(assignments, 'invited').filter(({ answerBy }) => answerBy !== null && answerBy < now);
        return { parts: late.map(({ personId }) => ({ personId, changes: { state: 'lapsed' } })), data: { personIds: idsOf(late) } };
      }
      case 'next_offer':
        return this.nextFive(tx, order, now);
      case 'warn':
        return {
          changes: { flags: flagged(order.flags, ['unfilled']) },
          data: { missing: order.headcount - order.acceptedCount },
        };
      case 'expire': {
        const { parts, personIds } = releaseAll({ assignments });
        return { changes: { state: 'expired', acceptedCount: 0 }, parts, data: { personIds } };
      }
      case 'remind': {
        const hours = REMIND_HOURS[order.reminded] ?? 1;
        return { changes: { reminded: order.reminded + 1 }, data: { hours, personIds: idsOf(accepted) } };
      }
      case 'auto_finish':
        return autoFinish(order, assignments, at, await begunElsewhere(tx, order.id));
      case 'confirm_silently':
        return silent(order, assignments, at);
    }
  }

  /** The best of those who have no part yet, once; whom the desk asks after that is the desk's affair. */
  private async nextFive(tx: EntityManager, order: OrderEntity, now: Date): Promise<Effect> {
    const changes = { nextOfferedAt: now };
    const found = (await this.hooks.suggested(tx, order, { most: NEXT_INVITED })).slice(0, NEXT_INVITED);
    if (!found.length) return { changes };
    const fresh = found.map(({ personId }) => personId);
    const effect = await this.desk.invitation(tx, order, now, { fresh, again: [], by: null });
    return { ...effect, changes };
  }

  private async matter(tx: EntityManager, order: OrderEntity) {
    return { order, assignments: await assignmentsOf(tx, order.id), helperIds: [], inHall: false };
  }
}
