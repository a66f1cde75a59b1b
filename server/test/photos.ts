import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const find = createRequire(join(process.cwd(), 'server/package.json'));
const shipped = (packageName: string, file: string): Buffer =>
  readFileSync(join(dirname(find.resolve(`${packageName}/package.json`)), 'test', file));

/** Photos of real cameras and phones, as the packages `exif` and `jpeg-exif` ship them. */
export const REAL = {
  /** iPhone, turned (6), with a position in Beijing */
  iphone: (): Buffer => shipped('jpeg-exif', 'IMG_0001.JPG'),
  iphoneSmall: (): Buffer => shipped('jpeg-exif', 'IMG_0003.JPG'),
  /** 24 megapixels */
  sony: (): Buffer => shipped('exif', 'sony-alpha-6000.jpg'),
  /** 13 megapixels, little-endian EXIF */
  android: (): Buffer => shipped('exif', 'short-ascii-II.jpg'),
  /** 640 × 480, to be turned by 90° (8) */
  turned: (): Buffer => shipped('exif', 'right.jpg'),
  /** upside down and mirrored (4) */
  mirrored: (): Buffer => shipped('exif', 'down-mirrored.jpg'),
  old: (): Buffer => shipped('exif', 'test1.jpg'),
  /** its EXIF points outside itself */
  evil: (): Buffer => shipped('exif', 'evil1.jpg'),
};

let drawn = 0;
/** A photo nobody else has: plain, small, quick. */
export function newPhoto(width = 64, height = 48): Promise<Buffer> {
  drawn += 1;
  const background = { r: drawn % 256, g: Math.floor(drawn / 256) % 256, b: 120 };
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([
      { input: Buffer.from([drawn % 251, 9, 200]), raw: { width: 1, height: 1, channels: 3 }, left: drawn % width, top: drawn % height },
    ])
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** The form a phone sends. */
export function photoForm(id: string, photo: Buffer, fields: Record<string, string> = {}, name = 'photo.jpg'): FormData {
  const form = new FormData();
  form.set('id', id);
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([new Uint8Array(photo)]), name);
  return form;
}
