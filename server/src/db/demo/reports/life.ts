import { DAY_MS, dayText, dayOf, HOUR_MS, MINUTE_MS, isOfficeTime } from '@linli/shared/calendar';
import type { HandleOutcome } from '@linli/shared/reports';
import type { Chance } from '../chance.js';
import type { Team } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { Case } from './case.js';
import type { Lived } from './intake.js';
import { REASONS } from './stories.js';
import type { World } from './world.js';

const later = (at: Date, ms: number): Date => new Date(at.getTime() + Math.round(ms));

/** Lets a report live as reports do, until now. What would happen later has not happened yet. */
export class Life {
  private current: Case | null = null;

  constructor(
    private readonly world: World,
    private readonly chance: Chance,
  ) {}

  live(lived: Lived): void {
    const { file } = lived;
    this.current = file;
    const { world, chance } = this;
    const area = file.report.gridCode!;
    if (file.state === 'closed') return this.afterwards(lived);
    const received = file.report.createdAt;
    const leader = world.holder('grid_leader', area, 'community', chance);
    const desk = world.holder('dispatcher', area, 'community', chance);
    if (file.report.reporterId && chance.yes(0.02)) {
      const reporter = this.reporter(lived)!;
      return void this.until(later(received, chance.between(5, 90) * MINUTE_MS), (at) => file.withdraw(at, reporter));
    }
    let at = this.soon(
      area,
      received,
      chance.weighted([
        [chance.between(0.05, 0.8), 6],
        [chance.between(0.8, 3), 3],
        [chance.between(3, 7), 1],
      ]),
    );
    if (chance.yes(0.05)) {
      const rejected = this.until(at, (when) => file.reject(when, desk, 'dispatcher', chance.pick(REASONS.reject)));
      if (!rejected || !chance.yes(0.15)) return;
      at = later(at, chance.between(3, 30) * HOUR_MS);
      if (!this.until(at, (when) => file.restore(when, desk, '居民补充了照片，恢复受理。'))) return;
      at = world.office(area, at, 0.5);
    }
    if (chance.yes(0.5)) {
      if (
        !this.until(at, (when) =>
          file.accept(when, chance.yes(0.5) ? leader : desk, file.report.gridCode && chance.yes(0.5) ? 'grid_leader' : 'dispatcher'),
        )
      )
        return;
      at = this.soon(area, at, chance.between(0.1, 2));
    }
    if (chance.yes(0.05)) {
      if (!this.until(at, (when) => file.reply(when, desk, 'dispatcher', chance.pick(REASONS.reply)))) return;
      at = this.soon(area, at, chance.between(0.2, 2));
    }
    // Now and then one is forgotten over a busy day.
    if (chance.yes(0.03)) at = later(received, chance.between(25, 32) * HOUR_MS);
    let team = world.teamFor(world.category(lived.story.category).teamType, area);
    if (!this.until(at, (when) => this.dispatch(lived, when, team, desk))) return;
    if (team.hasAccounts && chance.yes(0.05)) {
      at = world.office(area, at, chance.between(0.3, 3));
      if (!this.until(at, (when) => file.return(when, chance.pick(world.members(team)), chance.pick(REASONS.return)))) return;
      at = this.soon(area, at, chance.between(0.2, 2));
      team = world.teamFor(chance.yes(0.5) ? 'community' : 'municipal_works', area);
      if (!this.until(at, (when) => this.dispatch(lived, when, team, desk))) return;
    }
    this.dispose(lived, team, at);
  }

