import { codeOf } from './code';

const qr = `LS1.0199c0de-0000-7000-8000-000000000001.${'0a'.repeat(10)}`;
const card = `LC1.${'0a'.repeat(16)}`;

test.each([
  ['12345678', { code: '12345678', kind: 'display' }],
  [' 1234 5678 ', { code: '12345678', kind: 'display' }],
  [qr, { code: qr, kind: 'display' }],
  [card, { code: card, kind: 'card' }],
  ['1234 5678 9012', { code: '123456789012', kind: 'card' }],
  ['1234-5678-9012', { code: '123456789012', kind: 'card' }],
  ['1234567', null],
  ['https://example.com/12345678', null],
  ['', null],
])('%s', (raw, code) => expect(codeOf(raw)).toEqual(code));
