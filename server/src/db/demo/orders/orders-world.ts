import { DAY_MS, dayOf, dayTextOf, HOUR_MS } from '@linli/shared/calendar';
import { cellOf } from '@linli/shared/geo-cells';
import { metresBetween } from '@linli/shared/geo';
import { ageOn } from '@linli/shared/members';
import { isoWeekday, minuteOfDay } from '@linli/shared/menu';
import { fillBy, HOME_SERVICE_AGE, type OrderSource, type OrderState } from '@linli/shared/orders';
import { Buffer } from 'node:buffer';
import type { MenuItem } from '../../../modules/orders/menu/menu.queries.js';
import { OrderEntity } from '../../../modules/orders/order.entity.js';
import { warnAt } from '../../../modules/orders/orders.marks.js';
import { shiftId } from '../../../modules/orders/posts/posts.shifts.js';
import type { Chance } from '../chance.js';
import type { World } from '../reports/world.js';
import type { Point } from '../town/plan.js';
import { Diary } from './diary.js';
import type { Elder } from './elders.js';
import { DemoMenu } from './menu.js';
import { type By, type Invited, type OrderWords, ServiceOrder } from './service.js';
import { holds, type Servant, type Serving } from './serving.js';

export interface Wish {
  item: MenuItem;
  source: OrderSource;
  createdAt: Date;
  startAt: Date;
  gridCode: string;
  position: Point | null;
  by: By & { id: string };
  principalId?: string | null;
  elder?: Elder | null;
  inChargeId?: string | null;
  /** The post of a shift. */
  post?: { id: string; title: string; teamId: string | null };
  audience?: number | null;
  placeText?: string | null;
  minutes?: number;
  headcount?: number;
  noticeHours?: number;
  state?: OrderState;
  words?: Partial<OrderWords>;
}

const NEXT = 5;

/** Everything an order of the demo has to do with. */
export class OrdersWorld {
  readonly diary = new Diary();
  readonly menu = new DemoMenu();
  readonly services: ServiceOrder[] = [];
  /** Whom nobody invites by chance: the one-tap people's weeks are written by hand. */
  readonly reserved = new Set<string>();

  constructor(
    readonly world: World,
    readonly serving: Serving,
    readonly elders: readonly Elder[],
    private readonly chance: Chance,
  ) {
    this.helpers = new Map(elders.map((e) => [e.id, e.helpers.map((b) => b.helper.id)]));
  }
  private readonly helpers: ReadonlyMap<string, string[]>;

  get now(): Date {
    return this.world.now;
  }

  itemIn(communityCode: string, code: string, at: Date): MenuItem {
    const daysAgo = Math.floor((this.now.getTime() - at.getTime()) / DAY_MS);
    return this.menu.at(this.world.area(communityCode).name, code, daysAgo);
  }

  desk(communityCode: string, chance: Chance): By & { id: string } {
    return { id: this.world.holder('dispatcher', communityCode, 'community', chance).id, role: 'dispatcher' };
  }

  /** Another pair of eyes than whoever ordered or entered it. */
  judge({ order, parts }: ServiceOrder, chance: Chance): By | null {
    const desks = this.world.desksOf(order.communityCode);
    const fresh = desks.filter(({ id }) => id !== order.requesterId && ![...parts.values()].some((p) => p.recordedBy.includes(id)));
    const others = fresh.length ? fresh : this.world.desksOf(order.streetCode);
    const judges = others.filter(({ id }) => id !== order.requesterId);
    return judges.length ? { id: chance.pick(judges).id, role: 'dispatcher' } : null;
  }

  make(wish: Wish): ServiceOrder {
    const { item, gridCode, position, createdAt, startAt, by, elder } = wish;
    const minutes = wish.minutes ?? item.minutes;
    const headcount = wish.headcount ?? item.minPeople;
    const left = Math.floor((startAt.getTime() - createdAt.getTime()) / HOUR_MS / 2);
    const staff = by.role === 'dispatcher' && wish.source !== 'post';
    const noticeHours = wish.noticeHours ?? (staff ? Math.min(item.noticeHours, left) : item.noticeHours);
    const deadline = new Date(fillBy(startAt.getTime(), noticeHours));
    const order = Object.assign(new OrderEntity(), {
      id: wish.post ? shiftId(wish.post.id, startAt.getTime()) : this.chance.uuid(),
      orderNo: '',
      requestHash: '',
      source: wish.source,
      sourceId: wish.post?.id ?? null,
      districtCode: gridCode.slice(0, 6),
      streetCode: gridCode.slice(0, 9),
      communityCode: gridCode.slice(0, 12),
      gridCode,
      lng: position?.[0] ?? null,
      lat: position?.[1] ?? null,
      cell: position && cellOf({ lng: position[0], lat: position[1] }),
      placeText: wish.placeText ?? null,
      itemCode: item.code,
      title: wish.post?.title ?? item.name,
      category: item.category,
      mode: item.mode,
      risk: item.risk,
      riskNote: item.riskNote,
      qualification: item.qualification,
      qualificationCode: item.qualificationCode,
      twoPerson: item.twoPersonRule && headcount >= 2,
      insuranceRequired: item.insuranceRequired,
      servedBy: item.servedBy,
      radiusMetres: item.radiusMetres,
      openToNeighbours: item.openToNeighbours,
      coefficient: item.pointsCoefficient,
      noticeHours,
      requesterId: by.id,
      principalId: wish.principalId ?? null,
      elderId: elder?.id ?? null,
      inChargeId: wish.inChargeId ?? null,
      teamId: wish.post?.teamId ?? null,
      audience: wish.audience ?? null,
      startAt,
      endAt: new Date(startAt.getTime() + minutes * 60_000),
      minutes,
      headcount,
      acceptedCount: 0,
      state: wish.state ?? (item.needsReview && !staff ? 'submitted' : 'approved'),
      fillBy: deadline,
      publishedAt: wish.state === 'offered' ? createdAt : null,
      answerBy: null,
      nextOfferAt: null,
      nextOfferedAt: null,
      warnAt: warnAt(createdAt, { source: wish.source, startAt, fillBy: deadline }),
      reminded: 0,
      insuranceReference: null,
      secret: Buffer.from(Array.from({ length: 32 }, () => this.chance.whole(0, 255))),
      finishedAt: null,
      confirmBy: null,
      confirmedAt: null,
      confirmedBy: null,
      calledBackAt: null,
      tookPlace: null,
      flags: [],
      nextMarkAt: null,
      createdAt,
      updatedAt: createdAt,
    });
    const words = { contactName: null, contactPhone: null, address: null, remark: null, ...wish.words };
    const service = new ServiceOrder(order, words, by, (of) => this.suggest(of, NEXT));
    this.services.push(service);
    return service;
  }

