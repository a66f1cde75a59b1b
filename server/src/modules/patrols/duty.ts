import { dayFrom, dayText, isWorkday, type WorkCalendar } from '@linli/shared/calendar';
import { wholeMinutes } from '@linli/shared/patrol-minutes';
import { OFF_REASON_LABELS, PATROL_TARGET_MINUTES } from '@linli/shared/patrols';
import type { PatrolDayView } from '@linli/shared/patrols.dto';

/** Days as they stand in the database, both included; `to` null: without end. */
export interface DaySpan {
  readonly from: string;
  readonly to: string | null;
}
export interface TargetRow {
  readonly areaCode: string;
  readonly fromDay: string;
  readonly minutes: number;
}
/** What decides a grid member's days. */
export interface DutyFacts {
  readonly held: readonly (DaySpan & { readonly areaCode: string })[];
  readonly leaves: readonly DaySpan[];
  readonly targets: readonly TargetRow[];
  /** Counted milliseconds by day. */
  readonly walked: ReadonlyMap<string, number>;
}

const covers = (day: string) => (span: DaySpan) => span.from <= day && (span.to === null || span.to >= day);

export interface CalendarDay {
  readonly day: string;
  readonly working: boolean;
}
/** The days from one to another, both included. */
export function daysBetween(calendar: WorkCalendar, from: string, to: string): CalendarDay[] {
  const [first, last] = [dayFrom(from), dayFrom(to)];
  if (first === null || last === null) return [];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({
    day: dayText(first + i),
    working: isWorkday(calendar, first + i),
  }));
}

/** The target of the nearest area upwards that has one; the last that was set up to this day. */
export function targetAt(rows: readonly TargetRow[], areaCode: string, day: string): TargetRow | null {
  const fitting = rows.filter((r) => areaCode.startsWith(r.areaCode) && r.fromDay <= day);
  fitting.sort((a, b) => b.areaCode.length - a.areaCode.length || (a.fromDay < b.fromDay ? 1 : -1));
  return fitting[0] ?? null;
}

/** Who walks in several communities owes the most that one of them asks. */
export function targetOn(rows: readonly TargetRow[], gridCodes: readonly string[], day: string): number {
  if (!rows.length || !gridCodes.length) return PATROL_TARGET_MINUTES;
  return Math.max(...gridCodes.map((code) => targetAt(rows, code, day)?.minutes ?? PATROL_TARGET_MINUTES));
}

/** Duty day = working day less leave, while a grid is held. */
export function dutyDay(facts: DutyFacts, { day, working }: CalendarDay): PatrolDayView {
  const grids = facts.held.filter(covers(day)).map((h) => h.areaCode);
  const onLeave = facts.leaves.some(covers(day));
  const duty = grids.length > 0 && working && !onLeave;
  const offReason = grids.length === 0 || duty ? null : onLeave && working ? OFF_REASON_LABELS.leave : OFF_REASON_LABELS.rest;
  const countedMinutes = wholeMinutes(facts.walked.get(day) ?? 0);
  const targetMinutes = targetOn(facts.targets, grids, day);
  return { day, duty, offReason, countedMinutes, targetMinutes, reached: countedMinutes >= targetMinutes };
}

export interface Completion {
  dutyDays: number;
  reachedDays: number;
  completion: number | null;
}
/** Completion = duty days with the target ÷ duty days. */
export function completionOf(days: readonly PatrolDayView[]): Completion {
  const duty = days.filter((d) => d.duty);
  return share(duty.length, duty.filter((d) => d.reached).length);
}
export function sumOf(parts: readonly Completion[]): Completion {
  const sum = (pick: (c: Completion) => number) => parts.reduce((n, c) => n + pick(c), 0);
  return share(
    sum((c) => c.dutyDays),
    sum((c) => c.reachedDays),
  );
}
const share = (dutyDays: number, reachedDays: number): Completion => ({
  dutyDays,
  reachedDays,
  completion: dutyDays ? reachedDays / dutyDays : null,
});
