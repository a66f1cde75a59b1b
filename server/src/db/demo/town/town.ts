import { chanceOf } from '../chance.js';
import { grouped } from '../grouped.js';
import { divide } from './divide.js';
import { mesh, outline } from './mesh.js';
import { DISTRICT, RIVER, STREETS, type Ring } from './plan.js';

export type AreaLevel = 'district' | 'street' | 'community' | 'grid';
export interface TownArea {
  code: string;
  name: string;
  level: AreaLevel;
  /** GCJ-02, counter-clockwise, not closed. */
  ring: Ring;
}

const three = (n: number): string => String(n).padStart(3, '0');
const NUMERALS = '一二三四五六七八九';

export interface Town {
  areas: TownArea[];
  /** The river's surface between the banks: in the district, in no street. */
  river: Ring;
}

/** All 246 areas of the district with their polygons; grids tile the land without a gap, higher areas are the outlines of their grids. */
export function town(): Town {
  const planned = STREETS.flatMap((street, s) => {
    const streetCode = DISTRICT.code + three(s + 1);
    let communityNumber = 0;
    return street.pieces.flatMap((piece) => {
      const chance = chanceOf(`town ${street.name} ${communityNumber}`);
      const weights = piece.communities.map((c) => c.grids * (c.spread ?? 1));
      const blocks = divide(piece.ring, weights, piece.weave, chance, 'community');
      return piece.communities.flatMap((community, c) => {
        const communityCode = streetCode + three(++communityNumber);
        const even = Array.from({ length: community.grids }, () => 1);
        return divide(blocks[c]!, even, piece.weave, chance, 'grid').map((ring, g) => ({
          street: { code: streetCode, name: street.name },
          community: { code: communityCode, name: community.name },
          grid: { code: communityCode + three(g + 1), name: `第${NUMERALS[g]}网格` },
          ring,
        }));
      });
    });
  });
  const rings = mesh([...planned.map((p) => p.ring), RIVER]);
  const grids = planned.map((p, i) => ({ ...p, ring: rings[i]! }));
  const above = (key: 'street' | 'community'): TownArea[] =>
    [...grouped(grids, (g) => g[key].code).values()].map((members) => ({
      ...members[0]![key],
      level: key,
      ring: outline(members.map((m) => m.ring)),
    }));
  const areas: TownArea[] = [
    { ...DISTRICT, level: 'district', ring: outline(rings) },
    ...above('street'),
    ...above('community'),
    ...grids.map((g): TownArea => ({ ...g.grid, level: 'grid', ring: g.ring })),
  ];
  return { areas, river: rings[planned.length]! };
}
