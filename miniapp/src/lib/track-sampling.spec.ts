import { worthKeeping } from './track-sampling';

const at = (seconds: number, metresNorth: number, accuracyMetres = 10) => ({
  at: new Date(Date.UTC(2026, 10, 21, 1, 0, 0) + seconds * 1000).toISOString(),
  lng: 106.5,
  lat: 29.5 + metresNorth / 111_195,
  accuracyMetres,
});
const first = at(0, 0);

test.each([
  ['the first one', null, at(0, 0), true],
  ['after 15 seconds on one spot', first, at(15, 0), true],
  ['after 14 seconds on one spot', first, at(14, 0), false],
  ['after 16 metres in 3 seconds', first, at(3, 16), true],
  ['after 14 metres in 3 seconds', first, at(3, 14), false],
  ['accurate to 100 metres', first, at(20, 50, 100), true],
  ['accurate to 101 metres', first, at(20, 50, 101), false],
  ['a clock set back', first, at(-5, 80), false],
])('%s', (_name, last, next, kept) => {
  expect(worthKeeping(last, next)).toBe(kept);
});
