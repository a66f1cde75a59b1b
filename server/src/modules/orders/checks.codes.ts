import { CALL_BACK_ONE_IN } from '@linli/shared/orders';
import {
  CODE_STEPS_AROUND,
  codeStep,
  DISPLAY_CODE_PATTERN,
  displayCode,
  type Hmac,
  PAPER_CARD_PATTERN,
  SERVICE_QR_PATTERN,
} from '@linli/shared/display-code';
import { createHmac, timingSafeEqual } from 'node:crypto';

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
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

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The step a display code belongs to, now or one around; null: none. All are compared, so that the time taken tells nothing. */
export function stepOf(secret: Uint8Array, serverMs: number, shown: { digits: string } | { hex: string }): number | null {
  const now = codeStep(serverMs);
  let found: number | null = null;
  for (let step = now - CODE_STEPS_AROUND; step <= now + CODE_STEPS_AROUND; step += 1) {
    const code = displayCode(hmac, secret, step);
    const fits = 'digits' in shown ? same(shown.digits, code.digits) : same(shown.hex, code.hex);
    if (fits) found = step;
  }
  return found;
}

/** One service in five by paper card is asked about on the phone. Which, nobody can know beforehand; it never changes. */
export const getsCallBack = (secret: Uint8Array): boolean =>
  createHmac('sha256', secret).update('call back').digest().readUInt32BE(0) % CALL_BACK_ONE_IN === 0;
