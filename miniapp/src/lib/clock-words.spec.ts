import { clockWords } from './clock-words';
import { sayDay, sayLength, sayTime } from './times';

const at = (iso: string) => Date.parse(iso);
const run = {
  kind: 'response' as const,
  startedAt: '2026-11-20T02:00:00Z',
  dueAt: '2026-11-21T02:00:00Z',
  amberAt: '2026-11-20T20:00:00Z',
  stoppedAt: null,
  everLate: false,
  colour: 'green' as const,
  escalatedText: null,
  pausedUntil: null,
};

describe('clockWords', () => {
  test('says how long and by when', () => {
    expect(clockWords(run, at('2026-11-20T21:00:00Z'))).toEqual({ tone: 'amber', how: '剩 5 小时', by: '今天 10:00 前答复', left: 5 / 24 });
  });
  test('exactly a quarter left is amber, a millisecond before is green', () => {
    expect(clockWords(run, at('2026-11-20T20:00:00Z')).tone).toBe('amber');
    expect(clockWords(run, at('2026-11-20T20:00:00Z') - 1).tone).toBe('green');
  });
  test('the due second is in time, one later is late', () => {
    expect(clockWords(run, at('2026-11-21T02:00:00Z')).tone).toBe('amber');
    expect(clockWords(run, at('2026-11-21T02:00:01Z'))).toMatchObject({ tone: 'red', how: '刚刚超时' });
  });
  test('late says whom it was told to', () => {
    const late = clockWords({ ...run, escalatedText: '已报街长' }, at('2026-11-21T05:00:00Z'));
    expect([late.how, late.by]).toEqual(['已超 3 小时', '已报街长']);
  });
  test('stopped: in time or how late', () => {
    const stopped = (stoppedAt: string) => clockWords({ ...run, stoppedAt }, at('2026-11-21T08:00:00Z'));
    expect(stopped('2026-11-20T05:00:00Z')).toMatchObject({ how: '按时', by: '昨天 13:00 已答复' });
    expect(stopped('2026-11-21T04:00:00Z')).toMatchObject({ how: '超时 2 小时' });
  });
});

describe('times as people say them', () => {
  const now = at('2026-11-20T15:30:00Z'); // 23:30 in Beijing
  test.each([
    ['2026-11-20T15:59:59Z', '今天'],
    ['2026-11-20T16:00:00Z', '明天'],
    ['2026-11-19T15:59:59Z', '昨天'],
    ['2026-11-25T03:00:00Z', '周三'],
    ['2026-12-05T03:00:00Z', '12月5日'],
    ['2025-03-05T03:00:00Z', '2025年3月5日'],
  ])('%s is %s', (iso, said) => expect(sayDay(at(iso), now)).toBe(said));
  test('the clock is Beijing’s', () => expect(sayTime(at('2026-11-20T01:30:00Z'), now)).toBe('今天 09:30'));
  test.each([
    [59_000, '不到 1 分钟'],
    [12 * 60_000, '12 分钟'],
    [90 * 60_000, '1 小时 30 分'],
    [5.9 * 3_600_000, '5 小时'],
    [3 * 86_400_000 + 4 * 3_600_000, '3 天 4 小时'],
    [12 * 86_400_000 + 3_600_000, '12 天'],
  ])('%d ms is %s', (ms, said) => expect(sayLength(ms)).toBe(said));
});
