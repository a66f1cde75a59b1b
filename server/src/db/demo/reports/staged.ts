import { addWorkdays, DAY_MS, dayOf, dayText, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { type ClockColour, colourOf, disposalDue, runBetween } from '@linli/shared/clocks';
import type { Album } from '../album.js';
import { type Chance, chanceOf } from '../chance.js';
import { HOME_COMMUNITY, NAMED, type Team } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { PatrolPlan } from '../patrols/plan.js';
import type { TownArea } from '../town/town.js';
import { type Intake, type Lived, receive, storyOf } from './intake.js';
import { Life } from './life.js';
import { REASONS } from './stories.js';
import { onPatrol } from './town-life.js';
import type { World } from './world.js';

const COLOURS: readonly ClockColour[] = ['green', 'amber', 'red'];

/** What the one-tap people must find in their lists whatever day it is: every state, every colour, every box of the desk. */
export function stagedCases(world: World, album: Album, plans: readonly PatrolPlan[]): Lived[] {
  return new Stage(world, album, chanceOf('staged')).all(plans);
}

class Stage {
  private readonly cases: Lived[] = [];
  private readonly life: Life;
  private readonly grids: TownArea[];
  private readonly desk: Person;
  private readonly leader: Person;
  private readonly chief: Person;

  constructor(
    private readonly world: World,
    private readonly album: Album,
    private readonly chance: Chance,
  ) {
    const home = world.areaNamed(HOME_COMMUNITY).code;
    this.life = new Life(world, chance);
    this.grids = world.grids.filter((g) => g.code.startsWith(home));
    this.desk = this.named(NAMED.dispatcher);
    this.leader = this.named(NAMED.gridLeader);
    this.chief = this.named(NAMED.chief);
  }

  all(plans: readonly PatrolPlan[]): Lived[] {
    this.waitingForTheDesk();
    for (const [name, categories] of [
      [NAMED.urbanManagement, ['E0201', 'E0405', 'E0136', 'E0108', 'E0410']],
      [NAMED.sanitation, ['E0192', 'E0110', 'E0111', 'E0135', 'C0305']],
      [NAMED.property, ['E2101', 'E2106', 'E2101', 'E2101', 'E2106']],
      [NAMED.communityTeam, ['E2115', 'E2108', 'E2115', 'E2108', 'E2105']],
    ] as const)
      this.caseloadOf(this.named(name), categories);
    this.waitingForTheCheck();
    this.returned();
    this.suspended();
    this.toCallBack();
    this.drawn();
    this.seenByTheSentinel();
    this.foundOnPatrol(plans.filter((plan) => plan.person.name === NAMED.gridMember).slice(-6));
    for (const name of [NAMED.elder, NAMED.resident]) this.mattersOf(this.named(name));
    return this.cases;
  }

  private named(name: string): Person {
    return this.world.cast.people.find((p) => p.name === name)!;
  }

  private ago(hours: number): Date {
    return new Date(this.world.now.getTime() - hours * HOUR_MS);
  }

  private comesIn(category: string, at: Date, more: Partial<Intake> = {}): Lived {
    const { world, album, chance } = this;
    const by = more.by ?? chance.pick(world.residentsOf(this.grids[0]!.code.slice(0, 12)));
    const lived = receive(world, album, chance, {
      at,
      story: storyOf(category),
      grid: chance.pick(this.grids),
      source: 'resident',
      ...more,
      by,
    });
    this.cases.push(lived);
    return lived;
  }

  private waitingForTheDesk(): void {
    const fresh: readonly (readonly [string, number])[] = [['E0192', 0.4], ['C0137', 1.3], ['E0409', 3.2], ['E0493', 7], ['C0284', 12], ['E0201', 19], ['E0113', 21.5], ['E2101', 25], ['E0406', 29]]; // prettier-ignore
    for (const [category, hours] of fresh) this.comesIn(category, this.ago(hours)).file.passTime(this.world.now);
    for (const [category, hours] of [
      ['E0405', 2.5],
      ['E0136', 8],
      ['E0503', 20],
      ['E0110', 27],
    ] as const) {
      // prettier-ignore
      const { file } = this.comesIn(category, this.ago(hours));
      file.accept(this.ago(hours * 0.8), hours > 10 ? this.leader : this.desk, hours > 10 ? 'grid_leader' : 'dispatcher');
      file.passTime(this.world.now);
    }
    for (const [category, hours] of [
      ['E0108', 1.5],
      ['E0409', 6],
    ] as const)
      // prettier-ignore
      this.comesIn(category, this.ago(hours), { source: 'hotline_12345', by: this.desk, external: { no: `26${this.chance.whole(1000000, 9999999)}`, dueAt: this.ago(-hours * 9) } });
  }

  /** When it must have been dispatched to have this colour now; null when no such time can be found. */
  private dispatchFor(category: string, colour: ClockColour): Date | null {
    const { world } = this;
    const { limit } = world.category(category);
    const calendar = world.calendar(this.grids[0]!.code);
    const fitting: Date[] = [];
    for (let quarter = 2; quarter < 4 * 24 * 9 && fitting.length < 24; quarter++) {
      const at = this.ago(quarter / 4);
      const due = disposalDue(limit, at.getTime(), calendar);
      const run = runBetween(limit.type, at.getTime(), due, calendar);
      if (colourOf(run, world.now.getTime()) === colour) fitting.push(at);
    }
    return fitting[Math.floor(fitting.length / 2)] ?? null;
  }

  private dispatched(category: string, at: Date, team: Team, more: Partial<Intake> = {}): Lived {
    const grids = team.gridCodes.length > 0 ? this.world.grids.filter((g) => team.gridCodes.includes(g.code)) : this.grids;
    const lived = this.comesIn(category, new Date(at.getTime() - this.chance.between(0.4, 2.5) * HOUR_MS), {
      grid: this.chance.pick(grids),
      ...more,
    });
    lived.file.dispatch(at, this.desk, 'dispatcher', team);
    return lived;
  }

  private caseloadOf(worker: Person, categories: readonly string[]): void {
    const team = this.teamOf(worker);
    categories.forEach((category, i) => {
      for (const colour of COLOURS) {
        const at = this.dispatchFor(category, colour);
        if (!at || (i > 2 && colour === 'red')) continue;
        const { file } = this.dispatched(category, at, team, i === 0 && colour === 'amber' ? { by: this.named(NAMED.elder) } : {});
        const length = this.world.now.getTime() - at.getTime();
        if ((i + COLOURS.indexOf(colour)) % 2 === 0) file.start(new Date(at.getTime() + length * 0.3), worker, false);
        if (colour === 'red') {
          file.passTime(this.world.now);
          if (i === 0)
            file.supervise(
              new Date(Math.max(file.lastAt.getTime() + MINUTE_MS, at.getTime() + length * 0.93)),
              this.chief,
              REASONS.supervise[0],
            );
        }
        if (colour === 'green' && i === 2 && file.state === 'in_progress') {
          const until = new Date(addWorkdays(file.calendar, file.report.disposalDueAt!.getTime(), 1));
          file.extend(new Date(at.getTime() + length * 0.7), worker, until, this.chance.pick(REASONS.extend));
        }
        file.passTime(this.world.now);
      }
    });
  }

  private teamOf(worker: Person): Team {
    return this.world.team(this.world.cast.grants.find((g) => g.person === worker && g.teamId !== null)!.teamId!);
  }

  private waitingForTheCheck(): void {
    const { world, chance } = this;
    const own = world.cast.grants
      .filter((g) => g.role === 'grid_member' && g.person === this.named(NAMED.gridMember))
      .map((g) => g.areaCode);
    const workdaysAgo = (days: number): Date => {
      for (let hours = 1; ; hours++) {
        const at = this.ago(hours);
        if (addWorkdays(world.calendar(own[0]!), at.getTime(), days) < world.now.getTime()) return at;
      }
    };
    const late = workdaysAgo(3);
    for (const [category, handled] of [
      ['E0192', this.ago(1)],
      ['E0493', this.ago(3)],
      ['E0110', this.ago(5)],
      ['E0201', this.ago(9)],
      ['C0284', late],
    ] as const) {
      // prettier-ignore
      const code = chance.pick(own);
      const grid = world.grids.find((g) => g.code === code)!;
      const team = world.teamFor(world.category(category).teamType, grid.code);
      const lived = this.dispatched(category, new Date(handled.getTime() - 3 * HOUR_MS), team, { grid });
      const worker = world.members(team)[0]!;
      lived.file.start(new Date(handled.getTime() - 2 * HOUR_MS), worker, false);
      this.life.finish(lived, handled, worker, false, 'solved');
      lived.file.passTime(world.now);
    }
  }

  private returned(): void {
    const team = this.teamOf(this.named(NAMED.urbanManagement));
    const { file } = this.comesIn('E0136', this.ago(23));
    [22, 16, 9].forEach((hours, i) => {
      file.dispatch(this.ago(hours), this.desk, 'dispatcher', i === 1 ? this.teamOf(this.named(NAMED.sanitation)) : team);
      file.return(
        this.ago(hours - 2),
        this.named(i === 1 ? NAMED.sanitation : NAMED.urbanManagement),
        REASONS.return[i % REASONS.return.length]!,
      );
    });
    file.passTime(this.world.now);
  }

  private suspended(): void {
    const until = (days: number): string => dayText(dayOf(this.world.now.getTime()) + days);
    for (const [category, hours, days, byChief] of [
      ['E0201', 20, 9, true],
      ['E0136', 30, 4, false],
      ['E2101', 26, 12, true],
    ] as const) {
      // prettier-ignore
      const grid = this.grids.find((g) => this.world.teamFor('property_management', g.code).type === 'property_management') ?? this.grids[0]!;
      const team = this.world.teamFor(this.world.category(category).teamType, grid.code);
      const { file } = this.dispatched(category, this.ago(hours), team, { grid, ...(byChief ? { by: this.named(NAMED.resident) } : {}) });
      file.start(this.ago(hours - 1), this.world.members(team)[0]!, false);
      file.suspend(
        this.ago(hours - 2),
        byChief ? this.chief : this.named(NAMED.streetDispatcher),
        this.chief,
        until(days),
        this.chance.pick(REASONS.suspend),
      );
    }
  }

  /** Reported by phone, mended and closed: the desk rings back. */
  private toCallBack(): void {
    for (const [category, hours] of [
      ['E0409', 30],
      ['E0192', 52],
      ['C0102', 28],
      ['E2107', 76],
    ] as const) {
      // prettier-ignore
      const grid = this.chance.pick(this.grids);
      const team = this.world.teamFor(this.world.category(category).teamType, grid.code);
      const no = `26${this.chance.whole(1000000, 9999999)}`;
      const more = { source: 'hotline_12345' as const, by: this.desk, grid, external: { no, dueAt: this.ago(hours - 72) } };
      this.closed(this.dispatched(category, this.ago(hours), team, more), team, this.ago(hours - 2));
    }
  }

  private closed(lived: Lived, team: Team, handled: Date): void {
    const { world } = this;
    const worker = team.hasAccounts ? world.members(team)[0]! : this.desk;
    lived.file.start(new Date(handled.getTime() - HOUR_MS), worker, !team.hasAccounts);
    this.life.finish(lived, handled, worker, !team.hasAccounts, 'solved');
    const member = world.holder('grid_member', lived.file.report.gridCode!, 'grid', this.chance);
    lived.file.approve(new Date(handled.getTime() + 1.5 * HOUR_MS), member, 'grid_member', this.chance.pick(REASONS.approve));
  }

  private drawn(): void {
    for (const [category, hours] of [
      ['E0113', 50],
      ['E0192', 40],
      ['E0201', 64],
    ] as const) {
      // prettier-ignore
      const grid = this.chance.pick(this.grids);
      const team = this.world.teamFor(this.world.category(category).teamType, grid.code);
      const lived = this.dispatched(category, this.ago(hours), team, { grid });
      this.closed(lived, team, this.ago(hours - 4));
      lived.file.draw(this.ago(hours - 7));
    }
  }

  private seenByTheSentinel(): void {
    for (const [category, hours] of [
      ['E0409', 3],
      ['C0102', 20],
      ['E0493', 50],
      ['E0506', 75],
      ['E0113', 130],
      ['C0402', 210],
      ['E0496', 300],
    ] as const) {
      // prettier-ignore
      const lived = this.comesIn(category, this.ago(hours), { source: 'sentinel', by: this.named(NAMED.sentinel) });
      this.life.live(lived);
    }
  }

  /** The one-tap grid member's last walks and the one of today found something. */
  private foundOnPatrol(plans: readonly PatrolPlan[]): void {
    for (const plan of plans) {
      const lived = onPatrol(this.world, this.album, this.chance, plan);
      this.cases.push(lived);
      this.life.live(lived);
    }
  }

  /** A resident's own list: from the first second to the stars. */
  private mattersOf(person: Person): void {
    const { chance, world } = this;
    const mine = { by: person, grid: chance.pick(this.grids) };
    this.comesIn('C0137', this.ago(2.2), mine).file.passTime(world.now);
    for (const [category, hours] of [
      ['E0192', 55],
      ['E0409', 80],
      ['C0402', 150],
      ['E0493', 31],
    ] as const) {
      // prettier-ignore
      const team = world.teamFor(world.category(category).teamType, mine.grid.code);
      const lived = this.dispatched(category, this.ago(hours), team, mine);
      this.closed(lived, team, this.ago(hours - 2.5));
      if (hours > 60) lived.file.rate(this.ago(hours - 24), person, 'reporter', 5, chance.pick(REASONS.rated[5]!));
    }
    const refused = this.comesIn('E2108', this.ago(100), mine);
    refused.file.reject(this.ago(97), this.desk, 'dispatcher', REASONS.reject[3]);
    const handled = this.dispatched('E0110', this.ago(9), world.teamFor('sanitation', mine.grid.code), mine);
    const worker = this.named(NAMED.sanitation);
    handled.file.start(this.ago(8), worker, false);
    this.life.finish(handled, this.ago(4), worker, false, 'solved');
    const waiting = this.dispatched('E0113', this.ago(60), world.teamFor('municipal_works', mine.grid.code), mine);
    waiting.file.reply(this.ago(50), this.desk, 'dispatcher', REASONS.reply[1]);
    for (const days of [12, 16, 20, 24]) {
      const lived = this.comesIn(
        chance.pick(['E0201', 'E0192', 'C0284', 'E0496', 'E2101']),
        new Date(this.ago(0).getTime() - days * DAY_MS),
        mine,
      );
      this.life.live(lived);
    }
  }
}
