import { randomBytes } from 'node:crypto';
import { bytesOf } from './base64';

test.each([0, 1, 2, 3, 31, 32, 33])('%d bytes come back as they were', (length) => {
  const bytes = randomBytes(length);
  expect(Buffer.from(bytesOf(bytes.toString('base64')))).toEqual(bytes);
});
