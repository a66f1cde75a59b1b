import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody who signed in. After closing only the id and the dates are left. */
@Entity('people')
@Index('people_phone', { synchronize: false })
@Check('people_phone_verified', '(phone is null) = (phone_verified_at is null)')
@Check('people_closed_is_empty', `closed_at is null or (phone is null and name = '')`)
export class PersonEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'people_pkey' }) id: string;
  @Column('text', { default: '' }) name: string;
  @Column('text', { nullable: true }) phone: string | null;
  @Column({ type: 'timestamptz', name: 'phone_verified_at', precision: 3, nullable: true }) phoneVerifiedAt: Date | null;
  @Column('text', { name: 'home_community_code', nullable: true }) homeCommunityCode: string | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  /** Closed by the person, or joined to the account that has their phone (`joined_to`). */
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'joined_to', nullable: true }) joinedTo: string | null;
}
