import type { WorkCalendar } from '@linli/shared/calendar';
import { isLate } from '@linli/shared/clocks';
import {
  type HandleOutcome,
  REPORT_WORKFLOW,
  type ReportAction,
  type ReportPhotoKind,
  type ReportState,
  RETURNS_TO_CHIEF,
} from '@linli/shared/reports';
import { nextState } from '@linli/shared/workflow';
import type { EventData } from '../../../modules/events/events.service.js';
import { ReportEntity } from '../../../modules/reports/report.entity.js';
import * as clocks from '../../../modules/reports/reports.clocks.js';
import type { Team } from '../people/cast.js';
import type { Person } from '../people/person.js';
import type { Category } from './world.js';

export interface Happening {
  at: Date;
  action: string;
  by: Person | null;
  role: string;
  principalId: string | null;
  data: EventData;
  note: string;
  photos: { kind: ReportPhotoKind; fileId: string; run: number; showsAfter: boolean | null }[];
}
export interface Run {
  run: number;
  begunBy: string;
  teamId: string | null;
  startedAt: Date;
  dueAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  late: boolean;
}
export interface Told {
  clock: 'response' | 'disposal';
  run: number;
  level: number;
  dueAt: Date;
  markedAt: Date;
}
export interface Words {
  description: string | null;
  placeText: string;
  callerName: string | null;
  callerPhone: string | null;
  outsideBody: string | null;
  releasedText: string | null;
}
export interface Extra {
  role?: string;
  note?: string;
  data?: EventData;
  principalId?: string | null;
  photos?: { kind: ReportPhotoKind; fileIds: readonly string[] };
}

/** The minute job wakes within a minute. */
const JOB_LAG_MS = 20_000;

/** One report lived through in memory by the very rules of the module: its row, its events, its runs and what time itself did to it. */
export class Case {
  readonly happenings: Happening[] = [];
  readonly runs: Run[] = [];
  readonly told: Told[] = [];
  readonly followers = new Map<string, { at: Date; viaId: string | null }>();

  constructor(
    public report: ReportEntity,
    readonly words: Words,
    private readonly category: Category,
    readonly calendar: WorkCalendar,
  ) {}

  get state(): ReportState {
    return this.report.state;
  }

  get lastAt(): Date {
    return this.happenings.at(-1)?.at ?? this.report.createdAt;
  }

  record(at: Date, action: string, by: Person | null, { role = 'system', note = '', data = {}, principalId = null, photos }: Extra): void {
    const taken = photos?.fileIds.map((fileId) => ({ kind: photos.kind, fileId, run: this.report.run, showsAfter: null })) ?? [];
    this.happenings.push({ at, action, by, role, principalId, data, note, photos: taken });
  }

  /** A verb of a person. Time does first what it has to do until then. */
  step(at: Date, action: ReportAction, by: Person | null, changes: clocks.Changes, extra: Extra): void {
    this.passTime(at);
    const to = nextState<ReportAction, ReportState>(REPORT_WORKFLOW, this.report.state, action, this.report.stateBefore);
    if (to === null) throw new Error(`${action} is not possible in ${this.report.state}`);
    this.change(at, action, { state: to, ...changes }, by, { ...extra, data: { from: this.report.state, to, ...extra.data } });
  }

  private change(at: Date, action: string, changes: clocks.Changes, by: Person | null, extra: Extra): void {
    const before = this.report;
    this.report = Object.assign(new ReportEntity(), before, changes, { updatedAt: at });
    this.keepRuns(before, action, at);
    this.record(at, action, by, extra);
  }

  private keepRuns(before: ReportEntity, why: string, at: Date): void {
    const after = this.report;
    const running = this.runs.at(-1);
    if (after.run === before.run) {
      if (running && after.disposalStoppedAt && !before.disposalStoppedAt)
        Object.assign(running, {
          endedAt: after.disposalStoppedAt,
          endedBy: why,
          late: after.disposalDueAt !== null && isLate(after.disposalDueAt.getTime(), after.disposalStoppedAt.getTime()),
        });
      else if (running && after.disposalDueAt) running.dueAt = after.disposalDueAt;
      return;
    }
    if (running?.endedAt === null)
      Object.assign(running, {
        endedAt: at,
        endedBy: before.teamId === null ? 'return' : why,
        late: isLate(running.dueAt.getTime(), at.getTime()),
      });
    this.runs.push({
      run: after.run,
      begunBy: why,
      teamId: after.teamId,
      startedAt: after.runStartedAt!,
      dueAt: after.disposalDueAt!,
      endedAt: null,
      endedBy: null,
      late: false,
    });
  }

  /** Reminders, escalations, ends of suspensions and closings that fall before `until`. */
  passTime(until: Date): void {
    for (;;) {
      const mark = clocks.nextMark(this.report);
      if (!mark) return;
      const at = new Date(Math.max(clocks.wakeAt(mark).getTime(), this.lastAt.getTime()) + JOB_LAG_MS);
      if (at >= until) return;
      this.obey(mark, at);
    }
  }

