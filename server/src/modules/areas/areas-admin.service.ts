import { Injectable } from '@nestjs/common';
import { AREA_LEVEL_LABELS, type AreaLevel, areaLevel, areaParent } from '@linli/shared/areas';
import type { AreaView, CreateAreaDto, LevelLabelDto, RedrawAreaDto, UpdateAreaDto, UpdateLevelLabelsDto } from '@linli/shared/areas.dto';
import { readShape } from '@linli/shared/geojson';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, invalidField, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { manage } from './areas.policy.js';
import { rowsByCode, shapesByCode } from './areas.queries.js';
import { AreasService } from './areas.service.js';
import type { AreaRow } from './areas.view.js';
import { shapeIn } from './convert.js';
import { insertAreas, removePieces, saveShapes } from './areas.writes.js';

/** What an administrator does to the tree, in the own area and below. */
@Injectable()
export class AreasAdminService {
  constructor(
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  create(call: WriteCall, dto: CreateAreaDto): Promise<AreaView> {
    manage(call.actor, dto.code);
    return this.writes.once(call, async (tx) => {
      await this.insert(tx, dto.code, dto.name.trim(), dto.shortCode ?? null, dto.sort ?? 0);
      await this.record(tx, call, dto.code, 'area.create');
      return this.areas.view(tx, dto.code);
    });
  }

  update(call: WriteCall, code: string, dto: UpdateAreaDto): Promise<AreaView> {
    manage(call.actor, code);
    return this.writes.once(call, async (tx) => {
      const row = await this.lockInUse(tx, code);
      if (dto.shortCode !== undefined && dto.shortCode !== row.shortCode) await this.refuseTakenShortCode(tx, code, dto.shortCode);
      await tx.query(`update areas set name = $2, short_code = $3, sort = coalesce($4, sort), updated_at = $5 where code = $1`, [
        code,
        nameOf(dto.name ?? row.name),
        dto.shortCode ?? row.shortCode,
        dto.sort ?? null,
        this.clock.now(),
      ]);
      await this.record(tx, call, code, 'area.update');
      return this.areas.view(tx, code);
    });
  }

  /** The row and its code stay for ever; what is decided is only that nothing new belongs to it. */
  retire(call: WriteCall, code: string): Promise<AreaView> {
    manage(call.actor, code);
    return this.writes.once(call, async (tx) => {
      await this.lockInUse(tx, code);
      await this.retireNow(tx, code);
      await this.record(tx, call, code, 'area.retire');
      return this.areas.view(tx, code);
    });
  }

  /** A redrawn area is a new one in the place of the old. */
  redraw(call: WriteCall, code: string, dto: RedrawAreaDto): Promise<AreaView> {
    manage(call.actor, code);
    manage(call.actor, dto.newCode);
    if (areaParent(dto.newCode) !== areaParent(code)) throw invalidField('newCode', '新代码要与原来的在同一个上级下面。');
    const drawn = dto.geometry === undefined ? null : readShape(dto.geometry);
    if (drawn?.shape === null) throw invalidField('geometry', `${drawn.problem}。`);
    if (drawn && !dto.coordinates) throw invalidField('coordinates', '请说明坐标系。');
    return this.writes.once(call, async (tx) => {
      const old = await this.lockInUse(tx, code);
      const shape = drawn ? shapeIn(dto.coordinates ?? 'gcj02', drawn.shape) : (await shapesByCode(tx, [code])).get(code);
      await this.retireNow(tx, code);
      await this.insert(tx, dto.newCode, dto.name.trim(), null, old.sort);
      if (shape) await saveShapes(tx, [{ code: dto.newCode, level: old.level, shape }], this.clock.now());
      await this.record(tx, call, code, 'area.redraw', { to: dto.newCode });
      return this.areas.view(tx, dto.newCode);
    });
  }

  setLevelLabels(call: WriteCall, districtCode: string, { labels }: UpdateLevelLabelsDto): Promise<LevelLabelDto[]> {
    manage(call.actor, districtCode);
    if (areaLevel(districtCode) !== 'district') throw invalidField('code', '层级名称按区设置。');
    return this.writes.once(call, async (tx) => {
      await this.lockInUse(tx, districtCode);
      for (const { level, label } of labels)
        await tx.query(
          `insert into area_level_labels (district_code, level, label) values ($1, $2, $3)
           on conflict (district_code, level) do update set label = excluded.label`,
          [districtCode, level, nameOf(label)],
        );
      await this.record(tx, call, districtCode, 'area.labels');
      return this.areas.levelLabels(tx, districtCode);
    });
  }

  private async insert(tx: EntityManager, code: string, name: string, shortCode: string | null, sort: number): Promise<void> {
    const level = areaLevel(code) as AreaLevel;
    const parent = areaParent(code);
    // holding the parent keeps it from being retired under its new child
    if (parent !== null) await this.lockInUse(tx, parent, 'code', '上级区划不存在或已停用。');
    if (shortCode !== null) await this.refuseTakenShortCode(tx, code, shortCode);
    const [taken] = await rowsByCode(tx, [code]);
    const written = taken ? 0 : await insertAreas(tx, [{ code, level, name: nameOf(name), shortCode, sort }], this.clock.now());
    if (written === 0) throw new DomainError('conflict', 'code_taken', '这个代码已经用过，代码不能重复使用。');
  }

  private async retireNow(tx: EntityManager, code: string): Promise<void> {
    const [row] = await tx.query<{ below: number; level: AreaLevel }[]>(
      `select count(*)::int as below, min(level) as level from areas where parent_code = $1 and retired_at is null`,
      [code],
    );
    if (row && row.below > 0)
      throw new DomainError('conflict', 'has_children', `下面还有 ${row.below} 个${AREA_LEVEL_LABELS[row.level]}，请先停用它们。`, {
        state: 'in_use',
      });
    await tx.query(`update areas set retired_at = $2, updated_at = $2 where code = $1`, [code, this.clock.now()]);
    await removePieces(tx, [code]);
  }

  private async lockInUse(tx: EntityManager, code: string, field?: string, sentence?: string): Promise<AreaRow> {
    await tx.query(`select from areas where code = $1 for update`, [code]);
    const row = await this.areas.find(tx, code);
    if (field !== undefined && (!row || row.retired)) throw invalidField(field, sentence ?? '没有这个区划。');
    if (!row) throw notFound();
    if (row.retired) throw conflictNow('retired', '这个区划已停用。');
    return row;
  }

  private async refuseTakenShortCode(tx: EntityManager, code: string, shortCode: string): Promise<void> {
    const taken = await tx.query<unknown[]>(
      `select 1 from areas where left(code, 6) = left($1, 6) and level = $2 and short_code = $3 and code <> $1`,
      [code, areaLevel(code), shortCode],
    );
    if (taken.length > 0) throw new DomainError('conflict', 'short_code_taken', '这个简码已经用过，简码不能重复使用。');
  }

  private record(tx: EntityManager, call: WriteCall, code: string, action: string, data?: Record<string, string>): Promise<string> {
    return this.events.record(tx, { subject: ['area', code], action, actor: call.actor, role: 'administrator', areaCode: code, data });
  }
}

function nameOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw invalidField('name', '请填写名称。');
  return trimmed;
}
