import { SERVICE_CATEGORY_LABELS } from '@linli/shared/members';
import { DAY_PARTS, holdsPart, sayHours, sayMetres, sayMinutes, skillWords } from './words';

const part = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute });

test('times as people say them', () => {
  expect(sayHours([])).toBe('随时都可以');
  expect(sayHours([1, 2, 3, 4, 5].map((d) => part(d, 1080, 1320)))).toBe('周一到周五 晚上');
  expect(sayHours([6, 7].flatMap((d) => [part(d, 480, 720), part(d, 720, 1080), part(d, 1080, 1320)]))).toBe('周末 全天');
  expect(sayHours([part(2, 480, 1080), part(4, 545, 600)])).toBe('周二 上午、下午；周四 09:05–10:00');
});

test('lengths with their units', () => {
  expect([sayMetres(500), sayMetres(1000), sayMetres(1500)]).toEqual(['500 米', '1 公里', '1.5 公里']);
  expect([sayMinutes(0), sayMinutes(45), sayMinutes(120), sayMinutes(135)]).toEqual(['0 分钟', '45 分钟', '2 小时', '2 小时 15 分钟']);
});

test('skills: categories before single items; an item gone from the menu keeps its code', () => {
  expect(skillWords(['S0999', 'repair'], [])).toBe(`${SERVICE_CATEGORY_LABELS.repair}、S0999`);
});

test('a part of the day is free from half of it on', () => {
  const free = (from: number, to: number) => DAY_PARTS.map((p) => holdsPart([part(1, from, to)], 1, p));
  expect(free(510, 1110)).toEqual([true, true, false]);
  expect(free(480, 720)).toEqual([true, false, false]);
  expect(free(620, 720)).toEqual([false, false, false]);
});
