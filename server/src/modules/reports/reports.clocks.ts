import { addWorkdays, HOUR_MS, SECOND_MS, startOfDay, dayFrom, type WorkCalendar } from '@linli/shared/calendar';
import {
  clockMs,
  type Deadline,
  disposalDue,
  disposalEscalations,
  dueAfterSuspension,
  earlierDue,
  isLate,
  responseEscalations,
  responseRun,
  reworkDue,
  runBetween,
} from '@linli/shared/clocks';
import type { ReportEntity } from './report.entity.js';

/** What a verb changes in the row. */
export type Changes = Partial<ReportEntity>;

const CHECK_LATE_WORKDAYS = 2;
const CHECK_CLOSE_WORKDAYS = 5;

export function beginResponse(now: Date): Pick<ReportEntity, 'responseDueAt' | 'responseAmberAt'> {
  const run = responseRun(now.getTime());
  return { responseDueAt: new Date(run.dueAt), responseAmberAt: new Date(run.amberAt) };
}

/** The first of dispatch, reject, merge, self-handle and reply stops it; nothing starts it again. */
export const stopResponse = (report: ReportEntity, now: Date): Changes => (report.responseStoppedAt ? {} : { responseStoppedAt: now });

/** Once late stays late in the figures, whatever later runs do. */
export const rememberLate = (report: ReportEntity, now: Date): Changes => (disposalIsLate(report, now) ? { disposalLate: true } : {});

/** While it is suspended the own clock stands where it stood; the hotline's goes on. */
export function disposalIsLate(
  { ownDueAt, externalDueAt, disposalDueAt, disposalStoppedAt, suspendedAt }: ReportEntity,
  now: Date,
): boolean {
  if (!disposalDueAt || !ownDueAt) return false;
  if (disposalStoppedAt) return isLate(disposalDueAt.getTime(), disposalStoppedAt.getTime());
  if (!suspendedAt) return isLate(disposalDueAt.getTime(), now.getTime());
  const hotlineLate = externalDueAt !== null && isLate(externalDueAt.getTime(), now.getTime());
  return hotlineLate || isLate(ownDueAt.getTime(), suspendedAt.getTime());
}

/** A run of the disposal clock from `now` to `ownDueAt`, or to the hotline's due time where that is earlier. */
function run(report: ReportEntity, limit: Deadline, now: Date, ownDueAt: number, calendar: WorkCalendar): Changes {
  return {
    run: report.run + 1,
    runStartedAt: now,
    deadlineType: limit.type,
    deadlineValue: limit.value,
    disposalStoppedAt: null,
    disposalLevel: 0,
    pausedMs: 0,
    reminded: false,
    ...due({ ...report, runStartedAt: now, deadlineType: limit.type, deadlineValue: limit.value, pausedMs: 0 }, ownDueAt, calendar),
  };
}

/** The due time of the running run and what hangs on it: amber, the second level. */
function due(report: ReportEntity, ownDueAt: number, calendar: WorkCalendar): Changes {
  const { runStartedAt, deadlineType: type, deadlineValue: value, externalDueAt, pausedMs } = report;
  if (!runStartedAt || !type || value === null) return {};
  const dueAt = earlierDue(ownDueAt, externalDueAt?.getTime() ?? null);
  const paused = dueAt < ownDueAt ? 0 : pausedMs;
  const levels = disposalEscalations({ type, value }, runStartedAt.getTime(), dueAt, calendar);
  const { halfAt, amberAt } = runBetween(type, runStartedAt.getTime(), dueAt, calendar, paused);
  return {
    ownDueAt: new Date(ownDueAt),
    disposalDueAt: new Date(dueAt),
    disposalHalfAt: new Date(halfAt),
    disposalAmberAt: new Date(amberAt),
    disposalFurtherAt: new Date(levels[1] ?? dueAt + HOUR_MS),
  };
}

/** Each dispatch gives its team a due time of its own; the first one stays on show. */
export function beginDisposal(report: ReportEntity, limit: Deadline, now: Date, calendar: WorkCalendar): Changes {
  const changes = run(report, limit, now, disposalDue(limit, now.getTime(), calendar), calendar);
  return {
    ...changes,
    firstDispatchedAt: report.firstDispatchedAt ?? now,
    disposalFirstDueAt: report.disposalFirstDueAt ?? changes.disposalDueAt ?? null,
  };
}

/** A reopening starts anew, with the category's limit of now. */
export const reopenDisposal = (report: ReportEntity, limit: Deadline, now: Date, calendar: WorkCalendar): Changes => {
  const changes = run(report, limit, now, disposalDue(limit, now.getTime(), calendar), calendar);
  return { ...changes, disposalFirstDueAt: report.disposalFirstDueAt ?? changes.disposalDueAt ?? null };
};

export function reworkDisposal(report: ReportEntity, now: Date, calendar: WorkCalendar): Changes {
  const { ownDueAt, disposalStoppedAt, deadlineType: type, deadlineValue: value } = report;
  if (!ownDueAt || !type || value === null) return {};
  const stopped = disposalStoppedAt ?? now;
  const next = reworkDue(type, ownDueAt.getTime(), stopped.getTime(), now.getTime(), calendar);
  return run(report, { type, value }, now, next, calendar);
}

