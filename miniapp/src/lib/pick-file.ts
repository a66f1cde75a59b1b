import Taro from '@tarojs/taro';
import type { PickedFile } from './picked-file';

export type { PickedFile } from './picked-file';

/** A file from a chat: WeChat lets nothing else be chosen. Null when the person closes the dialog. */
export async function pickFile(extensions: readonly string[]): Promise<PickedFile | null> {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: [...extensions] });
    const [file] = tempFiles;
    return file ? { name: file.name, path: file.path, size: file.size, blob: null } : null;
  } catch {
    return null;
  }
}

export function readPicked(file: PickedFile): Promise<string> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath: file.path,
      encoding: 'utf8',
      success: ({ data }) => resolve(data as string),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}
