import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { CheckpointQuery, CheckpointView, CreateCheckpointDto, UpdateCheckpointDto } from '@linli/shared/patrols.dto';
import { randomInt } from 'node:crypto';
import QRCode from 'qrcode';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { CheckpointEntity } from './checkpoint.entity.js';
import { CHECKPOINT_KEEPERS, mustHold } from './patrols.policy.js';

/** Without the look-alikes 0 O, 1 I l: the code is also printed below the picture and typed. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const CODE_LENGTH = 10;

interface Row {
  id: string;
  code: string;
  name: string;
  lng: number;
  lat: number;
  gridCode: string;
  gridName: string | null;
  retired: boolean;
  lastVisitAt: Date | null;
}
const SELECT = `
  select c.id, c.code, c.name, c.lng, c.lat, c.grid_code as "gridCode", a.name as "gridName", c.retired_at is not null as retired,
    (select max(s.at) from patrol_scans s where s.checkpoint_id = c.id) as "lastVisitAt"
  from checkpoints c left join areas a on a.code = c.grid_code`;
const LIST =
  SELECT +
  `
  where c.grid_code like any($1) and ($2::text is null or c.grid_code like $2 || '%') and ($3::text is null or (c.grid_code, c.id) > ($3, $4::uuid))
  order by c.grid_code, c.id limit $5`;

/** Fixed places with a QR code. Who walks never sees the codes: they hang at their places. */
@Injectable()
export class CheckpointsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, query: CheckpointQuery): Promise<Page<CheckpointView>> {
    const scope = mustHold(actor, CHECKPOINT_KEEPERS).map((code) => `${code}%`);
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const after = decodeCursor(query.cursor, ['text', 'uuid']);
    const rows = await this.dataSource.query<Row[]>(LIST, [
      scope,
      query.areaCode ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ]);
    const { items, next } = page(rows, limit, (row) => [row.gridCode, row.id]);
    return { items: await Promise.all(items.map((row) => this.view(row))), next };
  }

  create(call: WriteCall, dto: CreateCheckpointDto): Promise<CheckpointView> {
    mustHold(call.actor, CHECKPOINT_KEEPERS);
    const name = nameOf(dto.name);
    return this.writes.create(call, async (tx) => {
      if (await tx.existsBy(CheckpointEntity, { id: dto.id })) return this.again(tx, call, dto.id);
      const gridCode = (await this.areas.locate(tx, dto.position))?.gridCode;
      if (!gridCode) throw new DomainError('unprocessable', 'outside_grids', '这个位置不在任何网格内，请在地图上重新选择。');
      if (!holds(call.actor, CHECKPOINT_KEEPERS, gridCode)) throw forbidden('这个位置不在您负责的范围内。');
      const { lng, lat } = dto.position;
      const inserted = await tx.query<unknown[]>(
        `insert into checkpoints (id, code, request_hash, name, lng, lat, grid_code, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing returning id`,
        [dto.id, newCode(), call.bodyHash, name, lng, lat, gridCode, call.actor.personId, this.clock.now()],
      );
      // the same request in parallel won
      if (!inserted.length) return this.again(tx, call, dto.id);
      await this.record(tx, call, dto.id, gridCode, 'create');
      return this.byId(tx, dto.id);
    });
  }

  update(call: WriteCall, id: string, dto: UpdateCheckpointDto): Promise<CheckpointView> {
    return this.writes.once(call, async (tx) => {
      const [point] = await tx.query<{ grid_code: string; name: string; retired_at: Date | null }[]>(
        `select grid_code, name, retired_at from checkpoints where id = $1 for update`,
        [id],
      );
      if (!point) throw notFound();
      if (!holds(call.actor, CHECKPOINT_KEEPERS, point.grid_code)) throw this.keeps(call.actor) ? notFound() : forbidden();
      const retiredAt = dto.retired === undefined ? point.retired_at : dto.retired ? (point.retired_at ?? this.clock.now()) : null;
      await tx.query(`update checkpoints set name = $2, retired_at = $3 where id = $1`, [id, nameOf(dto.name ?? point.name), retiredAt]);
      await this.record(tx, call, id, point.grid_code, 'update');
      return this.byId(tx, id);
    });
  }

  private keeps(actor: Actor): boolean {
    return actor.roles.some((held) => CHECKPOINT_KEEPERS.includes(held.role));
  }

  private async again(tx: EntityManager, call: WriteCall, id: string): Promise<CheckpointView> {
    const [known] = await tx.query<{ created_by: string; request_hash: string }[]>(
      `select created_by, request_hash from checkpoints where id = $1`,
      [id],
    );
    if (known?.created_by !== call.actor.personId || known.request_hash !== call.bodyHash) throw idTaken();
    call.repeated();
    return this.byId(tx, id);
  }

  private async byId(tx: EntityManager, id: string): Promise<CheckpointView> {
    const [row] = await tx.query<Row[]>(SELECT + ` where c.id = $1`, [id]);
    if (!row) throw notFound();
    return this.view(row);
  }

  private async view({ id, code, name, lng, lat, gridCode, gridName, retired, lastVisitAt }: Row): Promise<CheckpointView> {
    const link = `${this.config.publicUrl}/c/${code}`;
    const qrSvg = await QRCode.toString(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
    const visited = lastVisitAt?.toISOString() ?? null;
    return { id, code, name, position: { lng, lat }, gridCode, gridName: gridName ?? '', retired, lastVisitAt: visited, qrSvg };
  }

  private record(tx: EntityManager, { actor }: WriteCall, id: string, areaCode: string, what: 'create' | 'update'): Promise<string> {
    return this.events.record(tx, { subject: ['checkpoint', id], action: `checkpoint.${what}`, actor, areaCode });
  }
}

const newCode = (): string => Array.from({ length: CODE_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

function nameOf(text: string): string {
  const name = text.trim();
  if (name.length < 2) throw invalidField('name', '请填写至少 2 个字的名称。');
  return name;
}
