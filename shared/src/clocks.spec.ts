import fc from 'fast-check';
import { DAY_MS, dayFrom, DEFAULT_OFFICE_HOURS, HOUR_MS, MINUTE_MS, type OfficeSegment, SECOND_MS, type WorkCalendar } from './calendar.js';
import {
  clockMs,
  colourOf,
  disposalDue,
  disposalEscalations,
  dueAfterSuspension,
  earlierDue,
  isLate,
  DEADLINE_TYPES,
  type DeadlineType,
  responseEscalations,
  responseRun,
  reworkDue,
  runBetween,
} from './clocks.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const show = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19);
const plain: WorkCalendar = { days: new Map(), segments: DEFAULT_OFFICE_HOURS };

// The slow calculation: it walks second by second (minute by minute where all bounds are whole minutes) and asks the
// platform's own UTC calendar for every step. Nothing of calendar.ts is used.
const STEP = MINUTE_MS;
function slowWorkday(calendar: WorkCalendar, ms: number): boolean {
  const local = new Date(ms + 8 * HOUR_MS);
  const entry = calendar.days.get(Math.floor((ms + 8 * HOUR_MS) / DAY_MS));
  return entry ?? ![0, 6].includes(local.getUTCDay());
}
function slowOpen(calendar: WorkCalendar, ms: number): boolean {
  const local = new Date(ms + 8 * HOUR_MS);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  return slowWorkday(calendar, ms) && calendar.segments.some((s) => minute >= s.fromMinute && minute < s.toMinute);
}
function slowTicks(type: DeadlineType, calendar: WorkCalendar, ms: number): boolean {
  return type === 'urgent_hour' || type === 'natural_day' || slowOpen(calendar, ms);
}
function slowMeasure(type: DeadlineType, calendar: WorkCalendar, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t += STEP) if (slowTicks(type, calendar, t)) sum += STEP;
  return sum;
}
function slowAdd(type: DeadlineType, calendar: WorkCalendar, from: number, ms: number): number {
  let t = from;
  for (let sum = 0; sum < ms; t += STEP) if (slowTicks(type, calendar, t)) sum += STEP;
  return t;
}
function slowWorkdays(calendar: WorkCalendar, from: number, count: number): number {
  let t = from;
  while (!slowOpen(calendar, t)) t += STEP;
  for (let passed = 0; passed < count;) {
    t += DAY_MS;
    if (slowWorkday(calendar, t)) passed++;
  }
  return t;
}
function slowDue(type: DeadlineType, value: number, calendar: WorkCalendar, from: number): number {
  if (type === 'work_day') return slowWorkdays(calendar, from, value);
  return slowAdd(type, calendar, from, value * (type === 'natural_day' ? DAY_MS : HOUR_MS));
}

const firstDay = dayFrom('2026-01-01')!;
const minute = fc.integer({ min: 0, max: 420 * 24 * 60 }).map((m) => at('2025-12-20T00:00:00') + m * MINUTE_MS);
const segments: fc.Arbitrary<readonly OfficeSegment[]> = fc.oneof(
  fc.constant([...DEFAULT_OFFICE_HOURS]),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
    .map((cuts) => {
      const sorted = [...cuts].sort((a, b) => a - b);
      const pairs: OfficeSegment[] = [];
      for (let i = 0; i + 1 < sorted.length; i += 2) pairs.push({ fromMinute: sorted[i]!, toMinute: sorted[i + 1]! });
      return pairs;
    })
    .filter((s) => s.reduce((sum, x) => sum + x.toMinute - x.fromMinute, 0) >= 120),
);
const calendars: fc.Arbitrary<WorkCalendar> = fc.record({
  days: fc.array(fc.tuple(fc.integer({ min: firstDay - 20, max: firstDay + 440 }), fc.boolean()), { maxLength: 60 }).map((d) => new Map(d)),
  segments,
});
const limits = fc.oneof(
  fc.record({ type: fc.constant<DeadlineType>('urgent_hour'), value: fc.integer({ min: 1, max: 72 }) }),
  fc.record({ type: fc.constant<DeadlineType>('natural_day'), value: fc.integer({ min: 1, max: 15 }) }),
  fc.record({ type: fc.constant<DeadlineType>('work_hour'), value: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ type: fc.constant<DeadlineType>('work_day'), value: fc.integer({ min: 1, max: 15 }) }),
);

