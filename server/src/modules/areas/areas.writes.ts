import type { AreaLevel } from '@linli/shared/areas';
import { areaParent } from '@linli/shared/areas';
import type { Ring, Shape } from '@linli/shared/geo';
import { cellOf } from '@linli/shared/geo-cells';
import { centreOf } from '@linli/shared/geo-shapes';
import type { EntityManager } from 'typeorm';
import type { NewArea } from './import-areas.js';
import type { NewLandmark } from './import-shapes.js';
import { geometryText, polygonText } from './shape-text.js';

/** All in one statement, so that parents and children may come together. How many were new. */
export async function insertAreas(tx: EntityManager, areas: readonly NewArea[], now: Date): Promise<number> {
  const rows = areas.map(({ code, level, name, shortCode, sort }) => ({
    code,
    level,
    parent: areaParent(code),
    name,
    short: shortCode,
    sort,
  }));
  const written = await tx.query<unknown[]>(
    `insert into areas (code, level, parent_code, name, short_code, sort, created_at, updated_at)
     select code, level, parent, name, short, sort, $2, $2
     from json_to_recordset($1) as r(code text, level text, parent text, name text, short text, sort int)
     on conflict (code) do nothing returning code`,
    [JSON.stringify(rows), now],
  );
  return written.length;
}

export interface AreaShape {
  code: string;
  level: AreaLevel;
  shape: Shape;
}

/** Puts shapes of areas in use in the place of those they had; four statements, however many there are. */
export async function saveShapes(tx: EntityManager, areas: readonly AreaShape[], now: Date): Promise<void> {
  const codes = areas.map(({ code }) => code);
  const heads = areas.map(({ code, shape }) => ({ code, geometry: geometryText(shape), ...centreOf(shape) }));
  const pieces = areas.flatMap(({ code, level, shape }) =>
    shape.map(([outline, ...holes], piece) => ({
      code,
      level,
      piece,
      outline: polygonText(outline as Ring),
      holes: holes.map(polygonText),
    })),
  );
  await tx.query(
    `insert into area_shapes (area_code, geometry, imported_at)
     select code, geometry, $2 from json_to_recordset($1) as r(code text, geometry text)
     on conflict (area_code) do update set geometry = excluded.geometry, imported_at = excluded.imported_at`,
    [JSON.stringify(heads), now],
  );
  await removePieces(tx, codes);
  await tx.query(
    `insert into area_pieces (area_code, piece, level, outline, holes)
     select code, piece, level, outline::polygon, coalesce((select array_agg(hole::polygon) from json_array_elements_text(holes) hole), '{}')
     from json_to_recordset($1) as r(code text, level text, piece smallint, outline text, holes json)`,
    [JSON.stringify(pieces)],
  );
  await tx.query(
    `update areas a set centre_lng = r.lng, centre_lat = r.lat, updated_at = $2
     from json_to_recordset($1) as r(code text, lng float8, lat float8) where a.code = r.code`,
    [JSON.stringify(heads), now],
  );
}

export async function removePieces(tx: EntityManager, codes: readonly string[]): Promise<void> {
  await tx.query(`delete from area_pieces where area_code = any($1)`, [codes]);
}

/** The same name in the same 250 m is the same place, moved. */
export async function saveLandmarks(tx: EntityManager, landmarks: readonly Omit<NewLandmark, 'row'>[]): Promise<void> {
  const unique = new Map(
    landmarks.map((place) => [`${cellOf(place)} ${place.name}`, { name: place.name, lng: place.lng, lat: place.lat, cell: cellOf(place) }]),
  );
  await tx.query(
    `insert into landmarks (name, lng, lat, cell)
     select name, lng, lat, cell from json_to_recordset($1) as r(name text, lng float8, lat float8, cell int)
     on conflict (cell, name) do update set lng = excluded.lng, lat = excluded.lat`,
    [JSON.stringify([...unique.values()])],
  );
}
