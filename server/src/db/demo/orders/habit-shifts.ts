import { DAY_MS, dayTextOf, HOUR_MS, MINUTE_MS } from '@linli/shared/calendar';
import { isoWeekday } from '@linli/shared/menu';
import { chanceOf } from '../chance.js';
import { grouped } from '../grouped.js';
import { type Round, roundsOf } from '../timebank/habits.js';
import { INSURANCE } from './course.js';
import type { OrdersWorld } from './orders-world.js';
import { placesOf } from './places.js';
import { offerShift, type Post, postAt } from './posts.js';
import type { By } from './service.js';

const AHEAD = 12 * DAY_MS;

/** What the teams did since codes hang everywhere: a post for each habit, which is over, with every shift that was held. */
export function habitShifts(orders: OrdersWorld): Post[] {
  const rounds = roundsOf(orders.world).filter(({ byCode }) => byCode);
  return [...grouped(rounds, ({ team, habit }) => `${team.id} ${habit.title}`).values()].map((held) => postOf(orders, held));
}

function postOf(orders: OrdersWorld, rounds: Round[]): Post {
  const inTime = rounds.sort((a, b) => a.day - b.day);
  const [first, last] = [inTime[0]!, inTime.at(-1)!];
  const { team, habit } = first;
  const chance = chanceOf(`habit ${team.name} ${habit.title}`);
  const community = orders.world.area(team.areaCode);
  const desk = orders.world.desksOf(community.code)[0]!.id;
  const post = postAt(orders, community, chance, {
    title: habit.title,
    itemCode: habit.itemCode,
    remark: null,
    placeText: chance.pick(placesOf(community.name)),
    startAt: first.startAt,
    minutes: habit.minutes,
    headcount: Math.max(2, ...inTime.map(({ people }) => people.length)),
    weekdays: [...new Set(inTime.map(({ startAt }) => isoWeekday(startAt.getTime())))].sort(),
    teamId: team.id,
    inChargeId: desk,
    createdAt: new Date(first.startAt.getTime() - AHEAD - DAY_MS),
  });
  const now = orders.now.getTime();
  const by = { id: desk, role: 'person_in_charge' } as const;
  for (const round of inTime) held(orders, post, round, by);
  return { ...post, ended: { until: dayTextOf(last.startAt.getTime()), at: new Date(Math.min(last.startAt.getTime() + 2 * DAY_MS, now)) } };
}

/** Everybody signed up, came, scanned, left; whoever was in charge confirmed the list in the evening. */
function held(orders: OrdersWorld, post: Post, { startAt, people }: Round, inCharge: By): void {
  const end = startAt.getTime() + post.minutes * MINUTE_MS;
  const coming = people.filter(({ personId }) => orders.diary.free(personId, startAt.getTime(), end));
  if (!coming.length) return;
  const createdAt = new Date(startAt.getTime() - AHEAD);
  const service = offerShift(orders, post, startAt, createdAt, coming.length);
  coming.forEach(({ personId }, i) => {
    orders.takes(service, personId);
    service.accept(new Date(createdAt.getTime() + (i + 1) * 5 * HOUR_MS), personId);
  });
  if (service.order.insuranceRequired)
    service.insure(new Date(startAt.getTime() - 30 * HOUR_MS), { ...inCharge, role: 'dispatcher' }, INSURANCE);
  service.passTime(new Date(startAt.getTime() - 10 * MINUTE_MS));
  coming.forEach(({ personId }, i) => service.start(new Date(startAt.getTime() - 2 * MINUTE_MS + i * 9000), personId, 'place_code'));
  const leaving = coming.map(({ personId, minutes }, i) => ({ personId, at: startAt.getTime() + minutes * MINUTE_MS - 50_000 + i * 4000 }));
  for (const { personId, at } of leaving.sort((a, b) => a.at - b.at))
    service.finish(new Date(Math.min(at, end - 1000)), personId, 'place_code');
  service.confirm(new Date(service.lastAt.getTime() + 50 * MINUTE_MS), inCharge);
}
