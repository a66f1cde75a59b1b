import { Injectable } from '@nestjs/common';
import { MEMBER_STATE_LABELS, MEMBER_WORKFLOW, type MemberAction, type MemberState, SUSPENSION_MAX_DAYS } from '@linli/shared/members';
import type { MemberDetailView, MemberQuery, MemberRowView, SuspendDto } from '@linli/shared/members.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf, isDay } from '../../common/days.js';
import { conflictNow, DomainError, forbidden, invalidField, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed } from '../../common/scopes.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { PartyTies } from '../units/party-ties.service.js';
import { MemberStore } from './member-store.service.js';
import { deskScopes, isDesk, partyCommunities, readsParty } from './members.policy.js';
import { findMember, heldCodes, hoursOf, lockMember, type MemberRow, searchMembers } from './members.queries.js';
import { detailView, listedView } from './members.view.js';
import { ServiceTeams } from './service-teams.service.js';
import { ServingEnds } from './serving-ends.service.js';
import { ServingStarts } from './serving-starts.service.js';

type Decision = 'approve' | 'refuse' | 'suspend' | 'restore';

/** Those who serve, as the community's desk keeps them. Nobody decides about themselves. */
@Injectable()
export class MemberDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly ties: PartyTies,
    private readonly teams: ServiceTeams,
    private readonly store: MemberStore,
    private readonly ends: ServingEnds,
    private readonly starts: ServingStarts,
  ) {}

  async list(actor: Actor, query: MemberQuery): Promise<Page<MemberRowView>> {
    const scopes = narrowed(deskScopes(actor), query.areaCode);
    const tx = this.dataSource.manager;
    const today = dayOf(this.clock.now());
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const asked = query.q?.trim().replace(/[\\%_]/g, '\\$&');
    // Masked phones show four digits: by any others the hidden ones could be tried out.
    const byPhone = asked !== undefined && /^\d{4}$/.test(asked);
    const rows = await searchMembers(tx, {
      patterns: asPatterns(scopes),
      today,
      state: query.state ?? null,
      skill: query.skill ?? null,
      qualification: query.qualification ?? null,
      partyState: query.partyState ?? null,
      partyCommunities: partyCommunities(actor),
      nameLike: asked && !byPhone ? `%${asked}%` : null,
      phoneLike: byPhone ? `%${asked}` : null,
      after: decodeCursor(query.cursor, ['time', 'uuid']),
      limit: limit + 1,
    });
    const { items, next } = page(rows, limit, (row) => [row.joined_at, row.person_id]);
    const names = await this.areas.names(
      tx,
      items.map((row) => row.community_code),
    );
    return { items: items.map((row) => listedView(actor, row, row.qualifications, names.get(row.community_code) ?? '', today)), next };
  }

  async find(actor: Actor, personId: string): Promise<MemberDetailView> {
    deskScopes(actor);
    const tx = this.dataSource.manager;
    const row = await findMember(tx, personId);
    if (!row || !isDesk(actor, row.community_code)) throw notFound();
    await this.events.look(null, {
      personId: actor.personId,
      subject: ['member', personId],
      field: 'phone',
      areaCode: row.community_code,
    });
    return this.view(tx, actor, row);
  }

  decide(
    call: WriteCall,
    personId: string,
    action: Decision,
    reason: string | null,
    until: string | null = null,
  ): Promise<MemberDetailView> {
    return this.step(call, personId, action, async (tx, row, state) => {
      const suspends = action === 'suspend';
      await tx.query(
        `update members set state = $2, reason = $3, suspended_at = $4, suspended_until = $5, decided_by = $6, changed_at = $7 where person_id = $1`,
        [personId, state, reason, suspends ? this.clock.now() : null, until, call.actor.personId, this.clock.now()],
      );
      if (state === 'left') await this.store.leaveTeams(tx, personId);
      await this.store.record(tx, call.actor, row, action, until ? { until } : {});
      if (suspends) await this.ends.suspended(tx, personId);
      if (action === 'approve' && row.birth_day !== null)
        await this.starts.tell(tx, { personId, communityCode: row.community_code, birthDay: row.birth_day });
    });
  }

  suspend(call: WriteCall, personId: string, { reason, until }: SuspendDto): Promise<MemberDetailView> {
    const today = dayOf(this.clock.now());
    if (until !== undefined && (!isDay(until) || until < today || until > addDays(today, SUSPENSION_MAX_DAYS)))
      throw invalidField('until', '截止日期要在今天以后、一年以内。');
    return this.decide(call, personId, 'suspend', reason, until ?? null);
  }

  insure(call: WriteCall, personId: string, until: string | null): Promise<MemberDetailView> {
    if (until !== null && (!isDay(until) || until < dayOf(this.clock.now()))) throw invalidField('until', '保险截止日期不对，或已经过去。');
    return this.step(call, personId, 'insure', async (tx, row) => {
      await tx.query(`update members set insured_until = $2, changed_at = $3 where person_id = $1`, [personId, until, this.clock.now()]);
      await this.store.record(tx, call.actor, row, 'insure', { until });
    });
  }

  /** Of the home community alone: its dispatchers know their people. */
  decideParty(call: WriteCall, personId: string, confirmed: boolean, reason: string | null): Promise<MemberDetailView> {
    return this.step(call, personId, 'update', async (tx, row) => {
      if (!readsParty(call.actor, row.community_code)) throw forbidden('党员身份由所在社区的值班员或党组织联络员确认。');
      if (row.party_state !== 'claimed') throw conflictNow(row.party_state, '这次申报已经处理过了。');
      await this.store.setParty(tx, row, confirmed ? 'confirmed' : 'refused', reason);
      await this.store.record(tx, call.actor, row, confirmed ? 'confirm_party' : 'refuse_party');
    });
  }

  /** Lock, see, four eyes, workflow, effect, roles, view. @throws 403, 404, 409 with the state */
  private step(
    call: WriteCall,
    personId: string,
    action: MemberAction,
    effect: (tx: EntityManager, row: MemberRow, state: MemberState) => Promise<void>,
  ): Promise<MemberDetailView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      deskScopes(actor);
      const row = await lockMember(tx, personId);
      if (!row || !isDesk(actor, row.community_code)) throw notFound();
      if (personId === actor.personId) throw new DomainError('forbidden', 'four_eyes', '自己的事要由别人来办。');
      const state = nextState<MemberAction, MemberState>(MEMBER_WORKFLOW, row.state, action);
      if (!state) throw conflictNow(row.state, `这位志愿者${MEMBER_STATE_LABELS[row.state]}，不能这样处理。`);
      await effect(tx, row, state);
      return this.view(tx, actor, await this.store.settle(tx, personId));
    });
  }

  private async view(tx: EntityManager, actor: Actor, row: MemberRow): Promise<MemberDetailView> {
    const today = dayOf(this.clock.now());
    const tie = await this.ties.of(tx, row.person_id);
    const teams = await this.teams.teamsOf(tx, row.person_id);
    return detailView(actor, row, {
      today,
      qualifications: await heldCodes(tx, row.person_id, today),
      communityName: (await this.areas.names(tx, [row.community_code])).get(row.community_code) ?? '',
      hours: await hoursOf(tx, row.person_id),
      partyUnitName: tie?.unitName ?? null,
      // A party team's name says what its members are.
      teams: teams
        .filter((team) => team.type !== 'party_team' || readsParty(actor, row.community_code))
        .map(({ id, name }) => ({ id, name })),
    });
  }
}
