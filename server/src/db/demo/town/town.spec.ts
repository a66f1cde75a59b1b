import { chanceOf } from '../chance.js';
import { landmarks } from './landmarks.js';
import { NAMES } from './names.js';
import { area, inside } from './plane.js';
import { town } from './town.js';

const { areas, river } = town();
const on = (level: string) => areas.filter((a) => a.level === level);
const grids = on('grid');
const [district] = on('district');

describe('the map of 临江区', () => {
  it('has 5 streets, 30 communities and 210 grids, each with its code below its parent’s', () => {
    expect([on('district').length, on('street').length, on('community').length, grids.length]).toEqual([1, 5, 30, 210]);
    expect(new Set(areas.map((a) => a.code)).size).toBe(246);
    for (const grid of grids) expect(on('community').some((c) => grid.code.startsWith(c.code))).toBe(true);
  });

  it('tiles the land: every point is in exactly one grid or in the river, and in the areas above that grid', () => {
    const chance = chanceOf('sample points');
    const xs = district!.ring.map((p) => p[0]);
    const ys = district!.ring.map((p) => p[1]);
    let land = 0;
    for (let i = 0; i < 4000; i++) {
      const point = [
        chance.between(Math.min(...xs), Math.max(...xs)) + 1e-9,
        chance.between(Math.min(...ys), Math.max(...ys)) + 1e-9,
      ] as const;
      const found = grids.filter((g) => inside(g.ring, point));
      const expected = inside(district!.ring, point) && !inside(river, point) ? 1 : 0;
      expect([point, found.length]).toEqual([point, expected]);
      land += expected;
      for (const grid of found)
        for (const above of areas.filter((a) => grid.code.startsWith(a.code)))
          expect([above.name, inside(above.ring, point)]).toEqual([above.name, true]);
    }
    expect(land).toBeGreaterThan(2500);
  });

  it('leaves nothing out: the grids and the river together are the district', () => {
    const parts = grids.reduce((sum, g) => sum + area(g.ring), 0) + area(river);
    expect(parts / area(district!.ring)).toBeCloseTo(1, 6);
    for (const { ring } of areas) expect(area(ring)).toBeGreaterThan(0);
  });

  it('shares every border corner by corner with one neighbour, or with the outside', () => {
    const sides = (ring: typeof river) => ring.map((p, i) => [p.join(), ring[(i + 1) % ring.length]!.join()]);
    const drawn = [...grids.map((g) => g.ring), river].flatMap(sides).map((s) => s.join('|'));
    const known = new Set(drawn);
    expect(known.size).toBe(drawn.length);
    const outer = new Set(sides(district!.ring).map((s) => s.join('|')));
    const alone = [...grids.map((g) => g.ring), river]
      .flatMap(sides)
      .filter(([a, b]) => !known.has(`${b}|${a}`) && !outer.has(`${a}|${b}`));
    expect(alone).toEqual([]);
  });

  it('names one place per grid and no place twice, each inside its grid', () => {
    const named = landmarks(areas);
    expect(named).toHaveLength(330);
    expect(named.filter((l, i) => named.findIndex((m) => m.name === l.name) !== i).map((l) => l.name)).toEqual([]);
    for (const l of named) expect(inside(grids.find((g) => g.code === l.gridCode)!.ring, l.position)).toBe(true);
    for (const community of on('community'))
      expect([community.name, NAMES[community.name]?.homes.length]).toEqual([
        community.name,
        grids.filter((g) => g.code.startsWith(community.code)).length,
      ]);
  });
});
