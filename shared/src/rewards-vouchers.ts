import type { VoucherState } from './rewards.js';

/** Own vouchers, as tabs. */
export const VOUCHER_TABS = ['ready', 'redeemed', 'ended'] as const;
export type VoucherTab = (typeof VOUCHER_TABS)[number];
export const VOUCHER_TAB_LABELS: Record<VoucherTab, string> = { ready: '待使用', redeemed: '已兑换', ended: '已退还' };
export const VOUCHER_TAB_STATES: Record<VoucherTab, readonly VoucherState[]> = {
  ready: ['ready'],
  redeemed: ['redeemed'],
  ended: ['cancelled', 'expired', 'released', 'refunded'],
};

/** Before the end its owner is told once. */
export const VOUCHER_REMIND_DAYS = 3;
/** A code that a scanner has looked at is good for handing over for so long on that very phone; nowhere else. */
export const VOUCHER_CHECKED_MINUTES = 3;
export const REFUND_REASON_MIN = 2;
export const REFUND_REASON_MAX = 100;

/** DH260311-BJ-0012: readable aloud. */
export const voucherNoOf = (day: string, mark: string, number: number): string =>
  `DH${day.slice(2).replaceAll('-', '')}-${mark}-${String(number).padStart(4, '0')}`;
/** For finding one by what somebody reads aloud. */
export const VOUCHER_NO_PATTERN = /^DH\d{6}-[A-Z0-9]{1,8}-\d{4,7}$/;

/**
 * The last day on which a voucher of today can be used: the item's days, but never past the shop's agreement.
 * Days are YYYY-MM-DD in Asia/Shanghai, the last one included. `cut`: the agreement's end came first, which must be said.
 */
export function voucherLastDay(today: string, validDays: number, agreementTo: string): { day: string; cut: boolean } {
  const own = new Date(Date.parse(`${today}T00:00:00Z`) + validDays * 86_400_000).toISOString().slice(0, 10);
  return agreementTo < own ? { day: agreementTo, cut: true } : { day: own, cut: false };
}
