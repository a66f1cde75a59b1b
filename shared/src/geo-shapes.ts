import type { Position } from './areas.js';
import { type Point, type Polygon, type Ring, type Shape, METRES_PER_DEGREE, boundsAround, boundsOf, inBounds } from './geo.js';

/** About a millimetre: a point this near a line lies on it. */
const ON_LINE_METRES = 0.001;

/** Even–odd rule; a point on the ring itself may fall either way, ask `metresToRing` for that. */
export function insideRing({ lng, lat }: Position, ring: Ring): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [x1, y1] = ring[i] as Point;
    const [x2, y2] = ring[i + 1] as Point;
    if (y1 > lat !== y2 > lat && lng < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}

/** Metres from a position to the nearest line of a ring, on the flat map around that position (exact to 0.1 % within 50 km). */
export function metresToRing({ lng, lat }: Position, ring: Ring): number {
  const kx = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const ky = METRES_PER_DEGREE;
  let nearest = Infinity;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [lng1, lat1] = ring[i] as Point;
    const [lng2, lat2] = ring[i + 1] as Point;
    const x1 = (lng1 - lng) * kx;
    const y1 = (lat1 - lat) * ky;
    const dx = (lng2 - lng1) * kx;
    const dy = (lat2 - lat1) * ky;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(x1 * dx + y1 * dy) / length));
    nearest = Math.min(nearest, Math.hypot(x1 + along * dx, y1 + along * dy));
  }
  return nearest;
}

function metresToLines(position: Position, polygon: Polygon): number {
  return Math.min(...polygon.map((ring) => metresToRing(position, ring)));
}

/** The border belongs to the polygon, that of a hole too. */
export function insidePolygon(position: Position, polygon: Polygon): boolean {
  const [outline, ...holes] = polygon;
  if (!outline) return false;
  if (metresToLines(position, polygon) <= ON_LINE_METRES) return true;
  return insideRing(position, outline) && !holes.some((hole) => insideRing(position, hole));
}

/** 0 inside; from a hole it is the way to the hole's edge. */
export function metresToShape(position: Position, shape: Shape): number {
  return Math.min(Infinity, ...shape.map((polygon) => (insidePolygon(position, polygon) ? 0 : metresToLines(position, polygon))));
}

/** How deep a position lies within a shape; 0 outside. */
function depthMetres(position: Position, shape: Shape): number {
  return Math.max(0, ...shape.map((polygon) => (insidePolygon(position, polygon) ? metresToLines(position, polygon) : 0)));
}

/** A point that surely lies in the polygon, for names on the map: the middle of the longest stretch on the line half way up. */
export function innerPoint(polygon: Polygon): Position {
  const { south, north } = boundsOf([polygon]);
  // a little off the half, where the corners of drawn rectangles are not
  const lat = south + (north - south) * 0.5003;
  const crossings: number[] = [];
  for (const ring of polygon)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [x1, y1] = ring[i] as Point;
      const [x2, y2] = ring[i + 1] as Point;
      if (y1 > lat !== y2 > lat) crossings.push(x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1));
    }
  crossings.sort((a, b) => a - b);
  let best = { lng: polygon[0]?.[0]?.[0] ?? 0, width: -1 };
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [west, east] = [crossings[i] as number, crossings[i + 1] as number];
    if (east - west > best.width) best = { lng: (west + east) / 2, width: east - west };
  }
  return { lng: best.lng, lat };
}

/** The piece a name is written on: the one with the largest box. */
export function centreOf(shape: Shape): Position {
  const size = (polygon: Polygon): number => {
    const { west, south, east, north } = boundsOf([polygon]);
    return (east - west) * (north - south);
  };
  return innerPoint(shape.reduce((a, b) => (size(b) > size(a) ? b : a)));
}

/** Corners, middles of the sides, and one point within each piece. */
function samples(shape: Shape): Position[] {
  return shape.flatMap((polygon) => {
    const points: Position[] = [innerPoint(polygon)];
    for (const ring of polygon)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x1, y1] = ring[i] as Point;
        const [x2, y2] = ring[i + 1] as Point;
        points.push({ lng: x1, lat: y1 }, { lng: (x1 + x2) / 2, lat: (y1 + y2) / 2 });
      }
    return points;
  });
}

/**
 * Do two shapes cover the same ground? Neighbours are drawn by hand and share a wobbly border,
 * so only what reaches deeper than `toleranceMetres` into the other counts. Tried at corners, middles of sides and one inner point a piece.
 */
export function shapesOverlap(a: Shape, b: Shape, toleranceMetres = 10): boolean {
  const reaches = (from: Shape, into: Shape): boolean => {
    const bounds = boundsOf(into);
    return samples(from).some((p) => inBounds(bounds, p) && depthMetres(p, into) > toleranceMetres);
  };
  return reaches(a, b) || reaches(b, a);
}

/** Does a position lie in the shape, or at most `metres` outside? Used for “in own grids (± 50 m)”. */
export function withinMetres(position: Position, shape: Shape, metres: number): boolean {
  const near = boundsAround(position, metres);
  const box = boundsOf(shape);
  if (box.west > near.east || box.east < near.west || box.south > near.north || box.north < near.south) return false;
  return metresToShape(position, shape) <= metres;
}
