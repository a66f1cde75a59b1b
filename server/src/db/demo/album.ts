import { type PhotoVariant, PHOTO_VARIANTS } from '@linli/shared/files';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { EntityManager } from 'typeorm';
import { keyOf } from '../../modules/files/contents.js';
import { type Chance, chanceOf } from './chance.js';
import { insertRows } from './rows.js';

/** Drawn beforehand and committed; they lie beside the sources, also when the compiled server runs. */
const PICTURES = resolve(import.meta.dirname, '../../../src/db/demo/pictures');

interface Picture {
  large: string;
  small: string;
  sha256: string;
  bytes: number;
}
interface Content {
  id: string;
  picture: Picture;
  row: Record<string, unknown>;
}
export type Side = 'before' | 'after';
export interface Shot {
  ownerId: string;
  scene: string;
  variant: number;
  side: Side;
  reportId: string;
  /** What took it; a report when not told. */
  subjectType?: string;
  at: Date;
  position: readonly [number, number] | null;
}

/** Photos as if they had been uploaded: bytes once per owner, one file per shot. */
export class Album {
  private readonly chance: Chance;
  private readonly pictures = new Map<string, Picture>();
  private readonly contents = new Map<string, Content>();
  private readonly files: Record<string, unknown>[] = [];

  /** Each album draws from a stream of its own. */
  constructor(name = 'album') {
    this.chance = chanceOf(name);
  }

  take({ ownerId, scene, variant, side, reportId, subjectType = 'report', at, position }: Shot): string {
    const picture = this.picture(`${scene}-${variant}-${side}`);
    const content = this.content(ownerId, picture, at);
    const id = this.chance.uuid();
    this.files.push({
      id,
      owner_id: ownerId,
      content_id: content.id,
      captured_at: at,
      lng: position?.[0] ?? null,
      lat: position?.[1] ?? null,
      created_at: at,
      subject_type: subjectType,
      subject_id: reportId,
      claimed_at: at,
    });
    return id;
  }

  async save(tx: EntityManager, filesDir: string): Promise<void> {
    const contents = [...this.contents.values()];
    await insertRows(
      tx,
      'file_contents',
      contents.map((c) => c.row),
    );
    await insertRows(tx, 'files', this.files);
    const kept = new Map<string, string>();
    for (const { id, picture } of contents)
      for (const variant of Object.keys(PHOTO_VARIANTS) as PhotoVariant[]) keep(join(filesDir, keyOf(id, variant)), picture[variant], kept);
  }

  private content(ownerId: string, picture: Picture, at: Date): Content {
    const key = `${ownerId} ${picture.sha256}`;
    const known = this.contents.get(key);
    if (known) {
      if ((known.row.created_at as Date) > at) known.row.created_at = at;
      return known;
    }
    const id = this.chance.uuid();
    const row = { id, owner_id: ownerId, sha256: picture.sha256, stored_bytes: picture.bytes, width: 1280, height: 960, created_at: at };
    const made = { id, picture, row };
    this.contents.set(key, made);
    return made;
  }

  private picture(name: string): Picture {
    const known = this.pictures.get(name);
    if (known) return known;
    const [large, small] = [join(PICTURES, `${name}.jpg`), join(PICTURES, `${name}-small.jpg`)];
    const [bytes, few] = [readFileSync(large), readFileSync(small)];
    const made = { large, small, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length + few.length };
    this.pictures.set(name, made);
    return made;
  }
}

/** The first one is a copy, the others are further names of it: forty pictures stand for two thousand photos. */
function keep(path: string, source: string, kept: Map<string, string>): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const first = kept.get(source);
  if (first) return linkSync(first, path);
  copyFileSync(source, path);
  kept.set(source, path);
}
