import { CODE_STEPS_AROUND, codeStep, displayCode, type Hmac } from '@linli/shared/display-code';
import { createHmac, timingSafeEqual } from 'node:crypto';

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
export type Shown = { digits: string } | { hex: string };

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whether this is what a phone shows in that step. */
export function isCodeOf(secret: Uint8Array, step: number, shown: Shown): boolean {
  const code = displayCode(hmac, secret, step);
  return 'digits' in shown ? same(shown.digits, code.digits) : same(shown.hex, code.hex);
}

/** The step a display code belongs to, now or one around; null: none. All are compared, so that the time taken tells nothing. */
export function stepOf(secret: Uint8Array, serverMs: number, shown: Shown): number | null {
  const now = codeStep(serverMs);
  let found: number | null = null;
  for (let step = now - CODE_STEPS_AROUND; step <= now + CODE_STEPS_AROUND; step += 1) if (isCodeOf(secret, step, shown)) found = step;
  return found;
}