describe('against walking the minutes', () => {
  test('due time of every kind of limit', () => {
    fc.assert(
      fc.property(limits, minute, calendars, (limit, from, calendar) => {
        expect(show(disposalDue(limit, from, calendar))).toBe(show(slowDue(limit.type, limit.value, calendar, from)));
      }),
      { numRuns: 150 },
    );
  });

  test('suspension: its length in the clock’s own time is added', () => {
    fc.assert(
      fc.property(
        limits,
        minute,
        calendars,
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (limit, from, calendar, a, b) => {
          const due = disposalDue(limit, from, calendar);
          const [stop, resume] = [from + a * MINUTE_MS, from + (a + b) * MINUTE_MS];
          const moved = slowAdd(limit.type, calendar, due, slowMeasure(limit.type, calendar, stop, resume));
          expect(show(dueAfterSuspension(limit.type, due, stop, resume, calendar))).toBe(show(moved));
        },
      ),
      { numRuns: 80 },
    );
  });

  test('rework: what was left, at least four working hours, one hour for urgent_hour', () => {
    fc.assert(
      fc.property(
        limits,
        minute,
        calendars,
        fc.integer({ min: 1, max: 8_000 }),
        fc.integer({ min: 0, max: 8_000 }),
        (limit, from, calendar, a, b) => {
          const due = disposalDue(limit, from, calendar);
          const [handled, again] = [from + a * MINUTE_MS, from + (a + b) * MINUTE_MS];
          const rest = slowAdd(limit.type, calendar, again, slowMeasure(limit.type, calendar, handled, due));
          const least =
            limit.type === 'urgent_hour'
              ? slowAdd('urgent_hour', calendar, again, HOUR_MS)
              : slowAdd('work_hour', calendar, again, 4 * HOUR_MS);
          expect(show(reworkDue(limit.type, due, handled, again, calendar))).toBe(show(Math.max(rest, least)));
        },
      ),
      { numRuns: 80 },
    );
  });

  test('amber begins with the first instant at which a quarter or less is left', () => {
    fc.assert(
      fc.property(limits, minute, calendars, (limit, from, calendar) => {
        const due = disposalDue(limit, from, calendar);
        const run = runBetween(limit.type, from, due, calendar);
        const length = slowMeasure(limit.type, calendar, from, due);
        expect(4 * clockMs(limit.type, run.amberAt, due, calendar)).toBeLessThanOrEqual(length);
        if (run.amberAt > from) expect(4 * clockMs(limit.type, run.amberAt - 1, due, calendar)).toBeGreaterThan(length);
        expect(colourOf(run, run.amberAt)).toBe('amber');
        expect(colourOf(run, run.amberAt - 1)).toBe(run.amberAt > from ? 'green' : colourOf(run, from - 1));
      }),
      { numRuns: 100 },
    );
  });
});

test('a suspension is no part of the run: amber keeps a quarter of the promised time', () => {
  const from = at('2026-11-16T10:00:00');
  const due = disposalDue({ type: 'work_hour', value: 4 }, from, plain);
  const [stop, resume] = [at('2026-11-16T11:00:00'), at('2026-11-18T11:00:00')];
  const moved = dueAfterSuspension('work_hour', due, stop, resume, plain);
  expect(show(moved)).toBe('2026-11-18T16:30:00');
  const paused = clockMs('work_hour', stop, resume, plain);
  expect(show(runBetween('work_hour', from, moved, plain, paused).amberAt)).toBe('2026-11-18T15:30:00');
});

describe('with seconds', () => {
  test('a start at any second of office time keeps its seconds', () => {
    expect(show(disposalDue({ type: 'work_day', value: 1 }, at('2026-11-20T16:00:07'), plain))).toBe('2026-11-23T16:00:07');
    expect(show(disposalDue({ type: 'work_hour', value: 4 }, at('2026-11-20T17:59:59'), plain))).toBe('2026-11-23T14:59:59');
    expect(show(disposalDue({ type: 'work_hour', value: 4 }, at('2026-11-20T18:00:00'), plain))).toBe('2026-11-23T15:00:00');
    expect(show(disposalDue({ type: 'work_day', value: 1 }, at('2026-11-20T08:30:00'), plain))).toBe('2026-11-23T08:30:00');
    expect(show(disposalDue({ type: 'work_day', value: 1 }, at('2026-11-20T08:29:59'), plain))).toBe('2026-11-23T08:30:00');
  });

  test('the Spring Festival with its swapped days', () => {
    const days = new Map<number, boolean>(
      [
        ['2026-02-14', true],
        ['2026-02-16', false],
        ['2026-02-17', false],
        ['2026-02-18', false],
        ['2026-02-19', false],
        ['2026-02-20', false],
        ['2026-02-23', false],
        ['2026-02-28', true],
      ].map(([day, works]) => [dayFrom(day as string)!, works as boolean]),
    );
    const festival = { ...plain, days };
    expect(show(disposalDue({ type: 'work_day', value: 2 }, at('2026-02-13T16:00:00'), festival))).toBe('2026-02-24T16:00:00');
    expect(show(disposalDue({ type: 'work_hour', value: 4 }, at('2026-02-14T17:00:00'), festival))).toBe('2026-02-24T11:30:00');
    expect(show(disposalDue({ type: 'urgent_hour', value: 2 }, at('2026-02-16T23:30:00'), festival))).toBe('2026-02-17T01:30:00');
  });
});

