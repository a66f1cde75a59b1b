import { Injectable, type OnModuleInit } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { HOUR_MS } from '@linli/shared/calendar';
import { minuteOfDay } from '@linli/shared/menu';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, dayStart } from '../../common/days.js';
import { Jobs } from '../../common/jobs.js';
import { Config } from '../../config.js';
import { SmsService } from '../../integrations/sms/sms.service.js';
import { EldersService } from '../elders/elders.service.js';
import { OrderEntity } from './order.entity.js';
import { OrderHooks } from './orders.hooks.js';
import { assignmentsOf, idsOf, inState } from './orders.matter.js';
import { timeLabel } from './orders.words.js';
import { namesOf } from './people.queries.js';

const TASK = 'orders.text';
const MORNING = 7;
const NIGHT = 22;
/** Somebody else ordered for whoever is served. */
const FOR_OTHERS = ['helper', 'staff'];

/** An elder for whom somebody else ordered is told once by text message: when, who, and where to ring. Never at night. */
@Injectable()
export class OrderTexts implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sms: SmsService,
    private readonly elders: EldersService,
    private readonly hooks: OrderHooks,
  ) {}

  onModuleInit(): void {
    this.hooks.onFilled((tx, order) => this.enqueue(tx, order));
    this.jobs.define(TASK, ({ orderId }) => this.send(String(orderId)));
  }

  /** In the transaction in which the last place was taken. */
  private async enqueue(tx: EntityManager, order: OrderEntity): Promise<void> {
    if (!FOR_OTHERS.includes(order.source)) return;
    const runAt = byDay(this.clock.now());
    await this.jobs.enqueue(tx, TASK, { orderId: order.id }, { runAt, key: `${TASK} ${order.id}` });
  }

  /** May run twice: the row is claimed before the message goes out, and given back only when the gateway refused it. */
  private async send(id: string): Promise<void> {
    const tx = this.dataSource.manager;
    const now = this.clock.now();
    const order = await tx.findOneBy(OrderEntity, { id });
    // Somebody has given it back, it was cancelled, or it has begun: nothing to tell, or told when it is filled again.
    if (order?.state !== 'filled' || order.startAt <= now) return;
    const morning = byDay(now);
    if (morning > now) return this.jobs.enqueue(tx, TASK, { orderId: id }, { runAt: morning, key: `${TASK} ${id} morning` });
    const to = await this.recipient(tx, order);
    if (!to) return;
    const claimed = await tx.query<unknown[]>(
      `insert into order_texts (order_id, claimed_at) values ($1, $2) on conflict do nothing returning order_id`,
      [id, now],
    );
    if (!claimed.length) return;
    try {
      await this.sms.send(to.phone, 'order_filled', {
        name: to.name === '' ? '' : maskName(to.name),
        item: order.title,
        when: timeLabel(order.startAt),
        who: await this.whoComes(tx, order),
        phone: this.config.servicePhone,
      });
    } catch (error) {
      await tx.query(`delete from order_texts where order_id = $1 and sent_at is null`, [id]);
      throw error;
    }
    await tx.query(`update order_texts set sent_at = $2 where order_id = $1`, [id, this.clock.now()]);
  }

  /** The elder's own phone, never the helper's; for whoever rang the desk, the number they left. */
  private async recipient(tx: EntityManager, order: OrderEntity): Promise<{ name: string; phone: string } | null> {
    if (order.elderId !== null) {
      const elder = await this.elders.find(tx, order.elderId);
      return elder?.phone ? { name: elder.name, phone: elder.phone } : null;
    }
    const [words] = await tx.query<{ name: string | null; phone: string | null }[]>(
      `select contact_name as name, contact_phone as phone from order_words where order_id = $1`,
      [order.id],
    );
    return words?.phone ? { name: words.name ?? '', phone: words.phone } : null;
  }

  private async whoComes(tx: EntityManager, order: OrderEntity): Promise<string> {
    const going = idsOf(inState(await assignmentsOf(tx, order.id), 'accepted'));
    const names = await namesOf(tx, going);
    return going.map((personId) => maskName(names.get(personId) ?? '')).join('、');
  }
}

/** Now, or seven in the morning when it is night. */
export function byDay(now: Date): Date {
  const hour = Math.floor(minuteOfDay(now.getTime()) / 60);
  if (hour >= MORNING && hour < NIGHT) return now;
  const day = hour < MORNING ? dayOf(now) : addDays(dayOf(now), 1);
  return new Date(dayStart(day).getTime() + MORNING * HOUR_MS);
}
