import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { MEMBERSHIP_STATE_LABELS, MEMBERSHIP_WORKFLOW, type MembershipAction, type MembershipState } from '@linli/shared/units';
import type { JoinUnitDto, UnitMemberQuery, UnitMembershipView, UnitMemberView } from '@linli/shared/units.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { Consents } from '../accounts/consents.service.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { PartyTies, type PartyTie } from './party-ties.service.js';
import { UnitTrees } from './unit-trees.service.js';
import { mustSeeMembers } from './units.policy.js';
import { findMembership, findUnit, type MembershipRow, membersOfUnit, membershipsOf, unitsById, type UnitRow } from './units.queries.js';
import { memberView, ownMembership } from './units.view.js';

const TIES: Partial<Record<MembershipAction, PartyTie>> = { confirm: 'confirmed', refuse: 'refused', end: 'ended', leave: 'ended' };

/** Reporting through a unit: asked for by the person, confirmed by its contact; either side can end it. */
@Injectable()
export class Memberships {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly consents: Consents,
    private readonly trees: UnitTrees,
    private readonly ties: PartyTies,
  ) {}

  async mine(actor: Actor, tx: EntityManager = this.dataSource.manager): Promise<UnitMembershipView[]> {
    const rows = await membershipsOf(tx, actor.personId);
    if (!rows.length) return [];
    const units = await unitsById(
      tx,
      rows.map((row) => row.unit_id),
    );
    const texts = await this.trees.pathTexts(tx, units);
    return rows.map((row) => ownMembership(row, texts.get(row.unit_id) ?? row.unit_name));
  }

  join(call: WriteCall, unitId: string, dto: JoinUnitDto): Promise<UnitMembershipView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const unit = await this.unit(tx, unitId);
      await this.refuseUnready(tx, actor, unit);
      await oneAtATime(tx, actor.personId);
      const before = await findMembership(tx, unitId, actor.personId, true);
      if (before && living(before.state)) throw conflictNow(before.state, `您在这里的报到${MEMBERSHIP_STATE_LABELS[before.state]}。`);
      const others = await membershipsOf(tx, actor.personId);
      if (others.some((other) => other.kind === unit.kind && living(other.state)))
        throw new DomainError('conflict', 'already_member', '您已在另一个单位报到，请先离开那里。', { state: 'elsewhere' });
      await tx.query(
        `insert into unit_memberships (person_id, unit_id, kind, state, summary_consent, applied_at, changed_at)
         values ($1, $2, $3, 'applying', $4, $5, $5)
         on conflict (person_id, unit_id) do update
           set state = 'applying', summary_consent = excluded.summary_consent, reason = null, decided_by = null,
               applied_at = excluded.applied_at, changed_at = excluded.changed_at`,
        [actor.personId, unitId, unit.kind, dto.summaryConsent, this.clock.now()],
      );
      await this.record(tx, actor, unit, actor.personId, 'join');
      if (unit.kind === 'party_org') await this.ties.tell(tx, actor.personId, 'claimed');
      return this.own(tx, actor, unitId);
    });
  }

  leave(call: WriteCall, unitId: string): Promise<UnitMembershipView> {
    return this.writes.once(call, async (tx) => {
      const unit = await this.unit(tx, unitId);
      await this.step(tx, call.actor, unit, call.actor.personId, 'leave', null);
      return this.own(tx, call.actor, unitId);
    });
  }

  setSummaryConsent(call: WriteCall, unitId: string, granted: boolean): Promise<UnitMembershipView> {
    return this.writes.once(call, async (tx) => {
      const unit = await this.unit(tx, unitId);
      await this.step(tx, call.actor, unit, call.actor.personId, 'consent_summary', null);
      await tx.query(`update unit_memberships set summary_consent = $3 where unit_id = $1 and person_id = $2`, [
        unitId,
        call.actor.personId,
        granted,
      ]);
      return this.own(tx, call.actor, unitId);
    });
  }

  async members(actor: Actor, unitId: string, query: UnitMemberQuery): Promise<Page<UnitMemberView>> {
    const tx = this.dataSource.manager;
    const unit = await this.unit(tx, unitId);
    mustSeeMembers(actor, unit);
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    // The desk of a community reads the organisation that sits there, not those below it elsewhere.
    const below = query.below === true && actor.roles.some((held) => held.unitId !== null && unit.path.includes(held.unitId));
    const after = decodeCursor(query.cursor, ['time', 'uuid', 'uuid']);
    const rows = await membersOfUnit(tx, unitId, below, query.state ?? null, after, limit + 1);
    const { items, next } = page(rows, limit, (row) => [row.applied_at, row.person_id, row.unit_id]);
    await this.events.look(null, { personId: actor.personId, subject: ['unit', unitId], field: 'members', areaCode: unit.area_code });
    return { items: await this.memberViews(tx, actor, items), next };
  }

  decide(
    call: WriteCall,
    unitId: string,
    personId: string,
    action: 'confirm' | 'refuse' | 'end',
    reason: string | null,
  ): Promise<UnitMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const unit = await this.unit(tx, unitId);
      mustSeeMembers(actor, unit);
      await this.step(tx, actor, unit, personId, action, reason);
      const [view] = await this.memberViews(tx, actor, [(await findMembership(tx, unitId, personId))!]);
      return view!;
    });
  }

  /** Lock, workflow, save, record: every verb goes through here. @throws 404, 403 four_eyes, 409 with the state */
  private async step(
    tx: EntityManager,
    actor: Actor,
    unit: UnitRow,
    personId: string,
    action: MembershipAction,
    reason: string | null,
  ): Promise<void> {
    const row = await findMembership(tx, unit.id, personId, true);
    if (!row) throw notFound();
    const byOther = action === 'confirm' || action === 'refuse' || action === 'end';
    if (byOther && personId === actor.personId) throw new DomainError('forbidden', 'four_eyes', '自己的报到要由别人确认。');
    const state = nextState<MembershipAction, MembershipState>(MEMBERSHIP_WORKFLOW, row.state, action);
    if (!state) throw conflictNow(row.state, `这次报到${MEMBERSHIP_STATE_LABELS[row.state]}，不能再处理。`);
    if (state !== row.state)
      await tx.query(
        `update unit_memberships set state = $3, reason = $4, decided_by = $5, changed_at = $6 where unit_id = $1 and person_id = $2`,
        [unit.id, personId, state, reason, byOther ? actor.personId : null, this.clock.now()],
      );
    await this.record(tx, actor, unit, personId, action);
    const tie = TIES[action];
    if (unit.kind === 'party_org' && tie) await this.ties.tell(tx, personId, tie);
  }

  private async refuseUnready(tx: EntityManager, actor: Actor, unit: UnitRow): Promise<void> {
    if (!actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先验证手机号，再报到。');
    if (unit.kind === 'party_org' && !(await this.consents.granted(tx, actor.personId, 'party_membership')))
      throw new DomainError('forbidden', 'consent_needed', '党员身份是敏感信息，请先同意使用，再报到。');
    const [person] = await tx.query<{ name: string }[]>(`select name from people where id = $1`, [actor.personId]);
    if (!person?.name) throw new DomainError('unprocessable', 'name_needed', '请先填写您的姓名，单位才能确认。');
    if (unit.retired_at) throw new DomainError('conflict', 'unit_retired', '这个单位已停用，不能报到。', { state: 'retired' });
  }

  private async unit(tx: EntityManager, id: string): Promise<UnitRow> {
    const row = await findUnit(tx, id);
    if (!row) throw notFound();
    return row;
  }

  private async own(tx: EntityManager, actor: Actor, unitId: string): Promise<UnitMembershipView> {
    return (await this.mine(actor, tx)).find((view) => view.unitId === unitId)!;
  }

  private async memberViews(tx: EntityManager, actor: Actor, rows: readonly MembershipRow[]): Promise<UnitMemberView[]> {
    const names = await this.areas.names(
      tx,
      rows.flatMap((row) => row.home_community_code ?? []),
    );
    return rows.map((row) => memberView(actor, row, names.get(row.home_community_code ?? '') ?? null));
  }

  private record(tx: EntityManager, actor: Actor, unit: UnitRow, personId: string, action: string): Promise<string> {
    return this.events.record(tx, {
      subject: ['unit_membership', unit.id],
      action,
      actor,
      principalId: personId,
      areaCode: unit.area_code,
    });
  }
}

const living = (state: MembershipState): boolean => state === 'applying' || state === 'active';
