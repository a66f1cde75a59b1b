import type { EnteredAs, RecordCaseKind, RecordCaseState, ServedCategory } from '@linli/shared/timebank-records';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ServiceRecordEntity } from '../service-record.entity.js';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** What was written about a record: how it was entered by hand, why it was refused, which one it stands for. */
@Entity('service_record_details')
@Unique('service_record_details_replaces', ['replacesId'])
@Check('service_record_details_as', `entered_as in ('dispatcher', 'team_leader', 'in_charge')`)
@Check('service_record_details_served', `served in ('elder', 'child', 'disabled', 'low_income', 'resident', 'public')`)
export class RecordDetailsEntity {
  @ForeignKey(() => ServiceRecordEntity, { name: 'service_record_details_record' })
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'service_record_details_pkey' })
  recordId: string;
  /** The form it came on, alone or with others. */
  @Column('uuid', { name: 'batch_id', nullable: true }) batchId: string | null;
  @Column('text', { name: 'entered_as', nullable: true }) enteredAs: EnteredAs | null;
  @Column('uuid', { name: 'post_id', nullable: true }) postId: string | null;
  @Column('text', { nullable: true }) served: ServedCategory | null;
  @Column('text', { nullable: true }) content: string | null;
  @Column('text', { name: 'place_text', nullable: true }) placeText: string | null;
  @Column('text', { name: 'no_codes_reason', nullable: true }) noCodesReason: string | null;
  @Column('uuid', { name: 'file_ids', array: true, default: () => `'{}'` }) fileIds: string[];
  /** The voided record in whose place it was entered. */
  @Column('uuid', { name: 'replaces_id', nullable: true }) replacesId: string | null;
  @Column('text', { name: 'refuse_reason', nullable: true }) refuseReason: string | null;
}

/** An objection to a listed record, or a correction its own person asks for: to be answered by the desk. */
@Entity('record_cases')
@Index('record_cases_objected', { synchronize: false })
@Index('record_cases_asked', { synchronize: false })
@Index('record_cases_of', { synchronize: false })
@Index('record_cases_mine', { synchronize: false })
@Index('record_cases_desk', { synchronize: false })
@Index('record_cases_done', { synchronize: false })
@Check('record_cases_kind', `kind in ('objection', 'correction')`)
@Check('record_cases_state', `state in ('open', 'upheld', 'dismissed')`)
@Check('record_cases_four_eyes', 'decided_by <> raised_by')
@Check('record_cases_decided', `(state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)`)
export class RecordCaseEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'record_cases_pkey' }) id: string;
  @Column('text') kind: RecordCaseKind;
  @ForeignKey(() => ServiceRecordEntity, { name: 'record_cases_record' })
  @Column('uuid', { name: 'record_id' })
  recordId: string;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('uuid', { name: 'raised_by' }) raisedBy: string;
  @Column('text') text: string;
  @Column('uuid', { name: 'file_ids', array: true, default: () => `'{}'` }) fileIds: string[];
  @Column('text') state: RecordCaseState;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'decided_at' }) decidedAt: Date | null;
  @Column({ ...AT, name: 'due_at' }) dueAt: Date;
  /** The record entered in place of the wrong one. */
  @Column('uuid', { name: 'new_record_id', nullable: true }) newRecordId: string | null;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}
