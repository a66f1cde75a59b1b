import { found } from './search';

const items = [
  { name: '上门理发', description: null, category: 'elder_care' as const },
  { name: '水电小修', description: '灯泡、水龙头', category: 'repair' as const },
];
test.each([
  ['理发', null, ['上门理发']],
  ['水龙头', null, ['水电小修']],
  ['维修', null, ['水电小修']],
  ['', 'elder_care' as const, ['上门理发']],
  ['理发 水电', null, []],
  ['', null, ['上门理发', '水电小修']],
])('“%s” in %s', (typed, category, names) => expect(found(items, typed, category).map((i) => i.name)).toEqual(names));
