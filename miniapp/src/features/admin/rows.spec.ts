import { areaRows } from './rows';

test('pasted from a table program: tabs, a heading, empty lines', () => {
  expect(areaRows('代码\t名称\t字母\n450403001\t滨江街道\tBJ\n\n450403001001\t万福社区\n')).toEqual([
    { code: '450403001', name: '滨江街道', shortCode: 'BJ' },
    { code: '450403001001', name: '万福社区' },
  ]);
});

test('a CSV file: byte order mark, quotes, commas inside them', () => {
  expect(areaRows('\uFEFF450403001,"滨江, 老城 ""一"" 街道"\r\n')).toEqual([{ code: '450403001', name: '滨江, 老城 "一" 街道' }]);
});

test('a bad cell stays as it was typed: the dry run names it', () => {
  expect(areaRows('450403001\n45040A，西街')).toEqual([
    { code: '450403001', name: '' },
    { code: '45040A', name: '西街' },
  ]);
});

test('nothing pasted, no rows', () => expect(areaRows(' \n ')).toEqual([]));
