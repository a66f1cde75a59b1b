import { lastHalves } from './halves';

test('four half years, the one that runs first', () => {
  expect(lastHalves('2026-07-01').map((h) => h.value)).toEqual(['2026H2', '2026H1', '2025H2', '2025H1']);
  expect(lastHalves('2026-06-30').map((h) => h.label)[0]).toBe('2026年上半年');
});
