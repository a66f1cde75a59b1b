import { Injectable } from '@nestjs/common';
import { dayTextOf, HOUR_MS } from '@linli/shared/calendar';
import { INELIGIBLE_SENTENCES, type IneligibleReason, LATE_WITHDRAWAL_HOURS } from '@linli/shared/orders';
import type { OrderNoteDto, OrderView } from '@linli/shared/orders.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, notFound } from '../../common/errors.js';
import { pgCodeOf } from '../../common/pg-errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { MembersService } from '../members/members.service.js';
import { OrderEntity } from './order.entity.js';
import { AssignmentEntity } from './order-parts.entity.js';
import { partAfter } from './orders.conditions.js';
import { Eligibility } from './orders.eligibility.js';
import { OrderHooks } from './orders.hooks.js';
import { remindersPast, reopened } from './orders.marks.js';
import type { Matter } from './orders.matter.js';
import { areaOf, viewerOf } from './orders.policy.js';
import { requirePhone } from './orders.phone.js';
import { OrderReader } from './orders.reader.js';
import { type Effect, type Moment, OrderSteps, partOf } from './orders.steps.js';

const EXCLUDED = '23P01';
/** One statement takes the place: whoever comes too late changes nothing. */
const TAKE_PLACE = `
  update orders set accepted_count = accepted_count + 1, state = case when accepted_count + 1 = headcount then 'filled' else state end
   where id = $1 and state = 'offered' and accepted_count < headcount and start_at > $2 returning state, accepted_count, headcount`;
/** Who comes after the last place is gone is told so by one look, without a transaction: five hundred of them must not wait for each other. */
const GONE = `
  select o.state from orders o
    left join order_assignments a on a.order_id = o.id and a.person_id = $2
    left join members m on m.person_id = $2 and m.state = 'active'
   where o.id = $1 and o.state in ('offered', 'filled') and o.accepted_count >= o.headcount
     and (a.state in ('invited', 'declined', 'lapsed') or (a.state is null and o.published_at is not null and m.community_code = o.community_code))
     and o.requester_id <> $2 and o.principal_id is distinct from $2`;
const TAKE_PART = `
  insert into order_assignments (order_id, person_id, state, during, day, accepted_at, created_at, updated_at)
  values ($1, $2, 'accepted', tstzrange($3, $4), $5, $6, $6, $6)
  on conflict (order_id, person_id) do update set state = 'accepted', accepted_at = $6, updated_at = $6
    where order_assignments.state in ('invited', 'declined', 'lapsed') returning person_id`;

const refusal = (reason: IneligibleReason, order: Pick<OrderEntity, 'state'>): DomainError =>
  new DomainError('conflict', reason, INELIGIBLE_SENTENCES[reason], { state: order.state });

