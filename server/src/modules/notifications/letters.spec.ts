import { afterQuiet, isQuiet, ringAt } from '@linli/shared/notifications';
import { filled, isTold, TELLINGS } from '@linli/shared/notification-kinds';
import { fitted } from '../../integrations/wechat/template-fields.js';
import { fieldsOf, type LetterFacts, sorted, timeField } from './letters.js';
import { READERS } from './matters/readers.js';

const at = (shanghai: string) => Date.parse(`${shanghai}+08:00`);
const iso = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);

describe('quiet hours', () => {
  it.each([
    ['2026-03-11T21:59:59', false, '2026-03-11T21:59'],
    ['2026-03-11T22:00:00', true, '2026-03-12T07:00'],
    ['2026-03-11T23:59:59', true, '2026-03-12T07:00'],
    ['2026-03-12T00:00:00', true, '2026-03-12T07:00'],
    ['2026-03-12T06:59:59', true, '2026-03-12T07:00'],
    ['2026-03-12T07:00:00', false, '2026-03-12T07:00'],
    ['2026-02-28T22:30:00', true, '2026-03-01T07:00'],
    ['2026-12-31T23:30:00', true, '2027-01-01T07:00'],
  ])('%s: quiet %s, rings from %s', (moment, quiet, morning) => {
    expect(isQuiet(at(moment))).toBe(quiet);
    expect(iso(afterQuiet(at(moment)))).toBe(morning);
  });

  it('gathers what happens within half a minute, and what happens just before ten waits for the morning', () => {
    expect(ringAt(at('2026-03-11T10:00:01'))).toBe(at('2026-03-11T10:00:30'));
    expect(ringAt(at('2026-03-11T10:00:29'))).toBe(at('2026-03-11T10:00:30'));
    expect(ringAt(at('2026-03-11T10:00:30'))).toBe(at('2026-03-11T10:01:00'));
    expect(ringAt(at('2026-03-11T21:59:40'))).toBe(at('2026-03-12T07:00:00'));
  });
});

describe('a burst', () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => ({ urgent: false, i }));
  const urgent = { urgent: true, i: 99 };
  it.each([
    [1, 0, true, [1, 0, 0]],
    [3, 0, true, [3, 0, 0]],
    [4, 0, true, [0, 4, 0]],
    [1, 2, true, [1, 0, 0]],
    [1, 3, true, [0, 0, 1]],
    [2, 2, true, [0, 0, 2]],
    [5, 3, true, [0, 5, 0]],
    [5, 3, false, [5, 0, 0]],
  ])('%s new after %s sent, digest %s', (due, sent, digest, expected) => {
    const { single, digest: together, wait } = sorted(many(due), sent, digest);
    expect([single.length, together.length, wait.length]).toEqual(expected);
  });
  it('never holds back what is urgent', () => {
    expect(sorted([...many(6), urgent], 9, true).single).toEqual([urgent]);
    expect(sorted([...many(1), urgent], 9, true).single).toEqual([urgent]);
  });
});

describe('the table of messages', () => {
  const lines = Object.entries(TELLINGS).flatMap(([subject, table]) =>
    Object.entries(table).flatMap(([action, own]) => own.map((line) => ({ subject, action, line }))),
  );
  const facts: LetterFacts = { template: 'progress', no: '260311-BJ-0001', what: '垃圾', phrase: '', at: at('2026-03-11T10:00'), hint: '' };

  it('has a reader for every subject', () => {
    expect(Object.keys(TELLINGS).filter((subject) => !READERS.has(subject))).toEqual([]);
  });

  it('has phrases and templates that WeChat takes uncut', () => {
    for (const { subject, action, line } of lines) {
      if (!line.wechat) continue;
      const fields = fitted(fieldsOf({ ...facts, template: line.wechat.template, phrase: line.wechat.phrase, hint: line.title }));
      const phrase = Object.entries(fields).find(([name]) => name.startsWith('phrase'))?.[1].value ?? line.wechat.phrase;
      expect([subject, action, phrase]).toEqual([subject, action, line.wechat.phrase]);
    }
  });

  it('has titles that fit a line', () => {
    expect(lines.filter(({ line }) => Array.from(line.title).length > 20).map(({ line }) => line.title)).toEqual([]);
  });

  it('is asked for what it does not know', () => {
    expect(isTold('report', 'accept')).toBe(true);
    expect(isTold('report', 'look')).toBe(false);
    expect(isTold('report', 'toString')).toBe(false);
    expect(isTold('constructor', 'name')).toBe(false);
    expect(isTold('report', 'report', { priority: 'normal' })).toBe(false);
    expect(isTold('report', 'report', { priority: 'critical' })).toBe(true);
  });

  it('fills in what is known', () => {
    expect(filled('{a}交给{b}{__proto__}', { a: '已', b: '城管队' })).toBe('已交给城管队');
  });

  it('says the time as WeChat wants it', () => {
    expect(timeField(at('2026-03-09T08:05:00'))).toBe('2026年3月9日 08:05');
  });
});
