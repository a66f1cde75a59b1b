import { DAY_MS } from '@linli/shared/calendar';
import { ELDER_AGE, type ElderNeed, type HelperRelation } from '@linli/shared/elders';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY, NAMED } from '../people/cast.js';
import type { Person } from '../people/person.js';
import { type Age, namer, soundsOld } from '../people/names.js';
import type { World } from '../reports/world.js';
import { pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import { addressIn, doorIn } from './places.js';

export interface Bond {
  id: string;
  helper: Person;
  relation: HelperRelation;
  since: Date;
  endedAt: Date | null;
}
export interface Card {
  id: string;
  issuedAt: Date;
  revokedAt: Date | null;
}
export interface Elder {
  id: string;
  /** With an account of their own. */
  person: Person | null;
  name: string;
  phone: string | null;
  birthYear: number;
  communityCode: string;
  gridCode: string;
  address: string;
  position: Point;
  needs: ElderNeed[];
  note: string | null;
  createdBy: Person;
  createdAt: Date;
  helpers: Bond[];
  cards: Card[];
}

const NOTES = [
  '门铃坏了，请敲门。',
  '楼下的门禁按 0402。',
  '耳朵背，请多敲一会儿。',
  '养了一只小狗，不咬人。',
  '家里没有电梯，东西请提上楼。',
];
const HOME_ELDERS = 9;
/** Phones of elders without an account, and of their families: 169 rings nowhere. */
const PHONES = '16900008';

/** Elders of every community: some with an account, some known to the desk alone; who helps them, and their paper cards. */
export function imagineElders(world: World): Elder[] {
  const chance = chanceOf('elders');
  const name = namer(
    chance,
    world.cast.people.map((p) => p.name),
  );
  const elders: Elder[] = [];
  for (const community of world.areas.filter((a) => a.level === 'community')) {
    const home = community.name === HOME_COMMUNITY;
    const own = world.residentsOf(community.code).filter((p) => p.phone && soundsOld(p.name) && p.since > 45);
    const named = own.filter((p) => p.name === NAMED.elder);
    const others = chance.shuffle(own.filter((p) => !named.includes(p))).slice(0, home ? 3 : 2);
    const count = home ? HOME_ELDERS : chance.whole(2, 4);
    const accounts: (Person | null)[] = [...named, ...others];
    while (accounts.length < count) accounts.push(null);
    for (const person of accounts) elders.push(imagine(world, chance, name, community.code, person, elders.length));
  }
  bind(world, chance, elders);
  return elders;
}

function imagine(
  world: World,
  chance: Chance,
  name: (age: Age) => string,
  communityCode: string,
  person: Person | null,
  nth: number,
): Elder {
  const grid = chance.pick(world.grids.filter((g) => g.code.startsWith(communityCode)));
  const desk = world.holder('dispatcher', grid.code, 'community', chance);
  const year = Number(world.now.toISOString().slice(0, 4));
  const isWang = person?.name === NAMED.elder;
  const age = isWang ? 72 : chance.whole(ELDER_AGE + 5, 89);
  const since = person ? Math.min(person.since - 3, chance.whole(35, 200)) : chance.whole(40, 260);
  const createdAt = new Date(world.now.getTime() - since * DAY_MS - chance.whole(0, 300) * 60_000);
  const needs = NEEDS.filter(([, probability]) => chance.yes(probability + (age > 80 ? 0.15 : 0))).map(([need]) => need);
  const elder: Elder = {
    id: chance.uuid(),
    person,
    name: person ? person.name : name(chance.yes(0.6) ? 'elderWoman' : 'elderMan'),
    phone: person || chance.yes(0.3) ? null : PHONES + String(nth).padStart(3, '0'),
    birthYear: year - age,
    communityCode,
    gridCode: grid.code,
    address: isWang ? `${addressIn(world, grid.code)} 3 栋 2 单元 402` : doorIn(world, grid.code, chance),
    position: pointIn(grid.ring, chance.next, 0.7),
    needs: isWang ? ['slow_walking', 'lives_alone'] : needs,
    note: isWang ? '女儿在外区上班，有事可以打她电话。' : chance.yes(0.3) ? chance.pick(NOTES) : null,
    createdBy: person && (isWang || chance.yes(0.7)) ? person : desk,
    createdAt,
    helpers: [],
    cards: [],
  };
  if (!person) elder.cards = cards(chance, elder, world.now);
  return elder;
}
const NEEDS: readonly (readonly [ElderNeed, number])[] = [
  ['slow_walking', 0.35],
  ['lives_alone', 0.35],
  ['hard_of_hearing', 0.2],
  ['dialect_only', 0.15],
  ['weak_sight', 0.1],
  ['wheelchair', 0.06],
];

/** One or two lost theirs and got a new one. */
function cards(chance: Chance, { createdAt }: Elder, now: Date): Card[] {
  const first = { id: chance.uuid(), issuedAt: new Date(createdAt.getTime() + 600_000), revokedAt: null };
  if (!chance.yes(0.12)) return [first];
  const lost = new Date((createdAt.getTime() + now.getTime()) / 2);
  return [
    { ...first, revokedAt: lost },
    { id: chance.uuid(), issuedAt: lost, revokedAt: null },
  ];
}

/** Those with a phone made a code for their children; 陈晓雨 helps 王桂兰. */
function bind(world: World, chance: Chance, elders: readonly Elder[]): void {
  const helping = new Map<Person, number>();
  const young = world.cast.residents.filter((p) => p.phone && !soundsOld(p.name) && p.since > 50);
  const daughter = world.cast.residents.find((p) => p.name === NAMED.resident)!;
  for (const elder of elders) {
    if (!elder.person) continue;
    const isWang = elder.person.name === NAMED.elder;
    if (!isWang && !chance.yes(0.7)) continue;
    const near = young.filter((p) => p !== daughter && (helping.get(p) ?? 0) < 2);
    const helpers = isWang ? [daughter] : chance.shuffle(near).slice(0, chance.yes(0.2) ? 2 : 1);
    elder.helpers = helpers.map((helper, i) => {
      helping.set(helper, (helping.get(helper) ?? 0) + 1);
      const youngest = Math.max(elder.createdAt.getTime(), world.now.getTime() - helper.since * DAY_MS);
      const since = new Date(youngest + chance.between(0.5, 4) * DAY_MS);
      const endedAt = !isWang && chance.yes(0.08) ? new Date((since.getTime() + world.now.getTime()) / 2) : null;
      const relation = isWang ? 'child' : i === 0 ? chance.pick(['child', 'child', 'child', 'grandchild'] as const) : 'neighbour';
      return { id: chance.uuid(), helper, relation, since, endedAt };
    });
  }
}
