import type { SuggestionReason } from '@linli/shared/orders';

/** What is known of somebody who may serve, for one order. */
export interface Suited {
  personId: string;
  name: string;
  partyMember: boolean;
  distanceMetres: number | null;
  /** Has the category or the item among the skills. */
  skilled: boolean;
  /** Holds the qualification the service asks for. */
  qualified: boolean;
  /** A mediator of the own community, for what is argued about. */
  arbiter: boolean;
  /** The weekly hours cover the time; null: none were given. */
  free: boolean | null;
  /** Orders held in the week of the service. */
  week: number;
  /** Services in the thirty days before. */
  month: number;
  /** Days since the last service; null: none within a year. */
  daysSince: number | null;
  rating: number | null;
  ratings: number;
  /** Shifts at posts of this community taken within ninety days (双报到). */
  posts: number;
  /** Times served the same person before. */
  known: number;
}
export interface Reason {
  code: SuggestionReason;
  points: number;
  /** For the desk. */
  text: string;
  /** For the person who is asked. */
  toPerson: string;
}
export interface Scored extends Suited {
  /** 0–100 */
  score: number;
  reasons: Reason[];
  cautions: string[];
}

const MOST = {
  qualified: 15,
  skill: 20,
  near: 15,
  free: 15,
  light_load: 10,
  well_rated: 10,
  turn: 10,
  post: 5,
  arbiter: 10,
  known: 10,
} as const;
const WHOLE = Object.values(MOST).reduce((sum, points) => sum + points, 0);
/** Without weekly hours nobody said no. */
const ANY_TIME = 8;
const BUSY_WEEK = 3;
const RATED_WELL = 4.5;
const RATED_BADLY = 3;
const FEW_RATINGS = 3;
const NEAR = [
  [500, 15],
  [1000, 11],
  [2000, 7],
  [3000, 3],
] as const;

export const distanceText = (metres: number): string =>
  metres < 1000 ? `${Math.max(10, Math.round(metres / 10) * 10)} 米` : `${(metres / 1000).toFixed(1)} 公里`;

type Rule = (who: Suited) => { points: number; text: string; toPerson: string } | null;
const say = (points: number, text: string, toPerson: string) => ({ points, text, toPerson });

const RULES: Readonly<Record<SuggestionReason, Rule>> = {
  qualified: ({ qualified }) => (qualified ? say(MOST.qualified, '资质已核验', '您有这项服务要求的资质') : null),
  skill: ({ skilled }) => (skilled ? say(MOST.skill, '技能对口', '您有对口技能') : null),
  near: ({ distanceMetres }) => {
    const [, points] = NEAR.find(([metres]) => distanceMetres !== null && distanceMetres <= metres) ?? [];
    return points && distanceMetres !== null
      ? say(points, `离这里 ${distanceText(distanceMetres)}`, `离您 ${distanceText(distanceMetres)}`)
      : null;
  },
  free: ({ free }) => (free === true ? say(MOST.free, '这个时间在 TA 的服务时间里', '正好在您的服务时间里') : null),
  light_load: ({ week }) => {
    if (week >= BUSY_WEEK) return null;
    return say(
      MOST.light_load - 3 * week,
      week ? `本周只接了 ${week} 单` : '本周还没有接单',
      week ? `您本周只接了 ${week} 单` : '您本周还没有接单',
    );
  },
  well_rated: ({ rating, ratings }) =>
    rating !== null && rating >= RATED_WELL && ratings >= FEW_RATINGS
      ? say(MOST.well_rated, `评价 ${rating.toFixed(1)} 分`, '大家对您的评价很好')
      : null,
  turn: ({ month, daysSince }) => {
    if (daysSince === null) return say(MOST.turn, '还没有轮到过 TA', '很久没有轮到您了');
    if (month === 0) return say(MOST.turn, '最近 30 天没有轮到 TA', '最近 30 天没有轮到您');
    return month === 1 ? say(6, '最近 30 天只服务过 1 次', '最近 30 天您只服务过 1 次') : null;
  },
  post: ({ posts }) => (posts > 0 ? say(MOST.post, '在本社区认领了岗位', '您在这个社区认领了岗位') : null),
  arbiter: ({ arbiter }) => (arbiter ? say(MOST.arbiter, '本社区的人民调解员', '您是本社区的人民调解员') : null),
  known: ({ known }) => (known > 0 ? say(MOST.known, `为 TA 服务过 ${known} 次`, `您为这位居民服务过 ${known} 次`) : null),
};

/** How well somebody fits, and why. Pure. */
export function scoreOf(who: Suited): Scored {
  const reasons = (Object.keys(RULES) as SuggestionReason[]).flatMap((code) => {
    const given = RULES[code](who);
    return given ? [{ code, ...given }] : [];
  });
  const points = reasons.reduce((sum, reason) => sum + reason.points, who.free === null ? ANY_TIME : 0);
  return {
    ...who,
    score: Math.round((100 * points) / WHOLE),
    reasons: reasons.toSorted((a, b) => b.points - a.points),
    cautions: cautionsOf(who),
  };
}

function cautionsOf({ free, week, rating, ratings }: Suited): string[] {
  const cautions: string[] = [];
  if (free === false) cautions.push('这个时间不在 TA 的服务时间里');
  if (week >= BUSY_WEEK) cautions.push(`本周已接 ${week} 单`);
  if (rating !== null && rating < RATED_BADLY && ratings >= FEW_RATINGS) cautions.push(`近一年评价 ${rating.toFixed(1)} 分`);
  return cautions;
}

/** The best first; the same score: whose turn is longer past, who is nearer, and in the end by id, so that it never depends on chance. */
export function ranked(people: readonly Suited[]): Scored[] {
  const waited = ({ daysSince }: Suited) => daysSince ?? Infinity;
  const away = ({ distanceMetres }: Suited) => distanceMetres ?? Infinity;
  return people
    .map(scoreOf)
    .toSorted(
      (a, b) => b.score - a.score || compare(waited(b), waited(a)) || compare(away(a), away(b)) || (a.personId < b.personId ? -1 : 1),
    );
}
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
