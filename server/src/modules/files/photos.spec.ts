import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { metresBetween } from '@linli/shared/geo';
import { newPhoto, REAL } from '../../../test/photos.js';
import { toGcj02 } from '../../common/gcj02.js';
import { anatomyOf, hidesSomething, kindOf } from './anatomy.js';
import { draw } from './drawing.js';
import { readExif } from './exif.js';

const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );
const sizeOf = async (photo: Buffer) => {
  const { width, height } = await sharp(photo).metadata();
  return [width, height];
};

describe('real photos', () => {
  it.each(['iphone', 'iphoneSmall', 'sony', 'android', 'turned', 'mirrored', 'old', 'evil'] as const)(
    '%s is drawn without any metadata',
    async (which) => {
      const { variants } = await draw(REAL[which]());
      for (const photo of Object.values(variants)) {
        const { format, exif, xmp, iptc, icc, orientation } = await sharp(photo).metadata();
        expect({ format, exif, xmp, iptc, icc, orientation }).toEqual({ format: 'jpeg' });
      }
    },
  );

  it('is drawn upright in both sizes, never larger than it was', async () => {
    expect(await sizeOf((await draw(REAL.turned())).variants.large)).toEqual([480, 640]);
    expect(await sizeOf((await draw(REAL.turned())).variants.small)).toEqual([240, 320]);
    expect(await sizeOf((await draw(REAL.sony())).variants.large)).toEqual([1280, 853]);
    expect(await sizeOf((await draw(REAL.old())).variants.large)).toEqual([180, 135]);
  });

  it('is turned the right way round: the top left corner of the scene comes to the top left', async () => {
    const scene = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'white' } })
      .composite([{ input: { create: { width: 10, height: 10, channels: 3, background: 'red' } }, left: 0, top: 10 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { variants } = await draw(scene);
    const { data, info } = await sharp(variants.large).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([20, 40]);
    expect(data[(3 * info.width + 3) * info.channels + 1]).toBeLessThan(80);
    expect(data[(30 * info.width + 3) * info.channels + 1]).toBeGreaterThan(200);
  });

  it('keeps time and position as a witness: without a zone it was taken in Shanghai’s', async () => {
    const { witness } = await draw(REAL.iphone());
    expect(witness.takenAt?.toISOString()).toBe('2016-03-24T06:49:51.000Z');
    // as the package the photo comes from reads it, in WGS-84: 40° 0′ 14.71″, 116° 29′ 5.21″
    const [lng, lat] = toGcj02([116 + 29 / 60 + 5.21 / 3600, 40 + 14.71 / 3600]);
    expect(metresBetween(witness.position ?? { lng: 0, lat: 0 }, { lng, lat })).toBeLessThan(1);
    expect((await draw(REAL.sony())).witness).toEqual({ takenAt: new Date('2014-04-18T20:33:53+08:00'), position: null });
  });

  it('reads no EXIF that is cut short or points outside', async () => {
    const { exif } = await sharp(REAL.iphone()).metadata();
    for (let length = 0; length < (exif?.length ?? 0); length += 7) expect(() => readExif(exif?.subarray(0, length))).not.toThrow();
    expect(readExif(Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1'))).toEqual({ takenAt: null, position: null });
  });
});

/** A PNG of black and white, whatever its size: a bit a pixel. */
function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

describe('what is no honest photo', () => {
  const png = (): Promise<Buffer> =>
    sharp({ create: { width: 10, height: 10, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer();
  const webp = (): Promise<Buffer> =>
    sharp({ create: { width: 10, height: 10, channels: 3, background: 'red' } })
      .webp()
      .toBuffer();

  it('takes PNG and WebP, and draws what is transparent on white', async () => {
    expect(kindOf(await png())).toBe('png');
    expect(kindOf(await webp())).toBe('webp');
    await draw(await webp());
    const { data } = await sharp((await draw(await png())).variants.large)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[1]).toBeGreaterThan(110);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'photo_format'],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1'), 'photo_format'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'photo_format'],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'photo_format'],
    ['PDF', Buffer.from('%PDF-1.7\n'), 'photo_format'],
    ['a TIFF', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'photo_format'],
    ['HEIC', Buffer.from('\0\0\0\x24ftypheic\0\0\0\0', 'latin1'), 'photo_heic'],
    ['the beginning of a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'photo_broken'],
    ['the beginning of a WebP', Buffer.from('RIFF\xff\0\0\0WEBPVP8 ', 'latin1'), 'photo_broken'],
  ])('refuses %s', async (_, bytes, expected) => expect(await code(draw(bytes))).toBe(expected));

  it('refuses a photo that breaks off anywhere', async () => {
    for (const photo of [REAL.iphoneSmall(), REAL.old(), await png(), await webp()])
      for (const part of [0.2, 0.5, 0.9, 0.999])
        expect(await code(draw(photo.subarray(0, Math.floor(photo.length * part))))).toBe('photo_broken');
  });

  it('refuses noise in the middle of a photo or lives with it, but never breaks', async () => {
    for (let i = 0; i < 20; i++) {
      const photo = Buffer.from(REAL.old());
      for (let k = 0; k < 40; k++) photo[Math.floor((photo.length * ((i * 37 + k * 101) % 997)) / 997)] = (i * 31 + k) % 256;
      expect(['taken', 'photo_broken', 'photo_hides', 'photo_pixels', 'photo_format']).toContain(await code(draw(photo)));
    }
  });

  it('refuses a flood of pixels before decoding it', async () => {
    const flood = pngOf(9000, 9000, deflateSync(Buffer.alloc(9000 * (9000 / 8 + 1))));
    expect(flood.length).toBeLessThan(100_000);
    const start = performance.now();
    expect(await code(draw(flood))).toBe('photo_pixels');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('refuses a header that lies about its size', async () => {
    const photo = await png();
    photo.writeUInt32BE(100_000, 16);
    photo.writeUInt32BE(100_000, 20);
    expect(['photo_pixels', 'photo_broken']).toContain(await code(draw(photo)));
  });

  it('refuses what moves', async () => {
    const frames = Buffer.alloc(10 * 30 * 3, 9).fill(200, 300);
    const film = await sharp(frames, { raw: { width: 10, height: 30, channels: 3, pageHeight: 10 } })
      .webp({ loop: 0, delay: [100, 100, 100] })
      .toBuffer();
    expect(await code(draw(film))).toBe('photo_moves');
  });

  const zipEnd = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
  it.each([
    ['a page behind', Buffer.from('<HTML><script src=x></script>')],
    ['a PDF behind', Buffer.from('%PDF-1.4 obj')],
    ['an archive behind', Buffer.concat([Buffer.from('PK\x03\x04 something', 'latin1'), zipEnd])],
    ['a script behind 100 kB of zeros', Buffer.concat([Buffer.alloc(100_000), Buffer.from('<?php system(1)')])],
  ])('refuses %s', async (_, tail) => {
    for (const photo of [REAL.old(), await png(), await webp()]) expect(await code(draw(Buffer.concat([photo, tail])))).toBe('photo_hides');
  });

  it('refuses a page in a comment', async () => {
    const page = Buffer.from('--><html><script>alert(1)</script>');
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, page.length + 2]), page]);
    const photo = await newPhoto();
    expect(await code(draw(Buffer.concat([photo.subarray(0, 2), comment, photo.subarray(2)])))).toBe('photo_hides');
  });

  it('takes what decoders take: stray and fill bytes between segments', async () => {
    const photo = await newPhoto();
    const stray = Buffer.concat([photo.subarray(0, 2), Buffer.from([0xff, 0xff, 0x00, 0x07, 0xff]), photo.subarray(2)]);
    expect(anatomyOf(stray, 'jpeg')).toEqual({ end: stray.length, notes: anatomyOf(photo, 'jpeg')?.notes });
  });

  it('takes a motion photo and keeps no film', async () => {
    const film = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(200_000, 7)]);
    const { variants } = await draw(Buffer.concat([REAL.iphoneSmall(), film]));
    expect(variants.large.includes('ftypmp42')).toBe(false);
    const second = await draw(Buffer.concat([REAL.old(), await newPhoto()]));
    expect(anatomyOf(second.variants.large, 'jpeg')?.end).toBe(second.variants.large.length);
    expect(hidesSomething(second.variants.large, { end: second.variants.large.length, notes: [] })).toBe(false);
  });
});
