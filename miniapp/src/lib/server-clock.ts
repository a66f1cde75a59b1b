let offsetMs = 0;

/** Told with every answer: the phone's clock may be wrong by hours, promises are counted by the server's. */
export function hearServerTime(dateHeader: string | undefined, sentAtMs: number, receivedAtMs: number): void {
  const server = dateHeader ? Date.parse(dateHeader) : NaN;
  if (Number.isNaN(server)) return;
  // The header has whole seconds: half of one, and half of the way, are added. Small differences are noise.
  const next = server + 500 - (sentAtMs + receivedAtMs) / 2;
  offsetMs = Math.abs(next) < 2000 ? 0 : next;
}

/** Milliseconds of the server's clock, as far as the phone knows it. */
export function serverNow(): number {
  return Date.now() + offsetMs;
}
