import { Injectable } from '@nestjs/common';
import type {
  CreateOrderDto,
  CreateOrderOnBehalfDto,
  OrderDraftView,
  OrderPriceQuery,
  OrderPriceView,
  OrderView,
} from '@linli/shared/orders.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { type ElderBrief, EldersService } from '../elders/elders.service.js';
import { MenuService, type MenuItem } from './menu/menu.service.js';
import { OrderEntity } from './order.entity.js';
import { type NewOrder, OrderMaker } from './orders.maker.js';
import { OrderPlaces } from './orders.place.js';
import { OrderPointsService } from './orders.points.js';
import { requirePhone } from './orders.phone.js';
import { OrderReader } from './orders.reader.js';
import { termsOf } from './orders.terms.js';
import { accountOf, contactOf } from './people.queries.js';

type Draft = CreateOrderDto | CreateOrderOnBehalfDto;
interface Made {
  order: NewOrder;
  role: 'requester' | 'helper' | 'dispatcher';
}

/** An order comes into being: exactly once for the id its phone made. */
@Injectable()
export class OrderCreation {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly menu: MenuService,
    private readonly elders: EldersService,
    private readonly places: OrderPlaces,
    private readonly maker: OrderMaker,
    private readonly reader: OrderReader,
    private readonly points: OrderPointsService,
  ) {}

  /** For oneself, or as a bound helper. */
  create(call: WriteCall, draft: CreateOrderDto): Promise<OrderView> {
    const { actor } = call;
    return this.once(call, draft, async (tx) => {
      const elder = await this.ownElder(tx, actor, draft.elderId);
      const own = elder === null || elder.accountId === actor.personId;
      const place = await this.places.find(tx, actor, spot(draft, elder), elder?.communityCode ?? actor.homeCommunityCode);
      const item = await this.menu.itemFor(tx, place.communityCode, draft.itemCode);
      const terms = termsOf(item, draft, this.clock.now(), false);
      const where = address(item, draft, elder, false);
      const contact = elder ?? (await contactOf(tx, actor.personId));
      return {
        role: own ? 'requester' : 'helper',
        order: {
          ...common(call, draft, item),
          source: own ? 'resident' : 'helper',
          place,
          terms,
          state: item.needsReview ? 'submitted' : 'approved',
          principalId: elder ? elder.accountId : actor.personId,
          elderId: elder?.id ?? null,
          placeText: where.placeText,
          words: {
            contactName: draft.contactName?.trim() ?? contact.name,
            contactPhone: draft.contactPhone ?? contact.phone,
            address: where.address,
            remark: draft.remark ?? null,
          },
        },
      };
    });
  }

  /** The desk, for somebody on the phone, an elder or a group. It is born approved. */
  onBehalf(call: WriteCall, draft: CreateOrderOnBehalfDto): Promise<OrderView> {
    const { actor } = call;
    return this.once(call, draft, async (tx) => {
      if (!actor.roles.some(({ role }) => role === 'dispatcher')) throw forbidden();
      const elder = draft.elderId === undefined ? null : await this.elders.for(tx, draft.elderId, actor);
      const group = draft.audience !== undefined;
      if (group && elder) throw invalidField('audience', '集体点单不填服务对象');
      if (!group && !elder && (!draft.contactName || !draft.contactPhone)) throw invalidField('contactPhone', '请填写联系人和电话');
      const place = await this.places.find(tx, actor, spot(draft, elder), elder?.communityCode ?? ownCommunity(actor));
      if (!holds(actor, 'dispatcher', place.gridCode ?? place.communityCode)) throw forbidden('这个地方不归您的值班台管，请转给所在社区。');
      const item = await this.menu.itemFor(tx, place.communityCode, draft.itemCode);
      const terms = termsOf(item, draft, this.clock.now(), true);
      const where = address(item, draft, elder, group);
      const phone = draft.contactPhone ?? elder?.phone ?? null;
      const principalId = elder ? elder.accountId : phone && !group ? await accountOf(tx, phone) : null;
      return {
        role: 'dispatcher',
        order: {
          ...common(call, draft, item),
          source: group ? 'group' : 'staff',
          place,
          terms,
          state: 'approved',
          principalId,
          elderId: elder?.id ?? null,
          inChargeId: group ? actor.personId : null,
          audience: draft.audience ?? null,
          placeText: where.placeText,
          words: {
            contactName: draft.contactName?.trim() ?? elder?.name ?? null,
            contactPhone: phone,
            address: where.address,
            remark: draft.remark ?? null,
          },
        },
      };
    });
  }

  /** What the form starts with: last time's, else the elder's profile, else the account's. */
  async draft(actor: Actor, itemCode: string, elderId: string | undefined): Promise<OrderDraftView> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const elder = await this.ownElder(tx, actor, elderId);
    const [last] = await tx.query<LastTime[]>(LAST_TIME, [actor.personId, elder?.id ?? null, itemCode]);
    const contact = elder ?? (await contactOf(tx, actor.personId));
    const position = last?.lng && last.lat ? { lng: last.lng, lat: last.lat } : (elder?.position ?? null);
    return {
      elderId: elder?.id ?? null,
      address: last?.address ?? elder?.address ?? null,
      position,
      communityCode: last?.communityCode ?? elder?.communityCode ?? actor.homeCommunityCode,
      contactName: last?.contactName ?? contact.name,
      contactPhone: last?.contactPhone ?? contact.phone,
      remark: last?.itemCode === itemCode ? last.remark : null,
    };
  }

  /** What the form shows before it is sent: the same rules as at submission, which has the last word. */
  async price(actor: Actor, { itemCode, elderId, communityCode, minutes }: OrderPriceQuery): Promise<OrderPriceView> {
    requirePhone(actor);
    const tx = this.dataSource.manager;
    const elder = await this.ownElder(tx, actor, elderId);
    const named = communityCode === undefined ? {} : { communityCode };
    const place = await this.places.find(tx, actor, named, elder?.communityCode ?? actor.homeCommunityCode);
    const item = await this.menu.itemFor(tx, place.communityCode, itemCode);
    return this.points.price(tx, actor, {
      communityCode: place.communityCode,
      minutes: minutes ?? item.minutes,
      principalId: elder ? elder.accountId : actor.personId,
      elderId: elder?.id ?? null,
    });
  }

  private async once(call: WriteCall, draft: Draft, prepare: (tx: EntityManager) => Promise<Made>): Promise<OrderView> {
    requirePhone(call.actor);
    return this.writes.create(call, async (tx) => {
      const before = await this.repeated(tx, call, draft.id);
      if (before) return before;
      const { order: fresh, role } = await prepare(tx);
      const order = await this.maker.make(tx, fresh, { actor: call.actor, role });
      if (!order) {
        const other = await this.repeated(tx, call, draft.id);
        if (other) return other;
        throw idTaken();
      }
      await this.points.hold(tx, call.actor, order);
      return this.reader.view(tx, await this.reader.matter(tx, order, call.actor), call.actor);
    });
  }

  /** The order again for the same person and content; 409 that shows nothing for anything else. */
  private async repeated(tx: EntityManager, call: WriteCall, id: string): Promise<OrderView | null> {
    const order = await tx.findOneBy(OrderEntity, { id });
    if (!order) return null;
    if (order.requestHash !== call.bodyHash || order.requesterId !== call.actor.personId) throw idTaken();
    call.repeated();
    return this.reader.view(tx, await this.reader.matter(tx, order, call.actor), call.actor);
  }

  /** Oneself, or somebody one is bound to: the desk orders in its own way. @throws 404 */
  private async ownElder(tx: EntityManager, actor: Actor, elderId: string | undefined): Promise<ElderBrief | null> {
    if (elderId === undefined) return null;
    const elder = await this.elders.for(tx, elderId, actor);
    if (elder.accountId !== actor.personId && !(await this.elders.isBound(tx, actor.personId, elderId))) throw notFound();
    return elder;
  }
}

