import { type AreaLevel, areaAt, type LocateWay, NEAR_GRID_METRES, type Position } from '@linli/shared/areas';
import { boundsAround } from '@linli/shared/geo';
import { metresToShape } from '@linli/shared/geo-shapes';
import type { EntityManager } from 'typeorm';
import { shapeOf } from './shape-text.js';

/** Where a matter belongs. */
export interface Located {
  districtCode: string;
  streetCode: string;
  communityCode: string | null;
  gridCode: string | null;
  how: LocateWay;
}

/** An area in use with a piece within reach of the position. */
export interface Candidate {
  code: string;
  level: AreaLevel;
  held: boolean;
  /** GeoJSON of a grid that does not hold the position, to measure its distance; else null */
  geometry: string | null;
}

/**
 * Everything within 100 m in one look at the GiST index: its boxes first (`&&`), then Postgres's own point-in-polygon.
 * The border of a piece belongs to it, that of its hole does not.
 */
const CANDIDATES = `
  select f.code, f.level, f.held, case when f.level = 'grid' and not f.held then s.geometry end as geometry
  from (
    select p.area_code as code, p.level,
      bool_or(p.outline @> point($1, $2) and not exists (select from unnest(p.holes) hole where hole @> point($1, $2))) as held
    from area_pieces p
    where p.outline && polygon(box(point($3, $4), point($5, $6))) and p.level <> 'building'
    group by 1, 2
  ) f
  left join area_shapes s on s.area_code = f.code
  order by f.code`;

export async function candidatesNear(tx: EntityManager, position: Position): Promise<Candidate[]> {
  const { west, south, east, north } = boundsAround(position, NEAR_GRID_METRES);
  return tx.query<Candidate[]>(CANDIDATES, [position.lng, position.lat, west, south, east, north]);
}

/** PRODUCT.md §1 *Place*: the grid that holds it, else the nearest within 100 m, else the community or street that holds it. */
export function choose(position: Position, candidates: readonly Candidate[]): Located | null {
  const holding = (level: AreaLevel) => candidates.find((c) => c.held && c.level === level)?.code;
  const grid = holding('grid');
  if (grid) return located(grid, 'inside');
  const near = nearestGrid(position, candidates);
  if (near) return located(near, 'near');
  const community = holding('community');
  if (community) return located(community, 'community');
  const street = holding('street');
  return street ? located(street, 'street') : null;
}

function nearestGrid(position: Position, candidates: readonly Candidate[]): string | null {
  let nearest: { code: string; metres: number } | null = null;
  for (const { code, geometry } of candidates) {
    if (geometry === null) continue;
    const metres = metresToShape(position, shapeOf(geometry));
    if (metres <= NEAR_GRID_METRES && metres < (nearest?.metres ?? Infinity)) nearest = { code, metres };
  }
  return nearest?.code ?? null;
}

function located(code: string, how: LocateWay): Located {
  return {
    districtCode: code.slice(0, 6),
    streetCode: code.slice(0, 9),
    communityCode: areaAt(code, 'community'),
    gridCode: areaAt(code, 'grid'),
    how,
  };
}
