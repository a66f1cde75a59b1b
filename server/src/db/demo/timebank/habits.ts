import { DAY_MS, dayOf, dayTextOf, HOUR_MS, MINUTE_MS, startOfDay } from '@linli/shared/calendar';
import type { ServiceCategory, ServiceTeamType } from '@linli/shared/members';
import { chanceOf } from '../chance.js';
import { SERVING_NAMED, type ServiceTeamCast } from '../people/serving.js';
import type { World } from '../reports/world.js';

export interface Habit {
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
/** One time that a team did what it does. */
export interface Round {
  team: ServiceTeamCast;
  habit: Habit;
  /** Days since 1970 in Shanghai. */
  day: number;
  startAt: Date;
  people: { personId: string; communityCode: string; minutes: number }[];
  /** Checked in and out by the code of the place; else entered by hand from a list. */
  byCode: boolean;
}

const habit = (
  title: string,
  itemCode: string,
  category: ServiceCategory,
  hour: number,
  minutes: number,
  every: number,
  share: number,
): Habit => ({ title, itemCode, category, coefficient: 100, hour, minutes, every, share });

/** What the teams do, week after week. */
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
  youth_team: [habit('四点半课堂', 'S0503', 'education', 16.5, 90, 7, 0.9), habit('教老人用手机', 'S0502', 'education', 15, 60, 14, 0.9)],
};
const MONTHS_BACK = 10;
/** Later than this the orders of the last weeks speak for themselves. */
const UNTIL_DAYS_AGO = 23;
/** Since then a code hangs at every place; what was before came out of the teams' own books. */
const CODES_DAYS_AGO = 150;

/** The teams' rounds in ten months, always the same, in no order of time. */
export const roundsOf = (world: World): Round[] =>
  world.cast.serving.serviceTeams.flatMap((team) => (HABITS[team.type] ?? []).flatMap((one) => roundsOfTeam(world, team, one)));

function roundsOfTeam(world: World, team: ServiceTeamCast, one: Habit): Round[] {
  const chance = chanceOf(`history ${team.name} ${one.title}`);
  const today = dayOf(world.now.getTime());
  const offset = chance.whole(0, one.every - 1);
  const rounds: Round[] = [];
  for (let day = today - MONTHS_BACK * 30 + offset; day < today - UNTIL_DAYS_AGO; day += one.every) {
    const startAt = new Date(startOfDay(day) + one.hour * HOUR_MS + chance.whole(-10, 10) * MINUTE_MS);
    const people = team.members.flatMap(({ person, communityCode }) => {
      const joined = world.now.getTime() - person.since * DAY_MS + DAY_MS;
      const keen = person.name === SERVING_NAMED.volunteer ? 1 : person.name === SERVING_NAMED.partyMember ? 0.8 : one.share;
      if (startAt.getTime() < joined || !chance.yes(keen)) return [];
      return [{ personId: person.id, communityCode, minutes: one.minutes - (chance.yes(0.2) ? chance.whole(1, 4) * 5 : 0) }];
    });
    const elsewhere = withoutCodes(world, team, startAt);
    const byCode = day >= today - CODES_DAYS_AGO && !elsewhere;
    if (people.length) rounds.push({ team, habit: one, day, startAt, people: elsewhere ? people.slice(0, 2) : people, byCode });
  }
  return rounds;
}

/** Two of the young ones met the children elsewhere for a month, where no code hangs: the nightly check asks about it. */
const withoutCodes = (world: World, { type }: ServiceTeamCast, startAt: Date): boolean =>
  type === 'youth_team' && monthOf(startAt.getTime()) === lastWholeMonth(world.now.getTime() - UNTIL_DAYS_AGO * DAY_MS);

const monthOf = (at: number): string => dayTextOf(at).slice(0, 7);
/** The last one that was over by then. */
const lastWholeMonth = (at: number): string => monthOf(Date.parse(`${monthOf(at)}-01T00:00:00+08:00`) - DAY_MS);
