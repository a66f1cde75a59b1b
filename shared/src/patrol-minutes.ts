import type { Position } from './areas.js';
import { DAY_MS, dayOf, startOfDay } from './calendar.js';
import { metresBetween } from './geo.js';
import {
  ANCHOR_GAP_SECONDS,
  PATROL_ENDS_AFTER_SECONDS,
  WALKING_MAX_METRES_PER_SECOND,
  type PlacedKind,
  type UncountedReason,
} from './patrols.js';

const GAP_MS = ANCHOR_GAP_SECONDS * 1000;
const ENDS_AFTER_MS = PATROL_ENDS_AFTER_SECONDS * 1000;

/** Proof that somebody was somewhere: a track point, a checkpoint's code that was read, a report. */
export interface Anchor {
  /** milliseconds since the epoch */
  readonly at: number;
  readonly kind: PlacedKind;
  /** Null where the phone found no place (or none good enough): it proves life, neither place nor way. */
  readonly position: Position | null;
  /** In one of the own grids, or at most 50 m from one. */
  readonly inside: boolean;
}

/** Half-open stretch of time; `to` is null while it lasts. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

export interface Walk {
  readonly startedAt: number;
  /** When the person pressed end, or their next patrol began; null: neither. */
  readonly stoppedAt: number | null;
  readonly pauses: readonly Pause[];
  /** In any order, twice or once. */
  readonly anchors: readonly Anchor[];
}

/** A stretch that counts whole (`reason` null) or not at all. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly reason: UncountedReason | null;
}

export interface Reckoning {
  readonly spans: readonly Span[];
  readonly countedMs: number;
  /** What did not count, pauses left out: nobody claims those. */
  readonly uncountedMs: number;
  /** Counted milliseconds of each day in Asia/Shanghai (days since 1970-01-01) on which something counted. */
  readonly days: ReadonlyMap<number, number>;
  /** Way along the counted stretches. */
  readonly metres: number;
  /** The last anchor or resumption that belongs to it, or its start. */
  readonly lastSignAt: number;
  /** When it ends by itself: 30 minutes after that. */
  readonly endsItselfAt: number;
}

/** Minutes are whole: the time of a day or a month is summed first and floored once. */
export const wholeMinutes = (ms: number): number => Math.floor(ms / 60_000);

/** What a walk is worth. The same whatever the order in which its parts arrived. */
export function reckon(walk: Walk): Reckoning {
  const anchors = inOrder(walk);
  const lastSignAt = lastSign(walk, anchors);
  const mine = anchors.filter((a) => a.at <= lastSignAt);
  const pauses = [...walk.pauses].sort((a, b) => a.from - b.from);
  const spans: Span[] = [];
  let metres = 0;
  for (const [from, to] of stretches(walk, mine, lastSignAt)) {
    const way = wayOf(from, to);
    const reason = verdict(from, to, way, mine);
    for (const piece of cutByPauses({ from: from.at, to: to.at, reason }, pauses)) {
      if (piece.reason === null) metres += (way * (piece.to - piece.from)) / (to.at - from.at);
      extend(spans, piece);
    }
  }
  const counted = spans.filter((s) => s.reason === null);
  return {
    spans,
    countedMs: sum(counted),
    uncountedMs: sum(spans.filter((s) => s.reason !== null && s.reason !== 'paused')),
    days: byDay(counted),
    metres: Math.round(metres),
    lastSignAt,
    endsItselfAt: lastSignAt + ENDS_AFTER_MS,
  };
}

type Place = Pick<Anchor, 'at' | 'position' | 'inside'>;

