import { Injectable } from '@nestjs/common';
import { GRANT_LEVELS, type GrantableRole, isMemberRole, maskName, maskPhone, type Role } from '@linli/shared/accounts';
import type { EndRoleDto, GrantRoleDto, GrantView, StaffQuery, StaffView } from '@linli/shared/accounts.dto';
import { AREA_LEVEL_LABELS, areaLevel } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf, isDay } from '../../common/days.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { mayGrant, notOneself } from './accounts.policy.js';
import {
  contactGrants,
  findGrant,
  grantsOfPhones,
  lockGrant,
  merchantGrants,
  nameFromGrants,
  personOfPhone,
  staffPhones,
} from './grants.queries.js';
import { type GrantRow, grantView } from './grants.view.js';

/** Two duties one person never holds: those who run the house, and those who look over their shoulder. */
const APART: readonly (readonly [Role, Role])[] = [
  ['administrator', 'auditor'],
  ['auditor', 'administrator'],
];

/** What is given to a phone: by the administrator's form and sheet, or as the contact of a unit by the units module. */
export type NewGrant = Omit<GrantRoleDto, 'role'> & { role: GrantableRole | 'unit_contact' | 'merchant'; unitId?: string; shopId?: string };

/** At the end of a masked phone. */
const SHOWN_DIGITS = 4;

