import fc from 'fast-check';
import type { Position } from './areas.js';
import { DAY_MS, dayFrom, HOUR_MS, MINUTE_MS, SECOND_MS } from './calendar.js';
import { metresBetween, METRES_PER_DEGREE } from './geo.js';
import { type Anchor, type Pause, reckon, type Walk, wholeMinutes } from './patrol-minutes.js';
import type { PlacedKind, UncountedReason } from './patrols.js';

const at = (time: string, day = '2026-03-11'): number => Date.parse(`${day}T${time}+08:00`);
const HOME: Position = { lng: 108.9, lat: 24.3 };
/** Metres north of the market. */
const north = (metres: number): Position => ({ lng: HOME.lng, lat: HOME.lat + metres / METRES_PER_DEGREE });
const point = (time: string, metres = 0, more: Partial<Anchor> = {}): Anchor => ({
  at: at(time),
  kind: 'track',
  position: north(metres),
  inside: true,
  ...more,
});
const scan = (time: string, metres = 0): Anchor => point(time, metres, { kind: 'scan' });
const nowhere = (time: string): Anchor => point(time, 0, { kind: 'report', position: null, inside: false });
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });
const walk = (anchors: readonly Anchor[], more: Partial<Walk> = {}): Walk => ({
  startedAt: Math.min(...anchors.map((a) => a.at)),
  stoppedAt: null,
  pauses: [],
  anchors,
  ...more,
});
const clock = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(11, 19);
const lines = (w: Walk): string[] => reckon(w).spans.map((s) => `${clock(s.from)}–${clock(s.to)} ${s.reason ?? 'counts'}`);

describe('one stretch between two anchors', () => {
  const cases: [string, Anchor, Anchor, number, UncountedReason | null][] = [
    ['a minute of walking', point('09:00:00'), point('09:01:00', 60), 60, null],
    ['standing still', scan('09:00:00'), scan('09:08:00'), 480, null],
    ['exactly ten minutes', scan('09:00:00'), scan('09:10:00', 400), 600, null],
    ['ten minutes and a second', scan('09:00:00'), scan('09:10:01', 400), 0, 'gap'],
    ['ten minutes and a millisecond', scan('09:00:00'), scan('09:10:00.001', 400), 0, 'gap'],
    ['just under 8 m/s', point('09:00:00'), point('09:01:40', 799.9), 100, null],
    ['just over 8 m/s', point('09:00:00'), point('09:01:40', 800.1), 0, 'too_fast'],
    ['beginning outside', point('09:00:00', 0, { inside: false }), point('09:01:00'), 0, 'outside'],
    ['ending outside', point('09:00:00'), point('09:01:00', 9, { inside: false }), 0, 'outside'],
    ['outside and too fast is outside', point('09:00:00'), point('09:00:10', 900, { inside: false }), 0, 'outside'],
    ['a scan and a photo', scan('09:00:00'), point('09:09:30', 120, { kind: 'report' }), 570, null],
  ];
  it.each(cases)('%s', (_name, a, b, seconds, reason) => {
    const result = reckon(walk([a, b]));
    expect(result.countedMs).toBe(seconds * 1000);
    expect(result.spans).toEqual([{ from: a.at, to: b.at, reason }]);
    expect(result.uncountedMs).toBe(reason ? b.at - a.at : 0);
  });
});

