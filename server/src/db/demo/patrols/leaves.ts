import { dayOf } from '@linli/shared/calendar';
import { chanceOf } from '../chance.js';
import { HOME_COMMUNITY, NAMED } from '../people/cast.js';
import type { World } from '../reports/world.js';
import { gridsOf, type Leave } from './plan.js';

const REASONS = [
  '孩子发烧，要去医院。',
  '回老家办事一天。',
  '参加区里的培训。',
  '身体不舒服，想休息一天。',
  '婆婆住院，需要陪护。',
  '家里水管爆了，等师傅上门。',
];

/** Who was away, who asks to be; two requests wait for the one-tap grid leader. */
export function leaves(world: World): Leave[] {
  const chance = chanceOf('leaves');
  const today = dayOf(world.now.getTime());
  const members = [...new Set(world.cast.grants.filter((g) => g.role === 'grid_member').map((g) => g.person))];
  const home = world.areaNamed(HOME_COMMUNITY).code;
  const past = members.flatMap((person): Leave[] => {
    if (!chance.yes(0.25)) return [];
    const fromDay = today - chance.whole(2, 26);
    const toDay = Math.min(today - 1, fromDay + chance.whole(0, 2));
    return [
      {
        person,
        gridCodes: gridsOf(world, person),
        fromDay,
        toDay,
        state: chance.yes(0.93) ? 'granted' : 'refused',
        reason: chance.pick(REASONS),
      },
    ];
  });
  const asking = members
    .filter((person) => gridsOf(world, person).some((g) => g.startsWith(home)) && person.name !== NAMED.gridMember)
    .slice(0, 2);
  const others = chance.shuffle(members.filter((person) => !asking.includes(person))).slice(0, 8);
  const ahead = [...asking, ...others].map((person, i): Leave => {
    const fromDay = today + 1 + (i % 4);
    return { person, gridCodes: gridsOf(world, person), fromDay, toDay: fromDay + (i % 2), state: 'asked', reason: chance.pick(REASONS) };
  });
  return [...past, ...ahead];
}
