import { CALL_BACK_ONE_IN } from '@linli/shared/orders';
import { DISPLAY_CODE_PATTERN, PAPER_CARD_PATTERN, SERVICE_QR_PATTERN } from '@linli/shared/display-code';
import { createHmac } from 'node:crypto';

const CARD_DIGITS = /^\d{12}$/;

/** What somebody scanned or typed. */
export type Scanned =
  { kind: 'digits'; digits: string } | { kind: 'qr'; orderId: string; hex: string } | { kind: 'card'; code: string } | { kind: 'nothing' };

export function readCode(text: string): Scanned {
  const code = text.replace(/\s/g, '');
  if (DISPLAY_CODE_PATTERN.test(code)) return { kind: 'digits', digits: code };
  if (CARD_DIGITS.test(code) || PAPER_CARD_PATTERN.test(code)) return { kind: 'card', code };
  const [, orderId, hex] = SERVICE_QR_PATTERN.exec(code) ?? [];
  return orderId && hex ? { kind: 'qr', orderId, hex } : { kind: 'nothing' };
}

/** One service in five by paper card is asked about on the phone. Which, nobody can know beforehand; it never changes. */
export const getsCallBack = (secret: Uint8Array): boolean =>
  createHmac('sha256', secret).update('call back').digest().readUInt32BE(0) % CALL_BACK_ONE_IN === 0;
