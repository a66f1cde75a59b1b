import type { Chance } from '../chance.js';
import type { World } from '../reports/world.js';
import { NAMES } from '../town/names.js';

/** The well-known home after which people call the grid. */
export function addressIn(world: World, gridCode: string): string {
  return NAMES[world.area(gridCode.slice(0, 12)).name]!.homes[Number(gridCode.slice(-3)) - 1]!;
}

/** A door as people say it. */
export function doorIn(world: World, gridCode: string, chance: Chance): string {
  const floor = chance.whole(1, 7);
  const room = `${floor}0${chance.whole(1, 4)}`;
  if (chance.yes(0.75)) return `${addressIn(world, gridCode)} ${chance.whole(1, 12)} 栋 ${chance.whole(1, 4)} 单元 ${room}`;
  return `${chance.pick(NAMES[world.area(gridCode.slice(0, 12)).name]!.roads)} ${chance.whole(2, 180)} 号 ${room}`;
}

/** Where people of the community meet: its station, or a public place. */
export const placesOf = (communityName: string): readonly string[] => [`${communityName}服务站`, ...NAMES[communityName]!.places];
