import type { Position } from './areas.js';

/** `[lng, lat]`, the order of GeoJSON. */
export type Point = readonly [lng: number, lat: number];
/** A closed line: the last point repeats the first. */
export type Ring = readonly Point[];
/** One outline and its holes. */
export type Polygon = readonly Ring[];
/** An area can lie in several pieces. */
export type Shape = readonly Polygon[];
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** The mainland with its islands and seas, generously: what lies outside is a mistake, not a place of ours. */
export const CHINA: Bounds = { west: 73, south: 3, east: 136, north: 54 };

const EARTH_RADIUS_METRES = 6_371_008.8;
const RADIANS = Math.PI / 180;
export const METRES_PER_DEGREE = EARTH_RADIUS_METRES * RADIANS;

export function inBounds(bounds: Bounds, { lng, lat }: Position): boolean {
  return lng >= bounds.west && lng <= bounds.east && lat >= bounds.south && lat <= bounds.north;
}

/** Finite and within China's range. NaN fails every comparison, so it is refused here too. */
export function inChina(position: Position): boolean {
  return inBounds(CHINA, position);
}

/** Great-circle distance. */
export function metresBetween(a: Position, b: Position): number {
  const dLat = (b.lat - a.lat) * RADIANS;
  const dLng = (b.lng - a.lng) * RADIANS;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function growBounds({ west, south, east, north }: Bounds, metres: number): Bounds {
  const dLat = metres / METRES_PER_DEGREE;
  // the side farther from the equator is where a degree of longitude is shortest
  const dLng = metres / (METRES_PER_DEGREE * Math.cos(Math.max(Math.abs(south), Math.abs(north)) * RADIANS));
  return { west: west - dLng, south: south - dLat, east: east + dLng, north: north + dLat };
}

/** The box around a circle. */
export function boundsAround({ lng, lat }: Position, metres: number): Bounds {
  return growBounds({ west: lng, south: lat, east: lng, north: lat }, metres);
}

export function boundsOf(shape: Shape): Bounds {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const polygon of shape)
    for (const [lng, lat] of polygon[0] ?? []) {
      bounds.west = Math.min(bounds.west, lng);
      bounds.east = Math.max(bounds.east, lng);
      bounds.south = Math.min(bounds.south, lat);
      bounds.north = Math.max(bounds.north, lat);
    }
  return bounds;
}

export function boundsOverlap(a: Bounds, b: Bounds): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

export function boundsContain(outer: Bounds, inner: Bounds): boolean {
  return outer.west <= inner.west && outer.east >= inner.east && outer.south <= inner.south && outer.north >= inner.north;
}
