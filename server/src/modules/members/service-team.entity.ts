import type { ServiceTeamType } from '@linli/shared/members';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A service team 服务队 with a leader; not a response team, whose members are staff. */
@Entity('service_teams')
@Index('service_teams_area', { synchronize: false })
@Index('service_teams_leader', { synchronize: false })
@Check(
  'service_teams_type',
  `type in ('volunteer_org', 'community_group', 'unit_team', 'party_team', 'professional_team', 'red_armband', 'youth_team', 'emergency_team')`,
)
export class ServiceTeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'service_teams_pkey' }) id: string;
  @Column('text') type: ServiceTeamType;
  @Column('text') name: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('text', { default: '' }) about: string;
  /** Whoever serves in its area may join without being asked. */
  @Column('boolean') open: boolean;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('uuid', { name: 'leader_id', nullable: true }) leaderId: string | null;
  @Column({ ...AT, name: 'retired_at', nullable: true }) retiredAt: Date | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

@Entity('service_team_members')
@Index('service_team_members_person', { synchronize: false })
@Index('service_team_members_since', { synchronize: false })
export class ServiceTeamMemberEntity {
  @ForeignKey(() => ServiceTeamEntity, { name: 'service_team_members_team' })
  @PrimaryColumn('uuid', { name: 'team_id', primaryKeyConstraintName: 'service_team_members_pkey' })
  teamId: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'service_team_members_pkey' }) personId: string;
  @Column({ ...AT }) since: Date;
  @Column({ ...AT, name: 'left_at', nullable: true }) leftAt: Date | null;
}
