/**
 * The plan of 临江区 before it is bent: metres, u to the east, v to the north. Every piece is convex, so that straight cuts can divide it
 * and neighbours keep one border; `terrain.ts` bends the whole afterwards.
 *
 * The division code 990101: no province of GB/T 2260 begins with 99 (they end at 82, and 91), so it can never meet a real district.
 */
export type Point = readonly [number, number];
export type Ring = readonly Point[];

export const DISTRICT = { code: '990101', name: '临江区' };

/** How lanes run: `old` turns and squeezes, `new` is ruled, `open` has few and large blocks. */
export type Weave = 'old' | 'new' | 'mixed' | 'open';

export interface CommunityPlan {
  name: string;
  grids: number;
  /** Blocks wanted larger than their share: the hill, the park. */
  spread?: number;
}
export interface PiecePlan {
  ring: Ring;
  weave: Weave;
  communities: readonly CommunityPlan[];
}
export interface StreetPlan {
  name: string;
  pieces: readonly PiecePlan[];
}

export const RIVER: Ring = [
  [0, 1900],
  [5600, 1900],
  [5600, 2090],
  [0, 2090],
];
const community = (name: string, grids: number, spread?: number): CommunityPlan => (spread ? { name, grids, spread } : { name, grids });

export const STREETS: readonly StreetPlan[] = [
  {
    name: '老城街道',
    pieces: [
      {
        weave: 'old',
        ring: [
          [820, 2090],
          [2960, 2090],
          [2960, 3240],
          [820, 3180],
        ],
        communities: [
          community('西门社区', 7),
          community('码头街社区', 8),
          community('菜市口社区', 9),
          community('万福社区', 8),
          community('鼓楼社区', 8),
          community('文昌社区', 8),
          community('大井巷社区', 7),
        ],
      },
    ],
  },
  {
    name: '滨江街道',
    pieces: [
      {
        weave: 'mixed',
        ring: [
          [2960, 2090],
          [5600, 2090],
          [5600, 3314],
          [2960, 3240],
        ],
        communities: [
          community('柳堤社区', 7),
          community('望江社区', 8),
          community('江湾社区', 7),
          community('白鹭社区', 6, 1.5),
          community('沙洲社区', 7),
          community('东渡社区', 7),
        ],
      },
    ],
  },
  {
    name: '青山街道',
    pieces: [
      {
        weave: 'mixed',
        ring: [
          [0, 2090],
          [820, 2090],
          [820, 3180],
          [0, 3157],
        ],
        communities: [community('石桥社区', 8)],
      },
      {
        weave: 'open',
        ring: [
          [0, 3157],
          [5600, 3314],
          [5600, 4400],
          [0, 4400],
        ],
        communities: [community('青山社区', 5, 2.2), community('茶亭社区', 6), community('桂花园社区', 7), community('松林社区', 5, 1.5)],
      },
    ],
  },
  {
    name: '南岸街道',
    pieces: [
      {
        weave: 'mixed',
        ring: [
          [0, 0],
          [2380, 0],
          [2440, 1900],
          [0, 1900],
        ],
        communities: [
          community('铁路社区', 6),
          community('糖厂社区', 7),
          community('纺织社区', 7),
          community('船厂社区', 7),
          community('南岸社区', 7),
          community('渡口社区', 6),
        ],
      },
    ],
  },
  {
    name: '新城街道',
    pieces: [
      {
        weave: 'new',
        ring: [
          [2380, 0],
          [5600, 0],
          [5600, 1900],
          [2440, 1900],
        ],
        communities: [
          community('会展社区', 6),
          community('学府社区', 7),
          community('锦绣社区', 7),
          community('金桂社区', 8),
          community('新城社区', 8),
          community('和谐社区', 6),
        ],
      },
    ],
  },
];