/** What is left of a walk's anchors, in a total order: equal sets give equal lists. */
function inOrder({ startedAt, stoppedAt, anchors }: Walk): Anchor[] {
  return anchors
    .filter((a) => a.at >= startedAt && (stoppedAt === null || a.at <= stoppedAt))
    .sort(
      (a, b) =>
        a.at - b.at ||
        compare(a.kind, b.kind) ||
        (a.position?.lng ?? 0) - (b.position?.lng ?? 0) ||
        (a.position?.lat ?? 0) - (b.position?.lat ?? 0) ||
        Number(a.inside) - Number(b.inside),
    );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The chain of signs of life from the start on, broken by the first silence of more than 30 minutes: what comes later is no part of it.
 * A resumption counts as one, or a patrol could end in the very minute in which it goes on.
 */
function lastSign(walk: Walk, anchors: readonly Anchor[]): number {
  const resumed = walk.pauses.flatMap((p) => (p.to === null ? [] : [p.to]));
  const signs = [...anchors.map((a) => a.at), ...resumed].sort((a, b) => a - b);
  let last = walk.startedAt;
  for (const at of signs) {
    if (at - last > ENDS_AFTER_MS) break;
    if (walk.stoppedAt === null || at <= walk.stoppedAt) last = Math.max(last, at);
  }
  return last;
}

/** From each anchor with a place to the next; before the first one from the start, after the last one to where the person pressed end. */
function* stretches(walk: Walk, anchors: readonly Anchor[], lastSignAt: number): Generator<[Place, Place]> {
  const end = walk.stoppedAt !== null && walk.stoppedAt <= lastSignAt + ENDS_AFTER_MS ? walk.stoppedAt : lastSignAt;
  const nowhere = (at: number): Place => ({ at, position: null, inside: false });
  let from = nowhere(walk.startedAt);
  for (const to of anchors) {
    if (to.position === null) continue;
    if (to.at > from.at) yield [from, to];
    from = to;
  }
  if (end > from.at) yield [from, nowhere(end)];
}

function verdict(from: Place, to: Place, way: number, anchors: readonly Anchor[]): UncountedReason | null {
  const long = to.at - from.at > GAP_MS;
  if (long) return anchors.some((a) => a.position === null && a.at > from.at && a.at < to.at) ? 'no_position' : 'gap';
  if (!from.position || !to.position) return 'no_position';
  if (!from.inside || !to.inside) return 'outside';
  return way > (WALKING_MAX_METRES_PER_SECOND * (to.at - from.at)) / 1000 ? 'too_fast' : null;
}

const wayOf = (from: Place, to: Place): number => (from.position && to.position ? metresBetween(from.position, to.position) : 0);

/** Time spent in a pause is `paused` whatever else it would have been. `pauses` by their beginning. */
function cutByPauses(span: Span, pauses: readonly Pause[]): Span[] {
  if (!pauses.length) return [span];
  const pieces: Span[] = [];
  let from = span.from;
  for (const pause of pauses) {
    const begin = Math.max(from, pause.from);
    const end = Math.min(span.to, pause.to ?? span.to);
    if (begin >= end) continue;
    if (begin > from) pieces.push({ from, to: begin, reason: span.reason });
    pieces.push({ from: begin, to: end, reason: 'paused' });
    from = end;
  }
  if (from < span.to) pieces.push({ from, to: span.to, reason: span.reason });
  return pieces;
}

/** Neighbours with the same verdict are one line for the reader. */
function extend(spans: Span[], next: Span): void {
  const last = spans.at(-1);
  if (last?.to === next.from && last.reason === next.reason) spans[spans.length - 1] = { ...last, to: next.to };
  else spans.push(next);
}

const sum = (spans: readonly Span[]): number => spans.reduce((ms, s) => ms + s.to - s.from, 0);

/** Minutes belong to the day they were walked in: a stretch over midnight is cut there. */
function byDay(counted: readonly Span[]): Map<number, number> {
  const days = new Map<number, number>();
  for (const { from, to } of counted) {
    for (let day = dayOf(from); startOfDay(day) < to; day++) {
      const ms = Math.min(to, startOfDay(day) + DAY_MS) - Math.max(from, startOfDay(day));
      days.set(day, (days.get(day) ?? 0) + ms);
    }
  }
  return days;
}