/** Roles given to phone numbers, by administrators in their own area. */
@Injectable()
export class StaffService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, query: StaffQuery): Promise<Page<StaffView>> {
    const scopes = scopesOf(actor, ['administrator', 'auditor']);
    if (!scopes.length) throw forbidden();
    const tx = this.dataSource.manager;
    const patterns = asPatterns(narrowed(scopes, query.areaCode));
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const [place] = decodeCursor(query.cursor, ['uuid']) ?? [null];
    const asked = query.q?.trim().replace(/[\\%_]/g, '\\$&');
    const byPhone = asked !== undefined && /^\d{4,}$/.test(asked);
    const phones = await staffPhones(tx, {
      patterns,
      role: query.role ?? null,
      phoneLike: byPhone ? phonePattern(actor, asked) : null,
      nameLike: asked && !byPhone ? `%${asked}%` : null,
      after: place === null ? null : String(place),
      limit: limit + 1,
    });
    // The place in the list is a grant's id: an auditor who reads masked phones must not find them in the cursor.
    const rows = await grantsOfPhones(tx, phones.slice(0, limit), patterns);
    const { items, next } = page(phones, limit, (phone) => [rows.find((row) => row.phone === phone)!.id]);
    await this.events.look(null, {
      personId: actor.personId,
      subject: ['staff', patterns.join(' ')],
      field: 'phone',
      areaCode: scopes[0]!,
    });
    return { items: await this.people(tx, actor, items, rows), next };
  }

  grant(call: WriteCall, dto: GrantRoleDto): Promise<GrantView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await findGrant(tx, dto.id);
      if (before) {
        if (before.granted_by !== call.actor.personId || before.request_hash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, before);
      }
      await this.refuseBad(tx, call.actor, dto);
      return this.view(tx, await this.insert(tx, call.actor, dto, call.bodyHash));
    });
  }

  end(call: WriteCall, id: string, { to }: EndRoleDto): Promise<GrantView> {
    return this.writes.once(call, async (tx) => {
      const row = await lockGrant(tx, id);
      if (!scopesOf(call.actor, ['administrator']).length) throw forbidden();
      if (!row || isMemberRole(row.role) || !holds(call.actor, 'administrator', row.area_code)) throw notFound();
      mayGrant(call.actor, row.area_code, row.person_id === call.actor.personId);
      if (row.ended_at) throw conflictNow('ended', '这个角色已经结束。');
      if (!isDay(to)) throw invalidField('to', '结束日期不对。');
      const today = dayOf(this.clock.now());
      const now = to <= today;
      const lastDay = to < row.from_day ? row.from_day : to;
      await tx.query(`update role_grants set to_day = $2, ended_at = $3, ended_by = $4 where id = $1`, [
        id,
        now ? (row.from_day > today ? row.from_day : today) : lastDay,
        now ? this.clock.now() : null,
        now ? call.actor.personId : null,
      ]);
      const data = { role: row.role, to: lastDay, personId: row.person_id };
      await this.events.record(tx, { subject: ['role', id], action: 'end', actor: call.actor, areaCode: row.area_code, data });
      return this.view(tx, (await findGrant(tx, id))!);
    });
  }

  /** The contact of a unit: the same rules, but the area is the unit's. @throws 400, 403 or 409 */
  async grantContact(tx: EntityManager, actor: Actor, dto: NewGrant, requestHash: string): Promise<GrantRow> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 4))`, [dto.phone]);
    mayGrant(actor, dto.areaCode, (await personOfPhone(tx, dto.phone)) === actor.personId);
    refuseBadDays(dto);
    await this.refuseHeld(tx, dto);
    return this.insert(tx, actor, dto, requestHash);
  }

  /** Grants as contact of a unit, those in force first. */
  contactsOf(tx: EntityManager, unitId: string): Promise<GrantRow[]> {
    return contactGrants(tx, unitId);
  }

  /** The unit sits elsewhere now: administrators there keep its contacts. */
  async moveContacts(tx: EntityManager, unitId: string, areaCode: string): Promise<void> {
    await tx.query(`update role_grants set area_code = $2 where unit_id = $1 and ended_at is null`, [unitId, areaCode]);
  }

  /** One of a shop's people: given by whoever keeps the shop (the caller has made sure of that), never to themselves. @throws 400, 403 or 409 */
  async grantMerchant(tx: EntityManager, actor: Actor, dto: NewGrant, requestHash: string): Promise<GrantRow> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 4))`, [dto.phone]);
    if ((await personOfPhone(tx, dto.phone)) === actor.personId) throw notOneself();
    refuseBadDays(dto);
    await this.refuseHeld(tx, dto);
    return this.insert(tx, actor, dto, requestHash);
  }

  /** At once, by whoever keeps the shop. @throws 409 when it is over already */
  async endMerchant(tx: EntityManager, actor: Actor, id: string): Promise<GrantRow> {
    const row = await lockGrant(tx, id);
    if (row?.role !== 'merchant') throw notFound();
    if (row.ended_at) throw conflictNow('ended', '这个角色已经结束。');
    const now = this.clock.now();
    await tx.query(`update role_grants set to_day = greatest(from_day, $2), ended_at = $3, ended_by = $4 where id = $1`, [
      id,
      dayOf(now),
      now,
      actor.personId,
    ]);
    const data = { role: row.role, to: dayOf(now), personId: row.person_id };
    await this.events.record(tx, { subject: ['role', id], action: 'end', actor, areaCode: row.area_code, data });
    return (await findGrant(tx, id))!;
  }

  /** Grants as one of a shop's people, those in force first. */
  merchantsOf(tx: EntityManager, shopId: string): Promise<GrantRow[]> {
    return merchantGrants(tx, shopId);
  }

  findGrant(tx: EntityManager, id: string): Promise<GrantRow | null> {
    return findGrant(tx, id);
  }

  /** @throws 400, 403 or 409 where this role cannot be given to this phone here. Also asked row by row by the import. */
  async refuseBad(tx: EntityManager, actor: Actor, dto: Omit<GrantRoleDto, 'id'>): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 4))`, [dto.phone]);
    const holder = await personOfPhone(tx, dto.phone);
    mayGrant(actor, dto.areaCode, holder === actor.personId);
    refuseBadDays(dto);
    refuseWrongLevel(dto.role, dto.areaCode);
    await this.areas.requireInUse(tx, dto.areaCode, 'areaCode');
    await this.refuseHeld(tx, dto);
  }

  /** @throws 409 when the phone has the role already, or one that does not go together with it. */
  async refuseHeld(tx: EntityManager, dto: Omit<NewGrant, 'id'>): Promise<void> {
    const held = await tx.query<{ role: Role; area_code: string; unit_id: string | null; shop_id: string | null }[]>(
      `select role, area_code, unit_id, shop_id from role_grants where phone = $1 and ended_at is null and (to_day is null or to_day >= $2) and ($3::date is null or from_day <= $3)`,
      [dto.phone, dto.from, dto.to ?? null],
    );
    if (
      held.some(
        (g) =>
          g.role === dto.role && g.area_code === dto.areaCode && g.unit_id === (dto.unitId ?? null) && g.shop_id === (dto.shopId ?? null),
      )
    )
      throw new DomainError('conflict', 'already_granted', '这个手机号在这段时间已有同样的角色。');
    if (held.some((g) => APART.some(([a, b]) => a === dto.role && b === g.role)))
      throw new DomainError('conflict', 'duties_apart', '管理员和审计不能是同一个人。');
  }

  async insert(tx: EntityManager, actor: Actor | null, dto: NewGrant, requestHash: string): Promise<GrantRow> {
    const personId = await personOfPhone(tx, dto.phone);
    await tx.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, from_day, to_day, granted_by, request_hash, created_at, unit_id, shop_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        dto.id,
        dto.phone,
        dto.name.trim(),
        personId,
        dto.role,
        dto.areaCode,
        dto.from,
        dto.to ?? null,
        actor?.personId ?? null,
        requestHash,
        this.clock.now(),
        dto.unitId ?? null,
        dto.shopId ?? null,
      ],
    );
    if (personId) await nameFromGrants(tx, personId, dayOf(this.clock.now()));
    const data = { role: dto.role, from: dto.from, to: dto.to ?? null, personId };
    await this.events.record(tx, { subject: ['role', dto.id], action: 'grant', actor, areaCode: dto.areaCode, data });
    return (await findGrant(tx, dto.id))!;
  }

  private async view(tx: EntityManager, row: GrantRow): Promise<GrantView> {
    return grantView(row, await this.areas.pathText(tx, row.area_code), dayOf(this.clock.now()));
  }

  private async people(tx: EntityManager, actor: Actor, phones: readonly string[], rows: readonly GrantRow[]): Promise<StaffView[]> {
    const today = dayOf(this.clock.now());
    const names = new Map<string, string>();
    for (const code of new Set(rows.map((row) => row.area_code))) names.set(code, await this.areas.pathText(tx, code));
    return phones.map((phone) => {
      const own = rows.filter((row) => row.phone === phone);
      const open = own.some((row) => holds(actor, 'administrator', row.area_code));
      const name = own[0]?.name ?? '';
      return {
        phone: open ? phone : maskPhone(phone),
        name: open ? name : maskName(name),
        joined: own.some((row) => row.person_id !== null),
        grants: own.map((row) => grantView(row, names.get(row.area_code) ?? row.area_code, today)),
      };
    });
  }
}

/** Whoever reads masked phones may ask for a whole one or its last four digits: by any four the hidden ones could be tried out. */
function phonePattern(actor: Actor, digits: string): string {
  if (scopesOf(actor, ['administrator']).length) return `%${digits}%`;
  return digits.length === SHOWN_DIGITS ? `%${digits}` : digits;
}

export function refuseBadDays({ from, to }: { from: string; to?: string }): void {
  if (!isDay(from)) throw invalidField('from', '开始日期不对。');
  if (to !== undefined && !isDay(to)) throw invalidField('to', '结束日期不对。');
  if (to !== undefined && to < from) throw invalidField('to', '结束日期不能早于开始日期。');
}

function refuseWrongLevel(role: GrantableRole, areaCode: string): void {
  const level = areaLevel(areaCode);
  const levels: readonly string[] = GRANT_LEVELS[role];
  if (level && levels.includes(level)) return;
  throw invalidField('areaCode', `这个角色只能授予到${GRANT_LEVELS[role].map((l) => AREA_LEVEL_LABELS[l]).join('、')}。`);
}
