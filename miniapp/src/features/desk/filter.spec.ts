import { filterOf, narrowed, titleOf } from './filter';

test('what the address says is asked', () => {
  expect(filterOf({ box: 'late', state: 'handled', category: 'E01', area: '990101001', colour: 'red', q: ' 井盖 ', order: 'due' })).toEqual(
    {
      box: 'late',
      state: 'handled',
      category: 'E01',
      teamId: undefined,
      withoutTeam: undefined,
      areaCode: '990101001',
      colour: 'red',
      q: '井盖',
      order: 'due',
    },
  );
});

test('what no team has yet is asked for in the place of a team', () => {
  const { teamId, withoutTeam } = filterOf({ team: 'none' });
  expect([teamId, withoutTeam]).toEqual([undefined, 'true']);
  expect(titleOf({ team: 'none', colour: 'red' })).toBe('尚未派遣 · 已超时');
  expect(narrowed({ team: 'none' })).toBe(1);
});

test('an old or hand-typed address asks nothing the server does not know', () => {
  const asked = filterOf({ box: 'gone', state: 'x', category: 'Z99', team: '1', area: '99', colour: 'blue', q: '  ', order: 'size' });
  expect(Object.values(asked).filter((v) => v !== undefined)).toEqual([]);
});

test('titles say what the list holds', () => {
  expect(titleOf({ box: 'to_accept', colour: 'red' })).toBe('待受理');
  expect(titleOf({ category: 'E01', colour: 'red' })).toBe('市容环境 · 已超时');
  expect(titleOf({})).toBe('全部事项');
});

test('counts the filters, not the search or the open matter', () => {
  expect(narrowed({ colour: 'red', area: '990101', q: '井盖', id: 'x', view: 'table' })).toBe(2);
});
