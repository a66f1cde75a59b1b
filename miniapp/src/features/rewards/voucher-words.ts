import type { VoucherState } from '@linli/shared/rewards';
import type { VoucherView } from '@linli/shared/rewards-vouchers.dto';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/state-tag';
import { dayOf, msOf, sayDay, sayFullDate, sayTime } from '@/lib/times';

const page = (name: string) => `/features/rewards/pages/${name}/index`;
export const VOUCHER_PATHS = { redeem: page('redeem'), vouchers: page('vouchers'), voucher: page('voucher') };

export const VOUCHER_LOOKS: Record<VoucherState, [Tone, IconName]> = {
  ready: ['info', 'qr-code'],
  redeemed: ['done', 'circle-check'],
  cancelled: ['quiet', 'undo-2'],
  expired: ['due', 'hourglass'],
  released: ['due', 'store'],
  refunded: ['quiet', 'undo-2'],
};

const DAY_MS = 86_400_000;

/** 今天到期 / 可用到3月25日 */
export function sayUntil(expiresAt: string, now: number): string {
  const end = msOf(expiresAt);
  if (dayOf(end) === dayOf(now)) return '今天到期';
  return end - now < 3 * DAY_MS ? `${sayDay(end, now)}到期，别忘了用` : `可用到${sayDay(end, now)}`;
}

/** 3月25日（含当天）, with why where the shop's agreement ends before the item's own days do. */
export function sayLastDay(day: string, cut: boolean, now: number): string {
  const said = sayFullDate(day);
  const near = day.slice(0, 4) === dayOf(now).slice(0, 4) ? said.slice(said.indexOf('年') + 1) : said;
  return `${near}（含当天）${cut ? '，这家店的协议到这天为止' : ''}`;
}

/** What became of it, in one sentence. */
export function sayEnd({ state, redeemedAt, endedAt, points, shopName }: Omit<VoucherView, 'shop'>, now: number): string | null {
  const at = (iso: string | null) => (iso ? sayTime(msOf(iso), now) : '');
  if (state === 'redeemed') return `${at(redeemedAt)} 在${shopName}兑换`;
  if (state === 'cancelled') return `${at(endedAt)} 取消，${points} 积分已退还`;
  if (state === 'expired') return `${at(endedAt)} 过期，${points} 积分已退还`;
  if (state === 'released') return `商家不再参加兑换，${points} 积分已退还`;
  if (state === 'refunded') return `${at(endedAt)} 退回，${points} 积分已退还`;
  return null;
}
