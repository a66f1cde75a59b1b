import type { FileView } from '@linli/shared/files.dto';
import { photoBlob } from '@/lib/photo-store.h5';
import type { Shot } from '@/lib/shot';
import { OfflineError, ProblemError, needsSignIn } from './problem';
import { accessToken, renewedToken } from './session';
import { type UploadOptions, goneFromPhone, uploadFields } from './upload-fields';

function post(blob: Blob, shot: Shot, token: string | null, { position, onProgress }: UploadOptions): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    Object.entries(uploadFields(shot, position)).forEach(([k, v]) => form.append(k, v));
    form.append('file', blob, `${shot.id}.jpg`);
    const request = new XMLHttpRequest();
    request.open('POST', `${API_BASE}/files`);
    request.timeout = 60_000;
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = (e) => onProgress?.(Math.round((e.loaded / Math.max(1, e.total)) * 100));
    request.onerror = request.ontimeout = request.onabort = () => reject(new OfflineError());
    request.onload = () => {
      let data: unknown = {};
      try {
        data = JSON.parse(request.responseText);
      } catch {
        // a proxy's page, not ours
      }
      if (request.status >= 200 && request.status < 300) resolve(data as FileView);
      else reject(new ProblemError(request.status, data ?? {}));
    };
    request.send(form);
  });
}

/** Sends a photo with the id this phone gave it: the same again is the same file. */
export async function uploadShot(shot: Shot, options: UploadOptions = {}): Promise<FileView> {
  const blob = await photoBlob(shot.id);
  if (!blob) throw goneFromPhone();
  const token = await accessToken();
  try {
    return await post(blob, shot, token, options);
  } catch (e) {
    if (!token || !needsSignIn(e)) throw e;
    return post(blob, shot, await renewedToken(token), options);
  }
}
