import Taro from '@tarojs/taro';

const POOL = 4096;
let pool = new Uint8Array(0);
let used = 0;
let filling = false;

/** WeChat has no crypto object: its random bytes come later, so a pool is filled ahead. Called at launch and by itself when half is gone. */
export function fillRandomPool(): void {
  if (process.env.TARO_ENV === 'h5' || filling) return;
  filling = true;
  const done = (bytes?: ArrayBuffer) => {
    filling = false;
    if (!bytes) return;
    pool = new Uint8Array(bytes);
    used = 0;
  };
  const wx = Taro as unknown as { getRandomValues?: (o: object) => void };
  wx.getRandomValues?.({ length: POOL, success: (r: { randomValues: ArrayBuffer }) => done(r.randomValues), fail: () => done() });
}

export function randomBytes(length: number): Uint8Array {
  if (process.env.TARO_ENV === 'h5') return crypto.getRandomValues(new Uint8Array(length));
  if (pool.length - used < POOL / 2) fillRandomPool();
  const bytes = pool.slice(used, used + length);
  used += length;
  if (bytes.length === length) return bytes;
  // Before the first filling, on base libraries without it: an id must be unlikely twice, it need not be secret.
  return Uint8Array.from({ length }, () => Math.floor(Math.random() * 256));
}
