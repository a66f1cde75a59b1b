import type { Role } from '@linli/shared/accounts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A role given to a phone number in an area, from one day to another. `person_id` is set when that number is verified for the first time,
 * and the grant follows the person from then on. With `team_id` it is the membership of a response team, with `unit_id` a
 * unit's contact, with `shop_id` one of a shop's people. `volunteer` and `party_member` are given to the person who enrolled and carry no phone.
 */
@Entity('role_grants')
@Index('role_grants_person', { synchronize: false })
@Index('role_grants_phone', { synchronize: false })
@Index('role_grants_area', { synchronize: false })
@Index('role_grants_team', { synchronize: false })
@Index('role_grants_member_once', { synchronize: false })
@Index('role_grants_unit', { synchronize: false })
@Index('role_grants_contact_once', { synchronize: false })
@Index('role_grants_serving_once', { synchronize: false })
@Check(
  'role_grants_role',
  `role in ('grid_member', 'grid_leader', 'dispatcher', 'street_chief', 'handler', 'sentinel', 'auditor', 'administrator', 'volunteer', 'party_member', 'unit_contact', 'merchant')`,
)
@Check('role_grants_team_is_handler', `(role = 'handler') = (team_id is not null)`)
@Check('role_grants_unit_is_contact', `(role = 'unit_contact') = (unit_id is not null)`)
@Index('role_grants_shop', { synchronize: false })
@Index('role_grants_merchant_once', { synchronize: false })
@Check('role_grants_shop_is_merchant', `(role = 'merchant') = (shop_id is not null)`)
@Check('role_grants_days', 'to_day is null or to_day >= from_day')
export class RoleGrantEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'role_grants_pkey' }) id: string;
  @Column('text', { nullable: true }) phone: string | null;
  /** The name whoever granted it knows them by. */
  @Column('text', { default: '' }) name: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId: string | null;
  @Column('text') role: Exclude<Role, 'resident'>;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('uuid', { name: 'shop_id', nullable: true }) shopId: string | null;
  @Column('boolean', { default: false }) lead: boolean;
  /** Days in Asia/Shanghai, both included. */
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'to_day', nullable: true }) toDay: string | null;
  /** Null: by the command that makes the first administrator, or the demo. */
  @Column('uuid', { name: 'granted_by', nullable: true }) grantedBy: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
}
