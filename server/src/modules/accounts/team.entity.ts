import { TEAM_TYPES, type TeamType } from '@linli/shared/accounts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const types = TEAM_TYPES.map((type) => `'${type}'`).join(', ');

/** A response team. Its members are role grants that carry its id. */
@Entity('teams')
@Index('teams_area', { synchronize: false })
@Check('teams_type', `type in (${types})`)
export class TeamEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'teams_pkey' }) id: string;
  @Column('text') type: TeamType;
  @Column('text') name: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  /** A property company's compound; empty: the whole area. */
  @Column('text', { name: 'grid_codes', array: true, default: '{}' }) gridCodes: string[];
  @Column('text', { nullable: true }) phone: string | null;
  /** False: others record what it did. */
  @Column('boolean', { name: 'has_accounts' }) hasAccounts: boolean;
  @Column({ type: 'timestamptz', name: 'retired_at', precision: 3, nullable: true }) retiredAt: Date | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}