  /** From the dispatch to the end, several times over where the check or the reporter is not content. */
  dispose(lived: Lived, team: Team, dispatched: Date): void {
    const { file } = lived;
    const { world, chance } = this;
    const area = file.report.gridCode!;
    const desk = world.holder('dispatcher', area, 'community', chance);
    const chief = world.holder('street_chief', area, 'street', chance);
    const worker = team.hasAccounts ? chance.pick(world.members(team)) : desk;
    const recorded = !team.hasAccounts;
    const length = file.report.disposalDueAt!.getTime() - dispatched.getTime();
    const share = chance.weighted([
      [chance.between(0.15, 0.6), 55],
      [chance.between(0.6, 0.97), 33],
      [chance.between(1.05, 1.9), 12],
    ]);
    let done = this.reasonable(later(dispatched, length * share), area);
    const begun = later(dispatched, (done.getTime() - dispatched.getTime()) * chance.between(0.05, 0.5));
    if (!this.until(begun, (at) => file.start(at, worker, recorded))) return this.waiting(lived, chief);
    if (chance.yes(0.035)) {
      const days = chance.whole(3, 14);
      const from = later(begun, chance.between(0.2, 3) * HOUR_MS);
      const until = dayText(dayOf(from.getTime()) + days);
      const by = chance.yes(0.5) ? chief : world.holder('dispatcher', area, 'street', chance);
      if (!this.until(from, (at) => file.suspend(at, by, chief, until, chance.pick(REASONS.suspend)))) return this.waiting(lived, chief);
      done = world.office(area, later(from, (days + 1) * DAY_MS), chance.between(1, 5));
    } else if (team.hasAccounts && chance.yes(0.04) && share < 1) {
      const asked = later(begun, (done.getTime() - begun.getTime()) * 0.4);
      const wanted = world.office(area, later(file.report.disposalDueAt!, HOUR_MS), chance.whole(4, 14));
      if (!this.until(asked, (at) => file.extend(at, worker, wanted, chance.pick(REASONS.extend)))) return this.waiting(lived, chief);
      const granted = chance.yes(0.8);
      const answered = later(asked, chance.between(0.2, 2) * HOUR_MS);
      if (
        answered < done &&
        !this.until(answered, (at) => (granted ? file.grant(at, desk) : file.refuse(at, desk, '请按原时限完成，需要人手可以找网格中心。')))
      )
        return this.waiting(lived, chief);
    }
    const outcome: HandleOutcome = chance.weighted([
      ['solved', 91],
      ['partly', 5],
      ['cannot_now', 2],
      ['outside', 2],
    ] as const);
    const finished = this.until(done, (at) => this.finish(lived, at, worker, recorded, outcome));
    if (!finished) return this.waiting(lived, chief);
    this.check(lived, worker);
  }

  finish(lived: Lived, at: Date, worker: Person, recorded: boolean, outcome: HandleOutcome): void {
    const { file, story } = lived;
    const note = outcome === 'solved' ? this.chance.pick(story.done) : this.chance.pick(REASONS[outcome]);
    const until = outcome === 'cannot_now' ? dayText(dayOf(at.getTime()) + this.chance.whole(14, 40)) : null;
    file.handle(at, worker, recorded, outcome, note, lived.shot(worker, 'after', at), until);
    if (outcome === 'outside') file.words.outsideBody = this.chance.pick(['省道公路养护中心', '铁路工务段', '邻区城市管理局']);
  }

  /** Somebody looks whether it is true. */
  check(lived: Lived, worker: Person): void {
    const { file } = lived;
    const { world, chance } = this;
    const area = file.report.gridCode!;
    // Nobody comes: after five working days time closes it.
    if (chance.yes(0.03)) return file.passTime(world.now);
    const member = world.holder('grid_member', area, 'grid', chance);
    const byMember = !file.report.workedBy.includes(member.id) && chance.yes(0.85);
    const desk = world.holder('dispatcher', area, 'street', chance);
    const checker = byMember ? member : desk;
    const role = byMember ? 'grid_member' : 'dispatcher';
    const at = this.soon(
      area,
      file.lastAt,
      chance.weighted([
        [chance.between(0.3, 3), 6],
        [chance.between(3, 9), 3],
        [chance.between(9, 20), 1],
      ]),
    );
    if (file.report.reworkCount < 2 && chance.yes(0.06)) {
      if (!this.until(at, (when) => file.rework(when, checker, role, chance.pick(REASONS.rework)))) return;
      const done = this.reasonable(later(at, (file.report.disposalDueAt!.getTime() - at.getTime()) * chance.between(0.3, 0.95)), area);
      if (this.until(done, (when) => this.finish(lived, when, worker, file.report.teamHasAccounts === false, 'solved')))
        this.check(lived, worker);
      return;
    }
    if (this.until(at, (when) => file.approve(when, checker, role, chance.pick(REASONS.approve)))) this.afterwards(lived, worker);
  }

