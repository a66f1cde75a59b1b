import { Injectable } from '@nestjs/common';
import type { IneligibleReason } from '@linli/shared/orders';
import type { ContactView, OrderView } from '@linli/shared/orders.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden, notFound } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import { EldersService } from '../elders/elders.service.js';
import { EventsService } from '../events/events.service.js';
import { MembersService } from '../members/members.service.js';
import { EarningService, type RecordBrief } from '../timebank/earning/earning.service.js';
import { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { partAfter } from './orders.conditions.js';
import { Eligibility, hallObstacle } from './orders.eligibility.js';
import { assignmentsOf, fewPartsOf, idsOf, type Matter, ownOf } from './orders.matter.js';
import { areaOf, isOrderer, maySeeContact, seesNumbers, seesOwnOnly, type Viewer, viewerOf } from './orders.policy.js';
import { requirePhone } from './orders.phone.js';
import { type EventRow, timeline } from './orders.timeline.js';
import { sourceOf } from './orders.earnings.js';
import { OrderPointsService } from './orders.points.js';
import { type OrderParts, orderView } from './orders.view.js';
import { namesOf } from './people.queries.js';

const HISTORY = `
  select id::text as id, at, action, actor_id as "actorId", actor_role as "actorRole", data
    from events where subject_type = 'order' and subject_id = $1 and outcome = 'done'
     and ($2::uuid is null or actor_id = $2 or coalesce(data ->> 'personId', $2::text) = $2::text) order by events.id`;
const NOTES = `select event_id::text as "eventId", kind, text from order_notes where order_id = $1 order by event_id`;
const RATINGS = `select of, by_id as "byId", level, comment from order_ratings where order_id = $1 order by at, by_id`;
interface WordsRow {
  contactName: string | null;
  contactPhone: string | null;
  address: string | null;
  remark: string | null;
}
const WORDS = `select contact_name as "contactName", contact_phone as "contactPhone", address, remark from order_words where order_id = $1`;
const NO_WORDS: WordsRow = { contactName: null, contactPhone: null, address: null, remark: null };

/** One order for one caller. */
@Injectable()
export class OrderReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly members: MembersService,
    private readonly elders: EldersService,
    private readonly eligibility: Eligibility,
    private readonly points: OrderPointsService,
    private readonly earning: EarningService,
  ) {}

  /** @throws 404 unless it concerns the caller. An auditor's look is recorded. */
  async one(actor: Actor, id: string): Promise<OrderView> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const matter = await this.seen(tx, actor, id);
    if (viewerOf(actor, matter) === 'auditor') await this.look(actor, matter.order, 'order');
    return this.view(tx, matter, actor);
  }

  /** The order after an act of the caller, as it stands now: read when its row is no longer locked. */
  async after(actor: Actor, id: string): Promise<OrderView> {
    const tx = this.dataSource.manager;
    return this.view(tx, await this.seen(tx, actor, id), actor);
  }

  async visible(tx: EntityManager, actor: Actor, id: string): Promise<Matter> {
    const order = await tx.findOneBy(OrderEntity, { id });
    if (!order) throw notFound();
    const matter = await this.matter(tx, order, actor);
    if (viewerOf(actor, matter) === null) throw notFound();
    return matter;
  }

  /** Where to ring and where to go. Each look is recorded, a refused one too; at one's own data everybody may look. */
  async contact(actor: Actor, id: string): Promise<ContactView> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const matter = await this.visible(tx, actor, id);
    const { order } = matter;
    if (!maySeeContact(actor, matter)) {
      await this.events.refused({ subject: ['order', id], action: 'look', actor, areaCode: areaOf(order) });
      throw forbidden('接单后到服务确认前才能看到地址和电话。');
    }
    if (!isOrderer(actor, matter)) await this.look(actor, order, 'contact');
    const words = await wordsOf(tx, id);
    return {
      name: words.contactName ?? '',
      phone: words.contactPhone,
      address: words.address ?? order.placeText,
      position: order.lng === null || order.lat === null ? null : { lng: order.lng, lat: order.lat },
    };
  }

  /** Everybody's part, and how the caller stands to it. */
  async matter(tx: EntityManager, order: OrderEntity, actor: Actor): Promise<Matter> {
    return this.standing(tx, order, actor, await assignmentsOf(tx, order.id));
  }

  /** The same with the caller's own part and little more: for five hundred who come at once. */
  async brief(tx: EntityManager, order: OrderEntity, actor: Actor): Promise<Matter> {
    return this.standing(tx, order, actor, await fewPartsOf(tx, order.id, actor.personId));
  }

  async view(tx: EntityManager, matter: Matter, actor: Actor): Promise<OrderView> {
    const viewer = viewerOf(actor, matter);
    if (viewer === null) throw notFound();
    return orderView(matter, await this.parts(tx, matter, actor, viewer), actor, this.clock.now());
  }

  /** What the page shows of the parts: everybody's, and to those who serve among many only their own. */
  private async seen(tx: EntityManager, actor: Actor, id: string): Promise<Matter> {
    const order = await tx.findOneBy(OrderEntity, { id });
    if (!order) throw notFound();
    const matter = await this.brief(tx, order, actor);
    const viewer = viewerOf(actor, matter);
    if (viewer === null) throw notFound();
    if (!seesOwnOnly(order, viewer)) return { ...matter, assignments: await assignmentsOf(tx, id) };
    return { ...matter, assignments: matter.assignments.filter(({ personId }) => personId === actor.personId) };
  }

  private async standing(tx: EntityManager, order: OrderEntity, actor: Actor, assignments: readonly AssignmentEntity[]): Promise<Matter> {
    const helperIds = order.elderId === null ? [] : await this.elders.helpersOf(tx, order.elderId);
    const known = { order, assignments, helperIds, inHall: false };
    if (order.publishedAt === null || ownOf(known, actor)) return known;
    // Taken while somebody was looking: still there to be told so.
    if (!['offered', 'filled'].includes(order.state)) return known;
    const member = await this.members.active(tx, actor.personId);
    return { ...known, inHall: member !== null && hallObstacle(order, member) === null };
  }

  private async parts(tx: EntityManager, matter: Matter, actor: Actor, viewer: Viewer): Promise<OrderParts> {
    const { order } = matter;
    const areaText = await this.areas.pathText(tx, viewer === 'task' || viewer === 'watcher' ? order.communityCode : areaOf(order));
    const nothing = {
      viewer,
      areaText,
      words: NO_WORDS,
      latest: new Map(),
      names: new Map(),
      badges: new Map(),
      ratings: [],
      timeline: [],
      points: null,
      records: new Map(),
    };
    if (viewer === 'watcher') return { ...nothing, obstacle: null, mayAccept: false };
    const words = await wordsOf(tx, order.id);
    const accepting = await this.accepting(tx, matter, actor);
    const people = [order.requesterId, ...matter.assignments.map(({ personId }) => personId)];
    const names = await namesOf(tx, people);
    if (viewer === 'task') return { ...nothing, words, names, badges: await this.members.badges(tx, [actor.personId]), ...accepting };
    const happened = await tx.query<EventRow[]>(HISTORY, [order.id, seesOwnOnly(order, viewer) ? actor.personId : null]);
    const notes = await tx.query<{ eventId: string; kind: string; text: string }[]>(NOTES, [order.id]);
    return {
      viewer,
      areaText,
      words,
      names,
      latest: new Map(notes.map(({ kind, text }) => [kind, text])),
      badges: await this.members.badges(tx, people),
      ratings: await tx.query<OrderParts['ratings'][number][]>(RATINGS, [order.id]),
      timeline: timeline(happened, new Map(notes.map(({ eventId, text }) => [eventId, text])), {
        viewer,
        personId: actor.personId,
        seesNumbers: seesNumbers(actor, matter),
      }),
      points: viewer === 'orderer' || viewer === 'desk' || viewer === 'auditor' ? await this.points.of(tx, order.id) : null,
      records: await this.records(tx, matter),
      ...accepting,
    };
  }

  /** Of those whose parts are shown. */
  private async records(tx: EntityManager, { order, assignments }: Matter): Promise<ReadonlyMap<string, RecordBrief>> {
    if (order.state !== 'confirmed' && order.state !== 'voided') return new Map();
    return this.earning.recordsOf(tx, sourceOf(order), order.id, idsOf(assignments));
  }

  /** Whether the caller could take a place now, and why not. */
  private async accepting(
    tx: EntityManager,
    { order, assignments, helperIds }: Matter,
    actor: Actor,
  ): Promise<{ obstacle: IneligibleReason | null; mayAccept: boolean }> {
    const own = ownOf({ assignments }, actor);
    if (own && partAfter(own.state, 'accept') === null) return { obstacle: null, mayAccept: false };
    if (order.state === 'filled') return { obstacle: 'full', mayAccept: false };
    if (order.state !== 'offered' || this.clock.now() >= order.startAt) return { obstacle: null, mayAccept: false };
    const member = await this.members.active(tx, actor.personId);
    const obstacle = await this.eligibility.obstacleNow(tx, { order, personId: actor.personId, member, own, helperIds });
    return { obstacle, mayAccept: obstacle === null };
  }

  private look(actor: Actor, order: OrderEntity, field: string): Promise<void> {
    return this.events.look(null, { personId: actor.personId, subject: ['order', order.id], field, areaCode: areaOf(order) });
  }
}

async function wordsOf(tx: EntityManager, id: string): Promise<WordsRow> {
  const [row] = await tx.query<WordsRow[]>(WORDS, [id]);
  return row ?? NO_WORDS;
}
