import type { Position } from '@linli/shared/areas';
import { inChina } from '@linli/shared/geo';
import { toGcj02 } from '../../common/gcj02.js';

/** What a photo says about itself. */
export interface Witness {
  takenAt: Date | null;
  /** GCJ-02 */
  position: Position | null;
}
interface Tag {
  type: number;
  count: number;
  /** where the value lies, from the start of the TIFF header */
  at: number;
}
/** Bytes of a value by its type: text, 16 bits, 32 bits, fraction. */
const SIZES = new Map([
  [2, 1],
  [3, 2],
  [4, 4],
  [5, 8],
]);
const MOST_TAGS = 300;
const EXIF_IFD = 0x8769;
const GPS_IFD = 0x8825;
const TIME_ORIGINAL = 0x9003;
const OFFSET_ORIGINAL = 0x9011;
const [LAT_REF, LAT, LNG_REF, LNG] = [1, 2, 3, 4] as const;

/** Reads time and position of an EXIF block (as sharp hands it out). Whatever is not as the standard says is simply not there. */
export function readExif(block: Buffer | undefined): Witness {
  if (!block) return { takenAt: null, position: null };
  return new Tiff(block.subarray(0, 4).toString('latin1') === 'Exif' ? block.subarray(6) : block).witness();
}

/** The offsets are whatever the file says: beyond its end there are zeros. */
class Tiff {
  private readonly little: boolean;

  constructor(private readonly bytes: Buffer) {
    this.little = bytes[0] === 0x49;
  }

  witness(): Witness {
    const first = this.tags(this.u32(4));
    const exif = this.below(first, EXIF_IFD);
    const gps = this.below(first, GPS_IFD);
    return { takenAt: timeOf(this.text(exif.get(TIME_ORIGINAL)), this.text(exif.get(OFFSET_ORIGINAL))), position: this.position(gps) };
  }

  private position(gps: Map<number, Tag>): Position | null {
    const lat = this.degrees(gps.get(LAT), this.text(gps.get(LAT_REF)) === 'S');
    const lng = this.degrees(gps.get(LNG), this.text(gps.get(LNG_REF)) === 'W');
    if (lat === null || lng === null || !inChina({ lng, lat })) return null;
    const [x, y] = toGcj02([lng, lat]);
    return { lng: x, lat: y };
  }

  private degrees(tag: Tag | undefined, negative: boolean): number | null {
    if (tag?.type !== 5 || tag.count !== 3) return null;
    const [degrees, minutes, seconds] = [0, 8, 16].map((offset) => {
      const below = this.u32(tag.at + offset + 4);
      return below === 0 ? 0 : this.u32(tag.at + offset) / below;
    }) as [number, number, number];
    const value = degrees + minutes / 60 + seconds / 3600;
    return negative ? -value : value;
  }

  private below(tags: Map<number, Tag>, id: number): Map<number, Tag> {
    const pointer = tags.get(id);
    return pointer?.type === 4 ? this.tags(this.u32(pointer.at)) : new Map<number, Tag>();
  }

  private tags(start: number): Map<number, Tag> {
    const tags = new Map<number, Tag>();
    const count = Math.min(this.u16(start), MOST_TAGS);
    for (let i = 0; i < count; i++) {
      const entry = start + 2 + i * 12;
      const type = this.u16(entry + 2);
      const size = SIZES.get(type);
      if (size === undefined) continue;
      const values = this.u32(entry + 4);
      tags.set(this.u16(entry), { type, count: values, at: size * values <= 4 ? entry + 8 : this.u32(entry + 8) });
    }
    return tags;
  }

  private text(tag: Tag | undefined): string {
    if (tag?.type !== 2 || tag.count > 100) return '';
    const [text = ''] = this.bytes
      .subarray(tag.at, tag.at + tag.count)
      .toString('latin1')
      .split('\0');
    return text.trim();
  }

  private u16(at: number): number {
    if (at + 2 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at);
  }

  private u32(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at);
  }
}

/** `2026:03:11 09:58:30`; without a zone it was taken here. */
function timeOf(text: string, offset: string): Date | null {
  const [, year, month, day, time] = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  if (!year || !month || !day || !time || Number(year) < 1990) return null;
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00';
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
