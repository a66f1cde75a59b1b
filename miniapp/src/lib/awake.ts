import Taro from '@tarojs/taro';

interface WakeLock {
  release: () => Promise<void>;
}
let lock: WakeLock | null = null;

/** Keeps the screen on while somebody patrols without background location: a dark phone gives no positions. */
export async function stayAwake(on: boolean): Promise<void> {
  if (process.env.TARO_ENV !== 'h5') {
    await Promise.resolve(Taro.setKeepScreenOn({ keepScreenOn: on })).catch(() => undefined);
    return;
  }
  await lock?.release().catch(() => undefined);
  lock = null;
  if (!on) return;
  const wakeLock = (navigator as { wakeLock?: { request: (kind: 'screen') => Promise<WakeLock> } }).wakeLock;
  lock = (await wakeLock?.request('screen').catch(() => null)) ?? null;
}
