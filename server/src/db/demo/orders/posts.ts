import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import { isoWeekday } from '@linli/shared/menu';
import { POST_DAYS_AHEAD } from '@linli/shared/orders';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY } from '../people/cast.js';
import { pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import type { TownArea } from '../town/town.js';
import { Agenda, INSURANCE } from './course.js';
import type { OrdersWorld } from './orders-world.js';
import { placesOf } from './places.js';
import type { By, ServiceOrder } from './service.js';
import type { ServiceTeam } from './serving.js';
import { WHY } from './stories.js';

export interface Post {
  id: string;
  title: string;
  itemCode: string;
  remark: string | null;
  communityCode: string;
  gridCode: string;
  placeText: string;
  position: Point;
  /** of the first shift */
  startAt: Date;
  minutes: number;
  headcount: number;
  /** null: one shift only */
  weekdays: number[] | null;
  teamId: string | null;
  inChargeId: string;
  createdBy: string;
  createdAt: Date;
  /** It is over: its last day, and when the desk ended it. */
  ended?: { until: string; at: Date };
}
interface Kind {
  title: string;
  itemCode: string;
  teams: readonly string[];
  hour: number;
  minutes: number;
  headcount: number;
  weekdays: readonly number[] | null;
  remark: string;
  /** Only where the one-tap people live. */
  homeOnly?: boolean;
}

const KINDS: readonly Kind[] = [
  { title: '红袖章夜巡', itemCode: 'S0801', teams: ['red_armband'], hour: 19.5, minutes: 90, headcount: 4, weekdays: [2, 5], remark: '在服务站领袖章和手电，两人一组。' }, // prettier-ignore
  { title: '上学路口护学', itemCode: 'S0803', teams: ['party_team', 'red_armband'], hour: 7.25, minutes: 60, headcount: 3, weekdays: [1, 3, 5], remark: '马甲和小旗在门卫室。', homeOnly: true }, // prettier-ignore
  { title: '垃圾分类桶边督导', itemCode: 'S0702', teams: ['community_group', 'party_team', 'volunteer_org'], hour: 18, minutes: 90, headcount: 3, weekdays: [1, 4], remark: '手套、夹子社区准备。' }, // prettier-ignore
  { title: '周末清洁楼道', itemCode: 'S0701', teams: ['party_team', 'volunteer_org', 'community_group'], hour: 9, minutes: 90, headcount: 6, weekdays: [6], remark: '穿旧衣服，工具社区准备。' }, // prettier-ignore
  { title: '花园认养浇水', itemCode: 'S0703', teams: ['volunteer_org', 'community_group'], hour: 8, minutes: 60, headcount: 2, weekdays: [3, 7], remark: '水管在门卫室旁。', homeOnly: true }, // prettier-ignore
];

/** Weekly posts of teams and a few that are once; each shift is an order. */
export function imaginePosts(orders: OrdersWorld): Post[] {
  const posts: Post[] = [];
  for (const code of orders.serving.communities) {
    const community = orders.world.area(code);
    const chance = chanceOf(`posts ${community.name}`);
    const home = community.name === HOME_COMMUNITY;
    const people = orders.serving.of(code).length;
    if (people < 5) continue;
    const kinds = KINDS.filter((k) => home || (!k.homeOnly && chance.yes(0.45)));
    for (const kind of kinds) posts.push(weekly(orders, community, chance, kind));
    if (home) posts.push(clinic(orders, community, chance));
  }
  for (const post of posts) shiftsOf(orders, post);
  return posts;
}

export function postAt(
  orders: OrdersWorld,
  community: TownArea,
  chance: Chance,
  own: Omit<Post, 'id' | 'communityCode' | 'gridCode' | 'position' | 'createdBy'>,
): Post {
  const grid = chance.pick(orders.world.grids.filter((g) => g.code.startsWith(community.code)));
  return {
    id: chance.uuid(),
    communityCode: community.code,
    gridCode: grid.code,
    position: pointIn(grid.ring, chance.next, 0.5),
    createdBy: orders.world.desksOf(community.code)[0]!.id,
    ...own,
  };
}

function weekly(orders: OrdersWorld, community: TownArea, chance: Chance, kind: Kind): Post {
  const team = teamFor(orders, community.code, kind.teams);
  const { title, itemCode, minutes, remark } = kind;
  const people = orders.serving.of(community.code).length;
  const weekdays = [...kind.weekdays!];
  const firstDay = Array.from({ length: 7 }, (_, i) => -28 + i).find((day) =>
    weekdays.includes(isoWeekday(orders.day(day, 12).getTime())),
  )!;
  const desk = orders.world.desksOf(community.code)[0]!.id;
  return postAt(orders, community, chance, {
    title,
    itemCode,
    remark,
    placeText: chance.pick(placesOf(community.name)),
    startAt: orders.day(firstDay, kind.hour),
    minutes,
    headcount: Math.max(2, Math.min(kind.headcount, Math.floor(people / 3))),
    weekdays,
    teamId: team?.id ?? null,
    inChargeId: team?.leaderId && !orders.reserved.has(team.leaderId) ? team.leaderId : desk,
    createdAt: orders.day(firstDay - chance.whole(3, 9), chance.between(9, 17)),
  });
}

/** A free clinic, once: the day after tomorrow. */
function clinic(orders: OrdersWorld, community: TownArea, chance: Chance): Post {
  const desk = orders.world.desksOf(community.code)[0]!.id;
  return postAt(orders, community, chance, {
    title: '社区义诊',
    itemCode: 'S0201',
    remark: '血压计、血糖仪社区准备，请带执业证。',
    placeText: `${community.name}服务站`,
    startAt: orders.day(3, 9),
    minutes: 150,
    headcount: 2,
    weekdays: null,
    teamId: teamFor(orders, community.code, ['professional_team'])?.id ?? null,
    inChargeId: desk,
    createdAt: orders.day(-6, 15.4),
  });
}

const teamFor = (orders: OrdersWorld, communityCode: string, types: readonly string[]): ServiceTeam | null =>
  orders.serving.teams.find((t) => types.includes(t.type) && communityCode.startsWith(t.areaCode)) ?? null;

/** The days on which it falls, from its first shift to the last one that is made ahead. */
function daysOf(orders: OrdersWorld, { weekdays, startAt }: Post): Date[] {
  if (!weekdays) return [startAt];
  const today = dayOf(orders.now.getTime());
  const [first, minute] = [dayOf(startAt.getTime()), startAt.getTime() - startOfDay(dayOf(startAt.getTime()))];
  return Array.from({ length: today + POST_DAYS_AHEAD - first + 1 }, (_, i) => new Date(startOfDay(first + i) + minute)).filter((at) =>
    weekdays.includes(isoWeekday(at.getTime())),
  );
}

function shiftsOf(orders: OrdersWorld, post: Post): void {
  const chance = chanceOf(`shifts ${post.id}`);
  for (const startAt of daysOf(orders, post)) new Shift(orders, chance, post, makeShift(orders, post, startAt)).run();
}

/** A shift of a post, offered some days ahead by the nightly job. */
export function makeShift(orders: OrdersWorld, post: Post, startAt: Date): ServiceOrder {
  const ahead = startOfDay(dayOf(startAt.getTime()) - POST_DAYS_AHEAD) + 5 * MINUTE_MS;
  return offerShift(orders, post, startAt, new Date(Math.max(post.createdAt.getTime(), ahead)), post.headcount);
}

export function offerShift(orders: OrdersWorld, post: Post, startAt: Date, createdAt: Date, headcount: number): ServiceOrder {
  return orders.make({
    item: orders.itemIn(post.communityCode, post.itemCode, createdAt),
    source: 'post',
    createdAt,
    startAt,
    gridCode: post.gridCode,
    position: post.position,
    by: { id: post.createdBy, role: 'system' },
    inChargeId: post.inChargeId,
    post,
    placeText: post.placeText,
    minutes: post.minutes,
    headcount,
    noticeHours: 0,
    state: 'offered',
    words: { remark: post.remark },
  });
}

/** One shift: people sign up, come, leave; whoever is in charge confirms the list. */
class Shift {
  private readonly agenda: Agenda;
  private readonly desk: By;
  private readonly inCharge: By;

  constructor(
    private readonly orders: OrdersWorld,
    private readonly chance: Chance,
    private readonly post: Post,
    private readonly service: ServiceOrder,
  ) {
    this.agenda = new Agenda(service, orders.now);
    this.desk = orders.desk(post.communityCode, chance);
    this.inCharge = { id: post.inChargeId, role: 'person_in_charge' };
  }

  run(): void {
    const { service, chance, orders } = this;
    const { startAt, endAt, createdAt, headcount, insuranceRequired } = service.order;
    const [start, end] = [startAt.getTime(), endAt.getTime()];
    const wanted = chance.yes(0.7) ? headcount : Math.max(2, headcount - chance.whole(1, 2));
    // Those who always come put their names down early.
    const from = Math.max(createdAt.getTime() + HOUR_MS, start - 21 * DAY_MS);
    for (let i = 0; i < wanted; i += 1)
      this.agenda.add(from + chance.next() * (start - 3 * DAY_MS - from), (at) => {
        const [willing] = this.mates();
        if (willing && service.state === 'offered' && at < startAt && orders.takes(service, willing)) service.accept(at, willing);
      });
    if (insuranceRequired)
      this.agenda.add(start - 20 * HOUR_MS, (at) => {
        if (['offered', 'filled'].includes(service.state)) service.insure(at, this.desk, INSURANCE);
      });
    this.agenda.add(start - 14 * MINUTE_MS, (at) => {
      for (const id of service.idsIn('accepted')) this.comes(id, at.getTime(), start, end);
    });
    this.agenda.run();
  }

  /** People of the team before others. */
  private mates(): string[] {
    const team = this.orders.serving.teams.find((t) => t.id === this.post.teamId);
    const ids = this.orders.candidates(this.service).map((s) => s.id);
    return [...ids.filter((id) => team?.memberIds.includes(id)), ...ids.filter((id) => !team?.memberIds.includes(id))];
  }

  private comes(id: string, from: number, start: number, end: number): void {
    const { service, chance } = this;
    if (chance.yes(0.04))
      return this.agenda.add(start + 40 * MINUTE_MS, (at) => {
        if (service.parts.get(id)?.state === 'accepted') service.noShow(at, this.desk, id, chance.pick(WHY.noShow));
      });
    this.agenda.add(Math.max(from, start + chance.between(-13, 4) * MINUTE_MS), (at) => {
      if (service.parts.get(id)?.state === 'accepted' && ['offered', 'filled', 'in_service'].includes(service.state))
        service.start(at, id, 'place_code');
    });
    if (!chance.yes(0.05))
      this.agenda.add(end - chance.between(0.5, 6) * MINUTE_MS, (at) => {
        if (service.parts.get(id)?.state === 'in_service') service.finish(at, id, 'place_code');
      });
    this.agenda.add(end + 5 * MINUTE_MS, (at) => this.after(at.getTime()));
  }

  private after(end: number): void {
    if (this.done || this.service.state !== 'finished') return;
    this.done = true;
    if (this.chance.yes(0.12)) return;
    this.agenda.add(end + this.chance.between(0.05, 22) * HOUR_MS, (at) => {
      if (this.service.state === 'finished') this.service.confirm(at, this.inCharge, this.chance.pick(WHY.postNote));
    });
  }
  private done = false;
}