  private obey({ what, clock, level, at: due }: clocks.Mark, at: Date): void {
    const { run, stateBefore } = this.report;
    if (what === 'resume') {
      const moved = clocks.resumeDisposal(this.report, due, this.calendar);
      const changes = { ...moved, state: stateBefore ?? 'dispatched', stateBefore: null, suspendedAt: null, suspendedUntil: null };
      return this.change(at, 'resume', changes, null, { data: { from: 'suspended', to: changes.state, at: due.toISOString() } });
    }
    if (what === 'close') {
      const changes = { state: 'closed', closedAt: at, closedAs: 'unchecked' } as const;
      return this.change(at, 'close_unchecked', changes, null, { data: { from: 'handled', to: 'closed' } });
    }
    const told = clock === 'response' ? { responseLevel: level } : { disposalLevel: level, ...clocks.rememberLate(this.report, at) };
    this.told.push({ clock, run, level, dueAt: due, markedAt: at });
    const data = { clock, level, run, at: due.toISOString() };
    this.change(at, what === 'remind' ? 'remind' : `escalate_${clock}`, what === 'remind' ? { reminded: true } : told, null, { data });
  }

  accept(at: Date, by: Person, role: string): void {
    this.step(at, 'accept', by, {}, { role });
  }

  reject(at: Date, by: Person, role: string, note: string): void {
    this.step(at, 'reject', by, { rejectedAt: at, ...clocks.stopResponse(this.report, at) }, { role, note });
  }

  restore(at: Date, by: Person, note: string): void {
    this.step(at, 'restore', by, { rejectedAt: null }, { role: 'dispatcher', note });
  }

  withdraw(at: Date, by: Person): void {
    this.step(at, 'withdraw', by, clocks.stopResponse(this.report, at), { role: 'reporter' });
  }

  reply(at: Date, by: Person, role: string, note: string): void {
    this.step(at, 'reply', by, clocks.stopResponse(this.report, at), { role, note });
  }

  dispatch(at: Date, by: Person, role: string, team: Team): void {
    this.passTime(at);
    const changes = {
      ...clocks.rememberLate(this.report, at),
      ...clocks.stopResponse(this.report, at),
      ...clocks.beginDisposal(this.report, this.category.limit, at, this.calendar),
      teamId: team.id,
      teamHasAccounts: team.hasAccounts,
      handlerId: null,
      extensionState: null,
      extensionUntil: null,
      extensionAskedAt: null,
      extensionAskedBy: null,
    };
    this.step(at, 'dispatch', by, changes, { role, data: { teamId: team.id, run: this.report.run + 1 } });
  }

  /** By a handler, or by the dispatcher for a team without accounts. */
  start(at: Date, by: Person, recorded: boolean): void {
    const workedBy = this.joined(by);
    const data = { teamId: this.report.teamId };
    if (recorded) this.step(at, 'record_start', by, { workedBy }, { role: 'dispatcher', data });
    else this.step(at, 'start', by, { handlerId: by.id, workedBy }, { role: 'handler', data });
  }

  takeOver(at: Date, by: Person): void {
    this.step(at, 'take_over', by, { handlerId: by.id, workedBy: this.joined(by) }, { role: 'handler' });
  }

  return(at: Date, by: Person, note: string): void {
    const { returnCount, teamId, extensionState } = this.report;
    const changes = {
      ...clocks.rememberLate(this.report, at),
      returnCount: returnCount + 1,
      teamId: null,
      teamHasAccounts: null,
      handlerId: null,
      extensionState: extensionState === 'asked' ? null : extensionState,
    };
    this.step(at, 'return', by, changes, { role: 'handler', note, data: { teamId, toChief: returnCount + 1 >= RETURNS_TO_CHIEF } });
  }

  handle(
    at: Date,
    by: Person,
    recorded: boolean,
    outcome: HandleOutcome,
    note: string,
    fileIds: readonly string[],
    until: string | null = null,
  ): void {
    this.passTime(at);
    const changes = {
      ...clocks.rememberLate(this.report, at),
      outcome,
      outcomeUntil: until,
      disposalStoppedAt: at,
      workedBy: this.joined(by),
      ...clocks.beginCheck(at, this.calendar),
    };
    const kind = outcome === 'solved' || outcome === 'partly' ? 'after' : 'proof';
    this.step(at, recorded ? 'record_handle' : 'handle', by, changes, {
      role: recorded ? 'dispatcher' : 'handler',
      note,
      photos: { kind, fileIds },
      data: { outcome, teamId: this.report.teamId },
    });
  }

  approve(at: Date, by: Person, role: string, note: string): void {
    this.step(at, 'approve', by, { closedAt: at, closedAs: 'checked', checkedBy: by.id }, { role, note });
  }

