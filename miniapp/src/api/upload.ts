import Taro from '@tarojs/taro';
import type { FileView } from '@linli/shared/files.dto';
import { findPhoto } from '@/lib/photo-store';
import type { Shot } from '@/lib/shot';
import { OfflineError, ProblemError, needsSignIn } from './problem';
import { accessToken, renewedToken } from './session';
import { type UploadOptions, goneFromPhone, uploadFields } from './upload-fields';

async function post(path: string, shot: Shot, token: string | null, { position, onProgress }: UploadOptions): Promise<FileView> {
  const sending = Taro.uploadFile({
    url: `${API_BASE}/files`,
    filePath: path,
    name: 'file',
    formData: uploadFields(shot, position),
    timeout: 60_000,
    header: token ? { authorization: `Bearer ${token}` } : {},
  });
  sending.onProgressUpdate?.((r: { progress: number }) => onProgress?.(r.progress));
  const res = await sending.catch(() => {
    throw new OfflineError();
  });
  const data: unknown = ((): unknown => {
    try {
      return JSON.parse(res.data);
    } catch {
      return {};
    }
  })();
  if (res.statusCode >= 200 && res.statusCode < 300) return data as FileView;
  throw new ProblemError(res.statusCode, data ?? {});
}

/** Sends a photo with the id this phone gave it: the same again is the same file. */
export async function uploadShot(shot: Shot, options: UploadOptions = {}): Promise<FileView> {
  const path = await findPhoto(shot.id);
  if (!path) throw goneFromPhone();
  const token = await accessToken();
  try {
    return await post(path, shot, token, options);
  } catch (e) {
    if (!token || !needsSignIn(e)) throw e;
    return post(path, shot, await renewedToken(token), options);
  }
}
