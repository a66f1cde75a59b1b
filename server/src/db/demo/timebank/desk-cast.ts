import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '@linli/shared/calendar';
import { HOME_COMMUNITY, NAMED } from '../people/cast.js';
import type { Person } from '../people/person.js';
import { SERVING_NAMED } from '../people/serving.js';
import type { World } from '../reports/world.js';

/** Whom the desk's matters are about, and who decides them. */
export class DeskCast {
  readonly home: string;
  /** The one-tap dispatcher and the colleague at the same desk. */
  readonly desk: Person;
  readonly colleague: Person;
  /** Two of the street's. */
  readonly street: Person;
  readonly streetOther: Person;
  readonly streetAdmin: Person;
  readonly volunteer: Person;
  readonly mother: Person;
  readonly daughter: Person;
  /** Members of the home community, whom nobody enters by one tap. */
  readonly own: readonly Person[];
  /** A grant was taken back from them when it was spent already. */
  readonly debtor: Person;
  /** Neighbours with a phone, who serve nowhere. */
  readonly neighbours: readonly Person[];

  constructor(readonly world: World) {
    const { cast } = world;
    const named = (name: string): Person => cast.people.find((p) => p.name === name)!;
    this.home = world.areaNamed(HOME_COMMUNITY).code;
    [this.desk, this.colleague] = world.desksOf(this.home) as [Person, Person];
    [this.street, this.streetOther] = world.desksOf(this.home.slice(0, 9)) as [Person, Person];
    this.streetAdmin = cast.grants.find((g) => g.role === 'administrator' && g.areaCode === this.home.slice(0, 9))!.person;
    this.volunteer = named(SERVING_NAMED.volunteer);
    [this.mother, this.daughter] = [named(NAMED.elder), named(NAMED.resident)];
    const members = this.membersOf(this.home);
    // Whoever has been here a short time has little: what is granted to them is soon spent.
    this.debtor = [...members].filter((p) => p.since > 95).sort((a, b) => a.since - b.since)[0]!;
    this.own = members.filter((p) => p !== this.debtor);
    const serve = new Set(cast.serving.members.map(({ person }) => person));
    this.neighbours = world
      .residentsOf(this.home)
      .filter((p) => p.phone && p.since > 60 && !serve.has(p) && p !== this.mother && p !== this.daughter);
  }

  membersOf(communityCode: string): Person[] {
    const oneTap: string[] = Object.values(SERVING_NAMED);
    return this.world.cast.serving.members
      .filter((m) => m.communityCode === communityCode && m.state === 'active' && m.person.phone && !oneTap.includes(m.person.name))
      .map(({ person }) => person);
  }

  /** So many days ago at this hour in Shanghai; today's hours that have not come yet are a while ago. */
  at(daysAgo: number, hour: number): Date {
    const now = this.world.now.getTime();
    return new Date(Math.min(startOfDay(dayOf(now) - daysAgo) + hour * HOUR_MS, now - DAY_MS / 96));
  }
}
