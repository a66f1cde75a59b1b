import { Injectable } from '@nestjs/common';
import { areaLevel, areaPath } from '@linli/shared/areas';
import { SERVICE_TEAM_MEMBERS_MAX } from '@linli/shared/members';
import type {
  AddTeamMemberDto,
  CreateServiceTeamDto,
  ServiceTeamMemberView,
  ServiceTeamQuery,
  ServiceTeamView,
  UpdateServiceTeamDto,
} from '@linli/shared/members.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, scopesOf } from '../../common/scopes.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { UnitsService } from '../units/units.service.js';
import { deskScopes, isDesk, keepsTeam } from './members.policy.js';
import { findMember } from './members.queries.js';
import {
  enterTeam,
  exitTeam,
  findTeam,
  searchTeams,
  servingPerson,
  teamMembers,
  type TeamRow,
  teamsWithMe,
} from './service-teams.queries.js';
import { mayBeIn, type Serving, teamMemberView, teamView } from './service-teams.view.js';

/** Service teams as people see and keep them: made by the desk, led by one of them, joined by whoever serves there. */
@Injectable()
export class TeamBook {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly units: UnitsService,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, query: ServiceTeamQuery): Promise<Page<ServiceTeamView>> {
    const tx = this.dataSource.manager;
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const desks = scopesOf(actor, ['dispatcher']);
    // Without a wish: what works where one sits or lives; who has said neither sees them all.
    const around = query.areaCode ? [query.areaCode] : desks.length ? desks : actor.homeCommunityCode ? [actor.homeCommunityCode] : [''];
    const rows = await searchTeams(tx, {
      personId: actor.personId,
      patterns: asPatterns(around),
      above: around.flatMap((code) => areaPath(code)),
      type: query.type ?? null,
      name: query.q === undefined ? null : `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`,
      retired: query.retired === true && desks.length > 0,
      after: decodeCursor(query.cursor, ['text', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (row) => [row.name, row.id]);
    return { items: await this.views(tx, actor, items), next };
  }

  async mine(actor: Actor): Promise<ServiceTeamView[]> {
    const tx = this.dataSource.manager;
    return this.views(tx, actor, await teamsWithMe(tx, actor.personId));
  }

  async find(actor: Actor, id: string): Promise<ServiceTeamView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await this.team(tx, actor, id));
  }

  async members(actor: Actor, id: string, query: PageQuery): Promise<Page<ServiceTeamMemberView>> {
    const tx = this.dataSource.manager;
    const team = await this.team(tx, actor, id);
    const keeps = keepsTeam(actor, team);
    if (!team.mine && !keeps) throw forbidden('只有队员和社区值班员可以查看名单。');
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const rows = await teamMembers(tx, id, decodeCursor(query.cursor, ['time', 'uuid']), limit + 1);
    const { items, next } = page(rows, limit, (row) => [row.since, row.person_id]);
    if (keeps)
      await this.events.look(null, { personId: actor.personId, subject: ['service_team', id], field: 'members', areaCode: team.area_code });
    return { items: items.map((row) => teamMemberView(actor, team, row)), next };
  }

