import type { CheckpointView } from '@linli/shared/patrols.dto';
import type { PointView } from '@linli/shared/reports.dto';
import { useCheckpoints } from '@/api/checkpoints';
import { usePoints } from '@/api/points';
import type { Paged } from '@/components/list';

/** report: residents scan it to report; checkpoint: grid members scan it on patrol. */
export const POINT_KINDS = ['report', 'checkpoint'] as const;
export type PointKind = (typeof POINT_KINDS)[number];
export const POINT_KIND_LABELS: Record<PointKind, string> = { report: '扫码上报点', checkpoint: '巡查打卡点' };

/** Both kinds as a card and a line need them. */
export interface Point {
  id: string;
  code: string;
  name: string;
  areaText: string;
  qrSvg: string;
  retired: boolean;
  reports: number | null;
  lastVisitAt: string | null;
}

const ofPoint = (p: PointView): Point => ({
  id: p.id,
  code: p.code,
  name: p.placeText,
  areaText: p.areaText,
  qrSvg: p.qrSvg,
  retired: p.retired,
  reports: p.reports,
  lastVisitAt: null,
});
const ofCheckpoint = (c: CheckpointView): Point => ({
  id: c.id,
  code: c.code,
  name: c.name,
  areaText: c.gridName,
  qrSvg: c.qrSvg,
  retired: c.retired,
  reports: null,
  lastVisitAt: c.lastVisitAt,
});

const turned = <A, B>(of: Paged<A>, turn: (a: A) => B): Paged<B> => ({
  data: of.data && { pages: of.data.pages.map((p) => ({ items: p.items.map(turn), next: p.next })) },
  error: of.error,
  hasNextPage: of.hasNextPage,
  isFetchingNextPage: of.isFetchingNextPage,
  refetch: of.refetch,
  fetchNextPage: of.fetchNextPage,
});

export function useBothKinds(kind: PointKind, areaCode: string | undefined): Paged<Point> {
  const points = usePoints(areaCode, kind === 'report');
  const checkpoints = useCheckpoints(areaCode, kind === 'checkpoint');
  return kind === 'report' ? turned(points, ofPoint) : turned(checkpoints, ofCheckpoint);
}

/** SVG as an address for <Image>: both platforms draw it. */
export const svgAddress = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
