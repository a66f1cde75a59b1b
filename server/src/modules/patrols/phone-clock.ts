import { CLOCK_JUMP_SECONDS } from '@linli/shared/patrols';

const JUMP_MS = CLOCK_JUMP_SECONDS * 1000;

/** How far the server's clock is ahead of the phone's. */
export const offsetOf = (now: Date, phoneAt: string): number => now.getTime() - Date.parse(phoneAt);

/** Up to a minute apart the phone is right, the difference is the message's way; beyond that its times are moved by the difference. */
export function serverTime(at: string, offsetMs: number): number {
  return Date.parse(at) + (Math.abs(offsetMs) > JUMP_MS ? offsetMs : 0);
}

/** A clock that is always wrong by the same is no jump. */
export const jumped = (before: number, after: number): boolean => Math.abs(after - before) > JUMP_MS;
