import type { Shape } from '@linli/shared/geo';
import { centreOf } from '@linli/shared/geo-shapes';
import type { EntityManager } from 'typeorm';
import { insertAreas, saveLandmarks } from '../../modules/areas/areas.writes.js';
import { geometryText, polygonText } from '../../modules/areas/shape-text.js';
import { insertRows } from './rows.js';
import type { Landmark } from './town/landmarks.js';
import type { TownArea } from './town/town.js';

/** Letters of the case numbers of each street, in the order of the plan. */
const SHORT_CODES = ['LC', 'BJ', 'QS', 'NA', 'XC'];

/** The tree, its polygons and the named places. */
export async function seedAreas(tx: EntityManager, areas: readonly TownArea[], places: readonly Landmark[], now: Date): Promise<void> {
  const streets = areas.filter((a) => a.level === 'street').map((a) => a.code);
  await insertAreas(
    tx,
    areas.map(({ code, level, name }) => ({
      code,
      level,
      name,
      shortCode: SHORT_CODES[streets.indexOf(code)] ?? null,
      sort: Number(code.slice(-3)),
    })),
    now,
  );
  const shapes = areas.map(({ code, level, ring }) => ({ code, level, shape: [[[...ring, ring[0]!]]] satisfies Shape }));
  await insertRows(
    tx,
    'area_shapes',
    shapes.map(({ code, shape }) => ({ area_code: code, geometry: geometryText(shape), imported_at: now })),
  );
  await insertRows(
    tx,
    'area_pieces',
    shapes.map(({ code, level, shape }) => ({ area_code: code, piece: 0, level, outline: polygonText(shape[0]![0]!), holes: [] })),
  );
  const centres = shapes.map(({ code, shape }) => ({ code, ...centreOf(shape) }));
  await tx.query(
    `update areas a set centre_lng = c.lng, centre_lat = c.lat from json_to_recordset($1) as c(code text, lng float8, lat float8) where a.code = c.code`,
    [JSON.stringify(centres)],
  );
  await saveLandmarks(
    tx,
    places.map(({ name, position: [lng, lat] }) => ({ name, lng, lat })),
  );
}
