import type { ServiceCategory } from '@linli/shared/members';
import type { EarningLimit, RecordSource, RecordState } from '@linli/shared/timebank';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** Minutes somebody served. Once for each source and person; voided, never deleted; nameless when the account is closed. */
@Entity('service_records')
@Unique('service_records_once', ['source', 'sourceId', 'personId'])
@Index('service_records_person', { synchronize: false })
@Index('service_records_overlap', { synchronize: false })
@Index('service_records_served', { synchronize: false })
@Index('service_records_community', { synchronize: false })
@Index('service_records_waiting', { synchronize: false })
@Index('service_records_listed', { synchronize: false })
@Index('service_records_recent', { synchronize: false })
@Index('service_records_entered', { synchronize: false })
@Check('service_records_source', `source in ('order', 'shift', 'wish', 'manual')`)
@Check('service_records_state', `state in ('pending', 'publicised', 'confirmed', 'refused', 'voided')`)
@Check('service_records_coefficient', 'coefficient between 100 and 150')
@Check('service_records_minutes', 'minutes between 1 and 480')
@Check('service_records_points', 'points >= 0')
@Check('service_records_surplus', 'surplus_points >= 0')
@Check('service_records_times', 'finished_at >= started_at')
@Check('service_records_second_person', 'confirmed_by <> entered_by and confirmed_by <> person_id')
@Check('service_records_by_hand', `source <> 'manual' or entered_by is not null`)
@Check('service_records_confirmed', `state not in ('confirmed', 'voided') or confirmed_at is not null`)
@Check('service_records_voided', `(state = 'voided') = (voided_at is not null)`)
@Check('service_records_earning_minutes', 'earning_minutes between 0 and minutes')
@Check('service_records_void_reason', `void_reason is null or state = 'voided'`)
@Check('service_records_earned', `state in ('confirmed', 'voided') or cardinality(transfer_ids) = 0`)
export class ServiceRecordEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'service_records_pkey' }) id: string;
  @Column('text') source: RecordSource;
  /** The order (of a shift too), the wish, or the record's own id when it was entered by hand. */
  @Column('uuid', { name: 'source_id' }) sourceId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text') state: RecordState;
  @Column('text') title: string;
  @Column('text', { name: 'item_code', nullable: true }) itemCode: string | null;
  @Column('text', { nullable: true }) category: ServiceCategory | null;
  /** Of the service itself, in hundredths. */
  @Column('smallint', { default: 100 }) coefficient: number;
  @Column({ ...AT, name: 'started_at' }) startedAt: Date;
  @Column({ ...AT, name: 'finished_at' }) finishedAt: Date;
  /** Day in Asia/Shanghai on which it began: boards and stars go by it. */
  @Column('date') day: string;
  @Column('smallint') minutes: number;
  /** The resident's account or the elder's profile; null for posts and groups. */
  @Column('uuid', { name: 'served_id', nullable: true }) servedId: string | null;
  @Column('uuid', { name: 'in_charge_id', nullable: true }) inChargeId: string | null;
  /** Service team. */
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  /** Both check-in and check-out were proved by a code. */
  @Column('boolean', { name: 'by_code' }) byCode: boolean;
  @Column('boolean', { default: false }) silent: boolean;
  /** The version in force at check-in; null: the rules the program ships with. */
  @Column('uuid', { name: 'policy_id', nullable: true }) policyId: string | null;
  /** That counted for the day's cap; they earn nowhere else. */
  @Column('smallint', { name: 'earning_minutes', default: 0 }) earningMinutes: number;
  /** To the person. */
  @Column('integer', { default: 0 }) points: number;
  /** To the pool: over a cap, or a public servant's. */
  @Column('integer', { name: 'surplus_points', default: 0 }) surplusPoints: number;
  @Column('text', { array: true, default: () => `'{}'` }) limits: EarningLimit[];
  @Column('uuid', { name: 'transfer_ids', array: true, default: () => `'{}'` }) transferIds: string[];
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy: string | null;
  /** Null with a state of `confirmed`: by silence. */
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'confirmed_at' }) confirmedAt: Date | null;
  /** Listed, masked, until then. */
  @Column({ ...MAYBE_AT, name: 'publicised_until' }) publicisedUntil: Date | null;
  @Column('uuid', { name: 'voided_by', nullable: true }) voidedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'voided_at' }) voidedAt: Date | null;
  /** Words of whoever voided it. */
  @Column('text', { name: 'void_reason', nullable: true }) voidReason: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}
