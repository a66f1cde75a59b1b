import { WISH_BOX_LABELS, WISH_BOXES, type WishBox } from '@linli/shared/wishes';
import type { WishCountView } from '@linli/shared/wishes.dto';
import type { RoomGroup } from '@/components/desk';
import type { IconName } from '@/components/icon';
import { swap } from '@/lib/router';
import { PATHS } from './words';

const ICONS: Record<WishBox, IconName> = {
  to_review: 'inbox',
  to_verify: 'clipboard-check',
  due_soon: 'alarm-clock',
  unclaimed: 'hand-heart',
};
const TONES: Partial<Record<WishBox, 'due'>> = { to_review: 'due', to_verify: 'due', due_soon: 'due' };

/** The side bar of the wishes' desk. */
export const groupsOf = (counts: readonly WishCountView[], toBox: (box: WishBox | null) => void): RoomGroup[] => [
  {
    title: '微心愿',
    rooms: [
      ...WISH_BOXES.map((box) => ({
        key: box,
        label: WISH_BOX_LABELS[box],
        icon: ICONS[box],
        count: counts.find((row) => row.box === box)?.count,
        tone: TONES[box],
        onPress: () => toBox(box),
      })),
      { key: 'all', label: '全部心愿', icon: 'list' as const, onPress: () => toBox(null) },
    ],
  },
  {
    title: '还可以',
    rooms: [
      { key: 'behalf', label: '代提心愿', icon: 'pencil' as const, onPress: () => swap(PATHS.new, { behalf: 1 }) },
      { key: 'partners', label: '共建清单', icon: 'building-2' as const, onPress: () => swap(PATHS.partners) },
      { key: 'settings', label: '限额和提醒词', icon: 'settings' as const, onPress: () => swap(PATHS.settings) },
      { key: 'board', label: '心愿榜', icon: 'star' as const, onPress: () => swap(PATHS.board) },
    ],
  },
];
