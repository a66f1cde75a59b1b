import { ALL_WEEKDAYS, DEFAULT_SLOTS, isoWeekday, mayBegin, minuteOfDay, slotsFault, slotsText, weekdaysText } from './menu.js';

const at = (text: string) => Date.parse(`${text}+08:00`);
const usual = { weekdays: ALL_WEEKDAYS, slots: DEFAULT_SLOTS };

describe('when a service may begin', () => {
  it.each([
    ['2026-03-11T08:29:00', false],
    ['2026-03-11T08:30:00', true],
    ['2026-03-11T11:30:00', true],
    ['2026-03-11T11:31:00', false],
    ['2026-03-11T14:00:00', true],
    ['2026-03-11T18:00:00', true],
    ['2026-03-11T23:59:00', false],
    ['2026-03-12T00:00:00', false],
  ])('%s: %s', (when, expected) => expect(mayBegin(usual, at(when))).toBe(expected));

  it('counts days in Shanghai: Sunday evening in UTC is Monday there', () => {
    expect(isoWeekday(Date.parse('2026-03-15T15:59:00Z'))).toBe(7);
    expect(isoWeekday(Date.parse('2026-03-15T16:00:00Z'))).toBe(1);
    expect(minuteOfDay(Date.parse('2026-03-15T16:00:00Z'))).toBe(0);
    expect(mayBegin({ weekdays: [1, 2, 3, 4, 5], slots: DEFAULT_SLOTS }, at('2026-03-15T10:00:00'))).toBe(false);
  });

  it.each([
    [[], '至少'],
    [[{ fromMinute: 600, toMinute: 600 }], '晚于'],
    [
      [
        { fromMinute: 600, toMinute: 700 },
        { fromMinute: 700, toMinute: 800 },
      ],
      '重叠',
    ],
  ])('refuses %j', (slots, words) => expect(slotsFault(slots)).toContain(words));

  it('says it in words', () => {
    expect(slotsFault(DEFAULT_SLOTS)).toBeNull();
    expect(slotsText(DEFAULT_SLOTS)).toBe('08:30–11:30、14:00–18:00');
    expect(weekdaysText([1, 3])).toBe('周一、周三');
    expect(weekdaysText(ALL_WEEKDAYS)).toBe('每天');
  });
});
