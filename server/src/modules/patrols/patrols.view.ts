import { type Reckoning, wholeMinutes } from '@linli/shared/patrol-minutes';
import { type AnchorKind, patrolActions, UNCOUNTED_LABELS } from '@linli/shared/patrols';
import type { PatrolAnchorView, PatrolDetailView, PatrolSpanView, PatrolView } from '@linli/shared/patrols.dto';
import type { PatrolEntity } from './patrol.entity.js';

export type PatrolRow = PatrolEntity & { personName: string };

/** `mine`: the person's own phone asks; nobody else acts on a patrol. */
export function patrolView(row: PatrolRow, mine: boolean): PatrolView {
  return {
    id: row.id,
    state: row.state,
    personName: row.personName,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBySystem: row.endedBy === 'system',
    countedMinutes: wholeMinutes(Number(row.countedMs)),
    uncountedMinutes: wholeMinutes(Number(row.uncountedMs)),
    metres: row.metres,
    flags: row.flags,
    reports: row.reports,
    scans: row.scans,
    lastAnchorAt: row.lastSignAt.toISOString(),
    actions: mine ? [...patrolActions[row.state]] : [],
  };
}

const spanView = ({ from, to, reason }: Reckoning['spans'][number]): PatrolSpanView => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  counted: reason === null,
  reason,
  reasonText: reason && UNCOUNTED_LABELS[reason],
  seconds: Math.floor((to - from) / 1000),
});

export interface AnchorRow {
  at: number;
  kind: AnchorKind;
  lng: number | null;
  lat: number | null;
  text: string | null;
}
/** The map draws no more than this many points of a track: every n-th is enough for the eye. */
const TRACK_SHOWN = 1000;

export function detailView(row: PatrolRow, mine: boolean, anchors: readonly AnchorRow[], trackKept: boolean): PatrolDetailView {
  const track = anchors.filter((a) => a.kind === 'track');
  const every = Math.ceil(track.length / TRACK_SHOWN) || 1;
  const shown = [...track.filter((_, i) => i % every === 0), ...anchors.filter((a) => a.kind !== 'track'), ...moments(row)];
  shown.sort((a, b) => a.at - b.at || place(a.kind) - place(b.kind));
  return { ...patrolView(row, mine), spans: row.spans.map(spanView), anchors: shown.map(anchorView), trackKept };
}

/** Of what happened at one instant the start comes first and the end last. */
const place = (kind: AnchorKind): number => (kind === 'start' ? 0 : kind === 'end' ? 2 : 1);

const anchorView = ({ at, kind, lng, lat, text }: AnchorRow): PatrolAnchorView => ({
  at: new Date(at).toISOString(),
  kind,
  position: lng === null || lat === null ? null : { lng, lat },
  text,
});

function moments(row: PatrolRow): AnchorRow[] {
  const moment = (kind: AnchorKind, at: number): AnchorRow => ({ kind, at, lng: null, lat: null, text: null });
  return [
    moment('start', row.startedAt.getTime()),
    ...row.pauses.flatMap(({ from, to }) => [moment('pause', from), ...(to === null ? [] : [moment('resume', to)])]),
    ...(row.endedAt ? [moment('end', row.endedAt.getTime())] : []),
  ];
}
