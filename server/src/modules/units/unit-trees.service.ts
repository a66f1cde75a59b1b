import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { UNIT_KINDS, UNIT_LEVEL_MAX } from '@linli/shared/units';
import type { CreateUnitDto, SetUnitLevelDto, UnitLevelView, UnitQuery, UnitView, UpdateUnitDto } from '@linli/shared/units.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { StaffService } from '../accounts/staff.service.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { mustAdminister } from './units.policy.js';
import { findUnit, givenLabels, lockUnit, memberCounts, membershipsOf, searchUnits, unitsById, type UnitRow } from './units.queries.js';
import { contactUnits } from './units.service.js';
import { labelOf, unitView } from './units.view.js';

/** The trees of work units and party organisations, kept by administrators, read by everybody signed in. */
@Injectable()
export class UnitTrees {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly staff: StaffService,
  ) {}

  async list(actor: Actor, query: UnitQuery): Promise<Page<UnitView>> {
    const tx = this.dataSource.manager;
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const rows = await searchUnits(tx, {
      parentId: query.parentId ?? null,
      kind: query.kind ?? null,
      area: query.areaCode === undefined ? null : `${query.areaCode}%`,
      name: query.q === undefined ? null : `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`,
      retired: query.retired === true && scopesOf(actor, ['administrator']).length > 0,
      after: decodeCursor(query.cursor, ['text', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (row) => [row.name, row.id]);
    return { items: await this.views(tx, actor, items), next };
  }

  async contacted(actor: Actor): Promise<UnitView[]> {
    const tx = this.dataSource.manager;
    return this.views(tx, actor, await unitsById(tx, contactUnits(actor)));
  }

  async find(actor: Actor, id: string): Promise<UnitView> {
    const tx = this.dataSource.manager;
    const row = await findUnit(tx, id);
    if (!row) throw notFound();
    return this.view(tx, actor, row);
  }

  create(call: WriteCall, dto: CreateUnitDto): Promise<UnitView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await findUnit(tx, dto.id);
      if (before) {
        if (before.created_by !== call.actor.personId || before.request_hash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, call.actor, before);
      }
      mustAdminister(call.actor, dto.areaCode);
      return this.view(tx, call.actor, await this.insert(tx, call.actor, dto, call.bodyHash));
    });
  }

  /** Also asked row by row by the import. @throws 400 */
  async insert(tx: EntityManager, actor: Actor, dto: CreateUnitDto, requestHash: string): Promise<UnitRow> {
    await this.requireSeat(tx, dto.areaCode);
    const parent = dto.parentId === undefined ? null : await lockUnit(tx, dto.parentId);
    if (dto.parentId !== undefined && !parent) throw invalidField('parentId', '没有这个上级单位。');
    if (parent?.retired_at) throw invalidField('parentId', '上级单位已停用。');
    if (parent && parent.kind !== dto.kind) throw invalidField('kind', '单位和党组织是两棵树，上级要是同一类。');
    if (parent && dto.level <= parent.level) throw invalidField('level', '层级要低于上级单位。');
    await tx.query(
      `insert into units (id, parent_id, path, kind, level, name, area_code, partner, created_by, request_hash, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        dto.id,
        dto.parentId ?? null,
        [...(parent?.path ?? []), dto.id],
        dto.kind,
        dto.level,
        dto.name,
        dto.areaCode,
        dto.partner ?? false,
        actor.personId,
        requestHash,
        this.clock.now(),
      ],
    );
    const data = { kind: dto.kind, level: dto.level, parentId: dto.parentId ?? null };
    await this.events.record(tx, { subject: ['unit', dto.id], action: 'create', actor, areaCode: dto.areaCode, data });
    return (await findUnit(tx, dto.id))!;
  }

  update(call: WriteCall, id: string, dto: UpdateUnitDto): Promise<UnitView> {
    return this.writes.once(call, async (tx) => {
      const row = await lockUnit(tx, id);
      if (!row) throw notFound();
      mustAdminister(call.actor, row.area_code);
      if (dto.areaCode !== undefined && dto.areaCode !== row.area_code) await this.move(tx, call.actor, row, dto.areaCode);
      if (dto.retired === true && row.has_children)
        throw new DomainError('conflict', 'has_children', '还有下级单位在用，请先停用下级单位。', { state: 'in_use' });
      const retiredAt = dto.retired === undefined ? row.retired_at : dto.retired ? (row.retired_at ?? this.clock.now()) : null;
      await tx.query(
        `update units set name = coalesce($2, name), area_code = coalesce($3, area_code), partner = coalesce($4, partner), retired_at = $5
          where id = $1`,
        [id, dto.name ?? null, dto.areaCode ?? null, dto.partner ?? null, retiredAt],
      );
      const action = dto.retired === undefined ? 'update' : dto.retired ? 'retire' : 'reopen';
      const data = { changed: Object.keys(dto).sort() };
      await this.events.record(tx, { subject: ['unit', id], action, actor: call.actor, areaCode: row.area_code, data });
      return this.view(tx, call.actor, (await findUnit(tx, id))!);
    });
  }

  async levels(areaCode: string): Promise<UnitLevelView[]> {
    return this.levelsOf(this.dataSource.manager, areaCode.slice(0, 6));
  }

  setLevel(call: WriteCall, dto: SetUnitLevelDto): Promise<UnitLevelView[]> {
    return this.writes.once(call, async (tx) => {
      await this.areas.requireInUse(tx, dto.areaCode, 'areaCode', 'district');
      mustAdminister(call.actor, dto.areaCode);
      await tx.query(
        `insert into unit_level_labels (area_code, kind, level, label) values ($1, $2, $3, $4)
         on conflict (area_code, kind, level) do update set label = excluded.label`,
        [dto.areaCode, dto.kind, dto.level, dto.label],
      );
      const data = { kind: dto.kind, level: dto.level };
      await this.events.record(tx, { subject: ['unit', dto.areaCode], action: 'label', actor: call.actor, areaCode: dto.areaCode, data });
      return this.levelsOf(tx, dto.areaCode);
    });
  }

  /** 区城管局 · 第三党支部, by id of the unit. */
  async pathTexts(tx: EntityManager, rows: readonly { id: string; path: readonly string[] }[]): Promise<Map<string, string>> {
    const names = await this.namesOf(tx, rows);
    return new Map(rows.map((row) => [row.id, row.path.map((id) => names.get(id) ?? '').join(' · ')]));
  }

  private async move(tx: EntityManager, actor: Actor, row: UnitRow, areaCode: string): Promise<void> {
    mustAdminister(actor, areaCode);
    await this.requireSeat(tx, areaCode);
    await this.staff.moveContacts(tx, row.id, areaCode);
  }

  /** A unit sits in a district, street or community: never in a single grid. */
  private async requireSeat(tx: EntityManager, areaCode: string): Promise<void> {
    await this.areas.requireInUse(tx, areaCode, 'areaCode');
    if (!['district', 'street', 'community'].includes(areaLevel(areaCode) ?? '')) throw invalidField('areaCode', '请选择区、街道或社区。');
  }

  private async levelsOf(tx: EntityManager, district: string): Promise<UnitLevelView[]> {
    const labels = await givenLabels(tx, [district]);
    const levels = Array.from({ length: UNIT_LEVEL_MAX }, (_, i) => i + 1);
    return UNIT_KINDS.flatMap((kind) => levels.map((level) => ({ kind, level, label: labelOf(labels, district, kind, level) })));
  }

  private async namesOf(tx: EntityManager, rows: readonly { path: readonly string[] }[]): Promise<Map<string, string>> {
    const ids = [...new Set(rows.flatMap((row) => row.path))];
    const named = ids.length ? await tx.query<{ id: string; name: string }[]>(`select id, name from units where id = any($1)`, [ids]) : [];
    return new Map(named.map(({ id, name }) => [id, name]));
  }

  private async view(tx: EntityManager, actor: Actor, row: UnitRow): Promise<UnitView> {
    const [view] = await this.views(tx, actor, [row]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, rows: readonly UnitRow[]): Promise<UnitView[]> {
    if (!rows.length) return [];
    const own = await membershipsOf(tx, actor.personId);
    const context = {
      names: await this.namesOf(tx, rows),
      areaNames: await this.areas.names(
        tx,
        rows.map((row) => row.area_code),
      ),
      labels: await givenLabels(tx, [...new Set(rows.map((row) => row.area_code.slice(0, 6)))]),
      counts: await memberCounts(
        tx,
        rows.map((row) => row.id),
      ),
      taken: new Set(own.filter((m) => m.state === 'applying' || m.state === 'active').map((m) => m.kind)),
    };
    return rows.map((row) => unitView(actor, row, context));
  }
}
