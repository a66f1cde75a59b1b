import { Injectable } from '@nestjs/common';
import {
  ADULT_AGE,
  ageOn,
  MEMBER_MAX_AGE,
  MEMBER_MIN_AGE,
  MEMBER_WORKFLOW,
  type MemberAction,
  type MemberState,
  RADIUS_DEFAULT_METRES,
} from '@linli/shared/members';
import type { EnrolDto, MyMemberView, UpdateMemberDto, WeeklyHourDto } from '@linli/shared/members.dto';
import { nextState } from '@linli/shared/workflow';
import { CONSENT_VERSION } from '@linli/shared/accounts';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf, isDay } from '../../common/days.js';
import { conflictNow, DomainError, invalidField } from '../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../common/writes.js';
import { Consents } from '../accounts/consents.service.js';
import { AreasService } from '../areas/areas.service.js';
import { PartyTies } from '../units/party-ties.service.js';
import { MemberStore } from './member-store.service.js';
import { findMember, hoursOf, lockMember, type MemberRow, replaceHours } from './members.queries.js';
import { myView, notEnrolled } from './members.view.js';
import { Proofs } from './proofs.service.js';
import { ServingEnds } from './serving-ends.service.js';
import { ServingStarts } from './serving-starts.service.js';
import { checkedHours } from './weekly-hours.js';

