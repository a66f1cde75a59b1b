import { PHOTO_FORMATS, PHOTO_MAX_PIXELS, PHOTO_VARIANTS, type PhotoVariant } from '@linli/shared/files';
import sharp, { type Metadata, type OutputInfo, type Sharp, type SharpOptions } from 'sharp';
import { DomainError } from '../../common/errors.js';
import { anatomyOf, hidesSomething, kindOf } from './anatomy.js';
import { readExif, type Witness } from './exif.js';

// one picture at a time on one thread, nothing kept between them: the process has other things to answer
sharp.concurrency(1);
sharp.cache(false);

const OPTIONS: SharpOptions = { failOn: 'error', limitInputPixels: PHOTO_MAX_PIXELS, pages: 1 };
/** Every WeChat draws JPEG; WebP not on every phone. */
const QUALITY: Record<PhotoVariant, number> = { small: 72, large: 80 };
const TIMEOUT_SECONDS = 20;
/** Interlaced pictures are decoded whole; above this everybody else would feel it. */
const WHOLE_DECODE_BYTES = 320 * 1024 * 1024;

export interface Drawn {
  variants: Record<PhotoVariant, Buffer>;
  /** of the large one */
  width: number;
  height: number;
  witness: Witness;
}

/** Draws a photo anew in our two sizes, upright and without any metadata. @throws DomainError for whatever is no honest photo. */
export async function draw(bytes: Buffer): Promise<Drawn> {
  refuseByContent(bytes);
  try {
    const metadata = await sharp(bytes, OPTIONS).metadata();
    refuseByMeasure(metadata);
    const large = await sized(sharp(bytes, OPTIONS).autoOrient(), 'large');
    const small = await sized(sharp(large.data), 'small');
    const { width, height } = large.info;
    return { variants: { large: large.data, small: small.data }, width, height, witness: readExif(metadata.exif) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (String(error).includes('pixel limit')) throw tooManyPixels();
    throw broken();
  }
}

function sized(image: Sharp, variant: PhotoVariant): Promise<{ data: Buffer; info: OutputInfo }> {
  const side = PHOTO_VARIANTS[variant];
  return image
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: QUALITY[variant] })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .toBuffer({ resolveWithObject: true });
}

const HEIC = '这是 HEIC 格式的照片，暂时打不开。请在手机“设置 → 相机 → 格式”里选“兼容性最佳”后重拍，或把它截图再上传。';

function refuseByContent(bytes: Buffer): void {
  const kind = kindOf(bytes);
  if (kind === 'heic') throw new DomainError('unprocessable', 'photo_heic', HEIC);
  if (kind === 'other') throw new DomainError('unprocessable', 'photo_format', '只能上传 JPG、PNG 或 WebP 格式的照片。');
  const anatomy = anatomyOf(bytes, kind);
  if (anatomy === null) throw broken();
  if (hidesSomething(bytes, anatomy)) throw new DomainError('unprocessable', 'photo_hides', '这个文件里夹带了别的内容，请重新拍一张。');
}

function refuseByMeasure({ format, width, height, pages, isProgressive, channels, depth }: Metadata): void {
  if (!PHOTO_FORMATS.some((known) => known === format)) throw broken();
  if ((pages ?? 1) > 1) throw new DomainError('unprocessable', 'photo_moves', '动图不能用，请上传照片。');
  if (width * height > PHOTO_MAX_PIXELS) throw tooManyPixels();
  const whole = width * height * channels * (depth === 'ushort' ? 2 : 1);
  if (isProgressive && format === 'png' && whole > WHOLE_DECODE_BYTES) throw tooManyPixels();
}

const broken = (): DomainError => new DomainError('unprocessable', 'photo_broken', '照片损坏或没有传完，请重新拍一张。');
const tooManyPixels = (): DomainError =>
  new DomainError('too_large', 'photo_pixels', `照片的像素太多，最多 ${PHOTO_MAX_PIXELS / 10_000} 万像素，请调低相机的分辨率。`);
