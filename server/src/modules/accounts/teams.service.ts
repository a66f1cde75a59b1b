import { Injectable } from '@nestjs/common';
import { maskPhone, TEAM_TYPE_LABELS } from '@linli/shared/accounts';
import type { CreateTeamDto, SetTeamMembersDto, TeamMemberDto, TeamQuery, TeamView, UpdateTeamDto } from '@linli/shared/accounts.dto';
import { areaContains, areaLevel, areaPath } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf, isDay } from '../../common/days.js';
import { DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { administeredBy, mayGrant, seesMembers, seesTeam, teamScopes } from './accounts.policy.js';
import { nameFromGrants, personOfPhone } from './grants.queries.js';
import { findTeam, lockTeam, type MemberRow, membersOf, searchTeams, type TeamRow } from './teams.queries.js';

const TEAM_LEVELS = ['district', 'street', 'community'];

/** Response teams and who belongs to them. A membership is a role grant that carries the team. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, query: TeamQuery): Promise<Page<TeamView>> {
    const tx = this.dataSource.manager;
    const scopes = narrowed(teamScopes(actor), query.areaCode);
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const own = query.areaCode ? [] : actor.roles.flatMap((held) => (held.teamId ? [held.teamId] : []));
    const rows = await searchTeams(tx, {
      patterns: asPatterns(scopes),
      above: scopes.flatMap((scope) => areaPath(scope)),
      ownTeams: own,
      type: query.type ?? null,
      after: decodeCursor(query.cursor, ['text', 'text', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (row) => [row.area_code, row.name, row.id]);
    return { items: await this.views(tx, actor, items), next };
  }

  async find(actor: Actor, id: string): Promise<TeamView> {
    teamScopes(actor);
    const tx = this.dataSource.manager;
    const row = await findTeam(tx, id);
    if (!row || !seesTeam(actor, { id, areaCode: row.area_code })) throw notFound();
    return this.view(tx, actor, row);
  }

  create(call: WriteCall, dto: CreateTeamDto): Promise<TeamView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await findTeam(tx, dto.id);
      if (before) {
        if (before.created_by !== call.actor.personId || before.request_hash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, call.actor, before);
      }
      mayGrant(call.actor, dto.areaCode, false);
      await this.refuseBadArea(tx, dto.areaCode, dto.gridCodes ?? []);
      await tx.query(
        `insert into teams (id, type, name, area_code, grid_codes, phone, has_accounts, created_by, request_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          dto.id,
          dto.type,
          dto.name.trim(),
          dto.areaCode,
          dto.gridCodes ?? [],
          dto.phone ?? null,
          dto.hasAccounts,
          call.actor.personId,
          call.bodyHash,
          this.clock.now(),
        ],
      );
      await this.record(tx, call, { id: dto.id, area_code: dto.areaCode }, 'create', { type: dto.type });
      return this.view(tx, call.actor, (await findTeam(tx, dto.id))!);
    });
  }

  update(call: WriteCall, id: string, dto: UpdateTeamDto): Promise<TeamView> {
    return this.writes.once(call, async (tx) => {
      const row = await this.administered(tx, call.actor, id);
      if (dto.gridCodes) await this.refuseBadArea(tx, row.area_code, dto.gridCodes);
      const retiredAt = dto.retired === undefined ? row.retired_at : dto.retired ? (row.retired_at ?? this.clock.now()) : null;
      await tx.query(
        `update teams set name = coalesce($2, name), phone = coalesce($3, phone), has_accounts = coalesce($4, has_accounts),
                          grid_codes = coalesce($5, grid_codes), retired_at = $6 where id = $1`,
        [id, dto.name?.trim() ?? null, dto.phone ?? null, dto.hasAccounts ?? null, dto.gridCodes ?? null, retiredAt],
      );
      await this.record(tx, call, row, 'update', { changed: Object.keys(dto).sort() });
      return this.view(tx, call.actor, (await findTeam(tx, id))!);
    });
  }

  /** The members as they shall be: who is missing leaves today, who is new joins today. */
  setMembers(call: WriteCall, id: string, { members }: SetTeamMembersDto): Promise<TeamView> {
    return this.writes.once(call, async (tx) => {
      const row = await this.administered(tx, call.actor, id);
      refuseBadMembers(row, members, dayOf(this.clock.now()));
      const now = await membersOf(tx, [id], '0001-01-01');
      for (const member of members)
        await this.setMember(
          tx,
          call,
          row,
          member,
          now.find((m) => m.phone === member.phone),
        );
      const gone = now.filter((m) => !members.some((wanted) => wanted.phone === m.phone));
      for (const member of gone) await this.removeMember(tx, call, row, member);
      return this.view(tx, call.actor, row);
    });
  }

  private async setMember(tx: EntityManager, call: WriteCall, team: TeamRow, wanted: TeamMemberDto, before?: MemberRow): Promise<void> {
    const same = before && before.name === wanted.name && before.lead === wanted.lead && before.to_day === (wanted.to ?? null);
    if (same) return;
    const personId = before?.person_id ?? (await personOfPhone(tx, wanted.phone));
    mayGrant(call.actor, team.area_code, personId === call.actor.personId);
    const id = before?.id ?? randomUUID();
    await tx.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, team_id, lead, from_day, to_day, granted_by, created_at)
       values ($1, $2, $3, $4, 'handler', $5, $6, $7, $8, $9, $10, $11)
       on conflict (id) do update set name = excluded.name, lead = excluded.lead, to_day = excluded.to_day`,
      [
        id,
        wanted.phone,
        wanted.name.trim(),
        personId,
        team.area_code,
        team.id,
        wanted.lead,
        dayOf(this.clock.now()),
        wanted.to ?? null,
        call.actor.personId,
        this.clock.now(),
      ],
    );
    if (personId) await nameFromGrants(tx, personId, dayOf(this.clock.now()));
    await this.record(tx, call, team, before ? 'change_member' : 'add_member', { grantId: id, personId, lead: wanted.lead });
  }

  private async removeMember(tx: EntityManager, call: WriteCall, team: TeamRow, member: MemberRow): Promise<void> {
    await tx.query(`update role_grants set ended_at = $2, ended_by = $3 where id = $1`, [member.id, this.clock.now(), call.actor.personId]);
    await this.record(tx, call, team, 'remove_member', { grantId: member.id, personId: member.person_id });
  }

  /** @throws 403 to those who administer nothing or only something below, 404 for a team of somewhere else. */
  private async administered(tx: EntityManager, actor: Actor, id: string): Promise<TeamRow> {
    administeredBy(actor);
    const row = await lockTeam(tx, id);
    if (!row || !seesTeam(actor, { id, areaCode: row.area_code })) throw notFound();
    if (!holds(actor, 'administrator', row.area_code)) throw forbidden();
    return row;
  }

  private async refuseBadArea(tx: EntityManager, areaCode: string, gridCodes: readonly string[]): Promise<void> {
    await this.areas.requireInUse(tx, areaCode, 'areaCode');
    if (!TEAM_LEVELS.includes(areaLevel(areaCode) ?? '')) throw invalidField('areaCode', '队伍属于区、街道或社区。');
    for (const code of gridCodes) {
      if (!areaContains(areaCode, code)) throw invalidField('gridCodes', '网格要在队伍的区域内。');
      await this.areas.requireInUse(tx, code, 'gridCodes', 'grid');
    }
  }

  private async view(tx: EntityManager, actor: Actor, row: TeamRow): Promise<TeamView> {
    const [view] = await this.views(tx, actor, [row]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, rows: readonly TeamRow[]): Promise<TeamView[]> {
    const open = rows.filter((row) => seesMembers(actor, { id: row.id, areaCode: row.area_code }));
    const ids = open.map((row) => row.id);
    const members = ids.length ? await membersOf(tx, ids, dayOf(this.clock.now())) : [];
    const texts = new Map<string, string>();
    for (const code of new Set(rows.map((row) => row.area_code))) texts.set(code, await this.areas.pathText(tx, code));
    return rows.map((row) => {
      const administered = holds(actor, 'administrator', row.area_code);
      return {
        id: row.id,
        type: row.type,
        typeLabel: TEAM_TYPE_LABELS[row.type],
        name: row.name,
        areaCode: row.area_code,
        areaName: texts.get(row.area_code) ?? row.area_code,
        gridCodes: row.grid_codes,
        phone: row.phone,
        hasAccounts: row.has_accounts,
        retired: row.retired_at !== null,
        members: ids.includes(row.id)
          ? members
              .filter((m) => m.team_id === row.id)
              .map((m) => ({
                phone: administered ? m.phone : maskPhone(m.phone),
                name: m.name,
                lead: m.lead,
                joined: m.person_id !== null,
                personId: m.person_id,
                to: m.to_day,
              }))
          : null,
      };
    });
  }

  private record(
    tx: EntityManager,
    call: WriteCall,
    team: Pick<TeamRow, 'id' | 'area_code'>,
    action: string,
    data: Parameters<EventsService['record']>[1]['data'],
  ): Promise<string> {
    return this.events.record(tx, { subject: ['team', team.id], action, actor: call.actor, areaCode: team.area_code, data });
  }
}

function refuseBadMembers(team: TeamRow, members: readonly TeamMemberDto[], today: string): void {
  if (members.length && !team.has_accounts)
    throw new DomainError('unprocessable', 'team_without_accounts', '这支队伍由他人代为记录，没有成员账号；请先改为“有账号”。');
  const phones = members.map((member) => member.phone);
  members.forEach((member, i) => {
    if (phones.indexOf(member.phone) !== i) throw invalidField(`members.${i}.phone`, '这个手机号在名单里重复了。');
    if (member.to !== undefined && (!isDay(member.to) || member.to < today))
      throw invalidField(`members.${i}.to`, '结束日期不对，或已经过去。');
  });
}
