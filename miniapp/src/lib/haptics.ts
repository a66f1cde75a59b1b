import Taro from '@tarojs/taro';

/** A short tick when something succeeded. Phones without it stay silent. */
export function tick(): void {
  try {
    void Promise.resolve(Taro.vibrateShort?.({ type: 'light' })).catch(() => undefined);
  } catch {
    // a browser without vibration
  }
}
