import { PHOTO_DAILY_QUOTA, PHOTO_TOTAL_BYTES } from '@linli/shared/files';
import { type FileView, UploadFileDto } from '@linli/shared/files.dto';
import { inChina } from '@linli/shared/geo';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { dayOf, dayStart } from '../../common/days.js';
import { DomainError, idTaken, invalidField } from '../../common/errors.js';
import { Jobs } from '../../common/jobs.js';
import { validationPipe } from '../../common/validation.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { Storage } from '../../integrations/storage/storage.js';
import { keyOf, REAP } from './contents.js';
import { draw, type Drawn } from './drawing.js';
import { FilesService } from './files.service.js';
import { OneAtATime } from './one-at-a-time.js';
import { receiving } from './receive.js';

type Content = Pick<Drawn, 'width' | 'height' | 'witness'> & { id: string; storedBytes: number };

const LONGEST_LINE = 60;
const HOUR = 3_600_000;

/** From the phone to the storage: received, drawn anew, stored, entered. */
@Injectable()
export class UploadsService {
  private readonly line = new OneAtATime(LONGEST_LINE);
  /** The same bytes of one person that arrive several times at once are drawn once. */
  private readonly underWay = new Map<string, Promise<Content>>();

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly jobs: Jobs,
    private readonly storage: Storage,
    private readonly files: FilesService,
    private readonly clock: Clock,
  ) {}

  upload(call: WriteCall, request: FastifyRequest): Promise<FileView> {
    return receiving(request, join(this.config.filesDir, 'incoming'), async ({ path, sha256, fields }) => {
      const dto = await formOf(fields);
      const { manager } = this.dataSource;
      if (await this.isThere(manager, call, dto.id, sha256)) return this.files.view(null, dto.id);
      await this.refuseOverQuota(manager, call.actor.personId);
      const key = `${call.actor.personId} ${sha256}`;
      try {
        const content = (await this.hasContent(manager, call.actor.personId, sha256)) ? null : await this.prepared(key, path);
        return await this.writes.create(call, (tx) => this.enter(tx, call, dto, sha256, content));
      } finally {
        this.underWay.delete(key);
      }
    });
  }

  private prepared(key: string, path: string): Promise<Content> {
    const running = this.underWay.get(key);
    if (running) return running;
    const prepared = this.line.run(async () => this.store(await draw(await readFile(path))));
    this.underWay.set(key, prepared);
    return prepared;
  }

  private async store({ variants, ...drawn }: Drawn): Promise<Content> {
    const id = randomUUID();
    // should this process end before the content is entered, somebody else clears the bytes away
    const runAt = new Date(this.clock.now().getTime() + HOUR);
    await this.jobs.enqueue(this.dataSource.manager, REAP, { contentId: id }, { runAt });
    try {
      await this.storage.put(keyOf(id, 'large'), variants.large);
      await this.storage.put(keyOf(id, 'small'), variants.small);
    } catch (error) {
      await this.storage.delete(keyOf(id, 'large'));
      throw error;
    }
    return { ...drawn, id, storedBytes: variants.large.length + variants.small.length };
  }

  /** One person's uploads are entered one after the other: the quota is counted, never guessed. */
  private async enter(tx: EntityManager, call: WriteCall, dto: UploadFileDto, sha256: string, content: Content | null): Promise<FileView> {
    const owner = call.actor.personId;
    const now = this.clock.now();
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 2))`, [owner]);
    if (await this.isThere(tx, call, dto.id, sha256)) return this.files.view(tx, dto.id);
    await this.refuseOverQuota(tx, owner);
    if (content) await insertContent(tx, owner, sha256, content, now);
    const entered = await tx.query<unknown[]>(
      `insert into files (id, owner_id, content_id, captured_at, lng, lat, accuracy_metres, created_at)
       select $1, $2, c.id, $4, $5, $6, $7, $8 from file_contents c where c.owner_id = $2 and c.sha256 = $3
       on conflict (id) do nothing returning id`,
      [dto.id, owner, sha256, capturedAt(dto), ...placeOf(dto), now],
    );
    if (entered.length > 0) return this.files.view(tx, dto.id);
    if (await this.isThere(tx, call, dto.id, sha256)) return this.files.view(tx, dto.id);
    // the bytes were dropped between the look and the entry: a second try draws them again
    throw new DomainError('unavailable', 'try_again', '请稍后再试。', { retryAfterSeconds: 1 });
  }

  /** The same id again is the same file, if it comes from the same person with the same bytes. */
  private async isThere(tx: EntityManager, call: WriteCall, id: string, sha256: string): Promise<boolean> {
    const [file] = await tx.query<{ mine: boolean; same: boolean }[]>(
      `select f.owner_id = $2 as mine, c.sha256 = $3 as same from files f join file_contents c on c.id = f.content_id where f.id = $1`,
      [id, call.actor.personId, sha256],
    );
    if (!file) return false;
    if (!file.mine || !file.same) throw idTaken();
    call.repeated();
    return true;
  }

  private async hasContent(tx: EntityManager, owner: string, sha256: string): Promise<boolean> {
    const found = await tx.query<unknown[]>(`select 1 from file_contents where owner_id = $1 and sha256 = $2`, [owner, sha256]);
    return found.length > 0;
  }

  private async refuseOverQuota(tx: EntityManager, owner: string): Promise<void> {
    const today = dayStart(dayOf(this.clock.now()));
    const [used] = await tx.query<{ today: number; bytes: string }[]>(
      `select (select count(*)::int from files where owner_id = $1 and created_at >= $2) as today,
              (select coalesce(sum(stored_bytes), 0) from file_contents where owner_id = $1) as bytes`,
      [owner, today],
    );
    if (used && used.today >= PHOTO_DAILY_QUOTA)
      throw new DomainError('rate_limited', 'photo_quota_day', `今天已上传 ${PHOTO_DAILY_QUOTA} 张照片，请明天再传。`, {
        retryAfterSeconds: Math.ceil((today.getTime() + 24 * HOUR - this.clock.now().getTime()) / 1000),
      });
    if (used && Number(used.bytes) >= PHOTO_TOTAL_BYTES)
      throw new DomainError('unprocessable', 'photo_quota_total', '您上传的照片已占满空间，请联系社区工作人员。');
  }
}

async function insertContent(tx: EntityManager, owner: string, sha256: string, content: Content, now: Date): Promise<void> {
  const { id, storedBytes, width, height, witness } = content;
  await tx.query(
    `insert into file_contents (id, owner_id, sha256, stored_bytes, width, height, taken_at, taken_lng, taken_lat, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [id, owner, sha256, storedBytes, width, height, witness.takenAt, witness.position?.lng ?? null, witness.position?.lat ?? null, now],
  );
}

/** Text fields of a form, held to the same rules as any body. */
async function formOf(fields: Record<string, string>): Promise<UploadFileDto> {
  const dto = (await validationPipe().transform({ ...fields }, { type: 'body', metatype: UploadFileDto })) as UploadFileDto;
  if ((dto.lng === undefined) !== (dto.lat === undefined)) throw invalidField('lat', '经度和纬度要一起提交。');
  return dto;
}

/** Longitude, latitude, accuracy: as claimed, or nothing when it is not in this country (a phone without a fix says 0, 0). */
function placeOf({ lng, lat, accuracyMetres }: UploadFileDto): [number | null, number | null, number | null] {
  if (lng === undefined || lat === undefined || !inChina({ lng, lat })) return [null, null, null];
  return [lng, lat, accuracyMetres ?? null];
}

/** A phone without a clock says 1970: no claim at all. */
function capturedAt({ capturedAt: claim }: UploadFileDto): Date | null {
  const at = claim === undefined ? null : new Date(claim);
  return at && at.getUTCFullYear() >= 2000 ? at : null;
}
