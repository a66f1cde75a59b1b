import type { ShopState } from '@linli/shared/rewards';
import type { ShopView } from '@linli/shared/rewards.dto';
import type { ActionWords } from '@/components/action-bar';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/state-tag';
import { saySpan } from '@/lib/times';

export const SHOP_LOOKS: Record<ShopState, [Tone, IconName]> = {
  open: ['done', 'circle-check'],
  paused: ['due', 'circle-pause'],
  closed: ['quiet', 'circle-x'],
};

/** How long the agreement lasts, as the desk needs to know it. */
export function sayAgreement({ agreementFrom, agreementTo, agreementDaysLeft, agreementEnding, state }: ShopView): string {
  const span = `协议 ${saySpan(agreementFrom, agreementTo)}`;
  if (state === 'closed' || !agreementEnding) return span;
  if (agreementDaysLeft === null) return `${span}，还没开始`;
  return agreementDaysLeft > 0 ? `${span}，还有 ${agreementDaysLeft} 天` : `${span}，已到期，不能再兑换`;
}

export type ShopStep = 'pause' | 'resume' | 'close';
export const stepWords = (shop: ShopView): Record<ShopStep, ActionWords> => ({
  pause: { label: '暂停兑换', icon: 'circle-pause', note: '已兑的券照常使用，可以再恢复' },
  resume: { label: '恢复兑换', icon: 'play' },
  close: {
    label: '退出',
    icon: 'circle-x',
    danger: true,
    note: '以后不再参加，不能恢复',
    confirm: {
      title: `${shop.name}不再参加兑换？`,
      consequence: shop.openVouchers
        ? `${shop.openVouchers} 张没用的券会退还积分并告诉居民。退出后不能恢复。`
        : '退出后不能恢复。结算单照常可看。',
    },
  },
});
