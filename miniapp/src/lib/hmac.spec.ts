import { createHash, createHmac, randomBytes } from 'node:crypto';
import { displayCode, serviceQr, SERVICE_QR_PATTERN } from '@linli/shared/display-code';
import { hmacSha256, sha256 } from './hmac';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test.each([0, 1, 8, 55, 56, 63, 64, 65, 119, 120, 1000])('sha256 of %d bytes is that of node', (length) => {
  const bytes = randomBytes(length);
  expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test.each([0, 16, 32, 64, 65, 200])('hmac with a key of %d bytes is that of node', (length) => {
  const key = randomBytes(length);
  const message = randomBytes(8);
  expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
});

test('the code of a step is the server’s, digits and QR from one value', () => {
  const secret = randomBytes(32);
  const server = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
  for (const step of [0, 1, 58_000_000, 2 ** 31, 2 ** 40]) {
    const code = displayCode(hmacSha256, secret, step);
    expect(code).toEqual(displayCode(server, secret, step));
    expect(code.digits).toMatch(/^\d{8}$/);
    expect(serviceQr('0199c0de-0000-7000-8000-000000000001', code)).toMatch(SERVICE_QR_PATTERN);
  }
});
