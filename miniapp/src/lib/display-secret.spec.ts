import { createHmac, randomBytes } from 'node:crypto';
import { codeStep, displayCode } from '@linli/shared/display-code';
import { codeAt, keepSecret } from './display-secret';

const orderId = '0199c0de-0000-7000-8000-000000000001';
const secret = randomBytes(32);
const now = Date.parse('2026-11-21T03:00:10Z');
const view = { orderId, secret: secret.toString('base64'), now: new Date(now).toISOString(), stepSeconds: 30 };
const server = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();

test('a phone an hour slow shows what the server reckons', () => {
  const phone = now - 3_600_000;
  const kept = keepSecret('p', view, phone - 100, phone + 100);
  expect(kept.offsetMs).toBe(3_600_000);
  const later = codeAt(kept, phone + 25_000);
  expect(later.digits).toBe(displayCode(server, secret, codeStep(now + 25_000)).digits);
  expect(later.secondsLeft).toBe(25);
});

test('the ring runs from thirty to one', () => {
  const kept = keepSecret('p', view, now, now);
  expect([0, 1000, 19_000, 19_999].map((ms) => codeAt(kept, now + ms).secondsLeft)).toEqual([20, 19, 1, 1]);
  expect(codeAt(kept, now + 20_000).secondsLeft).toBe(30);
  expect(codeAt(kept, now + 20_000).step).toBe(codeAt(kept, now).step + 1);
});
