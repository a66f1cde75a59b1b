import { earliestStart, minuteOf, minutesOfDay, momentOf, openDays, partOf, sayMinute } from './slots';

const item = { noticeHours: 12, weekdays: [1, 2, 3, 4, 5], slots: [{ fromMinute: 8 * 60, toMinute: 11 * 60 + 30 }] };
// a Friday, 20:00 in Beijing
const friday = Date.parse('2026-11-20T12:00:00Z');

test('notice and two hours to find somebody', () => expect(earliestStart(item, friday)).toBe(friday + 14 * 3_600_000));

test('half hours within the slot, from the first that can still be ordered', () => {
  expect(minutesOfDay(item, '2026-11-23', friday).map(sayMinute)).toEqual([
    '08:00',
    '08:30',
    '09:00',
    '09:30',
    '10:00',
    '10:30',
    '11:00',
    '11:30',
  ]);
  const sunday = Date.parse('2026-11-22T11:15:00Z'); // 19:15: 14 hours later is 09:15
  expect(minutesOfDay(item, '2026-11-23', sunday).map(sayMinute)).toEqual(['09:30', '10:00', '10:30', '11:00', '11:30']);
});

test('closed weekdays offer nothing; the next open days come first', () => {
  expect(minutesOfDay(item, '2026-11-21', friday)).toEqual([]);
  expect(openDays(item, friday, 3)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25']);
});

test('nothing beyond thirty days', () => {
  expect(openDays({ ...item, weekdays: [] }, friday).at(-1)).toBe('2026-12-20');
  expect(minutesOfDay(item, '2026-12-21', friday)).toEqual([]);
});

test('no slots told: by daylight, every day', () => {
  const open = minutesOfDay({ noticeHours: 0, weekdays: [], slots: [] }, '2026-11-22', friday);
  expect([open[0], open.at(-1)].map((m) => sayMinute(m ?? 0))).toEqual(['08:00', '20:00']);
});

test('a minute and its moment are the same', () => {
  expect(new Date(momentOf('2026-11-23', 570)).toISOString()).toBe('2026-11-23T01:30:00.000Z');
  expect(minuteOf(momentOf('2026-11-23', 570))).toBe(570);
  expect(minuteOf(Date.parse('2026-11-22T16:00:00Z'))).toBe(0);
});

test.each([
  [719, 'morning'],
  [720, 'afternoon'],
  [1079, 'afternoon'],
  [1080, 'evening'],
])('%d is %s', (minute, part) => expect(partOf(minute)).toBe(part));
