import { type AreaLevel, NEARBY_METRES, type Position } from '@linli/shared/areas';
import { metresBetween, type Shape } from '@linli/shared/geo';
import { cellsAround } from '@linli/shared/geo-cells';
import type { EntityManager } from 'typeorm';
import type { AreaRow } from './areas.view.js';
import { shapeOf } from './shape-text.js';

const SELECT = `
  select a.code, a.level, a.parent_code as "parentCode", a.name, a.short_code as "shortCode", a.sort, l.label,
    a.centre_lng as "centreLng", a.centre_lat as "centreLat", a.retired_at is not null as retired
  from areas a left join area_level_labels l on l.district_code = left(a.code, 6) and l.level = a.level`;
const BY_CODE = SELECT + ` where a.code = any($1) order by a.code`;
const CHILDREN = SELECT + ` where a.parent_code is not distinct from $1 and ($2 or a.retired_at is null) order by a.sort, a.code`;
const SEARCH =
  SELECT +
  ` where a.retired_at is null and a.name like $1 and a.code like $2 and ($3::text is null or a.level = $3)
    order by length(a.code), length(a.name), a.code limit $4`;

export const rowsByCode = (tx: EntityManager, codes: readonly string[]): Promise<AreaRow[]> => tx.query<AreaRow[]>(BY_CODE, [codes]);

export const childrenOf = (tx: EntityManager, parent: string | null, retired: boolean): Promise<AreaRow[]> =>
  tx.query<AreaRow[]>(CHILDREN, [parent, retired]);

export interface Search {
  q: string;
  within?: string;
  level?: AreaLevel;
  limit?: number;
}
export function search(tx: EntityManager, { q, within = '', level, limit = 20 }: Search): Promise<AreaRow[]> {
  const words = q.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return tx.query<AreaRow[]>(SEARCH, [`%${words}%`, `${within}%`, level ?? null, limit]);
}

export async function shapesByCode(tx: EntityManager, codes: readonly string[]): Promise<Map<string, Shape>> {
  const rows = await tx.query<{ code: string; geometry: string }[]>(
    `select area_code as code, geometry from area_shapes where area_code = any($1)`,
    [codes],
  );
  return new Map(rows.map(({ code, geometry }) => [code, shapeOf(geometry)]));
}

/** The nearest named place within 150 m. */
export async function nearbyName(tx: EntityManager, position: Position): Promise<string | null> {
  const rows = await tx.query<{ name: string; lng: number; lat: number }[]>(`select name, lng, lat from landmarks where cell = any($1)`, [
    cellsAround(position, NEARBY_METRES),
  ]);
  const near = rows
    .map((row) => ({ name: row.name, metres: metresBetween(position, row) }))
    .filter(({ metres }) => metres <= NEARBY_METRES);
  near.sort((a, b) => a.metres - b.metres);
  return near[0]?.name ?? null;
}