  create(call: WriteCall, dto: CreateServiceTeamDto): Promise<ServiceTeamView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      deskScopes(actor);
      await oneAtATime(tx, dto.id);
      const before = await findTeam(tx, actor.personId, dto.id);
      if (before) {
        if (before.created_by !== actor.personId || before.request_hash !== call.bodyHash) throw idTaken();
        call.repeated();
        return this.view(tx, actor, before);
      }
      if (!isDesk(actor, dto.areaCode)) throw forbidden('只能在自己值班的区域建队。');
      await this.areas.requireInUse(tx, dto.areaCode, 'areaCode');
      if (!['district', 'street', 'community'].includes(areaLevel(dto.areaCode) ?? ''))
        throw invalidField('areaCode', '服务队属于区、街道或社区。');
      if (dto.unitId !== undefined && !(await this.units.find(tx, dto.unitId))) throw invalidField('unitId', '没有这个单位。');
      await tx.query(
        `insert into service_teams (id, type, name, area_code, about, open, unit_id, created_by, request_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          dto.id,
          dto.type,
          dto.name,
          dto.areaCode,
          dto.about ?? '',
          dto.open,
          dto.unitId ?? null,
          actor.personId,
          call.bodyHash,
          this.clock.now(),
        ],
      );
      const team = await this.team(tx, actor, dto.id);
      await this.record(tx, actor, team, 'create', null, { type: dto.type });
      if (dto.leaderPhone !== undefined) await this.lead(tx, actor, team, { phone: dto.leaderPhone }, 'leaderPhone');
      return this.view(tx, actor, await this.team(tx, actor, dto.id));
    });
  }

  update(call: WriteCall, id: string, dto: UpdateServiceTeamDto): Promise<ServiceTeamView> {
    return this.kept(call, id, async (tx, team) => {
      this.refuseRetired(team);
      await tx.query(
        `update service_teams set name = coalesce($2, name), about = coalesce($3, about), open = coalesce($4, open) where id = $1`,
        [id, dto.name ?? null, dto.about ?? null, dto.open ?? null],
      );
      await this.record(tx, call.actor, team, 'update', null, { changed: Object.keys(dto).sort() });
    });
  }

  retire(call: WriteCall, id: string, retired: boolean): Promise<ServiceTeamView> {
    return this.kept(call, id, async (tx, team) => {
      this.refuseOthers(call.actor, team);
      if ((team.retired_at !== null) === retired)
        throw new DomainError('conflict', 'not_now', retired ? '这支队伍已经停用。' : '这支队伍正在用。', {
          state: retired ? 'retired' : 'in_use',
        });
      await tx.query(`update service_teams set retired_at = $2 where id = $1`, [id, retired ? this.clock.now() : null]);
      await this.record(tx, call.actor, team, retired ? 'retire' : 'reopen');
    });
  }

  setLeader(call: WriteCall, id: string, wanted: AddTeamMemberDto): Promise<ServiceTeamView> {
    return this.kept(call, id, async (tx, team) => {
      this.refuseOthers(call.actor, team);
      this.refuseRetired(team);
      await this.lead(tx, call.actor, team, wanted, 'phone');
    });
  }

  join(call: WriteCall, id: string): Promise<ServiceTeamView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const team = await this.team(tx, actor, id, true);
      this.refuseRetired(team);
      const serving = await this.serving(tx, actor);
      if (!serving) throw new DomainError('conflict', 'not_enrolled', '请先加入志愿服务。', { state: 'none' });
      if (!mayBeIn(team, serving)) throw forbidden('这支队伍不在您服务的社区，或有加入条件。');
      if (team.mine) throw new DomainError('conflict', 'not_now', '您已经在队里了。', { state: 'member' });
      if (!team.open) throw new DomainError('conflict', 'team_closed', '这支队伍由队长邀请加入。', { state: 'closed' });
      this.refuseFull(team);
      await enterTeam(tx, id, actor.personId, this.clock.now());
      await this.record(tx, actor, team, 'join', actor.personId);
      return this.view(tx, actor, await this.team(tx, actor, id));
    });
  }

  leave(call: WriteCall, id: string): Promise<ServiceTeamView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const team = await this.team(tx, actor, id, true);
      if (!(await exitTeam(tx, id, actor.personId, this.clock.now())))
        throw new DomainError('conflict', 'not_now', '您不在这支队伍里。', { state: 'outside' });
      await this.record(tx, actor, team, 'leave', actor.personId);
      return this.view(tx, actor, await this.team(tx, actor, id));
    });
  }

  add(call: WriteCall, id: string, wanted: AddTeamMemberDto): Promise<ServiceTeamView> {
    return this.kept(call, id, async (tx, team) => {
      this.refuseRetired(team);
      this.refuseFull(team);
      const personId = await this.fitting(tx, team, wanted, 'phone');
      if (!(await enterTeam(tx, id, personId, this.clock.now())))
        throw new DomainError('conflict', 'not_now', '这位志愿者已经在队里。', { state: 'member' });
      await this.record(tx, call.actor, team, 'add_member', personId);
    });
  }

  remove(call: WriteCall, id: string, personId: string): Promise<ServiceTeamView> {
    return this.kept(call, id, async (tx, team) => {
      if (!(await exitTeam(tx, id, personId, this.clock.now()))) throw notFound('队里没有这个人。');
      await this.record(tx, call.actor, team, 'remove_member', personId);
    });
  }

  /** A verb of the leader or the desk. @throws 404, 403 */
  private kept(call: WriteCall, id: string, effect: (tx: EntityManager, team: TeamRow) => Promise<void>): Promise<ServiceTeamView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const team = await this.team(tx, actor, id, true);
      if (!keepsTeam(actor, team)) throw forbidden('只有队长和社区值班员可以管理队伍。');
      await effect(tx, team);
      return this.view(tx, actor, await this.team(tx, actor, id));
    });
  }

  private async lead(tx: EntityManager, actor: Actor, team: TeamRow, wanted: AddTeamMemberDto, field: string): Promise<void> {
    const personId = await this.fitting(tx, team, wanted, field);
    await enterTeam(tx, team.id, personId, this.clock.now());
    await tx.query(`update service_teams set leader_id = $2 where id = $1`, [team.id, personId]);
    await this.record(tx, actor, team, 'leader', personId);
  }

  /** One answer for nobody, not active, elsewhere and not fitting: it says nothing about a stranger's phone. */
  private async fitting(tx: EntityManager, team: TeamRow, wanted: AddTeamMemberDto, field: string): Promise<string> {
    if ((wanted.phone === undefined) === (wanted.personId === undefined)) throw invalidField(field, '请填写手机号，或从名单里选一位。');
    const person = await servingPerson(tx, wanted);
    const serving = person && { communityCode: person.community_code, partyMember: person.party_member };
    if (!person || !mayBeIn(team, serving))
      throw new DomainError('unprocessable', 'not_a_member', '本区域没有找到符合条件的志愿者，请先请对方加入。');
    return person.id;
  }

  private refuseOthers(actor: Actor, team: TeamRow): void {
    if (!isDesk(actor, team.area_code)) throw forbidden('请联系社区值班员。');
  }

  private refuseRetired(team: TeamRow): void {
    if (team.retired_at) throw new DomainError('conflict', 'team_retired', '这支队伍已停用。', { state: 'retired' });
  }

  private refuseFull(team: TeamRow): void {
    if (team.member_count >= SERVICE_TEAM_MEMBERS_MAX)
      throw new DomainError('conflict', 'team_full', `一支队伍最多 ${SERVICE_TEAM_MEMBERS_MAX} 人。`, { state: 'full' });
  }

  private async team(tx: EntityManager, actor: Actor, id: string, lock = false): Promise<TeamRow> {
    const row = await findTeam(tx, actor.personId, id, lock);
    if (!row) throw notFound();
    return row;
  }

  private async serving(tx: EntityManager, actor: Actor): Promise<Serving | null> {
    const row = await findMember(tx, actor.personId);
    return row?.state === 'active' ? { communityCode: row.community_code, partyMember: row.party_member } : null;
  }

  private async view(tx: EntityManager, actor: Actor, row: TeamRow): Promise<ServiceTeamView> {
    const [view] = await this.views(tx, actor, [row]);
    return view!;
  }

  private async views(tx: EntityManager, actor: Actor, rows: readonly TeamRow[]): Promise<ServiceTeamView[]> {
    if (!rows.length) return [];
    const serving = await this.serving(tx, actor);
    const areas = await this.areas.names(
      tx,
      rows.map((row) => row.area_code),
    );
    const units = await this.units.names(
      tx,
      rows.flatMap((row) => row.unit_id ?? []),
    );
    return rows.map((row) => teamView(actor, row, serving, areas.get(row.area_code) ?? '', units.get(row.unit_id ?? '') ?? null));
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    team: TeamRow,
    action: string,
    principalId: string | null = null,
    data: Parameters<EventsService['record']>[1]['data'] = {},
  ): Promise<string> {
    return this.events.record(tx, { subject: ['service_team', team.id], action, actor, principalId, areaCode: team.area_code, data });
  }
}