describe('response clock', () => {
  const run = responseRun(at('2026-12-31T23:59:58'));
  test('due = receipt + 86,400 s', () => expect(run.dueAt - run.startedAt).toBe(86_400_000));
  test.each([
    [18 * HOUR_MS - 1, 'green'],
    [18 * HOUR_MS, 'amber'],
    [86_400_000, 'amber'],
    [86_400_999, 'amber'],
    [86_401_000, 'red'],
  ])('after %i ms %s', (ms, colour) => expect(colourOf(run, run.startedAt + ms)).toBe(colour));
  test('levels at the due time, two and four hours later', () =>
    expect(responseEscalations(run.dueAt).map((t) => (t - run.dueAt) / HOUR_MS)).toEqual([0, 2, 4]));
});

test('the due second is in time whatever the milliseconds', () => {
  const due = at('2026-11-20T12:00:00') + 300;
  expect(isLate(due, due + 699)).toBe(false);
  expect(isLate(due, due + 700)).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.integer({ min: -2_000, max: 2_000 }), (due2, delta) => {
      expect(isLate(due2, due2 + delta)).toBe(due2 < Math.floor((due2 + delta) / SECOND_MS) * SECOND_MS);
    }),
  );
});

describe('second level of the disposal clock', () => {
  test.each([
    ['urgent_hour', 2, '2026-11-20T10:00:00', '2026-11-20T13:00:00'],
    ['urgent_hour', 8, '2026-11-20T10:00:00', '2026-11-20T20:00:00'],
    ['work_hour', 2, '2026-11-20T16:00:00', '2026-11-23T09:30:00'],
    ['work_hour', 8, '2026-11-20T08:30:00', '2026-11-23T11:30:00'],
    ['work_day', 1, '2026-11-20T10:00:00', '2026-11-23T11:45:00'],
    ['work_day', 15, '2026-11-02T10:00:00', '2026-11-24T10:00:00'],
    ['natural_day', 2, '2026-11-17T10:00:00', '2026-11-19T22:00:00'],
    ['natural_day', 8, '2026-11-10T10:00:00', '2026-11-19T10:00:00'],
  ] as const)('%s %i from %s: %s', (type, value, from, second) => {
    const due = disposalDue({ type, value }, at(from), plain);
    const levels = disposalEscalations({ type, value }, at(from), due, plain);
    expect(levels[0]).toBe(due);
    expect(show(levels[1]!)).toBe(second);
  });
});

test('the hotline’s due time counts where it is earlier, and a suspension moves only the own one', () => {
  const own = at('2026-11-25T16:00:00');
  const hotline = at('2026-11-24T12:00:00');
  expect(earlierDue(own, null)).toBe(own);
  expect(earlierDue(own, hotline)).toBe(hotline);
  const moved = dueAfterSuspension('work_day', own, at('2026-11-23T09:00:00'), at('2026-11-26T09:00:00'), plain);
  expect(show(moved)).toBe('2026-11-30T16:00:00');
  expect(earlierDue(moved, hotline)).toBe(hotline);
});

test('a clock runs for every kind', () =>
  expect(DEADLINE_TYPES.map((type) => clockMs(type, 0, 7 * DAY_MS, plain) > 0)).toEqual([true, true, true, true]));

test('the time zone of the process decides nothing', () => {
  const { env } = (globalThis as unknown as { process: { env: Record<string, string | undefined> } }).process;
  const before = env.TZ;
  const seen = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Australia/Lord_Howe'].map((zone) => {
    env.TZ = zone;
    return disposalDue({ type: 'work_day', value: 5 }, at('2026-10-30T17:59:59'), plain);
  });
  env.TZ = before;
  expect(new Set(seen).size).toBe(1);
});
