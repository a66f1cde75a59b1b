import { voucherQr } from '@linli/shared/rewards';
import type { VoucherSecretView, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import { offsetOf, shownAt, type ShownCode } from './display-secret';
import { dropStored, readStored, writeStored } from './storage';

/** What the phone keeps of a voucher that was opened once: enough to show it, and its code, without signal. */
export interface KeptVoucher {
  voucher: VoucherView;
  secret: string;
  /** server − phone */
  offsetMs: number;
  stepSeconds: number;
}

const keyOf = (personId: string, voucherId: string) => `voucher:${personId}:${voucherId}`;

export const readVoucher = (personId: string, voucherId: string) => readStored<KeptVoucher>(keyOf(personId, voucherId));
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