describe('a patrol', () => {
  it('costs nothing with the phone in the pocket if one scans every ten minutes', () => {
    const anchors = ['09:00:00', '09:10:00', '09:20:00', '09:30:00', '09:40:00', '09:50:00', '10:00:00'].map((t, i) => scan(t, i * 300));
    const result = reckon(walk(anchors));
    expect(wholeMinutes(result.countedMs)).toBe(60);
    expect(result.metres).toBe(1800);
  });

  it('shows what did not count with its reason, neighbours in one line', () => {
    const anchors = [point('09:00:00'), point('09:05:00', 100), point('09:09:00', 180), point('09:25:00', 200), point('09:30:00', 250)];
    expect(lines(walk(anchors))).toEqual(['09:00:00–09:09:00 counts', '09:09:00–09:25:00 gap', '09:25:00–09:30:00 counts']);
    expect(reckon(walk(anchors)).uncountedMs).toBe(16 * MINUTE_MS);
  });

  it('knows nothing of the way before the first anchor and after the last', () => {
    const w = walk([scan('09:05:00'), scan('09:10:00')], { startedAt: at('09:00:00'), stoppedAt: at('09:12:00') });
    expect(lines(w)).toEqual(['09:00:00–09:05:00 no_position', '09:05:00–09:10:00 counts', '09:10:00–09:12:00 no_position']);
  });

  it('leaves pauses out and counts what lies around them', () => {
    const anchors = [point('09:00:00'), point('09:04:00', 100), point('09:10:00', 200)];
    expect(lines(walk(anchors, { pauses: [pause('09:05:00', '09:07:00')] }))).toEqual([
      '09:00:00–09:05:00 counts',
      '09:05:00–09:07:00 paused',
      '09:07:00–09:10:00 counts',
    ]);
    const long = walk([point('09:00:00'), point('09:22:00', 100)], { pauses: [pause('09:05:00', '09:20:00')] });
    expect(lines(long)).toEqual(['09:00:00–09:05:00 gap', '09:05:00–09:20:00 paused', '09:20:00–09:22:00 gap']);
    expect(reckon(long).uncountedMs).toBe(7 * MINUTE_MS);
  });

  it('counts nothing while a pause lasts', () => {
    const anchors = [point('09:00:00'), point('09:05:00'), point('09:10:00')];
    expect(reckon(walk(anchors, { pauses: [pause('09:06:00', null)] })).countedMs).toBe(6 * MINUTE_MS);
    expect(reckon(walk(anchors, { pauses: [pause('08:00:00', null)] })).countedMs).toBe(0);
  });

  it('takes nothing away for a report without a place, and names it where nothing else filled the gap', () => {
    expect(lines(walk([scan('09:00:00'), nowhere('09:04:00'), scan('09:08:00')]))).toEqual(['09:00:00–09:08:00 counts']);
    expect(lines(walk([scan('09:00:00'), nowhere('09:08:00'), scan('09:16:00')]))).toEqual(['09:00:00–09:16:00 no_position']);
  });

  it('counts the same point sent twice once', () => {
    const anchors = [point('09:00:00'), point('09:05:00'), point('09:05:00'), point('09:10:00')];
    expect(reckon(walk(anchors)).countedMs).toBe(10 * MINUTE_MS);
  });

  it('gives minutes to the day they were walked in', () => {
    const anchors = [point('23:55:00'), point('23:59:00', 100), { ...point('00:03:30', 200), at: at('00:03:30', '2026-03-12') }];
    const days = reckon(walk(anchors)).days;
    expect([...days]).toEqual([
      [dayFrom('2026-03-11'), 5 * MINUTE_MS],
      [dayFrom('2026-03-12'), 210 * SECOND_MS],
    ]);
  });

  it('sums seconds and floors once', () => {
    const thrice = [50, 50, 50].map((s) => s * SECOND_MS);
    expect(wholeMinutes(thrice.reduce((a, b) => a + b))).toBe(2);
    expect(wholeMinutes(59_999)).toBe(0);
    expect(wholeMinutes(60_000)).toBe(1);
  });
});

