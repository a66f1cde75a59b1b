import { dayOf, MINUTE_MS, startOfDay } from './calendar.js';
import type { PolicyTerms } from './timebank-policy.js';
import { EARNING_LIMIT_LABELS, type EarningLimit, RECORD_MINUTES_MAX } from './timebank.js';

/**
 * From minutes to points: PRODUCT.md §4. Minutes are counted from the check-in on; what a minute is worth is said by its first instant.
 * An instant is a number of milliseconds since the epoch.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** Whole minutes one after the other. */
export interface Run {
  readonly from: number;
  readonly minutes: number;
}
export interface MinuteRates {
  pointsPerHour: number;
  /** Of the service itself, of the night, of a holiday: hundredths, 100–150. The highest that applies counts, they are never multiplied. */
  ownPercent: number;
  nightPercent: number;
  holidayPercent: number;
  /** A day of the State Council's holidays, in Asia/Shanghai. */
  isHoliday: (day: number) => boolean;
}

export const PERCENT_MIN = 100;
export const PERCENT_MAX = 150;
const HOUR_MINUTES = 60;
const NIGHT_FROM_MINUTE = 22 * HOUR_MINUTES;
const NIGHT_TO_MINUTE = 6 * HOUR_MINUTES;
/** Minutes of the day at which a coefficient can change. */
const TURNS = [NIGHT_TO_MINUTE, NIGHT_FROM_MINUTE, 24 * HOUR_MINUTES];

const within = (percent: number): number => Math.min(PERCENT_MAX, Math.max(PERCENT_MIN, percent));
export const isNight = (at: number): boolean => {
  const minute = Math.floor((at - startOfDay(dayOf(at))) / MINUTE_MS);
  return minute >= NIGHT_FROM_MINUTE || minute < NIGHT_TO_MINUTE;
};

/** What the minute that begins then counts, in hundredths. */
export function percentAt(at: number, { ownPercent, nightPercent, holidayPercent, isHoliday }: Omit<MinuteRates, 'pointsPerHour'>): number {
  return Math.max(
    within(ownPercent),
    isNight(at) ? within(nightPercent) : PERCENT_MIN,
    isHoliday(dayOf(at)) ? within(holidayPercent) : PERCENT_MIN,
  );
}

/** floor(Σ over the minutes (pointsPerHour × coefficient of that minute) / 60). */
export function pointsFor(runs: readonly Run[], rates: MinuteRates): number {
  const weight = runs.reduce((sum, run) => sum + weightOf(run, rates), 0);
  return Math.floor((rates.pointsPerHour * weight) / (HOUR_MINUTES * 100));
}

/** Minutes × hundredths, in steps from one turn of the day to the next. */
function weightOf({ from, minutes }: Run, rates: MinuteRates): number {
  let [at, left, weight] = [from, minutes, 0];
  while (left > 0) {
    const day = startOfDay(dayOf(at));
    const turn = TURNS.map((minute) => day + minute * MINUTE_MS).find((one) => one > at) ?? at + MINUTE_MS;
    const count = Math.min(left, Math.ceil((turn - at) / MINUTE_MS));
    weight += count * percentAt(at, rates);
    at += count * MINUTE_MS;
    left -= count;
  }
  return weight;
}

/** What is left of a service without the minutes that any of these spans touches. */
export function without({ from, minutes }: Run, spans: readonly Span[]): Run[] {
  const gone = new Array<boolean>(minutes).fill(false);
  for (const span of spans) {
    const first = Math.max(0, Math.floor((span.from - from) / MINUTE_MS));
    const end = Math.min(minutes, Math.ceil((span.to - from) / MINUTE_MS));
    if (span.to > span.from && end > first) gone.fill(true, first, end);
  }
  const runs: Run[] = [];
  for (let at = 0; at < minutes;) {
    const next = gone.indexOf(!gone[at], at);
    const end = next < 0 ? minutes : next;
    if (!gone[at]) runs.push({ from: from + at * MINUTE_MS, minutes: end - at });
    at = end;
  }
  return runs;
}

export const minutesOf = (runs: readonly Run[]): number => runs.reduce((sum, { minutes }) => sum + minutes, 0);

/** The first so many minutes. */
export function firstOf(runs: readonly Run[], room: number): Run[] {
  let left = Math.max(0, room);
  return runs.flatMap((run) => {
    const minutes = Math.min(left, run.minutes);
    left -= minutes;
    return minutes > 0 ? [{ from: run.from, minutes }] : [];
  });
}

/** The rules as far as they say what minutes bring. */
export type EarningTerms = Pick<
  PolicyTerms,
  | 'pointsPerHour'
  | 'nightCoefficientPercent'
  | 'holidayCoefficientPercent'
  | 'dailyEarnCapMinutes'
  | 'monthlyEarnCapPoints'
  | 'balanceCapPoints'
  | 'publicServants'
