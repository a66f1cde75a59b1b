import type { DisplaySecretView } from '@linli/shared/orders.dto';
import { codeStep, type DisplayCode, displayCode, serviceQr } from '@linli/shared/display-code';
import { bytesOf } from './base64';
import { hmacSha256 } from './hmac';
import { dropStored, readStored, writeStored } from './storage';

/** What the phone keeps to show a code without signal: the secret, and how far its own clock is from the server's. */
export interface KeptSecret {
  orderId: string;
  secret: string;
  /** server − phone */
  offsetMs: number;
  stepSeconds: number;
}

const keyOf = (personId: string, orderId: string) => `code:${personId}:${orderId}`;

export const readSecret = (personId: string, orderId: string) => readStored<KeptSecret>(keyOf(personId, orderId));
export const dropSecret = (personId: string, orderId: string) => dropStored(keyOf(personId, orderId));

/** server − phone. The answer was under way for a while: half of it is taken off. */
export const offsetOf = (serverNow: string, sentAtMs: number, receivedAtMs: number): number =>
  Math.round(Date.parse(serverNow) - (sentAtMs + receivedAtMs) / 2);

export function keepSecret(personId: string, view: DisplaySecretView, sentAtMs: number, receivedAtMs: number): KeptSecret {
  const kept = {
    orderId: view.orderId,
    secret: view.secret,
    offsetMs: offsetOf(view.now, sentAtMs, receivedAtMs),
    stepSeconds: view.stepSeconds,
  };
  writeStored(keyOf(personId, view.orderId), kept);
  return kept;
}

export interface ShownCode {
  digits: string;
  qrText: string;
  /** of this step */
  secondsLeft: number;
  step: number;
}

/** The code of a moment of this phone's clock, whatever it opens. */
export function shownAt(kept: Omit<KeptSecret, 'orderId'>, phoneMs: number, qrText: (code: DisplayCode) => string): ShownCode {
  const serverMs = phoneMs + kept.offsetMs;
  const step = codeStep(serverMs);
  const code = displayCode(hmacSha256, bytesOf(kept.secret), step);
  const stepMs = kept.stepSeconds * 1000;
  return {
    digits: code.digits,
    qrText: qrText(code),
    secondsLeft: Math.max(1, Math.ceil((stepMs - (serverMs % stepMs)) / 1000)),
    step,
  };
}

export const codeAt = (kept: KeptSecret, phoneMs: number): ShownCode => shownAt(kept, phoneMs, (code) => serviceQr(kept.orderId, code));
