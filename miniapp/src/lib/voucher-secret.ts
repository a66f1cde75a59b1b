import { voucherQr } from '@linli/shared/rewards';
import type { VoucherSecretView, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { offsetOf, shownAt, type ShownCode } from './display-secret';
import { dropStored, readStored, storedKeys, writeStored } from './storage';

/** What the phone keeps of a voucher that was opened once: enough to show it, and its code, without signal. */
export interface KeptVoucher {
  voucher: VoucherView;
  secret: string;
  /** server − phone */
  offsetMs: number;
  stepSeconds: number;
}

const keysOf = (personId: string) => `voucher:${personId}:`;
const keyOf = (personId: string, voucherId: string) => `${keysOf(personId)}${voucherId}`;

export const readVoucher = (personId: string, voucherId: string) => readStored<KeptVoucher>(keyOf(personId, voucherId));
/** Those that still hold, the first to end first: what there is to show without signal. */
export const readVouchers = (personId: string, nowMs: number): VoucherView[] =>
  storedKeys(keysOf(personId))
    .map((key) => readStored<KeptVoucher>(key)?.voucher)
    .filter((voucher): voucher is VoucherView => voucher !== undefined && Date.parse(voucher.expiresAt) > nowMs)
    .sort((one, other) => one.expiresAt.localeCompare(other.expiresAt));
export const dropVoucher = (personId: string, voucherId: string) => dropStored(keyOf(personId, voucherId));

export function keepVoucher(
  personId: string,
  voucher: VoucherView,
  { secret, now, stepSeconds }: VoucherSecretView,
  sentAtMs: number,
  receivedAtMs: number,
): KeptVoucher {
  const kept = { voucher, secret, stepSeconds, offsetMs: offsetOf(now, sentAtMs, receivedAtMs) };
  writeStored(keyOf(personId, voucher.id), kept);
  return kept;
}

export const voucherCodeAt = (kept: KeptVoucher, phoneMs: number): ShownCode =>
  shownAt(kept, phoneMs, (code) => voucherQr(kept.voucher.id, code));
