/**
 * Days, working days and office time of a Chinese district: fixed UTC+8, no `Intl`, no process time zone.
 * An instant is a number of milliseconds since the epoch, a day the number of whole days since 1970-01-01 in Asia/Shanghai.
 */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** Half-open: the opening second belongs to the office time, the closing one does not. Minutes since midnight. */
export interface OfficeSegment {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export const DEFAULT_OFFICE_HOURS: readonly OfficeSegment[] = [
  { fromMinute: 8 * 60 + 30, toMinute: 12 * 60 },
  { fromMinute: 14 * 60 + 30, toMinute: 18 * 60 },
];

export interface WorkCalendar {
  /** What the weekday does not say: holidays (false) and swapped working days (true). A day without entry counts Monday to Friday. */
  readonly days: ReadonlyMap<number, boolean>;
  /** Ascending, not overlapping, at least one. */
  readonly segments: readonly OfficeSegment[];
}

export const dayOf = (at: number): number => Math.floor((at + SHANGHAI_MS) / DAY_MS);
export const startOfDay = (day: number): number => day * DAY_MS - SHANGHAI_MS;
/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
const instantOf = (day: number, minute: number): number => startOfDay(day) + minute * MINUTE_MS;

/** `2026-11-21`, the day's name on the wire. */
export function dayText(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** The day of `2026-11-21`, or null for anything that is not a day of the calendar (31 April, month 13, words). */
export function dayFrom(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const [year, month, dayOfMonth] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12) return null;
  const yearFromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(yearFromMarch / 400);
  const yearOfEra = yearFromMarch - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const day = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
  return dayText(day) === text ? day : null;
}

export const dayTextOf = (at: number): string => dayText(dayOf(at));

export function isWorkday(calendar: WorkCalendar, day: number): boolean {
  const weekday = weekdayOf(day);
  return calendar.days.get(day) ?? (weekday !== 0 && weekday !== 6);
}

export function isOfficeTime(calendar: WorkCalendar, at: number): boolean {
  const day = dayOf(at);
  if (!isWorkday(calendar, day)) return false;
  return calendar.segments.some((s) => at >= instantOf(day, s.fromMinute) && at < instantOf(day, s.toMinute));
}

/** `at` itself inside office time, else the next opening. */
export function nextOfficeTime(calendar: WorkCalendar, at: number): number {
  if (isOfficeTime(calendar, at)) return at;
  for (let day = dayOf(at); ; day++) {
    if (!isWorkday(calendar, day)) continue;
    const next = segmentsOf(calendar).find((s) => instantOf(day, s.fromMinute) >= at);
    if (next) return instantOf(day, next.fromMinute);
  }
}

/** Milliseconds of office time in [from, to); 0 when `to` is not later. */
export function officeMs(calendar: WorkCalendar, from: number, to: number): number {
  let sum = 0;
  for (let day = dayOf(from); startOfDay(day) < to; day++) {
    if (!isWorkday(calendar, day)) continue;
    for (const s of segmentsOf(calendar))
      sum += Math.max(0, Math.min(to, instantOf(day, s.toMinute)) - Math.max(from, instantOf(day, s.fromMinute)));
  }
  return sum;
}

/** The office time in [from, to), piece by piece. */
export function officeSpans(calendar: WorkCalendar, from: number, to: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (let day = dayOf(from); startOfDay(day) < to; day++) {
    if (!isWorkday(calendar, day)) continue;
    for (const s of segmentsOf(calendar)) {
      const span = { from: Math.max(from, instantOf(day, s.fromMinute)), to: Math.min(to, instantOf(day, s.toMinute)) };
      if (span.to > span.from) spans.push(span);
    }
  }
  return spans;
}

/** The earliest instant by which `ms` of office time have passed since `from`; `from` itself for nothing. */
export function addOffice(calendar: WorkCalendar, from: number, ms: number): number {
  if (ms <= 0) return from;
  let left = ms;
  for (let day = dayOf(from); ; day++) {
    if (!isWorkday(calendar, day)) continue;
    for (const s of segmentsOf(calendar)) {
      const opening = Math.max(from, instantOf(day, s.fromMinute));
      const room = instantOf(day, s.toMinute) - opening;
      if (room <= 0) continue;
      if (left <= room) return opening + left;
      left -= room;
    }
  }
}

/** The same time of day on the n-th working day after; outside office time the count begins at the next opening. */
export function addWorkdays(calendar: WorkCalendar, from: number, count: number): number {
  const begin = nextOfficeTime(calendar, from);
  const timeOfDay = begin - startOfDay(dayOf(begin));
  let day = dayOf(begin);
  for (let passed = 0; passed < count;) if (isWorkday(calendar, ++day)) passed++;
  return startOfDay(day) + timeOfDay;
}

function segmentsOf(calendar: WorkCalendar): readonly OfficeSegment[] {
  if (calendar.segments.length === 0) throw new RangeError('a calendar without office time never opens');
  return calendar.segments;
}

/** Why these segments cannot be office hours, in words for the administrator; null when they can. */
export function officeHoursFault(segments: readonly OfficeSegment[]): string | null {
  if (segments.length === 0) return '至少填写一段办公时间';
  let end = -1;
  for (const s of segments) {
    if (!Number.isInteger(s.fromMinute) || !Number.isInteger(s.toMinute) || s.fromMinute < 0 || s.toMinute > 24 * 60)
      return '办公时间须在 00:00 至 24:00 之间';
    if (s.fromMinute >= s.toMinute) return '每段的结束时间须晚于开始时间';
    if (s.fromMinute <= end) return '各段时间须按先后填写，且不能重叠或相接';
    end = s.toMinute;
  }
  return null;
}
