import { DAY_MS, dayOf, HOUR_MS, isWorkday, MINUTE_MS, startOfDay, type WorkCalendar } from '@linli/shared/calendar';
import type { ServiceCategory, ServiceTeamType } from '@linli/shared/members';
import { publicityEnds } from '@linli/shared/publicity';
import { chanceOf } from '../chance.js';
import { SERVING_NAMED, type ServiceTeamCast } from '../people/serving.js';
import type { World } from '../reports/world.js';
import type { Served } from './served.js';

interface Habit {
  title: string;
  itemCode: string;
  category: ServiceCategory;
  coefficient: number;
  hour: number;
  minutes: number;
  /** Days between two of them. */
  every: number;
  /** How many of the team come, as a share. */
  share: number;
}
const habit = (
  title: string,
  itemCode: string,
  category: ServiceCategory,
  hour: number,
  minutes: number,
  every: number,
  share: number,
): Habit => ({
  title,
  itemCode,
  category,
  coefficient: 100,
  hour,
  minutes,
  every,
  share,
});

/** What the teams did, week after week, before Linli came: written into books of their own and entered afterwards. */
const HABITS: Readonly<Partial<Record<ServiceTeamType, readonly Habit[]>>> = {
  red_armband: [habit('红袖章夜巡', 'S0801', 'safety', 20, 90, 7, 0.6)],
  party_team: [
    habit('民情联络入户走访', 'S0603', 'agency', 9, 120, 14, 0.5),
    habit('周末清洁楼道', 'S0701', 'environment', 8.5, 90, 14, 0.6),
  ],
  community_group: [
    habit('敬老服务：送餐和陪伴', 'S0104', 'elder_care', 10.5, 120, 3, 0.4),
    habit('独居老人家中打扫', 'S0107', 'elder_care', 14.5, 120, 8, 0.3),
  ],
  professional_team: [habit('爱心义诊：量血压测血糖', 'S0201', 'health', 8.5, 180, 14, 0.7)],
  unit_team: [{ ...habit('水电小修义务日', 'S0301', 'repair', 9, 180, 14, 0.6), coefficient: 120 }],
  youth_team: [habit('四点半课堂', 'S0503', 'education', 16.5, 90, 7, 0.5), habit('教老人用手机', 'S0502', 'education', 15, 60, 14, 0.5)],
};
const MONTHS_BACK = 10;
/** Later than this the orders of the last weeks speak for themselves. */
const UNTIL_DAYS_AGO = 23;

/** Hours entered by hand: by the community's desk, publicised, confirmed by the street's. */
export function teamHistory(world: World, known: readonly Served[]): Served[] {
  const served: Served[] = [];
  // Nobody enters two things for one day, nor one for a day that speaks for itself: so nothing overlaps.
  const busy = new Map<string, Set<number>>();
  for (const { personId, startedAt } of known) busy.set(personId, (busy.get(personId) ?? new Set()).add(dayOf(startedAt.getTime())));
  for (const team of world.cast.serving.serviceTeams)
    for (const one of HABITS[team.type] ?? []) served.push(...rounds(world, team, one, busy));
  return served.sort((a, b) => a.confirmedAt.getTime() - b.confirmedAt.getTime());
}

function rounds(world: World, team: ServiceTeamCast, one: Habit, busy: Map<string, Set<number>>): Served[] {
  const chance = chanceOf(`history ${team.name} ${one.title}`);
  const today = dayOf(world.now.getTime());
  const offset = chance.whole(0, one.every - 1);
  const rows: Served[] = [];
  for (let day = today - MONTHS_BACK * 30 + offset; day < today - UNTIL_DAYS_AGO; day += one.every) {
    const startedAt = new Date(startOfDay(day) + one.hour * HOUR_MS + chance.whole(-10, 10) * MINUTE_MS);
    for (const { person, communityCode } of team.members) {
      const joined = world.now.getTime() - person.since * DAY_MS + DAY_MS;
      const keen = person.name === SERVING_NAMED.volunteer ? 1 : person.name === SERVING_NAMED.partyMember ? 0.8 : one.share;
      if (startedAt.getTime() < joined || !chance.yes(keen)) continue;
      const days = busy.get(person.id) ?? new Set();
      if (days.has(day)) continue;
      busy.set(person.id, days.add(day));
      const minutes = one.minutes - (chance.yes(0.2) ? chance.whole(1, 4) * 5 : 0);
      const desk = world.desksOf(communityCode)[0]!;
      const id = chance.uuid();
      rows.push({
        id,
        source: 'manual',
        sourceId: id,
        personId: person.id,
        communityCode,
        title: one.title,
        itemCode: one.itemCode,
        category: one.category,
        coefficient: one.coefficient,
        startedAt,
        finishedAt: new Date(startedAt.getTime() + minutes * MINUTE_MS),
        minutes,
        servedId: null,
        inChargeId: team.leader?.person.id ?? null,
        teamId: team.id,
        byCode: false,
        silent: false,
        enteredBy: desk.id,
        confirmedBy: chance.pick(world.desksOf(communityCode.slice(0, 9)).filter((d) => d.id !== person.id)).id,
        ...publicised(world, communityCode, day),
      });
    }
  }
  return rows;
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
