import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData } from '../accounts/account-links.service.js';
import { MemberStore } from './member-store.service.js';
import { Proofs } from './proofs.service.js';

/** What is known of somebody who serves, and what of it goes with the account. */
@Injectable()
export class MembersLinks implements OnModuleInit {
  constructor(
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
    private readonly store: MemberStore,
    private readonly proofs: Proofs,
  ) {}

  onModuleInit(): void {
    this.data.register('member', memberData);
    this.data.register('qualifications', (tx, personId) =>
      tx.query(
        `select code, number, expires_on::text as "expiresOn", state, reason, created_at as "submittedAt", reviewed_at as "reviewedAt"
           from qualifications where person_id = $1 order by created_at`,
        [personId],
      ),
    );
    this.data.register('relatives', (tx, personId) =>
      tx.query(
        `select relation, verified_at as "verifiedAt", person_id = $1 as "ofMine" from relatives where person_id = $1 or relative_id = $1 order by verified_at`,
        [personId],
      ),
    );
    this.data.register('serviceTeams', (tx, personId) =>
      tx.query(
        `select t.name, s.since, s.left_at as "leftAt", t.leader_id = $1 as "leading" from service_team_members s join service_teams t on t.id = s.team_id
          where s.person_id = $1 order by s.since`,
        [personId],
      ),
    );
    this.closings.erase(
      (tx, personId) => this.erase(tx, personId),
      '您的特长、时间、位置、证件照片、亲属关系和服务队立即删除，服务记录保留，不再带有您的姓名',
    );
  }

  private async erase(tx: EntityManager, personId: string): Promise<void> {
    await this.proofs.withdrawAll(tx, personId);
    await tx.query(`delete from qualifications where person_id = $1`, [personId]);
    await tx.query(`delete from member_hours where person_id = $1`, [personId]);
    await tx.query(`delete from relatives where person_id = $1 or relative_id = $1`, [personId]);
    await this.store.leaveTeams(tx, personId);
    await tx.query(
      `update members set state = 'left', birth_day = null, skills = '{}', lng = null, lat = null, party_state = 'none', party_member = false,
              party_reason = null, show_badge = false, guardian_name = null, guardian_phone = null, guardian_relation = null,
              insured_until = null, reason = null where person_id = $1`,
      [personId],
    );
  }
}

async function memberData(tx: EntityManager, personId: string): Promise<unknown> {
  const [row] = await tx.query<object[]>(
    `select state, community_code as "communityCode", birth_day::text as "birthDay", skills, lng, lat, radius_metres as "radiusMetres",
            party_state as "partyState", show_badge as "showBadge", guardian_name as "guardianName", guardian_phone as "guardianPhone",
            guardian_relation as "guardianRelation", insured_until::text as "insuredUntil", joined_at as "joinedAt",
            suspended_at as "suspendedAt", suspended_until::text as "suspendedUntil", reason
       from members where person_id = $1`,
    [personId],
  );
  if (!row) return null;
  const hours = await tx.query<object[]>(
    `select weekday, from_minute as "fromMinute", to_minute as "toMinute" from member_hours where person_id = $1 order by weekday, from_minute`,
    [personId],
  );
  return { ...row, hours };
}