describe('the end', () => {
  const ends = (w: Walk): string => clock(reckon(w).endsItselfAt);
  it('comes by itself 30 minutes after the last anchor', () => {
    expect(ends(walk([scan('09:00:00'), scan('09:12:00')]))).toBe('09:42:00');
  });
  it('comes 30 minutes after the start where nothing followed', () => {
    expect(ends({ startedAt: at('09:00:00'), stoppedAt: null, pauses: [], anchors: [] })).toBe('09:30:00');
  });
  it('is moved by an anchor without a place: somebody is there', () => {
    expect(ends(walk([scan('09:00:00'), nowhere('09:20:00')]))).toBe('09:50:00');
  });
  it('is moved by a resumption, not by a pause', () => {
    expect(ends(walk([scan('09:00:00')], { pauses: [pause('09:10:00', null)] }))).toBe('09:30:00');
    expect(ends(walk([scan('09:00:00')], { pauses: [pause('09:10:00', '09:29:00')] }))).toBe('09:59:00');
  });
  it('bears an anchor exactly 30 minutes later and none after that', () => {
    expect(ends(walk([scan('09:00:00'), scan('09:30:00')]))).toBe('10:00:00');
    expect(ends(walk([scan('09:00:00'), scan('09:30:01')]))).toBe('09:30:00');
  });
  it('ends the patrol for what comes after a silence, however late the end was pressed', () => {
    const anchors = [scan('09:00:00'), scan('09:05:00'), scan('10:00:00'), scan('10:05:00')];
    const result = reckon(walk(anchors, { stoppedAt: at('10:06:00') }));
    expect(result.countedMs).toBe(5 * MINUTE_MS);
    expect(clock(result.endsItselfAt)).toBe('09:35:00');
    expect(result.spans).toHaveLength(1);
  });
  it('is undone by a late batch that fills the silence', () => {
    const anchors = [scan('09:00:00'), scan('09:05:00'), scan('10:00:00'), scan('10:05:00')];
    const late = [point('09:15:00'), point('09:25:00'), point('09:35:00'), point('09:45:00'), point('09:55:00')];
    expect(reckon(walk([...anchors, ...late])).countedMs).toBe(65 * MINUTE_MS);
  });
  it('takes no anchor from after the end was pressed or before the start', () => {
    const anchors = [scan('08:55:00'), scan('09:00:00'), scan('09:05:00'), scan('09:08:00')];
    expect(reckon(walk(anchors, { startedAt: at('09:00:00'), stoppedAt: at('09:05:00') })).countedMs).toBe(5 * MINUTE_MS);
  });
});

// ---- properties, against a calculation that looks at every second

const START = at('22:40:00');
const KINDS: readonly PlacedKind[] = ['track', 'scan', 'report'];
const second = fc.integer({ min: 0, max: 3 * 3600 });
const anchor: fc.Arbitrary<Anchor> = fc
  .record({
    second,
    kind: fc.constantFrom(...KINDS),
    metres: fc.integer({ min: -1500, max: 1500 }),
    placed: fc.integer({ min: 0, max: 9 }),
    inside: fc.integer({ min: 0, max: 7 }),
  })
  .map((a) => ({
    at: START + a.second * SECOND_MS,
    kind: a.kind,
    position: a.placed === 0 ? null : north(a.metres),
    inside: a.placed !== 0 && a.inside !== 0,
  }));