/** A suspension pauses the own clock; its length is added when it ends. The hotline's due time does not wait. */
export function resumeDisposal(report: ReportEntity, resumedAt: Date, calendar: WorkCalendar): Changes {
  const { ownDueAt, suspendedAt, deadlineType: type } = report;
  if (!ownDueAt || !suspendedAt || !type) return {};
  const moved = dueAfterSuspension(type, ownDueAt.getTime(), suspendedAt.getTime(), resumedAt.getTime(), calendar);
  const pausedMs = report.pausedMs + clockMs(type, suspendedAt.getTime(), resumedAt.getTime(), calendar);
  return { pausedMs, ...due({ ...report, pausedMs }, moved, calendar) };
}

export const extendDisposal = (report: ReportEntity, until: Date, calendar: WorkCalendar): Changes =>
  due(report, until.getTime(), calendar);

/** Unchecked for two working days is late on the dispatcher's list; after five it closes by itself. */
export function beginCheck(now: Date, calendar: WorkCalendar): Changes {
  return {
    checkDueAt: new Date(addWorkdays(calendar, now.getTime(), CHECK_LATE_WORKDAYS)),
    checkCloseAt: new Date(addWorkdays(calendar, now.getTime(), CHECK_CLOSE_WORKDAYS)),
  };
}

/** A suspension ends when the day after its last one begins. */
export const suspensionEnd = (until: string): Date => new Date(startOfDay((dayFrom(until) ?? 0) + 1));

interface OpenClock {
  clock: 'response' | 'disposal';
  dueAt: Date;
  amberAt: Date;
}

/** The clocks that run in this row now. */
export function openClocks(report: ReportEntity): OpenClock[] {
  const { state, responseStoppedAt, responseDueAt, responseAmberAt, disposalDueAt, disposalAmberAt, disposalStoppedAt } = report;
  const clocks: OpenClock[] = [];
  if (!responseStoppedAt && (state === 'reported' || state === 'accepted'))
    clocks.push({ clock: 'response', dueAt: responseDueAt, amberAt: responseAmberAt });
  if (disposalDueAt && disposalAmberAt && !disposalStoppedAt && ['accepted', 'dispatched', 'in_progress'].includes(state))
    clocks.push({ clock: 'disposal', dueAt: disposalDueAt, amberAt: disposalAmberAt });
  const hotline = hotlineClock(report);
  if (hotline && !clocks.some(({ clock }) => clock === 'disposal')) clocks.push(hotline);
  return clocks;
}

/** Before the first dispatch and during a suspension only the hotline's due time runs. */
function hotlineClock({ state, createdAt, externalDueAt }: ReportEntity): OpenClock | null {
  if (!externalDueAt || !['reported', 'accepted', 'suspended'].includes(state)) return null;
  const [from, to] = [createdAt.getTime(), externalDueAt.getTime()];
  return { clock: 'disposal', dueAt: externalDueAt, amberAt: new Date(to - Math.max(0, Math.floor((to - from) / 4))) };
}

export interface Mark {
  what: 'remind' | 'escalate' | 'resume' | 'close';
  clock: 'response' | 'disposal';
  level: number;
  /** When it falls due: what the timeline says, even if the job wakes late. */
  at: Date;
}

/** The next thing time itself does to this report; null when it waits for people only. */
export function nextMark(report: ReportEntity): Mark | null {
  const marks: Mark[] = openClocks(report).flatMap((clock) => clockMarks(report, clock));
  if (report.state === 'suspended' && report.suspendedUntil)
    marks.push({ what: 'resume', clock: 'disposal', level: 0, at: suspensionEnd(report.suspendedUntil) });
  if (report.state === 'handled' && report.checkCloseAt)
    marks.push({ what: 'close', clock: 'disposal', level: 0, at: report.checkCloseAt });
  marks.sort((a, b) => wakeAt(a).getTime() - wakeAt(b).getTime());
  return marks[0] ?? null;
}

/** The due second itself is in time, so the first level is told with the first second after it. */
export const wakeAt = ({ what, level, at }: Mark): Date =>
  what === 'escalate' && level === 1 ? new Date((Math.floor(at.getTime() / SECOND_MS) + 1) * SECOND_MS) : at;

function clockMarks(report: ReportEntity, { clock, dueAt, amberAt }: OpenClock): Mark[] {
  const marks: Mark[] = report.reminded ? [] : [{ what: 'remind', clock, level: 0, at: amberAt }];
  const told = clock === 'response' ? report.responseLevel : report.disposalLevel;
  const levels =
    clock === 'response'
      ? responseEscalations(dueAt.getTime())
      : [dueAt.getTime(), Math.max(report.disposalFurtherAt?.getTime() ?? 0, dueAt.getTime() + HOUR_MS)];
  const next = levels[told];
  if (next !== undefined) marks.push({ what: 'escalate', clock, level: told + 1, at: new Date(next) });
  return marks;
}

/** What lists and the minute job read: derived from the row, written with every step. */
export function settled(report: ReportEntity): Pick<ReportEntity, 'openDueAt' | 'openAmberAt' | 'nextMarkAt'> {
  const clocks = openClocks(report).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const mark = nextMark(report);
  return { openDueAt: clocks[0]?.dueAt ?? null, openAmberAt: clocks[0]?.amberAt ?? null, nextMarkAt: mark && wakeAt(mark) };
}
