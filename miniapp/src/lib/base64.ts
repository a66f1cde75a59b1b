const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** WeChat has no atob. Padding and anything foreign are passed over. */
export function bytesOf(base64: string): Uint8Array {
  const values = [...base64].map((c) => LETTERS.indexOf(c)).filter((v) => v >= 0);
  const bytes = new Uint8Array(Math.floor((values.length * 6) / 8));
  for (let i = 0, held = 0, bits = 0, at = 0; i < values.length; i += 1) {
    held = (held << 6) | (values[i] as number);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    held &= (1 << bits) - 1;
    at += 1;
  }
  return bytes;
}
