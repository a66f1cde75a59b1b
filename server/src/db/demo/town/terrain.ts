import type { Point } from './plan.js';

/** Where the town lies: hill country, chosen because no town is there. GCJ-02 degrees of the plan's south-western corner. */
const ORIGIN: Point = [113.0512, 24.4025];
const METRES_PER_DEGREE_LAT = 111_132;
const METRES_PER_DEGREE_LNG = 111_320 * Math.cos((ORIGIN[1] * Math.PI) / 180);

const wave = (x: number, length: number, shift = 0): number => Math.sin((2 * Math.PI * x) / length + shift);
/** 0 far away, 1 at the centre, smooth between. */
const near = (u: number, v: number, [cu, cv]: Point, radius: number): number =>
  Math.exp(-((u - cu) ** 2 + (v - cv) ** 2) / (radius * radius));

/** Bends the ruled plan: the river's two bends, the crooked lanes of the old town, the hill that pushes its paths apart. Metres to metres. */
export function bend([u, v]: Point): Point {
  // Ridges cut the corners of the plan: half a step from the square to the circle.
  const [a, b] = [(u - 2800) / 2800, (v - 2200) / 2200];
  let x = 2800 + 2800 * a * Math.sqrt(1 - 0.3 * b * b);
  let y = 2200 + 2200 * b * Math.sqrt(1 - 0.3 * a * a);
  // The farther from the river, the less a street follows it; the river narrows in its bends.
  const follows = Math.exp(-(((v - 1995) / 2000) ** 2));
  y +=
    follows * (360 * wave(u, 4700, -0.7) + 110 * wave(u, 2100, 1.4)) +
    0.35 * wave(u, 1500, 1) * (v - 1995) * Math.exp(-(((v - 1995) / 260) ** 2));
  x += 60 * wave(v, 5200, 0.6) + 40 * wave(u, 4100, 1.1) + 90 * wave(v, 3100, 2.4) * near(u, v, [4000, 2200], 2200);
  const crooked = near(u, v, [1850, 2700], 900) * Math.min(1, Math.max(0, (v - 2090) / 260));
  x += crooked * (38 * wave(v, 520, 0.4) + 17 * wave(v + u, 260, 1));
  y += crooked * (34 * wave(u, 470, 0.9) + 16 * wave(u - v, 240, 2));
  const hill = near(u, v, [900, 3900], 620);
  x += hill * 0.18 * (u - 900);
  y += hill * 0.12 * (v - 3900);
  // The outer limit is drawn by ridges and brooks, not by a ruler.
  const edge = Math.exp(-Math.min(u, 5600 - u, v, 4400 - v) / 220);
  x += edge * (70 * wave(v, 1500, 0.3) + 28 * wave(v, 640, 2));
  y += edge * (80 * wave(u, 1700, 1.9) + 30 * wave(u, 700, 0.5));
  return [x, y];
}

/** Plan metres → GCJ-02 degrees, six decimals (about 0.1 m). */
export function toDegrees(p: Point): Point {
  const [x, y] = bend(p);
  return [six(ORIGIN[0] + x / METRES_PER_DEGREE_LNG), six(ORIGIN[1] + y / METRES_PER_DEGREE_LAT)];
}

const six = (value: number): number => Math.round(value * 1e6) / 1e6;
