import type { FlagKind, FlagState } from '@linli/shared/timebank-records';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/**
 * Something about somebody's records of a month that a person should look at: once for a kind, a pair and a month. Or about a community that has
 * issued more than its budget: once a year.
 */
@Entity('record_flags')
@Index('record_flags_once', { synchronize: false })
@Index('record_flags_once_a_year', { synchronize: false })
@Index('record_flags_desk', { synchronize: false })
@Index('record_flags_open', { synchronize: false })
@Check('record_flags_kind', `kind in ('pair_often', 'pair_share', 'silent_pair', 'overlap', 'no_codes', 'over_budget')`)
@Check('record_flags_month', `month ~ case kind when 'over_budget' then '^[0-9]{4}$' else '^[0-9]{4}-[0-9]{2}$' end`)
@Check('record_flags_somebody', `(kind = 'over_budget') = (person_id is null)`)
@Check('record_flags_state', `state in ('open', 'cleared', 'upheld')`)
@Check('record_flags_four_eyes', 'decided_by <> person_id and decided_by <> other_id')
@Check('record_flags_decided', `state = 'open' or (decided_at is not null and decided_by is not null)`)
export class RecordFlagEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'record_flags_pkey' }) id: string;
  @Column('text') kind: FlagKind;
  /** Who served; null: it is about a budget. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId: string | null;
  /** Who was served: an account or an elder's profile; null where it is about one person. */
  @Column('uuid', { name: 'other_id', nullable: true }) otherId: string | null;
  /** The year of a budget. */
  @Column('text') month: string;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  /** Where most of the records behind it were made. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text') state: FlagState;
  /** What was counted, and out of how much. */
  @Column('integer') part: number;
  @Column('integer') whole: number;
  /** Decided before; then records came that nobody had looked at. */
  @Column('boolean', { default: false }) reopened: boolean;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column({ ...AT, name: 'raised_at' }) raisedAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}

/** The records behind a flag, as they were found. */
@Entity('record_flag_records')
export class RecordFlagRecordEntity {
  @ForeignKey(() => RecordFlagEntity, { name: 'record_flag_records_flag' })
  @PrimaryColumn('uuid', { name: 'flag_id', primaryKeyConstraintName: 'record_flag_records_pkey' })
  flagId: string;
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'record_flag_records_pkey' }) recordId: string;
}
