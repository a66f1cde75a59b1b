import { dayFrom } from './calendar.js';
import { postWhenText, shiftStarts } from './posts.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const day = (text: string) => dayFrom(text) ?? 0;
const times = (starts: number[]) => starts.map((start) => new Date(start + 8 * 3_600_000).toISOString().slice(0, 16));

describe('the shifts of a post', () => {
  const first = at('2026-03-11T08:00:00');
  it('is one where there is no pattern', () => {
    const once = { firstStart: first, weekdays: null, untilDay: null };
    expect(times(shiftStarts(once, day('2026-03-01'), day('2026-04-30')))).toEqual(['2026-03-11T08:00']);
    expect(shiftStarts(once, day('2026-03-12'), day('2026-04-30'))).toEqual([]);
  });

  it('keeps weekday and time of day, over the month’s end, from the first to the last day', () => {
    const weekly = { firstStart: at('2026-03-25T22:30:00'), weekdays: [1, 3], untilDay: day('2026-04-06') };
    expect(times(shiftStarts(weekly, day('2026-03-01'), day('2026-05-01')))).toEqual([
      '2026-03-25T22:30',
      '2026-03-30T22:30',
      '2026-04-01T22:30',
      '2026-04-06T22:30',
    ]);
    expect(times(shiftStarts(weekly, day('2026-03-31'), day('2026-04-01')))).toEqual(['2026-04-01T22:30']);
  });

  it('counts days in Shanghai: 00:30 there is still the day before in UTC', () => {
    const early = { firstStart: at('2026-03-16T00:30:00'), weekdays: [1], untilDay: null };
    expect(times(shiftStarts(early, day('2026-03-16'), day('2026-03-23')))).toEqual(['2026-03-16T00:30', '2026-03-23T00:30']);
  });

  it.each([
    [first, null, 60, '3 月 11 日 08:00–09:00'],
    [first, [1, 3, 5], 60, '每周一、三、五 08:00–09:00'],
    [at('2026-03-11T22:00:00'), [1, 2, 3, 4, 5, 6, 7], 240, '每天 22:00–次日 02:00'],
    [at('2026-03-11T22:00:00'), [6], 120, '每周六 22:00–24:00'],
  ])('%d %j: %s', (firstStart, weekdays, minutes, expected) => expect(postWhenText({ firstStart, weekdays }, minutes)).toBe(expected));
});
