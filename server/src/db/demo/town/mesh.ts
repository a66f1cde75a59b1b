import type { Point, Ring } from './plan.js';
import { toDegrees } from './terrain.js';

/** The longest straight piece of a border in the plan, before it is bent. */
const STEP_METRES = 45;
/** A corner this close to a border is on it. The plan is written in whole metres, so borders drawn from two sides differ by less. */
const TOUCH_METRES = 0.5;

const keyOf = (p: Point): string => `${p[0]},${p[1]}`;

/**
 * Gives neighbours the very same corners: a lane that ends on a neighbour's border becomes a corner of that border too, long borders get
 * corners in between (in one order whoever asks), and only then is every corner bent. Shared borders stay shared to the last digit.
 */
export function mesh(rings: readonly Ring[]): Ring[] {
  const corners = [...new Map(rings.flat().map((p) => [keyOf(p), p])).values()];
  return rings.map((ring) => {
    const out: Point[] = [];
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      const stops = [a, ...onEdge(a, b, corners), b];
      for (let k = 0; k + 1 < stops.length; k++) out.push(...steps(stops[k]!, stops[k + 1]!));
    });
    return dropRepeats(out.map(toDegrees));
  });
}

function onEdge(a: Point, b: Point, corners: readonly Point[]): Point[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  return corners
    .map((p) => ({
      p,
      t: ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length,
      off: Math.abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / length,
    }))
    .filter(({ t, off }) => off < TOUCH_METRES && t > TOUCH_METRES && t < length - TOUCH_METRES)
    .sort((x, y) => x.t - y.t)
    .map(({ p }) => p);
}

/** The corner `a` and those between it and `b`; computed from the smaller corner, so that both neighbours find the same ones. */
function steps(a: Point, b: Point): Point[] {
  const pieces = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / STEP_METRES);
  const [from, to] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a];
  const between = Array.from({ length: pieces - 1 }, (_, i): Point => {
    const t = (i + 1) / pieces;
    return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
  });
  return [a, ...(from === a ? between : between.reverse())];
}

function dropRepeats(ring: Ring): Point[] {
  return ring.filter((p, i) => keyOf(p) !== keyOf(ring[(i + 1) % ring.length]!));
}

/** The outline of rings that share corners: inner borders run both ways and cancel. The longest outline, if there are several. */
export function outline(rings: readonly Ring[]): Point[] {
  const next = new Map<string, Map<string, Point>>();
  for (const ring of rings)
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      const back = next.get(keyOf(b));
      if (back?.delete(keyOf(a))) return;
      const ways = next.get(keyOf(a)) ?? new Map<string, Point>();
      ways.set(keyOf(b), b);
      next.set(keyOf(a), ways);
    });
  const outlines: Point[][] = [];
  for (const ways of next.values())
    while (ways.size > 0) {
      const [first] = ways.values();
      const walk: Point[] = [];
      let here = first;
      let from: Map<string, Point> | undefined = ways;
      while (here && from) {
        from.delete(keyOf(here));
        walk.push(here);
        from = next.get(keyOf(here));
        here = from?.values().next().value;
      }
      outlines.push(walk);
    }
  return outlines.sort((a, b) => b.length - a.length)[0] ?? [];
}