  rework(at: Date, by: Person, role: string, note: string): void {
    this.passTime(at);
    const changes = { ...OPEN_AGAIN, reworkCount: this.report.reworkCount + 1, ...clocks.reworkDisposal(this.report, at, this.calendar) };
    this.step(at, 'rework', by, changes, { role, note, data: { run: this.report.run + 1 } });
  }

  suspend(at: Date, by: Person, chief: Person, until: string, note: string): void {
    const changes = { stateBefore: this.report.state, suspendedAt: at, suspendedUntil: until };
    const own = by === chief;
    this.step(at, 'suspend', by, changes, {
      role: own ? 'street_chief' : 'dispatcher',
      principalId: own ? null : chief.id,
      note,
      data: { until },
    });
  }

  extend(at: Date, by: Person, until: Date, note: string): void {
    const changes = { extensionState: 'asked' as const, extensionUntil: until, extensionAskedAt: at, extensionAskedBy: by.id };
    this.step(at, 'extend', by, changes, { role: 'handler', note, data: { until: until.toISOString() } });
  }

  grant(at: Date, by: Person): void {
    this.passTime(at);
    const until = this.report.extensionUntil!;
    const changes = {
      ...clocks.rememberLate(this.report, at),
      extensionState: 'granted' as const,
      ...clocks.extendDisposal(this.report, until, this.calendar),
    };
    this.step(at, 'grant_extension', by, changes, { role: 'dispatcher', data: { until: until.toISOString() } });
  }

  refuse(at: Date, by: Person, note: string): void {
    this.step(at, 'refuse_extension', by, { extensionState: 'refused' }, { role: 'dispatcher', note });
  }

  selfHandle(at: Date, by: Person, fileIds: readonly string[]): void {
    const changes = {
      ...clocks.stopResponse(this.report, at),
      outcome: 'solved' as const,
      closedAt: at,
      closedAs: 'self_handled' as const,
      handlerId: by.id,
      workedBy: this.joined(by),
    };
    this.step(at, 'self_handle', by, changes, { role: 'grid_member', photos: { kind: 'after', fileIds } });
  }

  rate(at: Date, by: Person, role: string, rating: number, note: string): void {
    this.step(at, 'rate', by, { rating, ratedAt: at }, { role, note, data: { rating } });
    if (rating > 2) return;
    const changes = {
      ...OPEN_AGAIN,
      reopenedAt: at,
      releasedAt: null,
      reworkCount: this.report.reworkCount + 1,
      ...clocks.reopenDisposal(this.report, this.category.limit, at, this.calendar),
    };
    this.step(at, 'reopen', by, changes, { role, data: { run: this.report.run + 1 } });
  }

  urge(at: Date, by: Person, note: string): void {
    const count = this.report.urgeCount + 1;
    this.step(at, 'urge', by, { urgeCount: count, lastUrgedAt: at }, { role: 'reporter', note, data: { count } });
  }

  supervise(at: Date, by: Person, note: string): void {
    this.step(at, 'supervise', by, { supervisedAt: at }, { role: 'street_chief', note });
  }

  merge(at: Date, by: Person, into: Case): void {
    this.passTime(at);
    const { report } = this;
    const changes = {
      mergedIntoId: into.report.id,
      stateBefore: report.state,
      disposalStoppedAt: report.disposalDueAt ? at : null,
      ...clocks.rememberLate(report, at),
      ...clocks.stopResponse(report, at),
    };
    this.step(at, 'merge', by, changes, { role: 'dispatcher', data: { intoId: into.report.id } });
    for (const personId of [...this.followers.keys(), ...(report.reporterId ? [report.reporterId] : [])])
      if (personId !== into.report.reporterId && !into.followers.has(personId)) into.followers.set(personId, { at, viaId: report.id });
  }

  release(at: Date, by: Person, text: string, fileIds: readonly string[], beforeCount: number): void {
    this.step(at, 'release', by, { releasedAt: at }, { role: 'dispatcher', photos: { kind: 'released', fileIds } });
    this.happenings.at(-1)!.photos.forEach((photo, i) => (photo.showsAfter = i >= beforeCount));
    this.words.releasedText = text;
  }

  draw(at: Date): void {
    this.change(at, 'draw', { drawnAt: at }, null, {});
  }

  secondCheck(at: Date, by: Person, passed: boolean, note: string): void {
    this.step(at, 'second_check', by, { secondCheckPassed: passed, secondCheckedAt: at }, { role: 'street_chief', note, data: { passed } });
  }

  private joined(by: Person): string[] {
    return [...new Set([...this.report.workedBy, by.id])];
  }
}

/** What a case that is opened again forgets. */
const OPEN_AGAIN: clocks.Changes = {
  outcome: null,
  outcomeUntil: null,
  checkDueAt: null,
  checkCloseAt: null,
  checkedBy: null,
  closedAt: null,
  closedAs: null,
  extensionState: null,
  extensionUntil: null,
  extensionAskedAt: null,
  extensionAskedBy: null,
};
