import type { Anchor } from '@linli/shared/patrol-minutes';
import { TRACK_ACCURACY_MAX_METRES, TRACK_BATCH_DAYS } from '@linli/shared/patrols';
import type { EntityManager } from 'typeorm';
import type { Inside } from './own-grids.js';
import type { PatrolEntity, StoredPoint } from './patrol.entity.js';
import { serverTime } from './phone-clock.js';
import type { AnchorRow } from './patrols.view.js';

type Walked = Pick<PatrolEntity, 'id' | 'personId' | 'startOffsetMs'>;
interface ScanRow {
  at: Date;
  lng: number;
  lat: number;
  inside: boolean;
  name: string;
}
interface ReportRow {
  captured_at: Date | null;
  created_at: Date;
  lng: number | null;
  lat: number | null;
  category: string | null;
}

/** Track points, scans and reports of a patrol; reports are read where they are, they know of patrols no more than the id. */
export async function anchorsOf(
  tx: EntityManager,
  patrol: Walked,
  inside: Inside,
): Promise<{ anchors: Anchor[]; scans: number; reports: number }> {
  const [points, scans, reports] = [await pointsOf(tx, patrol.id), await scansOf(tx, patrol.id), await reportsOf(tx, patrol)];
  const anchors: Anchor[] = [
    ...points.map(([at, lng, lat, , within]) => ({
      at,
      kind: 'track' as const,
      position: lng === null || lat === null ? null : { lng, lat },
      inside: within === 1,
    })),
    ...scans.map(({ at, lng, lat, inside: within }) => ({
      at: at.getTime(),
      kind: 'scan' as const,
      position: { lng, lat },
      inside: within,
    })),
    ...reports.map((row) => {
      const position = row.lng === null || row.lat === null ? null : { lng: row.lng, lat: row.lat };
      return { at: reportTime(row, patrol), kind: 'report' as const, position, inside: position !== null && inside(position) };
    }),
  ];
  return { anchors, scans: scans.length, reports: reports.length };
}

/** The same, to be drawn. */
export async function anchorRows(tx: EntityManager, patrol: Walked): Promise<AnchorRow[]> {
  const [points, scans, reports] = [await pointsOf(tx, patrol.id), await scansOf(tx, patrol.id), await reportsOf(tx, patrol)];
  return [
    ...points.map(([at, lng, lat]) => ({ at, kind: 'track' as const, lng, lat, text: null })),
    ...scans.map(({ at, lng, lat, name }) => ({ at: at.getTime(), kind: 'scan' as const, lng, lat, text: name })),
    ...reports.map((row) => ({ at: reportTime(row, patrol), kind: 'report' as const, lng: row.lng, lat: row.lat, text: row.category })),
  ];
}

async function pointsOf(tx: EntityManager, patrolId: string): Promise<StoredPoint[]> {
  const rows = await tx.query<{ points: StoredPoint[] }[]>(
    `select points from patrol_batches where patrol_id = $1 and points is not null order by id`,
    [patrolId],
  );
  return rows.flatMap((row) => row.points);
}

const scansOf = (tx: EntityManager, patrolId: string): Promise<ScanRow[]> =>
  tx.query<ScanRow[]>(
    `select s.at, c.lng, c.lat, s.inside, c.name from patrol_scans s join checkpoints c on c.id = s.checkpoint_id where s.patrol_id = $1`,
    [patrolId],
  );

/** A confidential report keeps its category to itself. */
const reportsOf = (tx: EntityManager, { id, personId }: Walked): Promise<ReportRow[]> =>
  tx.query<ReportRow[]>(
    `select r.captured_at, r.created_at, case when r.accuracy_metres > $3 then null else r.lng end as lng,
            case when r.accuracy_metres > $3 then null else r.lat end as lat, case when not r.confidential then c.name end as category
       from reports r left join report_categories c on c.code = r.category_code
      where r.patrol_id = $1 and r.reporter_id = $2`,
    [id, personId, TRACK_ACCURACY_MAX_METRES],
  );

/** When the photo was taken by the phone, if that can be; else when the server received it. */
function reportTime(row: ReportRow, { startOffsetMs }: Walked): number {
  const received = row.created_at.getTime();
  if (!row.captured_at) return received;
  const claimed = serverTime(row.captured_at.toISOString(), Number(startOffsetMs));
  return claimed <= received && claimed >= received - TRACK_BATCH_DAYS * 86_400_000 ? claimed : received;
}
