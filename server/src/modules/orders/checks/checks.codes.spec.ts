import { displayCode, serviceQr } from '@linli/shared/display-code';
import { fenceOf } from '@linli/shared/geofence';
import { createHash, createHmac } from 'node:crypto';
import { stepOf } from '../../../common/display-codes.js';
import { getsCallBack, readCode } from './checks.codes.js';

const secret = createHash('sha256').update('of a spec').digest();
const codeAt = (step: number) => displayCode((key, message) => createHmac('sha256', key).update(message).digest(), secret, step);
const STEP = 59_000_000;
const at = STEP * 30_000;

describe('a display code', () => {
  it.each([
    ['in its own half minute', 0, STEP],
    ['one step early', -1, STEP],
    ['one step late', 1, STEP],
    ['two steps early', -2, null],
    ['two steps late: a photo of it', 2, null],
  ])('%s', (_, shift, expected) => {
    const now = at + shift * 30_000 + 15_000;
    expect(stepOf(secret, now, { digits: codeAt(STEP).digits })).toBe(expected);
    expect(stepOf(secret, now, { hex: codeAt(STEP).hex })).toBe(expected);
  });

  it('is that of its own secret', () => {
    const other = createHash('sha256').update('another').digest();
    expect(stepOf(other, at, { digits: codeAt(STEP).digits })).toBeNull();
    expect(stepOf(secret, at, { digits: '' })).toBeNull();
  });

  it('reads what was scanned or typed', () => {
    const orderId = '019cdf00-0000-7000-8000-000000000001';
    expect(readCode(serviceQr(orderId, codeAt(STEP)))).toEqual({ kind: 'qr', orderId, hex: codeAt(STEP).hex });
    expect(readCode(' 1234 5678 ')).toEqual({ kind: 'digits', digits: '12345678' });
    expect(readCode('1234 5678 9012')).toEqual({ kind: 'card', code: '123456789012' });
    expect(readCode(`LC1.${'0a'.repeat(16)}`).kind).toBe('card');
    for (const text of ['', '1234567', 'LS1.x.y', `LC1.${'0A'.repeat(16)}`, 'https://example.com'])
      expect(readCode(text).kind).toBe('nothing');
  });
});

it('a phone stands at the door within 150 m and its own accuracy', () => {
  expect([fenceOf(150, 0), fenceOf(151, 0), fenceOf(250, 100), fenceOf(251, 100), fenceOf(0, 101)]).toEqual([
    'inside',
    'outside',
    'inside',
    'outside',
    'inaccurate',
  ]);
});

it('asks about one service in five', () => {
  const asked = Array.from({ length: 5000 }, (_, i) => getsCallBack(createHash('sha256').update(String(i)).digest())).filter(
    Boolean,
  ).length;
  expect(asked).toBeGreaterThan(900);
  expect(asked).toBeLessThan(1100);
  expect(getsCallBack(secret)).toBe(getsCallBack(secret));
});
