import { PHOTO_TARGET_BYTES } from '@linli/shared/files';
import { newId } from './ids';
import { keepPhoto } from './photo-store.h5';
import { LONGEST_SIDE, PhotoError, type Shot, type TakeOptions } from './shot';

const QUALITIES = [0.82, 0.7, 0.58, 0.45];

function load(file: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file);
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => {
      URL.revokeObjectURL(url);
      reject(new PhotoError('这张照片打不开。苹果手机请在“设置 → 相机 → 格式”里选“兼容性最佳”，或者换一张。'));
    };
    image.src = url;
  });
}

const toJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((b) => (b ? resolve(b) : reject(new PhotoError('手机内存不足，请少选几张'))), 'image/jpeg', quality),
  );

/** Drawn again at most 1600 px long: turned the right way by the browser, and without the place hidden in the file. */
async function shrink(file: Blob): Promise<{ blob: Blob; width: number; height: number }> {
  const image = await load(file);
  let scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const canvas = document.createElement('canvas');
  let blob: Blob = file;
  try {
    for (let round = 0; round < 3; round++, scale *= 0.75) {
      canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
      canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
      const pen = canvas.getContext('2d');
      if (!pen) throw new PhotoError('手机内存不足，请少选几张');
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        blob = await toJpeg(canvas, quality);
        if (blob.size <= PHOTO_TARGET_BYTES) return { blob, width: canvas.width, height: canvas.height };
      }
    }
    return { blob, width: canvas.width, height: canvas.height };
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

function choose({ count, from }: TakeOptions): Promise<File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.multiple = from !== 'camera' && count > 1;
    if (from === 'camera') input.setAttribute('capture', 'environment');
    input.style.display = 'none';
    input.dataset.camera = from;
    const done = (files: File[]) => {
      input.remove();
      resolve(files.slice(0, count));
    };
    input.onchange = () => done([...(input.files ?? [])]);
    input.oncancel = () => done([]);
    document.body.append(input);
    input.click();
  });
}

/** The camera (or the album); nothing when the person closed it. */
export async function takePhotos(options: TakeOptions): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (const file of await choose(options)) {
    const { blob, width, height } = await shrink(file);
    const id = newId();
    const path = await keepPhoto(id, blob);
    shots.push({ id, path, width, height, bytes: blob.size, capturedAt: new Date(file.lastModified || Date.now()).toISOString() });
  }
  return shots;
}
