import { sayYuan } from './words';

it.each([
  [0, '不花钱'],
  [80, '约 80 元'],
  [9_999, '约 9999 元'],
  [30_000, '约 3 万元'],
  [25_600, '约 2.6 万元'],
])('%i: %s', (yuan, words) => expect(sayYuan(yuan)).toBe(words));
