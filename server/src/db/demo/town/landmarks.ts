import { chanceOf } from '../chance.js';
import { NAMES } from './names.js';
import { centroid, inside } from './plane.js';
import type { Point, Ring } from './plan.js';
import type { TownArea } from './town.js';

export const LANDMARK_KINDS = ['home', 'place', 'station'] as const;
export interface Landmark {
  name: string;
  kind: (typeof LANDMARK_KINDS)[number];
  gridCode: string;
  /** GCJ-02 */
  position: Point;
}

/** A point of the ring between its middle and its border, never outside. */
export function pointIn(ring: Ring, next: () => number, reach = 0.85): Point {
  const [cx, cy] = centroid(ring);
  for (;;) {
    const towards = ring[Math.floor(next() * ring.length)]!;
    const share = Math.sqrt(next()) * reach;
    const point: Point = [six(cx + share * (towards[0] - cx)), six(cy + share * (towards[1] - cy))];
    if (inside(ring, point)) return point;
  }
}
const six = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The named places of the district: one per grid, three public ones and the service station per community. */
export function landmarks(areas: readonly TownArea[]): Landmark[] {
  const grids = areas.filter((a) => a.level === 'grid');
  return areas
    .filter((a) => a.level === 'community')
    .flatMap((community) => {
      const chance = chanceOf(`landmarks ${community.name}`);
      const own = grids.filter((g) => g.code.startsWith(community.code));
      const { homes, places } = NAMES[community.name]!;
      const at = (name: string, kind: Landmark['kind'], grid: TownArea, reach?: number): Landmark => ({
        name,
        kind,
        gridCode: grid.code,
        position: pointIn(grid.ring, chance.next, reach),
      });
      return [
        ...own.map((grid, i) => at(homes[i]!, 'home', grid, 0.35)),
        ...places.map((name) => at(name, 'place', chance.pick(own))),
        at(`${community.name}服务站`, 'station', chance.pick(own), 0.6),
      ];
    });
}
