import Taro from '@tarojs/taro';
import { newId } from '@/lib/ids';
import type { PickedFile } from '@/lib/picked-file';
import { OfflineError, ProblemError } from './problem';
import { accessToken } from './session';

/** Sends a table as it is; the server reads it. */
export async function sendSheet<T>(path: string, file: PickedFile): Promise<T> {
  const token = await accessToken();
  const res = await Taro.uploadFile({
    url: API_BASE + path,
    filePath: file.path,
    fileName: file.name,
    name: 'file',
    timeout: 60_000,
    header: { 'idempotency-key': newId(), ...(token ? { authorization: `Bearer ${token}` } : {}) },
  }).catch(() => {
    throw new OfflineError();
  });
  const data: unknown = ((): unknown => {
    try {
      return JSON.parse(res.data);
    } catch {
      return {};
    }
  })();
  if (res.statusCode >= 200 && res.statusCode < 300) return data as T;
  throw new ProblemError(res.statusCode, data ?? {});
}