/** Enrolling, what one says about oneself, and leaving. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly consents: Consents,
    private readonly ties: PartyTies,
    private readonly store: MemberStore,
    private readonly proofs: Proofs,
    private readonly ends: ServingEnds,
    private readonly starts: ServingStarts,
  ) {}

  async me(actor: Actor, tx: EntityManager = this.dataSource.manager): Promise<MyMemberView> {
    const row = await findMember(tx, actor.personId);
    if (row) return myView(actor, row, await hoursOf(tx, actor.personId), await this.nameOf(tx, row.community_code));
    const [person] = await tx.query<{ name: string; home: string | null }[]>(
      `select name, home_community_code as home from people where id = $1`,
      [actor.personId],
    );
    const home = person?.home ?? null;
    return notEnrolled(actor, person?.name ?? '', home, home && (await this.nameOf(tx, home)));
  }

  enrol(call: WriteCall, dto: EnrolDto): Promise<MyMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      if (!actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先验证手机号，再加入。');
      await oneAtATime(tx, actor.personId);
      const before = await lockMember(tx, actor.personId);
      if (before && before.state !== 'left')
        throw new DomainError('conflict', 'already_enrolled', '您已经加入了。', { state: before.state });
      const minor = this.refuseTooYoung(dto);
      if (!dto.agreed) throw new DomainError('unprocessable', 'not_agreed', '请先阅读并同意服务须知。');
      await this.areas.requireInUse(tx, dto.communityCode, 'communityCode', 'community');
      const hours = checkedHours(dto.hours ?? []);
      await this.save(tx, actor, dto, before, minor);
      await replaceHours(tx, actor.personId, hours);
      const row = await this.store.settle(tx, actor.personId);
      await this.store.record(tx, actor, row, 'enrol', { state: row.state, minor });
      if (row.state === 'active')
        await this.starts.tell(tx, { personId: actor.personId, communityCode: row.community_code, birthDay: dto.birthDay });
      return this.me(actor, tx);
    });
  }

  update(call: WriteCall, dto: UpdateMemberDto): Promise<MyMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const row = await this.own(tx, actor, 'update');
      if (dto.communityCode !== undefined) await this.areas.requireInUse(tx, dto.communityCode, 'communityCode', 'community');
      if (dto.showBadge === true && !row.party_member)
        throw new DomainError('unprocessable', 'not_confirmed', '党员身份确认以后才能亮身份。');
      const forget = dto.forgetPosition === true;
      await tx.query(
        `update members set community_code = coalesce($2, community_code), skills = coalesce($3, skills), radius_metres = coalesce($4, radius_metres),
                show_badge = coalesce($5, show_badge), lng = case when $6 then null else coalesce($7, lng) end,
                lat = case when $6 then null else coalesce($8, lat) end, changed_at = $9 where person_id = $1`,
        [
          actor.personId,
          dto.communityCode ?? null,
          dto.skills ? [...new Set(dto.skills)] : null,
          dto.radiusMetres ?? null,
          dto.showBadge ?? null,
          forget,
          dto.position?.lng ?? null,
          dto.position?.lat ?? null,
          this.clock.now(),
        ],
      );
      const after = await this.store.settle(tx, actor.personId);
      await this.store.record(tx, actor, after, 'update', { changed: Object.keys(dto).sort() });
      return this.me(actor, tx);
    });
  }

  setHours(call: WriteCall, hours: readonly WeeklyHourDto[]): Promise<MyMemberView> {
    return this.writes.once(call, async (tx) => {
      const row = await this.own(tx, call.actor, 'update');
      await replaceHours(tx, call.actor.personId, checkedHours(hours));
      await this.store.record(tx, call.actor, row, 'hours', { count: hours.length });
      return this.me(call.actor, tx);
    });
  }

  /** What was said about oneself goes; the row stays, and with it a suspension that is not over. */
  leave(call: WriteCall): Promise<MyMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const row = await this.own(tx, actor, 'leave');
      const obstacle = await this.ends.obstacle(tx, actor.personId);
      if (obstacle !== null) throw new DomainError('conflict', 'task_in_hand', obstacle, { state: row.state });
      await tx.query(
        `update members set state = 'left', birth_day = null, skills = '{}', lng = null, lat = null, party_state = 'none', party_member = false,
                party_reason = null, show_badge = false, guardian_name = null, guardian_phone = null, guardian_relation = null, changed_at = $2
          where person_id = $1`,
        [actor.personId, this.clock.now()],
      );
      await replaceHours(tx, actor.personId, []);
      await this.proofs.withdrawAll(tx, actor.personId);
      await this.store.leaveTeams(tx, actor.personId);
      await this.store.settle(tx, actor.personId);
      await this.store.record(tx, actor, row, 'leave');
      return this.me(actor, tx);
    });
  }

  claimParty(call: WriteCall): Promise<MyMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      if (!(await this.consents.granted(tx, actor.personId, 'party_membership')))
        throw new DomainError('forbidden', 'consent_needed', '党员身份是敏感信息，请先同意使用，再申报。');
      const row = await this.own(tx, actor, 'update');
      if (row.party_state === 'claimed' || row.party_state === 'confirmed') throw conflictNow(row.party_state, '您已经申报过了。');
      await this.store.setParty(tx, row, 'claimed', null);
      await this.store.record(tx, actor, row, 'claim_party');
      return this.me(actor, tx);
    });
  }

  dropParty(call: WriteCall): Promise<MyMemberView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const row = await this.own(tx, actor, 'update');
      if (row.party_state === 'none') throw conflictNow('none', '您没有申报党员身份。');
      await this.ties.end(tx, actor.personId);
      await this.store.setParty(tx, row, 'none', null);
      await this.store.record(tx, actor, row, 'drop_party');
      return this.me(actor, tx);
    });
  }

  /** @throws 409 not_enrolled, or with the state where the workflow does not allow it. */
  private async own(tx: EntityManager, actor: Actor, action: MemberAction): Promise<MemberRow> {
    const row = await lockMember(tx, actor.personId);
    if (!row || row.state === 'left') throw new DomainError('conflict', 'not_enrolled', '您还没有加入。', { state: row?.state ?? 'none' });
    if (!nextState<MemberAction, MemberState>(MEMBER_WORKFLOW, row.state, action)) throw conflictNow(row.state);
    return row;
  }

  /** Whether the person is 14 to 17. @throws 400, 422 too_young, 422 guardian_needed */
  private refuseTooYoung(dto: EnrolDto): boolean {
    const today = dayOf(this.clock.now());
    if (!isDay(dto.birthDay) || dto.birthDay > today || ageOn(dto.birthDay, today) > MEMBER_MAX_AGE)
      throw invalidField('birthDay', '出生日期不对，请检查。');
    const age = ageOn(dto.birthDay, today);
    if (age < MEMBER_MIN_AGE) throw new DomainError('unprocessable', 'too_young', `满 ${MEMBER_MIN_AGE} 周岁才能加入，谢谢您的热心。`);
    if (age < ADULT_AGE && !dto.guardian)
      throw new DomainError('unprocessable', 'guardian_needed', `未满 ${ADULT_AGE} 周岁，请填写监护人。`);
    return age < ADULT_AGE;
  }

  /** A suspension that is not over is found again after leaving and coming back. */
  private stateAtFirst(before: MemberRow | null, minor: boolean): MemberState {
    const today = dayOf(this.clock.now());
    if (before?.suspended_at && (before.suspended_until === null || before.suspended_until >= today)) return 'suspended';
    return minor ? 'applying' : 'active';
  }

  private async save(tx: EntityManager, actor: Actor, dto: EnrolDto, before: MemberRow | null, minor: boolean): Promise<void> {
    const now = this.clock.now();
    const state = this.stateAtFirst(before, minor);
    const tie = await this.ties.of(tx, actor.personId);
    const party = tie?.tie ?? 'none';
    const kept = state === 'suspended' ? before : null;
    await tx.query(
      `insert into members (person_id, state, community_code, birth_day, skills, lng, lat, radius_metres, party_state, party_member,
                            guardian_name, guardian_phone, guardian_relation, agreed_version, joined_at, changed_at, suspended_at,
                            suspended_until, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16, $17, $18)
       on conflict (person_id) do update set state = excluded.state, community_code = excluded.community_code, birth_day = excluded.birth_day,
         skills = excluded.skills, lng = excluded.lng, lat = excluded.lat, radius_metres = excluded.radius_metres, party_state = excluded.party_state,
         party_member = excluded.party_member, guardian_name = excluded.guardian_name, guardian_phone = excluded.guardian_phone,
         guardian_relation = excluded.guardian_relation, agreed_version = excluded.agreed_version, joined_at = excluded.joined_at,
         suspended_at = excluded.suspended_at, suspended_until = excluded.suspended_until, reason = excluded.reason,
         changed_at = excluded.changed_at`,
      [
        actor.personId,
        state,
        dto.communityCode,
        dto.birthDay,
        [...new Set(dto.skills)],
        dto.position?.lng ?? null,
        dto.position?.lat ?? null,
        dto.radiusMetres ?? RADIUS_DEFAULT_METRES,
        party,
        party === 'confirmed',
        minor ? dto.guardian!.name : null,
        minor ? dto.guardian!.phone : null,
        minor ? dto.guardian!.relation : null,
        CONSENT_VERSION,
        now,
        kept?.suspended_at ?? null,
        kept?.suspended_until ?? null,
        kept?.reason ?? null,
      ],
    );
    await tx.query(`update people set name = $2, home_community_code = coalesce(home_community_code, $3) where id = $1`, [
      actor.personId,
      dto.name,
      dto.communityCode,
    ]);
  }

  private async nameOf(tx: EntityManager, code: string): Promise<string | null> {
    return (await this.areas.names(tx, [code])).get(code) ?? null;
  }
}
