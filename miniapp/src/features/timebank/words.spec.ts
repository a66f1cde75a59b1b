import { changeText, dayText, hoursText, pointsTyped } from './words';

it.each([
  [0, '0 分钟'],
  [59, '59 分钟'],
  [60, '1 小时'],
  [750, '12 小时 30 分'],
])('%d minutes are %s', (minutes, text) => expect(hoursText(minutes)).toBe(text));

it('says frozen points without a sign, since nothing was taken', () => {
  expect(changeText({ shape: 'held', change: 0, points: 30 })).toBe('冻结 30');
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
