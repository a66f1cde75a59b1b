import type { Earned } from '@linli/shared/points';
import type { PastEarning } from '@linli/shared/points-past';
import type { TrialSumView } from '@linli/shared/timebank-policies.dto';

/** A past service on trial. */
export interface PastService extends PastEarning {
  communityCode: string;
  /** To the pool, really. */
  poolPoints: number;
}
export interface PersonShift {
  personId: string;
  communityCode: string;
  minutes: number;
  given: number;
  would: number;
}
/** What a dry run found, as it is kept with the draft: ids, codes and numbers; names are looked up for whoever may read them. */
export interface Trial {
  total: TrialSumView;
  communities: (TrialSumView & { code: string })[];
  communitiesApart: number;
  ranks: { label: string; people: number; given: number; would: number }[];
  shifts: { label: string; people: number }[];
  people: PersonShift[];
}

/** Fewer people than this are shown as one: figures must not speak of somebody. */
const FEW = 10;
const MOST_CHANGED = 30;
const RANKS = [
  { label: '第 1–10 名', to: 10 },
  { label: '第 11–50 名', to: 50 },
  { label: '第 51–100 名', to: 100 },
  { label: '100 名以后', to: Infinity },
];
const SHIFTS = [
  { label: '少 50 分以上', from: -Infinity, to: -50 },
  { label: '少 10–49 分', from: -49, to: -10 },
  { label: '少 1–9 分', from: -9, to: -1 },
  { label: '不变', from: 0, to: 0 },
  { label: '多 1–9 分', from: 1, to: 9 },
  { label: '多 10–49 分', from: 10, to: 49 },
  { label: '多 50 分以上', from: 50, to: Infinity },
];

/** Of services that were reckoned anew; `results` in the order of `past`. */
export function trialOf(past: readonly PastService[], results: readonly (Earned | null)[], communitiesApart: number): Trial {
  const tried = past.flatMap((one, i) => (results[i] ? [{ one, got: results[i] }] : []));
  const people = shiftsOf(tried);
  const codes = [...new Set(tried.map(({ one }) => one.communityCode))].sort();
  return {
    total: sumOf(tried),
    communities: codes.map((code) => ({ code, ...sumOf(tried.filter(({ one }) => one.communityCode === code)) })),
    communitiesApart,
    ranks: ranksOf(people),
    shifts: SHIFTS.map(({ label, from, to }) => ({
      label,
      people: people.filter(({ given, would }) => would - given >= from && would - given <= to).length,
    })),
    people: people
      .filter(({ given, would }) => given !== would)
      .toSorted((a, b) => Math.abs(b.would - b.given) - Math.abs(a.would - a.given) || (a.personId < b.personId ? -1 : 1))
      .slice(0, MOST_CHANGED),
  };
}

interface Tried {
  one: PastService;
  got: Earned;
}
function sumOf(tried: readonly Tried[]): TrialSumView {
  const sum = (of: (one: Tried) => number) => tried.reduce((all, one) => all + of(one), 0);
  return {
    people: new Set(tried.map(({ one }) => one.personId)).size,
    services: tried.length,
    minutes: sum(({ one }) => one.minutes),
    given: sum(({ one }) => one.points),
    givenPool: sum(({ one }) => one.poolPoints),
    would: sum(({ got }) => got.points),
    wouldPool: sum(({ got }) => got.surplus + got.honour),
  };
}

function shiftsOf(tried: readonly Tried[]): PersonShift[] {
  const people = new Map<string, PersonShift>();
  for (const { one, got } of tried) {
    const { personId, communityCode } = one;
    const before = people.get(personId) ?? { personId, communityCode, minutes: 0, given: 0, would: 0 };
    people.set(personId, {
      ...before,
      minutes: before.minutes + one.minutes,
      given: before.given + one.points,
      would: before.would + got.points,
    });
  }
  return [...people.values()];
}

function ranksOf(people: readonly PersonShift[]): Trial['ranks'] {
  const ordered = people.toSorted((a, b) => b.given - a.given);
  const ranks = people.length < FEW ? [{ label: '全部', to: Infinity }] : RANKS;
  let from = 0;
  return ranks.flatMap(({ label, to }) => {
    const group = ordered.slice(from, to);
    from = to;
    const sum = (of: 'given' | 'would') => group.reduce((all, one) => all + one[of], 0);
    return group.length ? [{ label, people: group.length, given: sum('given'), would: sum('would') }] : [];
  });
}
