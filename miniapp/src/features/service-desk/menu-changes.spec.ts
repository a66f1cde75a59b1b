import type { MenuSettingView } from '@linli/shared/orders-menu.dto';
import { changesOf, type MenuRules } from './menu-changes';

const item = {
  minutes: 60,
  noticeHours: 24,
  radiusMetres: null,
  maxPeople: 2,
  needsReview: false,
  openToNeighbours: false,
  description: null,
  weekdays: [1, 2],
  slots: [{ fromMinute: 480, toMinute: 720 }],
} as unknown as MenuSettingView;
const rules: MenuRules = { ...item, description: '' };

test('nothing changed, nothing sent', () => {
  expect(changesOf(item, { ...rules, weekdays: [1, 2] })).toEqual({});
});

test('only what was changed is sent', () => {
  expect(changesOf(item, { ...rules, minutes: 45, slots: [], description: '带好雨伞' })).toEqual({
    minutes: 45,
    slots: [],
    description: '带好雨伞',
  });
});
