import { Injectable } from '@nestjs/common';
import { ORDER_WORKFLOW, type AssignmentAction, type AssignmentState, type OrderAction, type OrderState } from '@linli/shared/orders';
import type { OrderView } from '@linli/shared/orders.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../common/errors.js';
import { Lanes } from '../../common/lanes.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { type EventData, EventsService } from '../events/events.service.js';
import { OrderEntity } from './order.entity.js';
import { AssignmentEntity } from './order-parts.entity.js';
import { partAfter, stateAfter, whyNot } from './orders.conditions.js';
import { type Changes, derived } from './orders.marks.js';
import { assignmentsOf, idsOf, inState, type Matter } from './orders.matter.js';
import { OrderEarnings } from './orders.earnings.js';
import { actingAs, areaOf, ORDER_POLICY, viewerOf } from './orders.policy.js';
import { OrderPointsService } from './orders.points.js';
import { OrderReader } from './orders.reader.js';
import { requirePhone } from './orders.phone.js';

/** What a verb has to go by: the locked row with everybody's part, the time, who acts. */
export interface Moment {
  tx: EntityManager;
  matter: Matter;
  order: OrderEntity;
  now: Date;
  actor: Actor;
}
export type PartChanges = Partial<Omit<AssignmentEntity, 'orderId' | 'personId'>>;
/** What a verb does. */
export interface Effect {
  changes?: Changes;
  /** Whose part changes how. */
  parts?: readonly { personId: string; changes: PartChanges }[];
  /** New parts: invitations. */
  invited?: readonly AssignmentEntity[];
  /** Words of this event: reason, note. */
  note?: string | undefined;
  data?: EventData;
  /** Other than the action's own name. */
  event?: string;
  /** What else must happen with it, after the rows are saved. */
  afterwards?: (after: Matter, eventId: string) => Promise<void>;
}
export type Verb = (moment: Moment) => Effect | Promise<Effect>;

