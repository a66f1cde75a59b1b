import { addOffice, addWorkdays, DAY_MS, HOUR_MS, officeMs, SECOND_MS, type WorkCalendar } from './calendar.js';

export const DEADLINE_TYPES = ['urgent_hour', 'natural_day', 'work_hour', 'work_day'] as const;
export type DeadlineType = (typeof DEADLINE_TYPES)[number];

export interface Deadline {
  readonly type: DeadlineType;
  readonly value: number;
}

export const CLOCK_COLOURS = ['green', 'amber', 'red'] as const;
export type ClockColour = (typeof CLOCK_COLOURS)[number];

/** What a run of a clock needs to be read: all three are fixed when the run begins, so an edited calendar moves no promise. */
export interface ClockRun {
  readonly startedAt: number;
  readonly halfAt: number;
  readonly amberAt: number;
  readonly dueAt: number;
}

export const RESPONSE_MS = DAY_MS;
const REWORK_LEAST_MS = 4 * HOUR_MS;
const REWORK_LEAST_URGENT_MS = HOUR_MS;

const runsByNight = (type: DeadlineType): boolean => type === 'urgent_hour' || type === 'natural_day';

/** The clock's own milliseconds between two instants: natural ones for clocks that run by night, office ones for the others. */
export function clockMs(type: DeadlineType, from: number, to: number, calendar: WorkCalendar): number {
  return runsByNight(type) ? Math.max(0, to - from) : officeMs(calendar, from, to);
}

/** The instant by which `ms` of the clock's own time have passed since `from`. */
export function addClock(type: DeadlineType, from: number, ms: number, calendar: WorkCalendar): number {
  return runsByNight(type) ? from + Math.max(0, ms) : addOffice(calendar, from, ms);
}

/** Server receipt + 86,400 s, never paused. */
export function responseRun(receivedAt: number): ClockRun {
  return {
    startedAt: receivedAt,
    halfAt: receivedAt + RESPONSE_MS / 2,
    amberAt: receivedAt + (RESPONSE_MS * 3) / 4,
    dueAt: receivedAt + RESPONSE_MS,
  };
}

export function disposalDue(limit: Deadline, from: number, calendar: WorkCalendar): number {
  if (limit.type === 'urgent_hour') return from + limit.value * HOUR_MS;
  if (limit.type === 'natural_day') return from + limit.value * DAY_MS;
  if (limit.type === 'work_hour') return addOffice(calendar, from, limit.value * HOUR_MS);
  return addWorkdays(calendar, from, limit.value);
}

/**
 * A run is amber from the first instant with a quarter of its length, or less, left in the clock's own seconds. `pausedMs`, the length of
 * its suspensions, is no part of the run.
 */
export function runBetween(type: DeadlineType, startedAt: number, dueAt: number, calendar: WorkCalendar, pausedMs = 0): ClockRun {
  const span = clockMs(type, startedAt, dueAt, calendar);
  const length = Math.max(0, span - pausedMs);
  const leaving = (rest: number) => (span === 0 ? Math.min(startedAt, dueAt) : addClock(type, startedAt, span - rest, calendar));
  return { startedAt, halfAt: leaving(Math.floor(length / 2)), amberAt: leaving(Math.floor(length / 4)), dueAt };
}

/** The hotline's due time replaces the own one if it is earlier. */
export const earlierDue = (dueAt: number, hotlineDueAt: number | null): number =>
  hotlineDueAt === null ? dueAt : Math.min(dueAt, hotlineDueAt);

/** The own due time after a suspension: moved by its length in the clock's own seconds. Never give it the hotline's. */
export function dueAfterSuspension(
  type: DeadlineType,
  dueAt: number,
  suspendedAt: number,
  resumedAt: number,
  calendar: WorkCalendar,
): number {
  return addClock(type, dueAt, clockMs(type, suspendedAt, resumedAt, calendar), calendar);
}

/** A rework goes on with what was left when the case was handled, at least 4 working hours, 1 hour for `urgent_hour`. */
export function reworkDue(type: DeadlineType, dueAt: number, handledAt: number, reworkedAt: number, calendar: WorkCalendar): number {
  const rest = addClock(type, reworkedAt, clockMs(type, handledAt, dueAt, calendar), calendar);
  const least = type === 'urgent_hour' ? reworkedAt + REWORK_LEAST_URGENT_MS : addOffice(calendar, reworkedAt, REWORK_LEAST_MS);
  return Math.max(rest, least);
}

/** At the due second is in time, one later is late. */
export const isLate = (dueAt: number, now: number): boolean => Math.floor(now / SECOND_MS) > Math.floor(dueAt / SECOND_MS);

/** `now` is the moment the clock stopped or was suspended, where it is not running. */
export function colourOf(run: Pick<ClockRun, 'amberAt' | 'dueAt'>, now: number): ClockColour {
  if (isLate(run.dueAt, now)) return 'red';
  return now >= run.amberAt ? 'amber' : 'green';
}

/** Level 1 at the due time, 2 two hours and 3 four hours later. */
export const responseEscalations = (dueAt: number): readonly number[] => [dueAt, dueAt + 2 * HOUR_MS, dueAt + 4 * HOUR_MS];

/** Level 1 at the due time, level 2 after a further quarter of the limit: at least an hour, at most a working day. */
export function disposalEscalations(limit: Deadline, startedAt: number, dueAt: number, calendar: WorkCalendar): readonly number[] {
  const length = clockMs(limit.type, startedAt, disposalDue(limit, startedAt, calendar), calendar);
  const further = addClock(limit.type, dueAt, Math.max(HOUR_MS, Math.floor(length / 4)), calendar);
  return [dueAt, Math.min(further, addWorkdays(calendar, dueAt, 1))];
}
