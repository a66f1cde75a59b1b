import type { GuardianRelation, MemberState, PartyState, Relation } from '@linli/shared/members';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** Somebody who serves. Name and phone are the account's. After leaving the row stays, so that a suspension cannot be left behind. */
@Entity('members')
@Index('members_listed', { synchronize: false })
@Index('members_community', { synchronize: false })
@Index('members_serving', { synchronize: false })
@Index('members_placed', { synchronize: false })
@Index('members_suspended_until', { synchronize: false })
@Check('members_state', `state in ('applying', 'active', 'suspended', 'left')`)
@Check('members_radius', 'radius_metres between 200 and 10000')
@Check('members_party_state', `party_state in ('none', 'claimed', 'confirmed', 'refused')`)
@Check('members_four_eyes', 'decided_by <> person_id')
@Check('members_position_whole', '(lng is null) = (lat is null)')
@Check('members_guardian_whole', 'num_nulls(guardian_name, guardian_phone, guardian_relation) in (0, 3)')
@Check('members_party_confirmed', `party_member = (party_state = 'confirmed')`)
@Check('members_badge_is_own', 'party_member or not show_badge')
@Check('members_suspended', `state <> 'suspended' or suspended_at is not null`)
@Check('members_born', `birth_day is not null or state = 'left'`)
export class MemberEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'members_pkey' }) personId: string;
  @Column('text') state: MemberState;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('date', { name: 'birth_day', nullable: true }) birthDay: string | null;
  /** Categories (elder_care) and items (S0104) of the menu. */
  @Column('text', { array: true, default: '{}' }) skills: string[];
  @Column('double precision', { nullable: true }) lng: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  @Column('integer', { name: 'radius_metres' }) radiusMetres: number;
  @Column('text', { name: 'party_state', default: 'none' }) partyState: PartyState;
  @Column('boolean', { name: 'party_member', default: false }) partyMember: boolean;
  @Column('text', { name: 'party_reason', nullable: true }) partyReason: string | null;
  /** 亮身份: shown to the people served. */
  @Column('boolean', { name: 'show_badge', default: false }) showBadge: boolean;
  @Column('text', { name: 'guardian_name', nullable: true }) guardianName: string | null;
  @Column('text', { name: 'guardian_phone', nullable: true }) guardianPhone: string | null;
  @Column('text', { name: 'guardian_relation', nullable: true }) guardianRelation: GuardianRelation | null;
  @Column('date', { name: 'insured_until', nullable: true }) insuredUntil: string | null;
  @Column('integer', { name: 'agreed_version' }) agreedVersion: number;
  @Column({ ...AT, name: 'joined_at' }) joinedAt: Date;
  @Column({ ...AT, name: 'suspended_at', nullable: true }) suspendedAt: Date | null;
  /** Last day of the suspension; null: until the desk restores. */
  @Column('date', { name: 'suspended_until', nullable: true }) suspendedUntil: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'changed_at' }) changedAt: Date;
}

/** When a member has time in a week; no row at all: any time. */
@Entity('member_hours')
@Check('member_hours_weekday', 'weekday between 1 and 7')
@Check('member_hours_span', '0 <= from_minute and from_minute < to_minute and to_minute <= 1440')
export class MemberHourEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'member_hours_pkey' }) personId: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'member_hours_pkey' }) weekday: number;
  @PrimaryColumn('smallint', { name: 'from_minute', primaryKeyConstraintName: 'member_hours_pkey' }) fromMinute: number;
  @Column('smallint', { name: 'to_minute' }) toMinute: number;
}

/** Close relatives, seen by the desk on a document: they cannot serve each other. One row a pair, whichever way round. */
@Entity('relatives')
@Index('relatives_other', { synchronize: false })
@Check('relatives_relation', `relation in ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other')`)
@Check('relatives_two', 'person_id <> relative_id')
@Check('relatives_four_eyes', 'verified_by <> person_id and verified_by <> relative_id')
export class RelativeEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'relatives_pkey' }) personId: string;
  @PrimaryColumn('uuid', { name: 'relative_id', primaryKeyConstraintName: 'relatives_pkey' }) relativeId: string;
  @Column('text') relation: Relation;
  @Column('uuid', { name: 'verified_by' }) verifiedBy: string;
  @Column({ ...AT, name: 'verified_at' }) verifiedAt: Date;
}
