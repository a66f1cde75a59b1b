import { type AreaLevel, areaLevel } from '@linli/shared/areas';
import type { Polygon, Ring, Shape } from '@linli/shared/geo';
import type { EntityManager } from 'typeorm';
import { insertAreas, saveLandmarks, saveShapes } from '../src/modules/areas/areas.writes.js';

/** A closed rectangle of corners in degrees. */
export const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const whole = (...corners: [number, number, number, number]): Shape => [[box(...corners)]];
const holed: Polygon = [box(111.3, 23.4, 111.31, 23.41), box(111.304, 23.404, 111.306, 23.406)];

/**
 * A district small enough to hold in one's head (GCJ-02; 0.01° is about 1 km): two streets side by side, whose codes end in 001 and 010.
 * The first has two communities; 万福's first grid has a hole, its two grids end 200 m short of its northern border; 码头's grid lies in two pieces.
 * The second street has a community in its south without grids, and nothing in its north.
 */
export const TOWN: readonly { code: string; name: string; shortCode?: string; shape: Shape }[] = [
  { code: '990101', name: '临江区', shape: whole(111.29, 23.39, 111.35, 23.43) },
  { code: '990101001', name: '滨江街道', shortCode: 'BJ', shape: whole(111.3, 23.4, 111.32, 23.42) },
  { code: '990101010', name: '学府街道', shortCode: 'XF', shape: whole(111.32, 23.4, 111.34, 23.42) },
  { code: '990101001001', name: '万福社区', shape: whole(111.3, 23.4, 111.31, 23.42) },
  { code: '990101001002', name: '码头社区', shape: whole(111.31, 23.4, 111.32, 23.42) },
  { code: '990101010001', name: '书院社区', shape: whole(111.32, 23.4, 111.34, 23.41) },
  { code: '990101001001001', name: '第一网格', shape: [holed] },
  { code: '990101001001002', name: '第二网格', shape: whole(111.3, 23.41, 111.31, 23.418) },
  { code: '990101001002001', name: '第一网格', shape: [[box(111.31, 23.4, 111.32, 23.406)], [box(111.31, 23.412, 111.32, 23.42)]] },
];
export const LANDMARK = { name: '菜市口', lng: 111.3005, lat: 23.4005 };

export const DISTRICT = '990101';
export const STREET = '990101001';
export const OTHER_STREET = '990101010';
export const COMMUNITY = '990101001001';
export const SISTER_COMMUNITY = '990101001002';
export const GRID = '990101001001001';
export const SISTER_GRID = '990101001001002';
/** In the first grid. */
export const IN_GRID = { lng: 111.302, lat: 23.402 };

/** Puts the town straight into the tables. */
export async function buildTown(tx: EntityManager, now: Date): Promise<void> {
  const areas = TOWN.map(({ code, name, shortCode }) => ({
    code,
    name,
    level: areaLevel(code) as AreaLevel,
    shortCode: shortCode ?? null,
    sort: 0,
  }));
  await insertAreas(tx, areas, now);
  await saveShapes(
    tx,
    TOWN.map(({ code, shape }) => ({ code, level: areaLevel(code) as AreaLevel, shape })),
    now,
  );
  await saveLandmarks(tx, [LANDMARK]);
}