interface LastTime {
  itemCode: string;
  communityCode: string;
  lng: number | null;
  lat: number | null;
  address: string | null;
  contactName: string | null;
  contactPhone: string | null;
  remark: string | null;
}
/** The same service first, else the newest of any. */
const LAST_TIME = `
  select o.item_code as "itemCode", o.community_code as "communityCode", o.lng, o.lat, coalesce(w.address, o.place_text) as address,
         w.contact_name as "contactName", w.contact_phone as "contactPhone", w.remark
    from (select * from orders where requester_id = $1 and elder_id is not distinct from $2::uuid and source in ('resident', 'helper') and (item_code = $3 or place_text is null)
           order by created_at desc, id desc limit 30) o
    join order_words w on w.order_id = o.id
   order by o.item_code = $3 desc, o.created_at desc limit 1`;

const common = (call: WriteCall, { id }: Draft, item: MenuItem) => ({
  id,
  item,
  requestHash: call.bodyHash,
  requesterId: call.actor.personId,
});

function spot({ position, communityCode, address }: Draft, elder: ElderBrief | null) {
  // Another door than the elder's own says nothing about where the elder's home is.
  const known = position ?? (address === undefined ? elder?.position : undefined) ?? null;
  return { position: known, ...(communityCode === undefined ? {} : { communityCode }) };
}

/** A door is private; the place of a talk or a class is public. */
function address(
  item: MenuItem,
  draft: Draft,
  elder: ElderBrief | null,
  group: boolean,
): { address: string | null; placeText: string | null } {
  const isPublic = group || item.atPlace;
  const given = draft.address?.trim() || (isPublic ? null : (elder?.address ?? null));
  const needed = group || item.mode === 'home' || item.mode === 'out';
  if (!given && needed)
    throw invalidField('address', isPublic ? '请填写活动地点' : item.mode === 'out' ? '请填写见面的地方' : '请填写上门地址');
  return isPublic ? { address: null, placeText: given } : { address: given, placeText: null };
}

/** The one community somebody works for; a street's desk names it. */
function ownCommunity({ roles }: Actor): string | null {
  const own = roles.filter(({ role, areaCode }) => role === 'dispatcher' && areaCode.length === 12);
  return own.length === 1 ? (own[0]?.areaCode ?? null) : null;
}