const pauses = fc
  .uniqueArray(second, { maxLength: 4 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .map((cuts): Pause[] => {
    const list: Pause[] = [];
    for (let i = 0; i < cuts.length; i += 2)
      list.push({ from: START + cuts[i]! * SECOND_MS, to: i + 1 < cuts.length ? START + cuts[i + 1]! * SECOND_MS : null });
    return list;
  });
const walks: fc.Arbitrary<Walk> = fc.record({
  startedAt: fc.constant(START),
  stoppedAt: fc.option(second.map((s) => START + s * SECOND_MS)),
  pauses,
  anchors: fc.array(anchor, { maxLength: 40 }),
});

function slowDays({ stoppedAt, pauses: gaps, anchors, startedAt }: Walk): Map<number, number> {
  const inWindow = anchors.filter((a) => stoppedAt === null || a.at <= stoppedAt);
  const signs = [...inWindow.map((a) => a.at), ...gaps.flatMap((p) => (p.to === null || p.to > (stoppedAt ?? Infinity) ? [] : [p.to]))];
  let last = startedAt;
  for (let grown = true; grown;) {
    const next = signs.filter((s) => s > last && s - last <= 30 * MINUTE_MS);
    grown = next.length > 0;
    if (grown) last = Math.max(...next);
  }
  // of several at one instant the last in the order of kinds and places leads on, the first is arrived at
  const placed = reckonOrder(inWindow.filter((a) => a.position !== null && a.at <= last));
  const days = new Map<number, number>();
  for (let t = startedAt; t < last; t += SECOND_MS) {
    const before = placed.filter((a) => a.at <= t).at(-1);
    const after = placed.find((a) => a.at > t);
    if (!before?.position || !after?.position || gaps.some((p) => t >= p.from && t < (p.to ?? Infinity))) continue;
    const apart = after.at - before.at;
    if (apart > 600_000 || !before.inside || !after.inside) continue;
    if (metresBetween(before.position, after.position) * 1000 > 8 * apart) continue;
    const day = Math.floor((t + 8 * HOUR_MS) / DAY_MS);
    days.set(day, (days.get(day) ?? 0) + SECOND_MS);
  }
  return days;
}
const key = (a: Anchor): string => `${a.kind} ${(a.position?.lat ?? 0).toFixed(12)} ${Number(a.inside)}`;
const reckonOrder = (anchors: readonly Anchor[]): Anchor[] =>
  [...anchors].sort((a, b) => a.at - b.at || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

describe('for any walk', () => {
  it('counts what a look at every second counts, day by day', () => {
    fc.assert(
      fc.property(walks, (w) => {
        expect(new Map(reckon(w).days)).toEqual(slowDays(w));
      }),
      { numRuns: 150 },
    );
  });

  it('does not mind the order of arrival, nor what came twice', () => {
    fc.assert(
      fc.property(walks, fc.infiniteStream(fc.nat()), fc.nat(), (w, draws, again) => {
        const shuffled = w.anchors
          .map((a) => [draws.next().value, a] as const)
          .sort(([a], [b]) => a - b)
          .map(([, a]) => a);
        const twice = w.anchors.length ? [...shuffled, w.anchors[again % w.anchors.length]!] : shuffled;
        expect(reckon({ ...w, anchors: twice, pauses: [...w.pauses].reverse() })).toEqual(reckon(w));
      }),
    );
  });

  it('never loses by one more anchor on the way between two that count', () => {
    const steps = fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 800 }), pace: fc.double({ min: 0, max: 7.9, noNaN: true }) }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(steps, fc.nat(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (list, pick, share) => {
        let [seconds, metres] = [0, 0];
        const anchors = [{ second: 0, metres: 0 }];
        for (const s of list) {
          seconds += s.seconds;
          metres += s.seconds * s.pace;
          anchors.push({ second: seconds, metres });
        }
        const make = (a: { second: number; metres: number }): Anchor => ({
          at: START + Math.round(a.second * 1000),
          kind: 'track',
          position: north(a.metres),
          inside: true,
        });
        const i = pick % list.length;
        const [a, b] = [anchors[i]!, anchors[i + 1]!];
        const between = { second: a.second + (b.second - a.second) * share, metres: a.metres + (b.metres - a.metres) * share };
        const before = reckon(walk(anchors.map(make))).countedMs;
        expect(reckon(walk([...anchors, between].map(make))).countedMs).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('never counts more than the time that passed, and the days add up to the sum', () => {
    fc.assert(
      fc.property(walks, (w) => {
        const { spans, countedMs, uncountedMs, days, lastSignAt, metres } = reckon(w);
        expect([...days.values()].reduce((a, b) => a + b, 0)).toBe(countedMs);
        expect(countedMs).toBeLessThanOrEqual(lastSignAt - w.startedAt);
        expect(uncountedMs).toBeGreaterThanOrEqual(0);
        expect(metres).toBeLessThanOrEqual((countedMs / 1000) * 8 + 1);
        spans.forEach((s, i) => {
          expect(s.from).toBeLessThan(s.to);
          if (i) expect(s.from).toBe(spans[i - 1]!.to);
        });
      }),
    );
  });
});
