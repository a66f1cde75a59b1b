import type { AreaLevel } from '@linli/shared/areas';
import type { EntityManager } from 'typeorm';

/** The area itself (old matters ask for retired ones, too) and, below it, those in use: of one level when it is named, else of the next. */
const SCOPE = `
  areas a where a.code = $1 or a.retired_at is null and (
    case when $2::text is null then a.parent_code = $1 else a.level = $2 and a.code like $1 || '%' end
  )`;
const VERSION = `select count(*)::int as areas, coalesce(max(a.updated_at), 'epoch') as changed from ` + SCOPE;

/** The shapes were written as GeoJSON text when they came in: here they are only strung together, never parsed. */
const COLLECTION =
  `
  select '{"type":"FeatureCollection","features":[' || coalesce(string_agg(
    '{"type":"Feature","id":"' || f.code || '","properties":' || f.properties || ',"geometry":' || f.geometry || '}', ',' order by f.code
  ), '') || ']}' as body
  from (
    select a.code, s.geometry,
      json_build_object('code', a.code, 'name', a.name, 'level', a.level, 'centre', json_build_array(a.centre_lng, a.centre_lat))::text as properties
    from ` +
  SCOPE.replace('areas a where', 'areas a join area_shapes s on s.area_code = a.code where') +
  `
  ) f`;

/** Changes whenever one of the shapes or names does. */
export async function shapesVersion(tx: EntityManager, code: string, level: AreaLevel | null): Promise<string> {
  const [row] = await tx.query<{ areas: number; changed: Date }[]>(VERSION, [code, level]);
  return `${row?.areas ?? 0}-${row?.changed.getTime().toString(36) ?? 0}`;
}

export async function shapesText(tx: EntityManager, code: string, level: AreaLevel | null): Promise<string> {
  const [row] = await tx.query<{ body: string }[]>(COLLECTION, [code, level]);
  return row?.body ?? '';
}
