import { dayOf, HOUR_MS, isWorkday, MINUTE_MS, startOfDay, type WorkCalendar } from '@linli/shared/calendar';
import { publicityEnds } from '@linli/shared/publicity';
import { chanceOf } from '../chance.js';
import type { World } from '../reports/world.js';
import { type Round, roundsOf } from './habits.js';
import type { Served } from './served.js';

/** Hours entered by hand out of the teams' books: by the community's desk, publicised, confirmed by the street's. */
export function teamHistory(world: World, known: readonly Served[]): Served[] {
  // Nobody enters two things for one day, nor one for a day that speaks for itself: so nothing overlaps.
  const busy = new Map<string, Set<number>>();
  for (const { personId, startedAt } of known) busy.set(personId, (busy.get(personId) ?? new Set()).add(dayOf(startedAt.getTime())));
  const served = roundsOf(world).flatMap((round) => (round.byCode ? [] : entered(world, round, busy)));
  return served.sort((a, b) => a.confirmedAt.getTime() - b.confirmedAt.getTime());
}

function entered(world: World, { team, habit, day, startAt, people }: Round, busy: Map<string, Set<number>>): Served[] {
  const chance = chanceOf(`entered ${team.name} ${habit.title} ${day - dayOf(world.now.getTime())}`);
  return people.flatMap(({ personId, communityCode, minutes }) => {
    const days = busy.get(personId) ?? new Set();
    if (days.has(day)) return [];
    busy.set(personId, days.add(day));
    const id = chance.uuid();
    return {
      id,
      source: 'manual' as const,
      sourceId: id,
      personId,
      communityCode,
      title: habit.title,
      itemCode: habit.itemCode,
      category: habit.category,
      coefficient: habit.coefficient,
      startedAt: startAt,
      finishedAt: new Date(startAt.getTime() + minutes * MINUTE_MS),
      minutes,
      servedId: null,
      inChargeId: team.leader?.person.id ?? null,
      teamId: team.id,
      byCode: false,
      silent: false,
      enteredBy: world.desksOf(communityCode)[0]!.id,
      confirmedBy: chance.pick(world.desksOf(communityCode.slice(0, 9)).filter((d) => d.id !== personId)).id,
      ...publicised(world, communityCode, day),
    };
  });
}

/** Entered the next working day at nine, three whole working days on the wall, confirmed at ten of the next. */
function publicised(world: World, communityCode: string, day: number): Pick<Served, 'createdAt' | 'publicisedUntil' | 'confirmedAt'> {
  const calendar = world.calendar(communityCode);
  const created = nextWorkday(calendar, day);
  const createdAt = startOfDay(created) + 9 * HOUR_MS;
  const until = publicityEnds(calendar, createdAt);
  const confirmed = startOfDay(nextWorkday(calendar, dayOf(until) - 1)) + 10 * HOUR_MS;
  return { createdAt: new Date(createdAt), publicisedUntil: new Date(until), confirmedAt: new Date(confirmed) };
}

function nextWorkday(calendar: WorkCalendar, day: number): number {
  let next = day + 1;
  while (!isWorkday(calendar, next)) next += 1;
  return next;
}
