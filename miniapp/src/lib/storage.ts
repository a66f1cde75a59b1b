import Taro from '@tarojs/taro';

/** Small values kept on the phone. A full or broken store is not worth a crash: reading gives null, writing says whether it was kept. */
export function readStored<T>(key: string): T | null {
  try {
    const value = Taro.getStorageSync<T | ''>(key);
    return value === '' || value === undefined ? null : value;
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(key, value);
    return true;
  } catch {
    return false;
  }
}

export function dropStored(key: string): void {
  try {
    Taro.removeStorageSync(key);
  } catch {
    // nothing was there
  }
}

/** The names of what is kept that begin so. */
export function storedKeys(prefix: string): string[] {
  try {
    return Taro.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
