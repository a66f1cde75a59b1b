import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { freshOrder } from '@/lib/order-draft';
import { bodyOf, elderOf, missing, valuesOf } from './order-values';

const now = Date.parse('2026-11-20T02:00:00Z');
const item = {
  code: 'S0107',
  mode: 'home',
  minPeople: 1,
  maxPeople: 2,
  riskNote: '请先读服务须知',
  noticeHours: 24,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  slots: [{ fromMinute: 510, toMinute: 690 }],
} as unknown as MenuItemView;
const self = { id: 'e1', self: true, address: '菜市口 1 号', position: null };
const mother = { id: 'e2', self: false, address: '菜市口 12 号 3 单元', position: { lng: 111.3, lat: 23.5 } };
const last = {
  elderId: 'e2',
  address: '菜市口 12 号 3 单元 402',
  position: { lng: 111.31, lat: 23.5 },
  communityCode: null,
  contactName: '王桂兰',
  contactPhone: '13800000001',
  remark: '请敲门',
};

test('for whom: chosen, else last time, else oneself; never somebody no longer bound', () => {
  const fresh = { elderId: undefined };
  expect(elderOf(fresh, 'e2', [self, mother])).toBe('e2');
  expect(elderOf({ elderId: 'e1' }, 'e2', [self, mother])).toBe('e1');
  expect(elderOf(fresh, 'e2', [self])).toBe('e1');
  expect(elderOf({ elderId: 'e2' }, null, [])).toBeNull();
});

test('where and whom to ring: as last time', () => {
  expect(valuesOf(freshOrder('S0107'), item, mother, last, now)).toMatchObject({
    elderId: 'e2',
    address: '菜市口 12 号 3 单元 402',
    position: last.position,
    contactPhone: '13800000001',
    remark: '请敲门',
  });
});

test('never the address of last time’s person', () =>
  expect(valuesOf(freshOrder('S0107'), item, self, last, now)).toMatchObject({
    elderId: 'e1',
    address: '菜市口 1 号',
    contactPhone: '',
    remark: '',
  }));

test('a new address leaves the old pin behind', () => {
  const values = valuesOf({ ...freshOrder('S0107'), address: '江滨路 5 号' }, item, mother, last, now);
  expect(values).toMatchObject({ address: '江滨路 5 号', position: null });
});

test('a kept time that has meanwhile passed is asked again', () => {
  const kept = { ...freshOrder('S0107'), day: '2026-11-21', minute: 510, riskRead: true };
  expect(missing(valuesOf(kept, item, mother, last, now), item, kept).time).toBe('请选日期和时间');
  const later = { ...kept, day: '2026-11-23' };
  expect(missing(valuesOf(later, item, mother, last, now), item, later).first).toBeNull();
});

test('each thing missing has its sentence, the first first', () => {
  const draft = freshOrder('S0107');
  const lacking = missing(valuesOf(draft, item, undefined, undefined, now), item, draft);
  expect(lacking).toEqual({
    time: '请选日期和时间',
    address: '请写上门的地址，写到门牌号',
    phone: null,
    risk: '请先读一下风险提示',
    first: '请选日期和时间',
  });
  expect(missing({ ...valuesOf(draft, item, undefined, undefined, now), contactPhone: '138' }, item, draft).phone).toBe(
    '电话号码不对，请看一下',
  );
});

test('the body carries what is there, and the elder says the community', () => {
  const draft = { ...freshOrder('S0107'), day: '2026-11-23', minute: 540, riskRead: true };
  expect(bodyOf(valuesOf(draft, item, mother, last, now), item, draft, '450403001001')).toEqual({
    id: draft.id,
    itemCode: 'S0107',
    startAt: '2026-11-23T01:00:00.000Z',
    headcount: 1,
    remark: '请敲门',
    address: '菜市口 12 号 3 单元 402',
    position: last.position,
    elderId: 'e2',
    riskRead: true,
    contactName: '王桂兰',
    contactPhone: '13800000001',
  });
  const alone = bodyOf(
    valuesOf(draft, { ...item, mode: 'remote' }, undefined, undefined, now),
    { ...item, mode: 'remote' },
    draft,
    '450403001001',
  );
  expect(alone).toMatchObject({ communityCode: '450403001001' });
  expect(alone).not.toHaveProperty('address');
});
