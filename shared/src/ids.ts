/** RFC 9562 version 7: 48 bits of milliseconds, then random bits; `random` are at least 10 bytes from a cryptographic source. */
export function uuidV7(nowMilliseconds: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let time = nowMilliseconds;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What the server takes as an id made by a client: version 4 or 7, lower case. */
export const CLIENT_ID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const isClientId = (value: string): boolean => CLIENT_ID_PATTERN.test(value);