>;
/** One person's service, and what is known of the person at that time. */
export interface Service {
  startedAt: number;
  minutes: number;
  /** Of the service itself, in hundredths. */
  coefficient: number;
  terms: EarningTerms;
  isHoliday: (day: number) => boolean;
  /** For oneself, one's household, a bound elder, a verified relative: nothing at all. */
  close: Extract<EarningLimit, 'own_household' | 'relative'> | null;
  onDuty: readonly Span[];
  /** When the same person earns already by another record. */
  elsewhere: readonly Span[];
  publicServant: boolean;
  /** Minutes of the day that have earned. */
  dayMinutes: number;
  /** Points of the month. */
  monthPoints: number;
  balance: number;
}
export interface Earned {
  /** To the person. */
  points: number;
  /** To the community's pool: over a cap. */
  surplus: number;
  /** To the community's pool: a public servant's. */
  honour: number;
  /** That count for the day's cap, and may not earn again. */
  earningMinutes: number;
  limits: EarningLimit[];
}
const NOTHING = { points: 0, surplus: 0, honour: 0, earningMinutes: 0 };

/** What a service brings, and every reason why it is less than its minutes. Pure: a new policy is tried on past records by it. */
export function earned(service: Service): Earned {
  const { terms, coefficient, isHoliday } = service;
  if (service.close !== null) return { ...NOTHING, limits: [service.close] };
  if (terms.pointsPerHour <= 0) return { ...NOTHING, limits: ['no_policy'] };
  const limits: EarningLimit[] = [];
  const whole = { from: service.startedAt, minutes: Math.min(RECORD_MINUTES_MAX, service.minutes) };
  const offDuty = without(whole, service.onDuty);
  if (minutesOf(offDuty) < whole.minutes) limits.push('paid_duty');
  const free = offDuty.flatMap((run) => without(run, service.elsewhere));
  if (minutesOf(free) < minutesOf(offDuty)) limits.push('same_minutes');
  const today = firstOf(free, terms.dailyEarnCapMinutes - service.dayMinutes);
  if (minutesOf(today) < minutesOf(free)) limits.push('daily_cap');
  const rates = {
    pointsPerHour: terms.pointsPerHour,
    ownPercent: coefficient,
    nightPercent: terms.nightCoefficientPercent,
    holidayPercent: terms.holidayCoefficientPercent,
    isHoliday,
  };
  const [due, all] = [pointsFor(today, rates), pointsFor(free, rates)];
  const { points, surplus, honour, limits: more, honoured } = share(due, service);
  // Over the day's cap; one rounding for the whole, so that nothing is lost between the two.
  const overDay = honoured ? 0 : all - due;
  return { points, surplus: surplus + overDay, honour, earningMinutes: minutesOf(today), limits: [...limits, ...more] };
}

/** What of earned points is the person's, and what the pool's: also of those for a report or a wish. */
export function share(
  due: number,
  { terms, publicServant, monthPoints, balance }: Pick<Service, 'publicServant' | 'monthPoints' | 'balance'> & { terms: EarningTerms },
): Pick<Earned, 'points' | 'surplus' | 'honour' | 'limits'> & { honoured: boolean } {
  if (publicServant && terms.publicServants !== 'spendable') {
    const honoured = terms.publicServants === 'honoured';
    return { points: 0, surplus: 0, honour: honoured ? 0 : due, limits: ['public_servant'], honoured };
  }
  const limits: EarningLimit[] = [];
  let points = due;
  const upTo = (room: number, limit: EarningLimit) => {
    if (points <= Math.max(0, room)) return;
    points = Math.max(0, room);
    limits.push(limit);
  };
  if (terms.monthlyEarnCapPoints !== null) upTo(terms.monthlyEarnCapPoints - monthPoints, 'monthly_cap');
  if (terms.balanceCapPoints !== null) upTo(terms.balanceCapPoints - balance, 'balance_cap');
  return { points, surplus: due - points, honour: 0, limits, honoured: false };
}

/** Why a service brought fewer points than its minutes, in plain sentences. */
export const limitSentences = (limits: readonly EarningLimit[], toPool: number): string[] =>
  limits.map((limit) => (limit === 'public_servant' && toPool === 0 ? '公职人员只记时长和荣誉，不发积分' : EARNING_LIMIT_LABELS[limit]));

/** “服务 2 小时”, “服务 1 小时 30 分钟”. */
export function serviceText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES];
  return ['服务', ...(hours ? [`${hours} 小时`] : []), ...(rest || !hours ? [`${rest} 分钟`] : [])].join(' ');
}

/** “+20 积分 · 服务 2 小时”; without points, that the minutes are recorded. */
export const earnedText = (points: number, minutes: number): string =>
  points > 0 ? `+${points} 积分 · ${serviceText(minutes)}` : `${serviceText(minutes)}，时长已记下`;
