import { Injectable, type OnModuleInit } from '@nestjs/common';
import { dayFrom, dayOf, dayText, DAY_MS } from '@linli/shared/calendar';
import { POST_DAYS_AHEAD } from '@linli/shared/orders';
import { shiftStarts } from '@linli/shared/posts';
import { searchDocument } from '@linli/shared/search';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { EventsService } from '../../events/events.service.js';
import { MenuService } from '../menu/menu.service.js';
import { OrderEntity } from '../order.entity.js';
import { OrderMaker } from '../orders.maker.js';
import { assignmentsOf } from '../orders.matter.js';
import { areaOf } from '../orders.policy.js';
import { OrderSteps, releaseAll } from '../orders.steps.js';
import { PostEntity } from './post.entity.js';
import { placeOf } from './posts.place.js';

const BATCH = 100;

/** The shifts of a post: made four weeks ahead, each once, whoever runs the job and how often. */
@Injectable()
export class PostShifts implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly writes: Writes,
    private readonly menu: MenuService,
    private readonly maker: OrderMaker,
    private readonly steps: OrderSteps,
    private readonly events: EventsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('posts.make_shifts', () => this.makeAll());
    // 00:10 in Shanghai.
    this.jobs.every('10 16 * * *', 'posts.make_shifts');
  }

  async makeAll(): Promise<void> {
    const upTo = dayText(this.lastDay());
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const due = await this.dataSource.query<{ id: string }[]>(
        `select id from posts where ended_at is null and weekdays is not null and made_until < least($1::date, coalesce(until, $1::date)) and id > $2
          order by id limit $3`,
        [upTo, after, BATCH],
      );
      for (const { id } of due)
        await this.writes.transaction(async (tx) => {
          const post = await tx.findOne(PostEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
          if (post && post.endedAt === null) await this.make(tx, post);
        });
      if (due.length < BATCH) return;
      after = due.at(-1)?.id ?? after;
    }
  }

  /** Those of the locked post that are not made yet. A shift that was cancelled is not made again. */
  async make(tx: EntityManager, post: PostEntity): Promise<number> {
    const now = this.clock.now();
    const from = (dayFrom(post.madeUntil) ?? 0) + 1;
    const upTo = post.weekdays === null ? dayOf(post.firstStartAt.getTime()) : this.lastDay();
    const item = await this.menu.find(tx, post.areaCode, post.itemCode);
    if (!item || upTo < from) return 0;
    const untilDay = post.until === null ? null : dayFrom(post.until);
    const starts = shiftStarts({ firstStart: post.firstStartAt.getTime(), weekdays: post.weekdays, untilDay }, from, upTo);
    const { title, placeText, remark, minutes, headcount, inChargeId, teamId } = post;
    let made = 0;
    for (const start of starts.filter((one) => one > now.getTime())) {
      const startAt = new Date(start);
      const order = await this.maker.make(
        tx,
        {
          id: shiftId(post.id, start),
          requestHash: 'shift',
          source: 'post',
          sourceId: post.id,
          title,
          item: { ...item, twoPersonRule: item.twoPersonRule && headcount >= 2 },
          place: placeOf(post),
          // Whoever has come starts it: it is open until it begins.
          terms: { startAt, minutes, headcount, noticeHours: 0, fillBy: startAt },
          state: 'offered',
          requesterId: post.createdBy,
          inChargeId,
          teamId,
          placeText,
          words: { remark },
        },
        { actor: null, role: 'system' },
      );
      if (order) made += 1;
    }
    await tx.update(PostEntity, { id: post.id }, { madeUntil: dayText(upTo) });
    return made;
  }

  /** Coming shifts that nobody has accepted follow a change of the post; a new person in charge has all that have not begun. */
  async follow(tx: EntityManager, post: PostEntity): Promise<void> {
    const { districtCode, streetCode, communityCode, gridCode, lng, lat, cell } = placeOf(post);
    const now = this.clock.now();
    await tx.query(
      `update orders set title = $2, place_text = $3, district_code = $4, street_code = $5, community_code = $6, grid_code = $7, lng = $8,
         lat = $9, cell = $10, headcount = $11, updated_at = $12
       where source_id = $1 and state = 'offered' and accepted_count = 0 and start_at > $12`,
      [post.id, post.title, post.placeText, districtCode, streetCode, communityCode, gridCode, lng, lat, cell, post.headcount, now],
    );
    await tx.query(
      `update order_words w set search = to_tsvector('simple', concat_ws(' ', $2::text, replace(o.order_no, '-', ' '), replace(o.order_no, '-', '')))
         from orders o where o.id = w.order_id and o.source_id = $1 and o.state = 'offered' and o.accepted_count = 0 and o.start_at > $3`,
      [post.id, searchDocument(post.title, post.placeText), now],
    );
    await tx.query(
      `update orders set in_charge_id = $2, updated_at = $3 where source_id = $1 and state in ('offered', 'filled') and end_at > $3`,
      [post.id, post.inChargeId, now],
    );
  }

  /** Coming shifts that nobody has accepted are cancelled; those with somebody take place. */
  async cancelEmpty(tx: EntityManager, post: PostEntity, by: string): Promise<number> {
    const now = this.clock.now();
    const empty = await tx
      .createQueryBuilder(OrderEntity, 'o')
      .setLock('pessimistic_write')
      .where(`o.sourceId = :id and o.state = 'offered' and o.acceptedCount = 0 and o.startAt > :now`, { id: post.id, now })
      .orderBy('o.id')
      .getMany();
    for (const order of empty) {
      const matter = { order, assignments: await assignmentsOf(tx, order.id), helperIds: [], inHall: false };
      const { parts, personIds } = releaseAll(matter);
      await this.steps.save(tx, matter, { changes: { state: 'cancelled' }, parts }, now);
      await this.events.record(tx, {
        subject: ['order', order.id],
        action: 'cancel',
        actor: { personId: by },
        role: 'dispatcher',
        areaCode: areaOf(order),
        data: { from: 'offered', to: 'cancelled', personIds, withPost: true },
      });
    }
    return empty.length;
  }

  private lastDay(): number {
    return dayOf(this.clock.now().getTime() + POST_DAYS_AHEAD * DAY_MS);
  }
}

/** The same shift always has the same id: it cannot be made twice. */
export function shiftId(postId: string, start: number): string {
  const hash = createHash('sha256').update(`${postId} ${start}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
