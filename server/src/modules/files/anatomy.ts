export type PhotoKind = 'jpeg' | 'png' | 'webp';
export type Kind = PhotoKind | 'heic' | 'other';

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const ascii = (bytes: Buffer, from: number, to: number): string => bytes.subarray(from, to).toString('latin1');

/** By content alone: names and content types are whatever the sender wrote. */
export function kindOf(bytes: Buffer): Kind {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  if (ascii(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.has(ascii(bytes, 8, 12))) return 'heic';
  return 'other';
}

/** Where a picture's own data ends, and the parts of it that are not pixels. */
export interface Anatomy {
  end: number;
  notes: Buffer[];
}
/** Null: it breaks off. */
export function anatomyOf(bytes: Buffer, kind: PhotoKind): Anatomy | null {
  if (kind === 'jpeg') return jpeg(bytes);
  return kind === 'png' ? png(bytes) : webp(bytes);
}

const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
/** Markers without a segment of their own, and the fill byte. */
const standsAlone = (marker: number): boolean => marker <= 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8);

function jpeg(bytes: Buffer): Anatomy | null {
  const notes: Buffer[] = [];
  let at = 2;
  while (at + 1 < bytes.length) {
    at = bytes.indexOf(0xff, at); // decoders pass over stray bytes and padding between segments
    const marker = at === -1 ? undefined : bytes[at + 1];
    if (marker === undefined) return null;
    if (marker === EOI) return { end: at + 2, notes };
    if (standsAlone(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    const length = at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : 0;
    if (length < 2) return null;
    if (marker === COM || (marker >= 0xe0 && marker <= 0xef)) notes.push(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
    if (marker === SOS) at = afterScan(bytes, at);
  }
  return null;
}

/** The next marker after compressed data, in which FF is followed by 00 or a restart marker. */
function afterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

function png(bytes: Buffer): Anatomy | null {
  const notes: Buffer[] = [];
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = ascii(bytes, at + 4, at + 8);
    if (end > bytes.length) return null;
    if (type === 'IEND') return { end, notes };
    if (type !== 'IDAT' && type !== 'PLTE') notes.push(bytes.subarray(at + 8, end - 4));
    at = end;
  }
  return null;
}

function webp(bytes: Buffer): Anatomy | null {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return null;
  const notes: Buffer[] = [];
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4);
    if (!/^(VP8|ALPH)/.test(ascii(bytes, at, at + 4))) notes.push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length + (length % 2);
  }
  return { end, notes };
}

/** What browsers and readers would run if a picture were handed to them as something else. */
const FOREIGN = ['<script', '<html', '<!doctype', '<svg', '<iframe', '<?php', '%pdf-'];
const LOOK_BYTES = 64 * 1024;

/**
 * Is something else hidden in the picture: a page, a script, a PDF, an archive? The film of a motion photo or a second picture at the end is
 * neither; it is simply not kept.
 */
export function hidesSomething(bytes: Buffer, { end, notes }: Anatomy): boolean {
  const tail = bytes.subarray(end);
  const places = [...notes, tail.subarray(0, LOOK_BYTES), tail.subarray(-LOOK_BYTES)].map((place) =>
    place.toString('latin1').toLowerCase(),
  );
  if (places.some((place) => FOREIGN.some((sign) => place.includes(sign)))) return true;
  return endsAsZip(tail);
}

/** An archive is read from its end: a closing record whose comment fits into what is left. */
function endsAsZip(tail: Buffer): boolean {
  const last = tail.subarray(-(22 + 65_535));
  for (let at = last.indexOf('PK\x05\x06', 0, 'latin1'); at !== -1; at = last.indexOf('PK\x05\x06', at + 1, 'latin1'))
    if (at + 22 <= last.length && at + 22 + last.readUInt16LE(at + 20) <= last.length) return true;
  return false;
}
