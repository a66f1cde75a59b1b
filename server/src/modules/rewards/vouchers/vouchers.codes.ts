import { DISPLAY_CODE_PATTERN } from '@linli/shared/display-code';
import { VOUCHER_QR_PATTERN } from '@linli/shared/rewards';
import { CODE_WRONG } from '../../../common/code-tries.js';
import { DomainError } from '../../../common/errors.js';

/** Under this name the guesses of a scanner are counted. */
export const VOUCHER_TRIES = 'voucher';
export const VOUCHER_EXPIRED = '这张券已过期，积分会退还给顾客。';

/** What a shop's phone scanned or typed. */
export type VoucherScan = { kind: 'digits'; digits: string } | { kind: 'qr'; voucherId: string; hex: string };

/** Null: no voucher's code at all. */
export function readVoucherCode(text: string): VoucherScan | null {
  const code = text.replace(/\s/g, '');
  if (DISPLAY_CODE_PATTERN.test(code)) return { kind: 'digits', digits: code };
  const [, voucherId, hex] = VOUCHER_QR_PATTERN.exec(code) ?? [];
  return voucherId && hex ? { kind: 'qr', voucherId, hex } : null;
}

/** The same whether the code is invented, too old, or of another shop: a guess learns nothing. */
export const codeWrong = () => new DomainError('unprocessable', CODE_WRONG, '码不对或已过期，请对方的手机换了新码再试。');
export const codeUsed = () => new DomainError('unprocessable', 'code_used', '这个码已在另一台手机上用过，请等 30 秒换了新码再试。');
export const codeAmbiguous = () => new DomainError('unprocessable', 'code_ambiguous', '有两张券的数字碰巧一样，请改为扫码。');
export const ownVoucher = () => new DomainError('forbidden', 'own_voucher', '不能核销自己的券，请由店里其他人核销。');
