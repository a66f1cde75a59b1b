import Taro from '@tarojs/taro';
import { PHOTO_TARGET_BYTES } from '@linli/shared/files';
import { newId } from './ids';
import { keepPhoto } from './photo-store';
import { LONGEST_SIDE, PhotoError, type Shot, type TakeOptions } from './shot';

const QUALITIES = [80, 65, 50, 35];

const sizeOf = (path: string): Promise<number> =>
  new Promise((resolve) =>
    Taro.getFileSystemManager().getFileInfo({ filePath: path, success: (r) => resolve(r.size), fail: () => resolve(0) }),
  );

async function shrink(path: string, width: number, height: number): Promise<string> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  let best = path;
  for (const quality of QUALITIES) {
    const { tempFilePath } = await Taro.compressImage({
      src: path,
      quality,
      ...(scale < 1 ? { compressedWidth: Math.round(width * scale), compressedHeight: Math.round(height * scale) } : {}),
    });
    best = tempFilePath;
    if ((await sizeOf(best)) <= PHOTO_TARGET_BYTES) break;
  }
  return best;
}

/** The camera (or the album); nothing when the person closed it. */
export async function takePhotos({ count, from }: TakeOptions): Promise<Shot[]> {
  const chosen = await Taro.chooseMedia({
    count,
    mediaType: ['image'],
    sourceType: from === 'camera' ? ['camera'] : ['camera', 'album'],
    sizeType: ['compressed'],
  }).catch((e: { errMsg?: string }) => {
    if (/cancel/.test(e.errMsg ?? '')) return null;
    if (/auth|privacy|permission/.test(e.errMsg ?? '')) throw new PhotoError('没有使用相机的权限。请在右上角“…” → 设置里打开相机和相册。');
    throw new PhotoError('相机没有打开，请再试一次');
  });
  const capturedAt = new Date().toISOString();
  return Promise.all(
    (chosen?.tempFiles ?? []).map(async (file) => {
      const { width, height } = await Taro.getImageInfo({ src: file.tempFilePath });
      const small = await shrink(file.tempFilePath, width, height);
      const id = newId();
      const path = await keepPhoto(id, small);
      return { id, path, width, height, bytes: await sizeOf(path), capturedAt };
    }),
  );
}
