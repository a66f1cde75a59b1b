import type { WishKind, WishState } from '@linli/shared/wishes';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY, NAMED } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { World } from '../reports/world.js';
import type { TownArea } from '../town/town.js';
import { MARKED, MICRO, PROJECTS, REFUSED, type Story } from './stories.js';

export interface DemoUnit {
  id: string;
  name: string;
  kind: 'unit' | 'branch';
  areaCode: string;
  contact: string;
}
/** One wish, how far it has come, and through whose hands. */
export interface WishPlan {
  story: Story;
  kind: WishKind;
  state: WishState;
  areaCode: string;
  wisher: Person | null;
  enteredBy: Person | null;
  reviewer: Person;
  claimer: { personId: string; unit: DemoUnit | null } | null;
  thanked: boolean;
}

/** Boards of every community; of the one-tap people's community one with everything on it. */
export function wishPlans(world: World, units: readonly DemoUnit[]): WishPlan[] {
  const chance = chanceOf('wishes');
  const communities = world.areas.filter((area) => area.level === 'community');
  const named = (name: string): Person => world.cast.people.find((person) => person.name === name)!;
  const [wang, chen] = [named(NAMED.elder), named(NAMED.resident)];
  const plans: WishPlan[] = [];
  const add = (community: TownArea, story: Story, kind: WishKind, state: WishState, own: Partial<WishPlan> = {}): void => {
    const neighbours = world.cast.residents.filter((p) => p.homeCommunityCode === community.code && p.phone && p !== wang && p !== chen);
    const desk = world.cast.grants.filter((g) => g.role === 'dispatcher' && g.areaCode === community.code).map((g) => g.person);
    const reviewer = desk[0]!;
    const entered = kind === 'project' || neighbours.length < 2;
    const wisher = own.wisher ?? (entered ? null : neighbours[plans.length % neighbours.length]!);
    const enteredBy = wisher ? null : gridMemberOf(world, community, chance);
    const unit = kind === 'project' ? nextUnit(units, community.code, plans.length) : null;
    const others = neighbours.filter((p) => p !== wisher);
    const claims = ['claimed', 'delivered', 'fulfilled'].includes(state);
    const claimer = !claims
      ? null
      : unit
        ? { personId: unit.contact, unit }
        : { personId: (others[plans.length % Math.max(1, others.length)] ?? chen).id, unit: null };
    plans.push({ story, kind, state, areaCode: community.code, reviewer, claimer, thanked: false, ...own, wisher, enteredBy });
  };
  const proven = MICRO.filter((story) => story.scene !== undefined);
  for (const [i, community] of communities.entries()) {
    const home = community.name === HOME_COMMUNITY;
    const pick = (n: number): Story => MICRO[(i * 5 + n) % MICRO.length]!;
    const done = (n: number): Story => proven[(i + n) % proven.length]!;
    add(community, pick(0), 'micro', 'open');
    add(community, pick(1), 'micro', 'open');
    add(community, pick(2), 'micro', 'claimed');
    add(community, done(0), 'micro', 'fulfilled', { thanked: i % 2 === 0 });
    if (i % 3 === 0) add(community, done(1), 'micro', 'delivered');
    if (i % 4 === 1) add(community, pick(3), 'micro', 'submitted');
    if (home || i % 6 === 0) {
      const far: WishState = units.length ? (['open', 'claimed'] as const)[i % 2]! : 'open';
      add(community, PROJECTS[i % PROJECTS.length]!, 'project', far);
    }
    if (!home) continue;
    for (let n = 3; n < 8; n++) add(community, pick(n), 'micro', 'open');
    add(community, MICRO[0]!, 'micro', 'open', { wisher: wang });
    add(community, MICRO[12]!, 'micro', 'fulfilled', { wisher: wang, claimer: { personId: chen.id, unit: null } });
    add(community, MICRO[10]!, 'micro', 'claimed', { claimer: { personId: chen.id, unit: null } });
    add(community, MICRO[13]!, 'micro', 'delivered', { claimer: { personId: chen.id, unit: null } });
    add(community, MICRO[11]!, 'micro', 'submitted', { wisher: chen });
    add(community, REFUSED, 'micro', 'rejected', { wisher: chen });
    add(community, MARKED, 'micro', 'submitted');
    add(community, MICRO[5]!, 'micro', 'withdrawn');
    add(community, PROJECTS[1]!, 'project', units.length ? 'claimed' : 'open');
    add(community, PROJECTS[2]!, 'project', 'open');
  }
  return plans;
}

const gridMemberOf = (world: World, community: TownArea, chance: Chance): Person =>
  chance.pick(world.cast.grants.filter((g) => g.role === 'grid_member' && g.areaCode.startsWith(community.code)).map((g) => g.person));

/** Those of the street first: nobody drives across the district for a pavilion. */
function nextUnit(units: readonly DemoUnit[], areaCode: string, turn: number): DemoUnit | null {
  const near = units.filter((unit) => unit.areaCode.slice(0, 9) === areaCode.slice(0, 9));
  const among = near.length ? near : units;
  return among.length ? among[turn % among.length]! : null;
}
