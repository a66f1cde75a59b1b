import { changeText, dayText, pointsTyped, sumsWithin } from './words';

it('says frozen points without a sign, since nothing was taken', () => {
  expect(changeText({ shape: 'held', change: 0, points: 30 })).toBe('预留 30');
  expect(changeText({ shape: 'released', change: 0, points: 30 })).toBe('已退还 30');
  expect(changeText({ shape: 'out', change: -30, points: 30 })).toBe('−30');
  expect(changeText({ shape: 'in', change: 20, points: 20 })).toBe('+20');
  expect(dayText('2028-02-29')).toBe('2月29日');
});

it.each([
  ['', null],
  ['12', { points: 12 }],
  ['0', { fault: '至少 1 分' }],
  ['1.5', { fault: '请填写整数' }],
  ['-3', { fault: '请填写整数' }],
  ['51', { fault: '最多 50 分' }],
])('takes “%s” as %p', (typed, taken) => expect(pointsTyped(typed, 50)).toEqual(taken));

test('round sums stop below what there is, then all of it', () => {
  expect(sumsWithin(35).map(({ value }) => value)).toEqual(['10', '20', '35']);
  expect(sumsWithin(10).map(({ value }) => value)).toEqual(['10']);
  expect(sumsWithin(0)).toEqual([]);
});
