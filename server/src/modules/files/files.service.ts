import type { Position } from '@linli/shared/areas';
import type { PhotoVariant } from '@linli/shared/files';
import type { FileView } from '@linli/shared/files.dto';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/errors.js';
import { Jobs } from '../../common/jobs.js';
import { Storage } from '../../integrations/storage/storage.js';
import { dropUnused, keyOf } from './contents.js';
import { FileLinks } from './links.js';

/** What a matter may want to know of a photo it takes. */
export interface ClaimedFile {
  id: string;
  /** of the bytes the phone sent: equal ones are the same picture */
  sha256: string;
  /** the phone's claim */
  capturedAt: Date | null;
  position: Position | null;
  accuracyMetres: number | null;
  /** what the photo itself said */
  takenAt: Date | null;
  takenPosition: Position | null;
}

/** Photos as other modules use them. With `tx` null outside a transaction. */
@Injectable()
export class FilesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
    private readonly links: FileLinks,
    private readonly clock: Clock,
  ) {}

  /** Views with fresh links, by id; whoever calls has made sure that the caller may see them. Unknown ids are left out. */
  async views(tx: EntityManager | null, ids: readonly string[]): Promise<Map<string, FileView>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db(tx).query<{ id: string; width: number; height: number; captured: Date | null }[]>(
      `select f.id, c.width, c.height, f.captured_at as captured from files f join file_contents c on c.id = f.content_id where f.id = any($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, width, height, captured }) => [
        id,
        {
          id,
          smallUrl: this.links.make(id, 'small'),
          largeUrl: this.links.make(id, 'large'),
          width,
          height,
          capturedAt: captured?.toISOString() ?? null,
        },
      ]),
    );
  }

  async view(tx: EntityManager | null, id: string): Promise<FileView> {
    const view = (await this.views(tx, [id])).get(id);
    if (!view) throw notFound();
    return view;
  }

  /**
   * A matter takes the person's photos, all or none; taking again what it has is fine. In the order of `ids`.
   * @throws 422 photo_missing (not there, or somebody else's: the two look the same), 422 photo_repeated, 409 photo_taken
   */
  async claim(
    tx: EntityManager,
    personId: string,
    ids: readonly string[],
    subject: readonly [type: string, id: string],
  ): Promise<ClaimedFile[]> {
    const [type, subjectId] = subject;
    await tx.query(`select from files where id = any($1) order by id for update`, [ids]);
    const files = await this.claimable(tx, ids);
    const found = ids.map((id) => files.get(id));
    if (found.some((file) => file?.ownerId !== personId))
      throw new DomainError('unprocessable', 'photo_missing', '有照片还没有传上来，请重新上传。');
    const claimed = found as Claimable[];
    if (new Set(claimed.map(({ sha256 }) => sha256)).size < ids.length)
      throw new DomainError('unprocessable', 'photo_repeated', '有两张照片完全相同，请去掉一张。');
    if (claimed.some(({ holder }) => holder !== null && holder !== `${type} ${subjectId}`))
      throw new DomainError('conflict', 'photo_taken', '有照片已用在另一件事里，请换一张。');
    await tx.query(`update files set subject_type = $2, subject_id = $3, claimed_at = $4 where id = any($1) and claimed_at is null`, [
      ids,
      type,
      subjectId,
      this.clock.now(),
    ]);
    return claimed;
  }

  /** A matter gives its photos up for good: proofs that were taken back, or whose owner is gone. */
  async drop(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await dropUnused(tx, this.jobs, contentsOf(await tx.query<Gone[]>(DROP_THESE, [ids])));
  }

  /** By id, for comparing before with after: the same hash is the same picture. */
  async hashes(tx: EntityManager | null, ids: readonly string[]): Promise<Map<string, string>> {
    return new Map([...(await this.claimable(this.db(tx), ids))].map(([id, { sha256 }]) => [id, sha256]));
  }

  /** Null: no such photo. */
  async open(id: string, variant: PhotoVariant): Promise<{ stream: Readable; bytes: number; contentId: string } | null> {
    const [file] = await this.db(null).query<{ contentId: string }[]>(`select content_id as "contentId" from files where id = $1`, [id]);
    const found = file && (await this.storage.open(keyOf(file.contentId, variant)));
    return found ? { ...found, contentId: file.contentId } : null;
  }

  /** Two accounts become one: what `from` uploaded is `to`'s. */
  async move(tx: EntityManager, from: string, to: string): Promise<void> {
    const twins = await tx.query<{ old: string }[]>(
      `select a.id as old from file_contents a join file_contents b on b.sha256 = a.sha256 and b.owner_id = $2 where a.owner_id = $1`,
      [from, to],
    );
    const doubled = twins.map(({ old }) => old);
    await tx.query(
      `update files f set content_id = b.id from file_contents a join file_contents b on b.sha256 = a.sha256 and b.owner_id = $2
       where f.content_id = a.id and a.id = any($1)`,
      [doubled, to],
    );
    await dropUnused(tx, this.jobs, doubled);
    await tx.query(`update file_contents set owner_id = $2 where owner_id = $1`, [from, to]);
    await tx.query(`update files set owner_id = $2 where owner_id = $1`, [from, to]);
  }

  /** An account is closed: what no matter took goes, positions are forgotten; photos of matters stay with them. */
  async erase(tx: EntityManager, personId: string): Promise<void> {
    await dropUnused(tx, this.jobs, contentsOf(await tx.query<Gone[]>(DROP_OF_PERSON, [personId])));
    await tx.query(`update files set lng = null, lat = null, accuracy_metres = null where owner_id = $1`, [personId]);
    await tx.query(`update file_contents set taken_lng = null, taken_lat = null where owner_id = $1`, [personId]);
  }

  /** For “my data”. */
  async dataOf(tx: EntityManager, personId: string): Promise<unknown> {
    return tx.query<unknown[]>(
      `select f.id, f.created_at as "uploadedAt", f.captured_at as "capturedAt", f.lng, f.lat, c.taken_at as "takenAt", f.subject_type as "usedIn"
       from files f join file_contents c on c.id = f.content_id where f.owner_id = $1 order by f.created_at`,
      [personId],
    );
  }

  /** Photos that no matter took in time, at most `most` of them. How many went. */
  async dropUnclaimed(tx: EntityManager, before: Date, most: number): Promise<number> {
    const gone = await tx.query<Gone[]>(DROP_OVERDUE, [before, most]);
    await dropUnused(tx, this.jobs, contentsOf(gone));
    return gone.length;
  }

  private db(tx: EntityManager | null): EntityManager {
    return tx ?? this.dataSource.manager;
  }

  private async claimable(tx: EntityManager, ids: readonly string[]): Promise<Map<string, Claimable>> {
    const rows = await tx.query<ClaimableRow[]>(
      `select f.id, f.owner_id as "ownerId", f.subject_type || ' ' || f.subject_id as holder, c.sha256,
         f.captured_at as "capturedAt", f.lng, f.lat, f.accuracy_metres as "accuracyMetres",
         c.taken_at as "takenAt", c.taken_lng as "takenLng", c.taken_lat as "takenLat"
       from files f join file_contents c on c.id = f.content_id where f.id = any($1)`,
      [ids],
    );
    return new Map(
      rows.map(({ lng, lat, takenLng, takenLat, ...row }) => [
        row.id,
        { ...row, position: positionOf(lng, lat), takenPosition: positionOf(takenLng, takenLat) },
      ]),
    );
  }
}

interface Gone {
  contentId: string;
}
const contentsOf = (gone: readonly Gone[]): string[] => [...new Set(gone.map(({ contentId }) => contentId))];

const DROP_OF_PERSON = `
  with gone as (delete from files where owner_id = $1 and claimed_at is null returning content_id)
  select content_id as "contentId" from gone`;
const DROP_THESE = `
  with gone as (delete from files where id = any($1) returning content_id)
  select content_id as "contentId" from gone`;
const DROP_OVERDUE = `
  with gone as (
    delete from files where id in (
      select id from files where claimed_at is null and created_at < $1 order by created_at limit $2 for update skip locked
    ) returning content_id
  ) select content_id as "contentId" from gone`;

interface Claimable extends ClaimedFile {
  ownerId: string;
  /** `type id` of the matter that has it */
  holder: string | null;
}
type ClaimableRow = Omit<Claimable, 'position' | 'takenPosition'> & Record<'lng' | 'lat' | 'takenLng' | 'takenLat', number | null>;

const positionOf = (lng: number | null, lat: number | null): Position | null => (lng === null || lat === null ? null : { lng, lat });
