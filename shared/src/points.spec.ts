import fc from 'fast-check';
import { dayFrom, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from './calendar.js';
import {
  earned,
  firstOf,
  isNight,
  limitSentences,
  type MinuteRates,
  minutesOf,
  pointsFor,
  type Service,
  serviceText,
  share,
  without,
} from './points.js';
import { POLICY_DEFAULT } from './timebank-policy.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const HOLIDAYS = new Set(['2028-02-29', '2026-10-01', '2026-12-31'].map((day) => dayFrom(day)!));
const rates: MinuteRates = {
  pointsPerHour: 10,
  ownPercent: 100,
  nightPercent: 150,
  holidayPercent: 120,
  isHoliday: (day) => HOLIDAYS.has(day),
};

/** As the rule reads, minute by minute, by the platform's own clock of Shanghai. */
function slowly(from: number, minutes: number, wanted: MinuteRates): number {
  let sum = 0;
  for (let i = 0; i < minutes; i += 1) {
    const shanghai = new Date(from + i * MINUTE_MS + 8 * HOUR_MS);
    const night = shanghai.getUTCHours() >= 22 || shanghai.getUTCHours() < 6;
    const holiday = HOLIDAYS.has(dayFrom(shanghai.toISOString().slice(0, 10))!);
    sum += wanted.pointsPerHour * Math.max(wanted.ownPercent, night ? wanted.nightPercent : 100, holiday ? wanted.holidayPercent : 100);
  }
  return Math.floor(sum / 6000);
}

describe('points of minutes', () => {
  test.each([
    ['the example of the rules: half an hour before ten, an hour after', '2026-03-13T21:30:00', 90, 20],
    ['two hours by day', '2026-03-13T09:00:00', 120, 20],
    ['59 minutes are nine points, not ten', '2026-03-13T09:00:00', 59, 9],
    ['five minutes are nothing', '2026-03-13T09:00:00', 5, 0],
    ['the last minute before six is night', '2026-03-13T05:00:00', 60, 15],
    ['over midnight and a month’s end', '2026-03-31T23:00:00', 120, 30],
    ['the leap day is a holiday, the day after is not', '2028-02-29T21:00:00', 60, 12],
    ['into a leap day', '2028-02-28T23:30:00', 60, 15],
    ['over the year’s end', '2026-12-31T20:00:00', 240, 24 + 30],
  ])('%s', (_, from, minutes, points) => expect(pointsFor([{ from: at(from), minutes }], rates)).toBe(points));

  test('agree with a slow calculation minute by minute, whatever the second, day, night and coefficients', () => {
    const percent = fc.integer({ min: 100, max: 150 });
    const anyTime = fc.oneof(
      fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2028-12-31T23:59:59') }),
      fc.integer({ min: at('2028-02-28T12:00:00'), max: at('2028-03-01T12:00:00') }),
      fc.integer({ min: at('2026-12-31T12:00:00'), max: at('2027-01-01T12:00:00') }),
    );
    fc.assert(
      fc.property(
        anyTime,
        fc.nat({ max: 480 }),
        fc.integer({ min: 1, max: 60 }),
        percent,
        percent,
        percent,
        (from, minutes, rate, own, night, holiday) => {
          const wanted = { ...rates, pointsPerHour: rate, ownPercent: own, nightPercent: night, holidayPercent: holiday };
          expect(pointsFor([{ from, minutes }], wanted)).toBe(slowly(from, minutes, wanted));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the night begins at 22:00 and ends at 6:00 in Shanghai', () => {
    expect(['21:59:59', '22:00:00', '05:59:59', '06:00:00'].map((time) => isNight(at(`2026-03-13T${time}`)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('the highest coefficient counts, never a product, never more than 150', () => {
    const much = { ...rates, ownPercent: 140, holidayPercent: 400 };
    expect(pointsFor([{ from: at('2026-10-01T23:00:00'), minutes: 60 }], much)).toBe(15);
    expect(pointsFor([{ from: at('2026-03-13T09:00:00'), minutes: 60 }], much)).toBe(14);
  });
});

test('minutes that another span touches are gone, from the first second to the last', () => {
  const run = { from: at('2026-03-13T09:00:20'), minutes: 60 };
  const minutes = (from: string, to: string) => minutesOf(without(run, [{ from: at(`2026-03-13T${from}`), to: at(`2026-03-13T${to}`) }]));
  expect(minutes('09:10:20', '09:20:20')).toBe(50);
  expect(minutes('09:10:00', '09:20:30')).toBe(48);
  expect(minutes('08:00:00', '09:00:20')).toBe(60);
  expect(minutes('08:00:00', '12:00:00')).toBe(0);
  expect(firstOf(without(run, [{ from: at('2026-03-13T09:10:20'), to: at('2026-03-13T09:20:20') }]), 15)).toEqual([
    { from: run.from, minutes: 10 },
    { from: run.from + 20 * MINUTE_MS, minutes: 5 },
  ]);
  fc.assert(
    fc.property(fc.nat({ max: 90 * 60_000 }), fc.nat({ max: 90 * 60_000 }), fc.integer({ min: 1, max: 90 }), (offset, length, count) => {
      const span = { from: run.from - 600_000 + offset, to: run.from - 600_000 + offset + length };
      const touched = Array.from({ length: count }, (_, i) => run.from + i * MINUTE_MS).filter(
        (one) => span.to > span.from && span.from < one + MINUTE_MS && span.to > one,
      );
      expect(minutesOf(without({ from: run.from, minutes: count }, [span]))).toBe(count - touched.length);
    }),
  );
});

const service = (more: Partial<Service> = {}, terms: Partial<Service['terms']> = {}): Service => ({
  startedAt: at('2026-03-13T19:00:00'),
  minutes: 120,
  coefficient: 100,
  terms: { ...POLICY_DEFAULT, ...terms },
  isHoliday: () => false,
  close: null,
  onDuty: [],
  elsewhere: [],
  publicServant: false,
  dayMinutes: 0,
  monthPoints: 0,
  balance: 0,
  ...more,
});
const hour = [{ from: at('2026-03-13T19:00:00'), to: at('2026-03-13T20:00:00') }];

describe('what a service brings', () => {
  test.each<[string, Service, object]>([
    ['two hours', service(), { points: 20, surplus: 0, honour: 0, earningMinutes: 120, limits: [] }],
    [
      'for the own household: nothing',
      service({ close: 'own_household' }),
      { points: 0, surplus: 0, earningMinutes: 0, limits: ['own_household'] },
    ],
    ['without points in the rules: nothing', service({}, { pointsPerHour: 0 }), { points: 0, limits: ['no_policy'] }],
    ['an hour of it on duty', service({ onDuty: hour }), { points: 10, surplus: 0, earningMinutes: 60, limits: ['paid_duty'] }],
    ['an hour of it earned elsewhere', service({ elsewhere: hour }), { points: 10, surplus: 0, limits: ['same_minutes'] }],
    [
      'on duty and elsewhere',
      service({ onDuty: hour, elsewhere: [{ from: 0, to: 8e12 }] }),
      { points: 0, surplus: 0, limits: ['paid_duty', 'same_minutes'] },
    ],
    [
      'over the day’s minutes: the rest to the pool',
      service({ dayMinutes: 450 }),
      { points: 5, surplus: 15, earningMinutes: 30, limits: ['daily_cap'] },
    ],
    ['the day was full before', service({ dayMinutes: 600 }), { points: 0, surplus: 20, earningMinutes: 0, limits: ['daily_cap'] }],
    ['over the month', service({ monthPoints: 88 }, { monthlyEarnCapPoints: 100 }), { points: 12, surplus: 8, limits: ['monthly_cap'] }],
    ['over the balance', service({ balance: 14_995 }), { points: 5, surplus: 15, limits: ['balance_cap'] }],
    ['a balance over its cap already', service({ balance: 20_000 }), { points: 0, surplus: 20, limits: ['balance_cap'] }],
    [
      'all caps at once: the lowest counts',
      service({ dayMinutes: 420, monthPoints: 95, balance: 14_997 }, { monthlyEarnCapPoints: 100 }),
      { points: 3, surplus: 17, limits: ['daily_cap', 'monthly_cap', 'balance_cap'] },
    ],
    [
      'a public servant’s, given',
      service({ publicServant: true }),
      { points: 0, surplus: 0, honour: 20, earningMinutes: 120, limits: ['public_servant'] },
    ],
    [
      'a public servant’s, honoured only',
      service({ publicServant: true, dayMinutes: 450 }, { publicServants: 'honoured' }),
      { points: 0, surplus: 0, honour: 0 },
    ],
    [
      'a public servant’s, like everybody’s',
      service({ publicServant: true }, { publicServants: 'spendable' }),
      { points: 20, honour: 0, limits: [] },
    ],
    ['nine hours count eight', service({ minutes: 540, startedAt: at('2026-03-13T08:00:00') }), { points: 80, earningMinutes: 480 }],
  ])('%s', (_, given, expected) => expect(earned(given)).toMatchObject(expected));

  test('nothing is lost or made between the person and the pool', () => {
    fc.assert(
      fc.property(fc.nat(480), fc.nat(600), fc.nat(200), fc.nat(16_000), fc.nat(300), (minutes, dayMinutes, monthPoints, balance, cap) => {
        const given = service({ minutes, dayMinutes, monthPoints, balance }, { monthlyEarnCapPoints: cap, nightCoefficientPercent: 133 });
        const got = earned(given);
        const free = earned(service({ minutes }, { nightCoefficientPercent: 133, balanceCapPoints: null }));
        expect(got.points + got.surplus).toBe(free.points);
        expect(Math.min(got.points, got.surplus)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('thanks for a report or a wish are shared by the same caps', () => {
    expect(share(20, service({ balance: 14_990 }))).toMatchObject({ points: 10, surplus: 10, limits: ['balance_cap'] });
  });
});

test('why it was less stands in plain sentences', () => {
  expect(limitSentences(['public_servant', 'daily_cap'], 20)).toEqual(['公职人员的积分捐入公益池', '超出每日上限，转入公益池']);
  expect(limitSentences(['public_servant'], 0)).toEqual(['公职人员只记时长和荣誉，不发积分']);
});

test.each([
  [120, '服务 2 小时'],
  [90, '服务 1 小时 30 分钟'],
  [45, '服务 45 分钟'],
  [0, '服务 0 分钟'],
])('%i minutes in words', (minutes, text) => expect(serviceText(minutes)).toBe(text));

test('a day of the calendar is the one the minute begins in', () => {
  const midnight = startOfDay(dayFrom('2026-10-01')!);
  expect([dayOf(midnight - 1), dayOf(midnight)]).toEqual([dayFrom('2026-09-30'), dayFrom('2026-10-01')]);
});
