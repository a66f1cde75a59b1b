import { type Point, type Polygon, type Ring, type Shape, inChina } from './geo.js';

export interface GeoJsonGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: unknown;
}
export const MAX_SHAPE_POINTS = 5_000;
export const MAX_SHAPE_PIECES = 50;

export type ShapeReading = { shape: Shape; problem: null } | { shape: null; problem: string };
const refused = (problem: string): ShapeReading => ({ shape: null, problem });

/** Reads what a stranger sent as a GeoJSON polygon. The sentence says what to mend. */
export function readShape(geometry: unknown): ShapeReading {
  if (!isGeometry(geometry)) return refused('不是面（只收 Polygon 或 MultiPolygon）');
  const pieces = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  if (!Array.isArray(pieces) || pieces.length === 0) return refused('没有坐标');
  if (pieces.length > MAX_SHAPE_PIECES) return refused(`分成了 ${pieces.length} 块，最多 ${MAX_SHAPE_PIECES} 块`);
  const shape: Polygon[] = [];
  let points = 0;
  for (const piece of pieces as unknown[]) {
    if (!Array.isArray(piece) || piece.length === 0) return refused('有一块没有边线');
    const polygon: Ring[] = [];
    for (const line of piece as unknown[]) {
      points += Array.isArray(line) ? line.length : 0;
      if (points > MAX_SHAPE_POINTS) return refused(`点太多，最多 ${MAX_SHAPE_POINTS} 个`);
      const ring = readRing(line);
      if (typeof ring === 'string') return refused(ring);
      polygon.push(ring);
    }
    shape.push(polygon);
  }
  return { shape, problem: null };
}

function isGeometry(value: unknown): value is GeoJsonGeometry {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('coordinates' in value)) return false;
  return value.type === 'Polygon' || value.type === 'MultiPolygon';
}

function readRing(line: unknown): Ring | string {
  if (!Array.isArray(line) || line.length < 4) return '边线少于 4 个点';
  const ring: Point[] = [];
  for (const entry of line as unknown[]) {
    if (!Array.isArray(entry)) return '坐标不是数字';
    const [lng, lat] = entry as unknown[];
    if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat)) return '坐标不是数字';
    if (!inChina({ lng, lat }))
      return inChina({ lng: lat, lat: lng }) ? '经度和纬度写反了（先经度、后纬度）' : `坐标 ${lng}, ${lat} 不在国内`;
    ring.push([lng, lat]);
  }
  const first = ring[0] as Point;
  const last = ring[ring.length - 1] as Point;
  if (first[0] !== last[0] || first[1] !== last[1]) return '边线没有闭合（最后一点应与第一点相同）';
  if (ringArea(ring) === 0) return '边线没有围住任何地方';
  return ring;
}

/** Square degrees, always positive. */
function ringArea(ring: Ring): number {
  let twice = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as Point;
    const [x2, y2] = ring[i + 1] as Point;
    twice += (x2 - x1) * (y1 + y2);
  }
  return Math.abs(twice) / 2;
}

/** Six decimals: a tenth of a metre, which is finer than any border. */
export function roundShape(shape: Shape): Shape {
  const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return shape.map((polygon) => polygon.map((ring) => ring.map(([lng, lat]): Point => [six(lng), six(lat)])));
}

export function toGeometry(shape: Shape): GeoJsonGeometry {
  return shape.length === 1 ? { type: 'Polygon', coordinates: shape[0] } : { type: 'MultiPolygon', coordinates: shape };
}