  /** Whether the module would let them accept it. */
  eligible({ order }: ServiceOrder, servant: Servant): boolean {
    const day = dayTextOf(order.startAt.getTime());
    const { id } = servant;
    const helpers = this.helpers.get(order.elderId ?? '') ?? [];
    if ([order.principalId, order.source === 'post' ? null : order.requesterId, order.inChargeId, ...helpers].includes(id)) return false;
    if (servant.joinedAt > order.createdAt) return false;
    if (order.mode === 'home' && ageOn(servant.birthDay, day) < HOME_SERVICE_AGE) return false;
    if (order.qualificationCode && !holds(servant, order.qualificationCode, order.createdAt, day)) return false;
    if (order.principalId && this.serving.related(id, order.principalId)) return false;
    if (order.servedBy.includes('volunteer')) return true;
    if (order.servedBy.includes('party_member') && servant.partyMember) return true;
    return order.servedBy.includes('professional') && order.qualificationCode !== null;
  }

  /** Those who may and have time, the best first; a little chance, as in life. */
  candidates(service: ServiceOrder): Servant[] {
    const { order } = service;
    const [from, to] = [order.startAt.getTime(), order.endAt.getTime()];
    return this.serving
      .of(order.communityCode)
      .filter((s) => !this.reserved.has(s.id) && !service.parts.has(s.id) && this.eligible(service, s) && this.diary.free(s.id, from, to))
      .map((s) => ({ s, rank: this.rank(order, s) + this.chance.next() * 3 }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ s }) => s);
  }

  private rank(order: OrderEntity, s: Servant): number {
    const skilled = s.skills.includes(order.itemCode) || s.skills.includes(order.category);
    return (skilled ? 2 : 0) + (this.hasTime(order, s) ? 1.5 : 0) - this.diary.turns(s.id) / 6;
  }

  private hasTime({ startAt, minutes }: OrderEntity, { hours }: Servant): boolean {
    const [weekday, from] = [isoWeekday(startAt.getTime()), minuteOfDay(startAt.getTime())];
    return hours.some((h) => h.weekday === weekday && h.fromMinute <= from && from + minutes <= h.toMinute);
  }

  suggest(service: ServiceOrder, most: number): Invited[] {
    return this.candidates(service)
      .slice(0, most)
      .map((s) => ({ personId: s.id, reasons: this.reasons(service, s) }));
  }

  /** Why just this person, in words. */
  reasons({ order }: ServiceOrder, s: Servant): string[] {
    const reasons: string[] = [];
    if (order.qualificationCode) reasons.push('您有这项服务要求的资质');
    if (s.skills.includes(order.itemCode) || s.skills.includes(order.category)) reasons.push('您有对口技能');
    if (s.position && order.lng !== null && order.lat !== null) {
      const metres = metresBetween({ lng: s.position[0], lat: s.position[1] }, { lng: order.lng, lat: order.lat });
      if (metres < 1000) reasons.push(`离您 ${Math.max(10, Math.round(metres / 10) * 10)} 米`);
    }
    if (this.hasTime(order, s)) reasons.push('正好在您的服务时间里');
    if (this.diary.turns(s.id) < 2) reasons.push('很久没有轮到您了');
    return reasons.slice(0, 3);
  }

  /** Takes the place in the diary; false where the person is busy. */
  takes({ order }: ServiceOrder, personId: string): boolean {
    const [from, to] = [order.startAt.getTime(), order.endAt.getTime()];
    if (!this.diary.free(personId, from, to)) return false;
    this.diary.hold(personId, from, to);
    return true;
  }

  givesBack({ order }: ServiceOrder, personId: string): void {
    this.diary.release(personId, order.startAt.getTime());
  }

  /** A time of day `days` from today, in Shanghai. */
  day(days: number, hour: number): Date {
    return new Date((dayOf(this.now.getTime()) + days) * DAY_MS - 8 * HOUR_MS + hour * HOUR_MS);
  }
}
