import { sayDistance, sayMinutes, sayNotice, sayServers, sayWhen } from './order-words';

// a Saturday, 11:00 in Beijing
const now = Date.parse('2026-11-21T03:00:00Z');

test.each([
  ['2026-11-21T06:00:00Z', '2026-11-21T07:00:00Z', '今天 周六 14:00–15:00'],
  ['2026-11-22T01:00:00Z', '2026-11-22T01:30:00Z', '明天 周日 09:00–09:30'],
  ['2026-11-26T01:00:00Z', '2026-11-26T01:30:00Z', '周四 09:00–09:30'],
  ['2026-12-05T01:00:00Z', '2026-12-05T02:00:00Z', '12月5日 周六 09:00–10:00'],
  ['2026-11-21T15:00:00Z', '2026-11-21T17:00:00Z', '今天 周六 23:00 – 明天 01:00'],
])('%s – %s is %s', (start, end, said) => expect(sayWhen(start, end, now)).toBe(said));

test.each([
  [45, '45 分钟'],
  [60, '1 小时'],
  [90, '1 小时 30 分'],
])('%d minutes are %s', (minutes, said) => expect(sayMinutes(minutes)).toBe(said));

test('distances are not more exact than they can be', () =>
  expect([3, 396, 1240].map(sayDistance)).toEqual(['10 米', '400 米', '1.2 公里']));
test('notice in days or hours', () => expect([0, 2, 24, 48].map(sayNotice)).toEqual(['随时可点', '提前 2 小时', '提前 1 天', '提前 2 天']));
test('who comes', () => expect(sayServers(['volunteer', 'party_member'])).toBe('志愿者、党员'));
