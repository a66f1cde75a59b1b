import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PartyState } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import type { EventData } from '../events/events.service.js';
import { EventsService } from '../events/events.service.js';
import { Consents } from '../accounts/consents.service.js';
import { ServingRoles } from '../accounts/serving-roles.service.js';
import { PartyTies } from '../units/party-ties.service.js';
import { findMember, lockMember, type MemberRow } from './members.queries.js';

/** What every verb on a member ends with: the row as it is now, the roles that follow from it, and the record. */
@Injectable()
export class MemberStore implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly roles: ServingRoles,
    private readonly events: EventsService,
    private readonly ties: PartyTies,
    private readonly consents: Consents,
  ) {}

  /** What becomes of the tie to a party organisation becomes of serving as a party member. */
  onModuleInit(): void {
    this.ties.register(async (tx, personId, tie) => {
      const row = await lockMember(tx, personId);
      if (!row || row.state === 'left') return;
      if (tie === 'confirmed') await this.setParty(tx, row, 'confirmed', null);
      if (tie === 'ended') await this.setParty(tx, row, 'none', null);
      if (tie === 'claimed' && row.party_state !== 'confirmed') await this.setParty(tx, row, 'claimed', null);
      if (tie === 'refused' && row.party_state === 'claimed') await this.setParty(tx, row, 'refused', '党组织没有确认，请联系您的支部。');
    });
    this.consents.onWithdrawn('party_membership', async (tx, personId) => {
      const row = await lockMember(tx, personId);
      if (row) await this.setParty(tx, row, 'none', null);
    });
  }

  /** By whom: the person themselves (null) or the desk. */
  async setParty(tx: EntityManager, row: MemberRow, state: PartyState, reason: string | null): Promise<void> {
    const confirmed = state === 'confirmed';
    await tx.query(
      `update members set party_state = $2, party_member = $3, show_badge = show_badge and $3, party_reason = $4, changed_at = $5 where person_id = $1`,
      [row.person_id, state, confirmed, reason, this.clock.now()],
    );
    await this.settle(tx, row.person_id);
  }

  /** Roles as the row says: those who serve now, where they serve. */
  async settle(tx: EntityManager, personId: string): Promise<MemberRow> {
    const row = (await findMember(tx, personId))!;
    const serving = row.state === 'active';
    await this.roles.hold(
      tx,
      personId,
      serving ? (row.party_member ? ['volunteer', 'party_member'] : ['volunteer']) : [],
      row.community_code,
    );
    return row;
  }

  record(tx: EntityManager, actor: Actor | null, row: MemberRow, action: string, data?: EventData): Promise<string> {
    return this.events.record(tx, {
      subject: ['member', row.person_id],
      action,
      actor,
      principalId: row.person_id,
      areaCode: row.community_code,
      ...(data ? { data } : {}),
    });
  }

  /** Out of every team, which then may have no leader. */
  async leaveTeams(tx: EntityManager, personId: string): Promise<void> {
    await tx.query(`update service_team_members set left_at = $2 where person_id = $1 and left_at is null`, [personId, this.clock.now()]);
    await tx.query(`update service_teams set leader_id = null where leader_id = $1`, [personId]);
  }
}