/** Every verb but `accept` goes through `step`: lock the row → policy → next state → effect → save → events.record → view. */
@Injectable()
export class OrderSteps {
  readonly lanes = new Lanes();

  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly reader: OrderReader,
    private readonly points: OrderPointsService,
    private readonly earnings: OrderEarnings,
  ) {}

  step(call: WriteCall, id: string, action: OrderAction, verb: Verb): Promise<OrderView> {
    return this.act(call, id, action, async (tx) => {
      const order = await this.lock(tx, id);
      await this.take(tx, await this.reader.matter(tx, order, call.actor), call.actor, action, verb);
    });
  }

  /** A step on the caller's own part. Two hundred may come in the same moment, so they wait without a connection and read little. */
  own(call: WriteCall, id: string, action: OrderAction, verb: Verb): Promise<OrderView> {
    return this.act(call, id, action, async (tx) => {
      const order = await this.lock(tx, id);
      await this.take(tx, await this.reader.brief(tx, order, call.actor), call.actor, action, verb);
    });
  }

  /** The view is read when the act is done: the row is free by then, and no key keeps an answer with somebody's words in it. */
  private async act(call: WriteCall, id: string, action: OrderAction, work: (tx: EntityManager) => Promise<void>): Promise<OrderView> {
    requirePhone(call.actor);
    try {
      await this.lanes.run(id, () => this.writes.once(call, work));
      return await this.reader.after(call.actor, id);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['order', id], action, actor: call.actor, areaCode: null });
      throw error;
    }
  }

  /** One action on a row that is locked already. */
  async take(tx: EntityManager, matter: Matter, actor: Actor, action: OrderAction, verb: Verb): Promise<Matter> {
    const { order } = matter;
    const now = this.clock.now();
    const viewer = viewerOf(actor, matter);
    if (viewer === null) throw notFound();
    if (!ORDER_POLICY[action](actor, matter)) throw forbidden();
    const state = stateAfter(order.state, action);
    if (state === null) throw conflictNow(order.state);
    const obstacle = whyNot(action, matter, actor, now);
    if (obstacle !== null) throw conflictNow(order.state, obstacle);
    const effect = await verb({ tx, matter, order, now, actor });
    return this.carryOut(tx, matter, actor, action, { ...effect, changes: { state, ...effect.changes } }, now);
  }

  /** What is decided already: by the rules of `take`, or by an act it follows from. */
  async carryOut(tx: EntityManager, matter: Matter, actor: Actor, action: OrderAction, effect: Effect, now: Date): Promise<Matter> {
    const after = await this.save(tx, matter, effect, now, actor.personId);
    const eventId = await this.record(tx, matter, after, actor, action, effect);
    if (effect.note?.trim()) await this.note(tx, matter.order.id, eventId, action, actor.personId, effect.note.trim());
    await effect.afterwards?.(after, eventId);
    return after;
  }

  async lock(tx: EntityManager, id: string): Promise<OrderEntity> {
    const order = await tx.createQueryBuilder(OrderEntity, 'o').setLock('pessimistic_write').where('o.id = :id', { id }).getOne();
    if (!order) throw notFound();
    return order;
  }

  /** What time itself did: no actor, no view. */
  async byItself(tx: EntityManager, order: OrderEntity, event: string, effect: Effect, now: Date): Promise<OrderEntity> {
    const matter = { order, assignments: await assignmentsOf(tx, order.id), helperIds: [], inHall: false };
    const after = await this.save(tx, matter, effect, now);
    await this.record(tx, matter, after, null, event, effect);
    return after.order;
  }

  /** Writes what changed, what lists and jobs derive from it, and what the order's end means for its points and for those who served. */
  async save(
    tx: EntityManager,
    matter: Matter,
    { changes, parts = [], invited = [], note }: Effect,
    now: Date,
    actorId: string | null = null,
  ): Promise<Matter> {
    const changed = new Map(parts.map((part) => [part.personId, part.changes]));
    const assignments = matter.assignments.map((one) => {
      const own = changed.get(one.personId);
      return own ? Object.assign(new AssignmentEntity(), one, own, { updatedAt: now }) : one;
    });
    for (const { personId, changes: own } of parts)
      await tx.update(AssignmentEntity, { orderId: matter.order.id, personId }, { ...own, updatedAt: now });
    if (invited.length) await tx.insert(AssignmentEntity, [...invited]);
    const all = [...assignments, ...invited];
    const order: OrderEntity = Object.assign(new OrderEntity(), matter.order, changes);
    const settled = derived(order, all);
    await tx.update(OrderEntity, { id: order.id }, { ...changes, ...settled, updatedAt: now });
    if (order.state !== matter.order.state && order.source !== 'post') await this.points.follow(tx, order, all, actorId);
    await this.earnings.follow(tx, matter.order, order, all, { actorId, note });
    return { ...matter, order: Object.assign(order, settled, { updatedAt: now }), assignments: all };
  }

  private record(
    tx: EntityManager,
    before: Matter,
    { order }: Matter,
    actor: Actor | null,
    action: string,
    { event, data }: Effect,
  ): Promise<string> {
    return this.events.record(tx, {
      subject: ['order', order.id],
      action: event ?? action,
      actor,
      role: actor ? actingAs(actor, before, action as OrderAction) : 'system',
      principalId: order.principalId !== null && order.principalId !== actor?.personId ? order.principalId : null,
      areaCode: areaOf(order),
      data: { from: before.order.state, to: order.state, ...data },
    });
  }

  private async note(tx: EntityManager, orderId: string, eventId: string, kind: string, authorId: string, text: string): Promise<void> {
    await tx.query(`insert into order_notes (event_id, order_id, kind, author_id, text) values ($1, $2, $3, $4, $5)`, [
      eventId,
      orderId,
      kind,
      authorId,
      text,
    ]);
  }
}

/** A person's part in the order. @throws 404 where there is none, 409 with its state where the table has no such step */
export function partOf({ matter }: Pick<Moment, 'matter'>, personId: string, action: AssignmentAction): AssignmentEntity {
  const part = matter.assignments.find((one) => one.personId === personId);
  if (!part) throw notFound('没有找到这个人的接单记录。');
  if (partAfter(part.state, action) === null) throw conflictNow(part.state);
  return part;
}

/** All parts in these states go to another one: those still waiting lapse, those accepted are released. */
export function releaseAll(matter: Pick<Matter, 'assignments'>): {
  parts: { personId: string; changes: PartChanges }[];
  personIds: string[];
} {
  const to = (state: AssignmentState) => (one: AssignmentEntity) => ({ personId: one.personId, changes: { state } });
  const [waiting, accepted] = [inState(matter.assignments, 'invited'), inState(matter.assignments, 'accepted')];
  return { parts: [...waiting.map(to('lapsed')), ...accepted.map(to('released'))], personIds: idsOf([...accepted, ...waiting]) };
}

export const toState = (step: keyof typeof ORDER_WORKFLOW, state: OrderState): OrderState =>
  (ORDER_WORKFLOW[step].from as readonly OrderState[]).includes(state) && ORDER_WORKFLOW[step].to !== 'stay'
    ? ORDER_WORKFLOW[step].to
    : state;
