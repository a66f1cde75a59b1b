import type { Chance } from '../chance.js';
import { codeFrom } from '../reports/points.js';
import { type Landmark, pointIn } from '../town/landmarks.js';
import type { Point } from '../town/plan.js';
import type { TownArea } from '../town/town.js';

export interface Checkpoint {
  id: string;
  code: string;
  name: string;
  gridCode: string;
  position: Point;
}
const THINGS = ['配电房', '消防栓', '电动车充电棚', '分类投放点', '健身角', '地下车库入口', '门岗', '宣传栏', '水泵房', '老树下'];

/** Two to four places in every grid at which one has been when one has scanned its code. */
export function checkpoints(grids: readonly TownArea[], places: readonly Landmark[], chance: Chance): Checkpoint[] {
  return grids.flatMap((grid) => {
    const home = places.find((p) => p.kind === 'home' && p.gridCode === grid.code)!;
    return chance
      .shuffle(THINGS)
      .slice(0, chance.whole(2, 4))
      .map((thing) => ({
        id: chance.uuid(),
        code: codeFrom(chance),
        name: `${home.name}${thing}`,
        gridCode: grid.code,
        position: pointIn(grid.ring, chance.next, 0.55),
      }));
  });
}
