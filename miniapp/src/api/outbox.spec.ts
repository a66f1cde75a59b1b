import Taro from '@tarojs/taro';
import { OUTBOX_LIMIT, type OutboxItem, addToOutbox, dropFromOutbox, useOutboxStore } from './outbox';

const report = (id: string, personId = 'p1') => ({
  id,
  personId,
  body: { categoryCode: 'E0101', contactable: true, anonymous: false },
  shots: [],
  afterShots: [],
  title: '暴露垃圾',
  madeAt: '2026-03-02T01:00:00.000Z',
});
const stored = () => Taro.getStorageSync<OutboxItem[]>('outbox').map((i) => i.id);
const full = Array.from({ length: OUTBOX_LIMIT }, (_, n) => `r${n}`);

beforeEach(() => {
  useOutboxStore.setState({ items: [] });
  for (const id of full) expect(addToOutbox(report(id))).toBeNull();
});

test('a full outbox takes no more and gives up nothing it holds', () => {
  expect(addToOutbox(report('new'))).toMatch(`手机里已存了 ${OUTBOX_LIMIT} 件`);
  expect(stored()).toEqual(full);
});

test('what it holds already may be tried again, and a free place is a place', () => {
  expect(addToOutbox(report('r0'))).toBeNull();
  expect(stored()).toHaveLength(OUTBOX_LIMIT);
  dropFromOutbox('r7');
  expect(addToOutbox(report('new'))).toBeNull();
  expect(stored()).toContain('r1');
  expect(stored()).toContain('new');
});

test('what another person left on this phone takes no place of mine', () => {
  expect(addToOutbox(report('mine', 'p2'))).toBeNull();
  expect(stored()).toEqual([...full, 'mine']);
});
