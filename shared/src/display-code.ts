/**
 * Display codes (PRODUCT.md §3): HMAC-SHA256(secret, server time / 30 s). QR and digits come from one value; the holder's phone knows the secret
 * and the difference between its clock and the server's, so it works without signal. The server takes ±1 step, each step once.
 */
export const CODE_STEP_SECONDS = 30;
export const CODE_STEPS_AROUND = 1;
export const CODE_DIGITS = 8;
export const DISPLAY_CODE_PATTERN = /^\d{8}$/;
/** What a QR holds: LS1.<order id>.<10 bytes as hex>; the digits are its first 8 bytes modulo 10^8. */
export const SERVICE_QR_PATTERN = /^LS1\.([0-9a-f-]{36})\.([0-9a-f]{20})$/;
/** What a paper card holds: LC1.<16 bytes as hex>, beside it the same as 12 digits for typing. */
export const PAPER_CARD_PATTERN = /^LC1\.[0-9a-f]{32}$/;

export type Hmac = (key: Uint8Array, message: Uint8Array) => Uint8Array;

/** The step of an instant on the server's clock, in milliseconds. */
export const codeStep = (serverMs: number): number => Math.floor(serverMs / (CODE_STEP_SECONDS * 1000));

/** 8 bytes, big-endian: the message that is signed. */
export function stepMessage(step: number): Uint8Array {
  const bytes = new Uint8Array(8);
  let rest = step;
  for (let i = 7; i >= 0; i -= 1) {
    bytes[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

export interface DisplayCode {
  digits: string;
  /** 20 hex digits of the QR */
  hex: string;
}

/** The code of a step; `hmac` is HMAC-SHA256 of the platform (node:crypto, @noble/hashes). */
export function displayCode(hmac: Hmac, secret: Uint8Array, step: number): DisplayCode {
  const mac = hmac(secret, stepMessage(step));
  let rest = 0;
  for (let i = 0; i < 8; i += 1) rest = (rest * 256 + (mac[i] ?? 0)) % 10 ** CODE_DIGITS;
  const hex = Array.from(mac.subarray(0, 10), (b) => b.toString(16).padStart(2, '0')).join('');
  return { digits: String(rest).padStart(CODE_DIGITS, '0'), hex };
}

export const serviceQr = (orderId: string, code: DisplayCode): string => `LS1.${orderId}.${code.hex}`;
