import Taro from '@tarojs/taro';

// WeChat: temporary files may vanish with the app, so what a draft or the outbox needs lives in the user's folder.
const folder = () => `${(Taro.env as { USER_DATA_PATH: string }).USER_DATA_PATH}/photos`;
const pathOf = (id: string) => `${folder()}/${id}.jpg`;
const files = () => Taro.getFileSystemManager();

function ensureFolder(): void {
  try {
    files().accessSync(folder());
  } catch {
    files().mkdirSync(folder(), true);
  }
}

export function keepPhoto(id: string, source: string | Blob): Promise<string> {
  ensureFolder();
  const path = pathOf(id);
  return new Promise((resolve, reject) =>
    files().copyFile({
      srcPath: source as string,
      destPath: path,
      success: () => resolve(path),
      fail: (e) => reject(new Error(e.errMsg)),
    }),
  );
}

/** Where the photo is now, or null when the phone no longer has it. */
export function findPhoto(id: string): Promise<string | null> {
  try {
    files().accessSync(pathOf(id));
    return Promise.resolve(pathOf(id));
  } catch {
    return Promise.resolve(null);
  }
}

export function dropPhoto(id: string): Promise<void> {
  try {
    files().unlinkSync(pathOf(id));
  } catch {
    // already gone
  }
  return Promise.resolve();
}
