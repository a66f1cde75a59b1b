import type { Point, Ring } from './plan.js';

/** Twice the signed area of the triangle of `o`, `a` and `b`: relative to a corner, since with degrees the plain formula loses its last digits. */
const cross = (o: Point, a: Point, b: Point): number => (a[0] - o[0]) * (b[1] - o[1]) - (b[0] - o[0]) * (a[1] - o[1]);

/** Positive when the ring runs counter-clockwise. */
export function area(ring: Ring): number {
  return ring.reduce((sum, a, i) => sum + cross(ring[0]!, a, ring[(i + 1) % ring.length]!), 0) / 2;
}

export function centroid(ring: Ring): Point {
  const origin = ring[0]!;
  let [x, y, twice] = [0, 0, 0];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const weight = cross(origin, a, b);
    x += (a[0] + b[0] - 2 * origin[0]) * weight;
    y += (a[1] + b[1] - 2 * origin[1]) * weight;
    twice += weight;
  });
  return [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)];
}

export function inside(ring: Ring, [x, y]: Point): boolean {
  let odd = false;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) odd = !odd;
  });
  return odd;
}

/** Both sides of a convex ring along the line through `at` with direction `along`: left first. */
export function cut(ring: Ring, at: Point, along: Point): [Point[], Point[]] {
  const side = (p: Point) => along[0] * (p[1] - at[1]) - along[1] * (p[0] - at[0]);
  const left: Point[] = [];
  const right: Point[] = [];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const [sa, sb] = [side(a), side(b)];
    if (sa >= 0) left.push(a);
    if (sa <= 0) right.push(a);
    if ((sa > 0 && sb < 0) || (sa < 0 && sb > 0)) {
      const t = sa / (sa - sb);
      const crossing: Point = [round(a[0] + t * (b[0] - a[0])), round(a[1] + t * (b[1] - a[1]))];
      left.push(crossing);
      right.push(crossing);
    }
  });
  return [left, right];
}

/** A millimetre: the same corner computed from two sides is one corner. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The place of a cut with direction `along` that leaves `share` of the area on its left. */
export function cutByShare(ring: Ring, along: Point, share: number): [Point[], Point[]] {
  const across: Point = [-along[1], along[0]];
  const heights = ring.map((p) => p[0] * across[0] + p[1] * across[1]);
  let low = Math.min(...heights);
  let high = Math.max(...heights);
  const whole = area(ring);
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    const [left] = cut(ring, [across[0] * middle, across[1] * middle], along);
    if (left.length > 2 && area(left) / whole > share) low = middle;
    else high = middle;
  }
  return cut(ring, [across[0] * low, across[1] * low], along);
}
