import type { TeamType } from '@linli/shared/accounts';
import { areaAt, areaContains } from '@linli/shared/areas';
import { addOffice, dayFrom, DEFAULT_OFFICE_HOURS, HOUR_MS, type OfficeSegment, type WorkCalendar } from '@linli/shared/calendar';
import type { Deadline } from '@linli/shared/clocks';
import type { Priority } from '@linli/shared/reports';
import catalogue from '../../../data/event-catalog.json' with { type: 'json' };
import { publishedDays } from '../../../modules/calendar/published-days.js';
import type { Chance } from '../chance.js';
import { grouped } from '../grouped.js';
import type { Cast, Team } from '../people/cast.js';
import type { Person } from '../people/person.js';
import { NAMES } from '../town/names.js';
import type { TownArea } from '../town/town.js';

export interface Category {
  code: string;
  limit: Deadline;
  teamType: TeamType;
  priority: Priority;
  confidential: boolean;
}

/** 新城街道 keeps other hours than the rest: what is editable is used. */
export const OFFICE_HOURS: readonly { streetName: string; segments: readonly OfficeSegment[] }[] = [
  { streetName: '新城街道', segments: [{ fromMinute: 540, toMinute: 720 }, { fromMinute: 810, toMinute: 1050 }] }, // prettier-ignore
];

/** Who and what is there when a report comes in. */
export class World {
  readonly categories: ReadonlyMap<string, Category>;
  readonly grids: readonly TownArea[];
  /** How often each category has been told. */
  readonly turns = new Map<string, number>();
  private readonly calendars = new Map<string, WorkCalendar>();
  private readonly holders: ReadonlyMap<string, Person[]>;
  private readonly byCode: ReadonlyMap<string, TownArea>;
  private readonly people: ReadonlyMap<string, Person>;
  private readonly residents: ReadonlyMap<string | null, Person[]>;

  constructor(
    readonly areas: readonly TownArea[],
    readonly cast: Cast,
    readonly now: Date,
  ) {
    this.grids = areas.filter((a) => a.level === 'grid');
    this.byCode = new Map(areas.map((a) => [a.code, a]));
    this.people = new Map(cast.people.map((p) => [p.id, p]));
    this.residents = grouped(cast.residents, (p) => p.homeCommunityCode);
    const held = grouped(cast.grants, (g) => `${g.role} ${g.areaCode}`);
    this.holders = new Map([...held].map(([key, grants]) => [key, grants.map((g) => g.person)]));
    this.categories = new Map(
      catalogue.map((c) => [
        c.code,
        {
          code: c.code,
          limit: c.deadline as Deadline,
          teamType: c.defaultUnit.toLowerCase() as TeamType,
          priority: c.priority as Priority,
          confidential: c.confidential,
        },
      ]),
    );
    const year = Number(now.toISOString().slice(0, 4));
    const days = new Map([year - 1, year, year + 1].flatMap((y) => publishedDays(y).map((d) => [dayFrom(d.day) ?? 0, d.working] as const)));
    for (const street of areas.filter((a) => a.level === 'street')) {
      const own = OFFICE_HOURS.find((hours) => hours.streetName === street.name);
      this.calendars.set(street.code, { days, segments: own?.segments ?? DEFAULT_OFFICE_HOURS });
    }
  }

  calendar(areaCode: string): WorkCalendar {
    return this.calendars.get(areaCode.slice(0, 9))!;
  }

  /** So many hours of office time later. */
  office(areaCode: string, from: Date, hours: number): Date {
    return new Date(addOffice(this.calendar(areaCode), from.getTime(), Math.max(1, hours * HOUR_MS)));
  }

  category(code: string): Category {
    return this.categories.get(code)!;
  }

  areaNamed(name: string): TownArea {
    return this.areas.find((a) => a.name === name)!;
  }

  /** A road or well-known place of the community in which the grid lies. */
  placeIn(gridCode: string, chance: Chance): string {
    const community = this.area(gridCode.slice(0, 12));
    const { homes, roads } = NAMES[community.name]!;
    const own = homes[Number(gridCode.slice(-3)) - 1]!;
    return chance.yes(0.6) ? own : chance.pick(roads);
  }

  /** Who holds this role nearest above the place. */
  holder(role: string, areaCode: string, level: 'grid' | 'community' | 'street' | 'district', chance: Chance): Person {
    return chance.pick(this.holders.get(`${role} ${areaAt(areaCode, level)}`) ?? []);
  }

  /** The dispatchers of just this area. */
  desksOf(areaCode: string): readonly Person[] {
    return this.holders.get(`dispatcher ${areaCode}`) ?? [];
  }

  area(code: string): TownArea {
    return this.byCode.get(code)!;
  }

  person(id: string): Person {
    return this.people.get(id)!;
  }

  members(team: Team): Person[] {
    return this.cast.grants.filter((g) => g.teamId === team.id).map((g) => g.person);
  }

  team(id: string): Team {
    return this.cast.teams.find((t) => t.id === id)!;
  }

  /** The nearest team of this type upwards from the grid; where no company manages the compound, the community's own people. */
  teamFor(type: TeamType, gridCode: string): Team {
    const near = this.cast.teams
      .filter((t) => t.type === type && areaContains(t.areaCode, gridCode) && (t.gridCodes.length === 0 || t.gridCodes.includes(gridCode)))
      .sort((a, b) => b.areaCode.length - a.areaCode.length);
    return near[0] ?? this.teamFor('community', gridCode);
  }

  residentsOf(communityCode: string): Person[] {
    return this.residents.get(communityCode) ?? [];
  }
}
