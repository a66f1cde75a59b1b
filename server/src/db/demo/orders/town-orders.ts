import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import { mayBegin } from '@linli/shared/menu';
import { ORDER_LEAD_HOURS } from '@linli/shared/orders';
import type { MenuItem } from '../../../modules/orders/menu/menu.queries.js';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { TownArea } from '../town/town.js';
import { pointIn } from '../town/landmarks.js';
import { Course } from './course.js';
import type { Elder } from './elders.js';
import type { OrdersWorld, Wish } from './orders-world.js';
import { doorIn, placesOf } from './places.js';
import type { By } from './service.js';
import { SERVICE_STORIES, type ServiceStory } from './stories.js';

const PAST_DAYS = 21;
const COMING_DAYS = 7;
const HOME_A_DAY = 5;

/** Three weeks behind us, today and the week to come: who orders what, and how it went. */
export function townOrders(orders: OrdersWorld): void {
  for (const communityCode of orders.serving.communities) {
    const community = orders.world.area(communityCode);
    const chance = chanceOf(`orders ${community.name}`);
    const people = orders.serving.of(communityCode).length;
    const perDay = community.name === HOME_COMMUNITY ? HOME_A_DAY : Math.min(1, people / 14);
    for (let day = -PAST_DAYS; day <= COMING_DAYS; day += 1) {
      const count = Math.floor(perDay * (day > 2 ? 0.6 : 1) + chance.next());
      for (let i = 0; i < count; i += 1) someone(orders, community, chance, day);
    }
  }
}

function someone(orders: OrdersWorld, community: TownArea, chance: Chance, day: number): void {
  const story = chance.weighted(SERVICE_STORIES.map((s) => [s, s.weight] as const));
  const startAt = momentFor(orders, community.code, story, chance, day);
  if (!startAt) return;
  const createdAt = orderedAt(orders, community.code, story, chance, startAt);
  if (!createdAt || createdAt >= orders.now) return;
  const item = orders.itemIn(community.code, story.code, createdAt);
  const able = orders.serving
    .of(community.code)
    .filter((s) => !item.qualificationCode || s.qualifications.some((q) => q.code === item.qualificationCode));
  // Services for which a community has nobody are seldom ordered twice.
  if (able.length < item.minPeople && chance.yes(0.93)) return;
  const base = { item, createdAt, startAt };
  const asked =
    story.asker === 'group' ? forGroup(orders, community, chance, story) : forSomebody(orders, community, chance, story, createdAt);
  if (!asked) return;
  const service = orders.make({ ...base, ...asked.wish });
  new Course(orders, chance, service, story, asked.orderer).run();
}

/** A time of day at which the service may begin. */
function momentFor(orders: OrdersWorld, communityCode: string, story: ServiceStory, chance: Chance, day: number): Date | null {
  const item = orders.itemIn(communityCode, story.code, orders.day(day, 9));
  if (!item.enabled) return null;
  for (let i = 0; i < 12; i += 1) {
    const slot = chance.pick(item.slots);
    const minute =
      Math.ceil(slot.fromMinute / 15) * 15 + 15 * chance.whole(0, Math.max(0, Math.floor((slot.toMinute - slot.fromMinute) / 15)));
    const at = startOfDay(dayOf(orders.now.getTime()) + day) + minute * MINUTE_MS;
    if (mayBegin(item, at)) return new Date(at);
  }
  return null;
}

/** By day and evening, early enough for somebody to be found. */
function orderedAt(orders: OrdersWorld, communityCode: string, story: ServiceStory, chance: Chance, startAt: Date): Date | null {
  const { noticeHours } = orders.itemIn(communityCode, story.code, startAt);
  const latest = startAt.getTime() - (noticeHours + ORDER_LEAD_HOURS) * HOUR_MS;
  for (let i = 0; i < 12; i += 1) {
    const back = chance.weighted([[chance.between(0, 1), 50], [chance.between(1, 3), 35], [chance.between(3, 6), 15]] as const) * DAY_MS; // prettier-ignore
    const at = latest - back;
    const hour = ((at + 8 * HOUR_MS) % DAY_MS) / HOUR_MS;
    if (hour >= 7 && hour < 21.5) return new Date(Math.floor(at));
  }
  return null;
}

