import { SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import { filterOf, narrowed, titleOf } from './filter';

test('what the address says is asked', () => {
  expect(filterOf({ box: 'to_review', state: 'offered', category: 'repair', area: '990101001001', q: ' 送餐 ' })).toEqual({
    box: 'to_review',
    state: 'offered',
    category: 'repair',
    areaCode: '990101001001',
    q: '送餐',
  });
});

test('an old or hand-typed address asks nothing the server does not know', () => {
  const asked = filterOf({ box: 'gone', state: 'x', category: 'y', area: '99', q: '  ' });
  expect(Object.values(asked).filter((v) => v !== undefined)).toEqual([]);
});

test('titles say what the list holds', () => {
  expect(titleOf({ box: 'unfilled', state: 'offered' })).toBe('快到时间还差人');
  expect(titleOf({ state: 'offered', category: 'repair' })).toBe(`待接单 · ${SERVICE_CATEGORY_LABELS.repair}`);
  expect(titleOf({})).toBe('全部订单');
});

test('counts the filters, not the search or the open order', () => {
  expect(narrowed({ state: 'offered', area: '990101', q: '送餐', id: 'x' })).toBe(2);
});