  /** The reporter's word, the street's second look, what is shown to everybody. */
  afterwards(lived: Lived, worker: Person | null = null): void {
    const { file } = lived;
    const { world, chance } = this;
    const area = file.report.gridCode!;
    const closed = file.report.closedAt!;
    const reporter = this.reporter(lived);
    const caller = reporter === null;
    if (chance.yes(caller ? 0.6 : file.report.source === 'grid_patrol' ? 0 : 0.5)) {
      const rating = chance.weighted([
        [5, 58],
        [4, 26],
        [3, 10],
        [2, 4],
        [1, 2],
      ] as const);
      const by = reporter ?? world.holder('dispatcher', area, 'community', chance);
      const at = caller
        ? world.office(area, closed, chance.between(2, 12))
        : this.reasonable(later(closed, chance.between(0.3, 60) * HOUR_MS), area);
      const said = this.until(at, (when) =>
        file.rate(when, by, caller ? 'dispatcher' : 'reporter', rating, chance.pick(REASONS.rated[rating]!)),
      );
      if (said && file.state !== 'closed' && worker) {
        const done = this.reasonable(later(at, (file.report.disposalDueAt!.getTime() - at.getTime()) * chance.between(0.3, 0.9)), area);
        if (this.until(done, (when) => this.finish(lived, when, worker, file.report.teamHasAccounts === false, 'solved')))
          this.check(lived, worker);
        return;
      }
    }
    if (chance.yes(0.05) && file.state === 'closed') {
      file.passTime(world.now);
      const drawn = later(new Date(Math.max(closed.getTime(), file.lastAt.getTime())), HOUR_MS);
      if (this.until(drawn, (at) => file.draw(at)) && chance.yes(0.7)) {
        const chief = world.holder('street_chief', area, 'street', chance);
        const passed = chance.yes(0.9);
        this.until(world.office(area, drawn, chance.between(2, 24)), (at) =>
          file.secondCheck(at, chief, passed, passed ? '现场复查，保持良好。' : '问题有反复，请社区跟进。'),
        );
      }
    }
    if (
      lived.story.scene &&
      !file.report.confidential &&
      file.report.outcome === 'solved' &&
      file.report.closedAs === 'checked' &&
      chance.yes(0.22)
    ) {
      const desk = world.holder('dispatcher', area, 'street', chance);
      const from = new Date(Math.max(closed.getTime(), file.lastAt.getTime()));
      this.until(world.office(area, from, chance.between(1, 8)), (at) =>
        file.release(
          at,
          desk,
          `${chance.pick(lived.story.done)}`,
          [...lived.shot(desk, 'before', at), ...lived.shot(desk, 'after', at)],
          1,
        ),
      );
    }
  }

  /** Whoever waits may push: the reporter from half of the clock on, the street chief when it is late. */
  private waiting(lived: Lived, chief: Person): void {
    const { file } = lived;
    const { world, chance } = this;
    file.passTime(world.now);
    const { disposalHalfAt, disposalDueAt } = file.report;
    if (!disposalHalfAt || !disposalDueAt || file.state === 'suspended') return;
    const reporter = this.reporter(lived);
    const from = Math.max(disposalHalfAt.getTime(), file.lastAt.getTime());
    if (reporter && file.report.source !== 'grid_patrol' && chance.yes(0.35))
      this.until(later(new Date(from), chance.between(0.1, 2) * HOUR_MS), (at) => file.urge(at, reporter, chance.pick(REASONS.urge)));
    if (disposalDueAt < world.now && chance.yes(0.5))
      this.until(later(new Date(Math.max(disposalDueAt.getTime(), file.lastAt.getTime())), chance.between(0.3, 5) * HOUR_MS), (at) =>
        file.supervise(at, chief, chance.pick(REASONS.supervise)),
      );
  }

  private dispatch(lived: Lived, at: Date, team: Team, desk: Person): void {
    const { world, chance } = this;
    const area = lived.file.report.gridCode!;
    const near = team.type === 'community' && chance.yes(0.4);
    if (near) return lived.file.dispatch(at, world.holder('grid_leader', area, 'community', chance), 'grid_leader', team);
    const by = chance.yes(0.6) ? desk : world.holder('dispatcher', area, 'street', chance);
    lived.file.dispatch(at, by, 'dispatcher', team);
  }

  reporter(lived: Lived): Person | null {
    const { reporterId } = lived.file.report;
    return reporterId === null ? null : this.world.person(reporterId);
  }

  /** The desk is manned on free days too, if not by night. */
  private soon(area: string, from: Date, hours: number): Date {
    return this.chance.yes(0.985) ? this.reasonable(later(from, hours * HOUR_MS), area, true) : this.world.office(area, from, hours);
  }

  /** Nobody works or rates in the middle of the night: then it is the next opening. */
  private reasonable(at: Date, area: string, onDuty = false): Date {
    const calendar = this.world.calendar(area);
    if (isOfficeTime(calendar, at.getTime())) return at;
    const hour = (((at.getTime() / HOUR_MS + 8) % 24) + 24) % 24;
    if (hour >= 7 && hour < 21) return at;
    // The duty desk opens at half past seven, working day or not.
    if (onDuty) return later(at, ((31.5 - hour) % 24) * HOUR_MS + this.chance.between(0, 1.2) * HOUR_MS);
    return this.world.office(area, at, this.chance.between(0.1, 1.5));
  }

  /** Does it if it has happened by now, never before what came before it; else only time goes on. */
  private until(at: Date, act: (at: Date) => void): boolean {
    const earliest = later(this.current?.lastAt ?? at, this.current ? MINUTE_MS : 0);
    const when = at < earliest ? earliest : at;
    if (when >= this.world.now) return false;
    act(when);
    return true;
  }
}