interface Asked {
  wish: Omit<Wish, 'item' | 'createdAt' | 'startAt'>;
  orderer: By | null;
}

function forGroup(orders: OrdersWorld, community: TownArea, chance: Chance, story: ServiceStory): Asked {
  const desk = orders.desk(community.code, chance);
  const grid = chance.pick(orders.world.grids.filter((g) => g.code.startsWith(community.code)));
  const [low, high] = story.audience ?? [20, 40];
  return {
    wish: {
      source: 'group',
      gridCode: grid.code,
      position: pointIn(grid.ring, chance.next, 0.5),
      by: desk,
      inChargeId: desk.id,
      audience: chance.whole(low, high),
      placeText: chance.pick(placesOf(community.name)),
      words: { remark: chance.pick(story.remarks) || null },
    },
    orderer: { id: desk.id, role: 'person_in_charge' },
  };
}

function forSomebody(orders: OrdersWorld, community: TownArea, chance: Chance, story: ServiceStory, createdAt: Date): Asked | null {
  const known = orders.elders.filter((e) => e.communityCode === community.code && e.createdAt < createdAt && !orders.reserved.has(e.id));
  const remark = chance.pick(story.remarks) || null;
  if (story.asker === 'elder' || chance.yes(0.3)) {
    if (!known.length) return null;
    return forElder(orders, chance, chance.pick(known), createdAt, remark, story);
  }
  const neighbours = orders.world.residentsOf(community.code).filter((p) => p.phone && !orders.reserved.has(p.id) && p.since > 30);
  if (!neighbours.length) return null;
  const person = chance.pick(neighbours);
  const grid = chance.pick(orders.world.grids.filter((g) => g.code.startsWith(community.code)));
  return {
    wish: {
      source: 'resident',
      gridCode: grid.code,
      position: pointIn(grid.ring, chance.next, 0.7),
      by: { id: person.id, role: 'requester' },
      principalId: person.id,
      ...where(orders, community.name, story, chance, doorIn(orders.world, grid.code, chance), person, remark),
    },
    orderer: { id: person.id, role: 'requester' },
  };
}

/** The elder with the own phone, a helper, or the desk for whoever rings. */
function forElder(orders: OrdersWorld, chance: Chance, elder: Elder, createdAt: Date, remark: string | null, story: ServiceStory): Asked {
  const helpers = elder.helpers.filter((b) => b.since < createdAt && (b.endedAt === null || b.endedAt > createdAt));
  const helper = helpers.length && chance.yes(0.7) ? chance.pick(helpers).helper : null;
  const own = elder.person;
  const contact: Pick<Person, 'name' | 'phone'> = { name: elder.name, phone: own?.phone ?? elder.phone };
  const community = orders.world.area(elder.communityCode).name;
  const wish = {
    gridCode: elder.gridCode,
    position: elder.position,
    elder,
    principalId: own?.id ?? null,
    ...where(orders, community, story, chance, elder.address, contact, remark),
  };
  if (helper) {
    const by = { id: helper.id, role: 'helper' as const };
    return { wish: { ...wish, source: 'helper', by }, orderer: own && chance.yes(0.4) ? { id: own.id, role: 'principal' } : by };
  }
  if (own && chance.yes(0.75)) {
    const by = { id: own.id, role: 'requester' as const };
    return { wish: { ...wish, source: 'resident', by }, orderer: by };
  }
  const desk = orders.desk(elder.communityCode, chance);
  return { wish: { ...wish, source: 'staff', by: desk }, orderer: own ? { id: own.id, role: 'principal' } : null };
}

/** A door is private; the place of a class is public. */
function where(
  orders: OrdersWorld,
  communityName: string,
  story: ServiceStory,
  chance: Chance,
  door: string,
  { name, phone }: Pick<Person, 'name' | 'phone'>,
  remark: string | null,
): Pick<Wish, 'placeText' | 'words'> {
  const item: MenuItem = orders.menu.item(story.code);
  const words = { contactName: name, contactPhone: phone, remark };
  if (item.atPlace) return { placeText: chance.pick(placesOf(communityName)), words };
  return { words: { ...words, address: item.mode === 'remote' ? null : door } };
}