/** Accepting, declining, giving back: first come, first served, and never one too many. */
@Injectable()
export class OrderClaims {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly members: MembersService,
    private readonly eligibility: Eligibility,
    private readonly steps: OrderSteps,
    private readonly reader: OrderReader,
    private readonly hooks: OrderHooks,
  ) {}

  /** @throws 409 with the reason: `full`, `overlap`, `day_limit`, `own_order` … */
  async accept(call: WriteCall, id: string): Promise<OrderView> {
    requirePhone(call.actor);
    await this.steps.lanes.run(id, async () => {
      if (call.key !== null) await this.refuseIfGone(id, call.actor.personId);
      await this.writes.once(call, (tx) => this.claim(tx, call, id));
    });
    return this.reader.after(call.actor, id);
  }

  /** Costs nothing (志愿服务条例 Art. 25). */
  decline(call: WriteCall, id: string, { note }: OrderNoteDto): Promise<OrderView> {
    return this.steps.step(call, id, 'decline', (moment) => {
      const part = partOf(moment, call.actor.personId, 'decline');
      return { parts: [{ personId: part.personId, changes: { state: 'declined' } }], data: { personId: part.personId }, note };
    });
  }

  withdraw(call: WriteCall, id: string, { note }: OrderNoteDto): Promise<OrderView> {
    return this.steps.step(call, id, 'withdraw', (moment) => {
      const part = partOf(moment, call.actor.personId, 'withdraw');
      const { order, now } = moment;
      const late = order.startAt.getTime() - now.getTime() < LATE_WITHDRAWAL_HOURS * HOUR_MS;
      return { ...givenBack(moment, part, late), note };
    });
  }

  private async claim(tx: EntityManager, call: WriteCall, id: string): Promise<void> {
    const order = await tx.findOneBy(OrderEntity, { id });
    if (!order) throw notFound();
    const matter = await this.reader.brief(tx, order, call.actor);
    if (viewerOf(call.actor, matter) === null) throw notFound();
    await this.check(tx, matter, call);
    await this.take(tx, matter, call);
  }

  private async refuseIfGone(id: string, personId: string): Promise<void> {
    const [gone] = await this.dataSource.query<Pick<OrderEntity, 'state'>[]>(GONE, [id, personId]);
    if (gone) throw refusal('full', gone);
  }

  private async check(tx: EntityManager, { order, assignments, helperIds }: Matter, { actor }: WriteCall): Promise<void> {
    const own = assignments.find(({ personId }) => personId === actor.personId) ?? null;
    if (own && partAfter(own.state, 'accept') === null) throw conflictNow(own.state, OWN_STATE[own.state]);
    if (order.state === 'filled' || (order.state === 'offered' && order.acceptedCount >= order.headcount)) throw refusal('full', order);
    if (order.state !== 'offered') throw conflictNow(order.state);
    if (this.clock.now() >= order.startAt) throw conflictNow(order.state, '已经到开始时间了，不能再接单。');
    const member = await this.members.activeToPromise(tx, actor.personId);
    const reason = await this.eligibility.obstacle(tx, { order, personId: actor.personId, member, own, helperIds });
    if (reason) throw refusal(reason, order);
    await this.eligibility.oneAcceptAtATime(tx, actor.personId);
    if (await this.eligibility.dayIsFull(tx, actor.personId, order)) throw refusal('day_limit', order);
  }

  /** The place, then the part: the exclusion constraint has the last word about two places at once. */
  private async take(tx: EntityManager, { order }: Matter, { actor }: WriteCall): Promise<void> {
    const now = this.clock.now();
    const [taken] = await tx.query<[Pick<OrderEntity, 'state'>[], number]>(TAKE_PLACE, [order.id, now]);
    if (!taken.length) throw refusal('full', order);
    const day = dayTextOf(order.startAt.getTime());
    const rows = await tx
      .query<unknown[]>(TAKE_PART, [order.id, actor.personId, order.startAt, order.endAt, day, now])
      .catch((error: unknown) => {
        throw pgCodeOf(error) === EXCLUDED ? refusal('overlap', order) : error;
      });
    if (!rows.length) throw conflictNow(order.state);
    // The row is locked now: what it says holds until the end.
    const locked = await this.steps.lock(tx, order.id);
    const matter = await this.reader.brief(tx, locked, actor);
    const saved = await this.steps.save(tx, matter, { changes: { reminded: remindersPast(locked, now), flags: complete(locked) } }, now);
    const after = saved.order;
    const filled = after.state === 'filled';
    await this.events.record(tx, {
      subject: ['order', order.id],
      action: 'accept',
      actor,
      role: 'server',
      areaCode: areaOf(order),
      data: {
        from: order.state,
        to: after.state,
        personId: actor.personId,
        accepted: after.acceptedCount,
        headcount: after.headcount,
        filled,
      },
    });
    if (filled) await this.hooks.tellFilled(tx, after);
  }
}

/** Nobody is missing any more. */
const complete = ({ state, flags }: OrderEntity): OrderEntity['flags'] =>
  state === 'filled' ? flags.filter((flag) => flag !== 'unfilled') : flags;

const OWN_STATE: Partial<Record<AssignmentEntity['state'], string>> = {
  accepted: '您已经接了这一单。',
  in_service: '您正在服务这一单。',
  withdrawn: '您退过这一单，不能再接。',
};

/** A place is free again at once. */
export function givenBack({ order, now }: Pick<Moment, 'order' | 'now'>, part: AssignmentEntity, late: boolean): Effect {
  const opens = order.state === 'filled';
  const changes = { ...(order.state === 'in_service' ? {} : reopened(order, now)), acceptedCount: order.acceptedCount - 1 };
  return {
    changes: { ...changes, ...(opens ? { state: 'offered' as const } : {}), flags: withFlag(changes.flags ?? order.flags, late) },
    parts: [{ personId: part.personId, changes: { state: 'withdrawn', flags: late ? [...part.flags, 'late_withdrawal'] : part.flags } }],
    data: { personId: part.personId, late, reopened: opens, accepted: order.acceptedCount - 1, headcount: order.headcount },
  };
}
const withFlag = (flags: OrderEntity['flags'], late: boolean): OrderEntity['flags'] =>
  late && !flags.includes('late_withdrawal') ? [...flags, 'late_withdrawal'] : flags;
