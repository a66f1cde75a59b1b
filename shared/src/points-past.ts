import { MINUTE_MS } from './calendar.js';
import { type Earned, earned, type EarningTerms, type Service, type Span } from './points.js';

/** Something a person earned by, as it really was. */
export interface PastEarning {
  personId: string;
  /** YYYY-MM-DD of the service, or of the thanks. */
  day: string;
  /** To the person, really. */
  points: number;
  /** That really counted for the day's cap. */
  earningMinutes: number;
  startedAt: number;
  minutes: number;
  /** What was known then, `balance` just before it was confirmed. Null: it stays as it was, and only fills the same day and month. */
  anew: Pick<Service, 'coefficient' | 'close' | 'onDuty' | 'publicServant' | 'balance'> | null;
}

interface SoFar {
  dayMinutes: Map<string, number>;
  monthPoints: Map<string, number>;
  spans: Span[];
  /** How much more the person would have by now than there really was. */
  more: number;
}

/**
 * What past services would have brought under other terms, in the order in which they were confirmed: the very rules by which they earn,
 * with the caps filled by what came before on trial. Under the terms that were in force it is what they really brought.
 */
export function earnedAnew(past: readonly PastEarning[], terms: EarningTerms, isHoliday: (day: number) => boolean): (Earned | null)[] {
  const people = new Map<string, SoFar>();
  return past.map((one) => {
    const sofar: SoFar = people.get(one.personId) ?? { dayMinutes: new Map(), monthPoints: new Map(), spans: [], more: 0 };
    people.set(one.personId, sofar);
    const month = one.day.slice(0, 7);
    const [dayMinutes, monthPoints] = [sofar.dayMinutes.get(one.day) ?? 0, sofar.monthPoints.get(month) ?? 0];
    const { startedAt, minutes, anew } = one;
    const got =
      anew &&
      earned({
        ...anew,
        startedAt,
        minutes,
        terms,
        isHoliday,
        elsewhere: sofar.spans,
        dayMinutes,
        monthPoints,
        balance: anew.balance + sofar.more,
      });
    const { points, earningMinutes } = got ?? one;
    sofar.dayMinutes.set(one.day, dayMinutes + earningMinutes);
    sofar.monthPoints.set(month, monthPoints + points);
    if (earningMinutes > 0) sofar.spans.push({ from: startedAt, to: startedAt + minutes * MINUTE_MS });
    sofar.more += points - one.points;
    return got;
  });
}
