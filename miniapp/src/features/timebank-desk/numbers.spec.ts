import { numberFault, numberOf } from './numbers';

it.each([
  ['', 1, 9, false, true],
  ['', 1, 9, true, false],
  ['0', 1, 9, false, false],
  ['1', 1, 9, false, true],
  ['9', 1, 9, true, true],
  ['10', 1, 9, true, false],
  ['1.5', 1, 9, true, false],
  ['一', 1, 9, true, false],
] as const)('“%s” between %d and %d (required: %s) stands: %s', (typed, least, most, required, stands) => {
  expect(numberFault(typed, least, most, required) === null).toBe(stands);
});

it('takes nothing for no limit', () => {
  expect([numberOf(''), numberOf('0'), numberOf('12')]).toEqual([null, 0, 12]);
});
