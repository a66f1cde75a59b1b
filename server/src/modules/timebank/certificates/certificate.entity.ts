import type { CertificateState, PaperKind } from '@linli/shared/timebank-certificates';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** Of one community's records in one period, for one person. Kept for ever; nameless when the account is closed. */
@Entity('certificates')
@Unique('certificates_number', ['number'])
@Index('certificates_one_open', { synchronize: false })
@Index('certificates_person', { synchronize: false })
@Index('certificates_desk', { synchronize: false })
@Check('certificates_state', `state in ('applied', 'issued', 'refused', 'withdrawn', 'voided')`)
@Check('certificates_span', 'from_day <= to_day')
@Check('certificates_four_eyes', 'issued_by <> person_id')
@Check('certificates_issued', `(state in ('issued', 'voided')) = (number is not null)`)
@Check('certificates_complete', `state not in ('issued', 'voided') or num_nulls(issued_by, issued_at, head, handler, contact) = 0`)
export class CertificateEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'certificates_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') state: CertificateState;
  @Column('text', { nullable: true }) number: string | null;
  @Column('uuid', { name: 'person_id' }) personId: string;
  /** Who recorded the services, and so issues. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'to_day' }) toDay: string;
  /** What the applicant says it is for. */
  @Column('text', { nullable: true }) note: string | null;
  /** From here on as printed: of the moment of issue. */
  @Column('text', { default: '' }) name: string;
  @Column('text', { name: 'paper_kind', nullable: true }) paperKind: PaperKind | null;
  @Column('text', { name: 'paper_masked', nullable: true }) paperMasked: string | null;
  @Column('text', { name: 'volunteer_number', nullable: true }) volunteerNumber: string | null;
  @Column('integer', { default: 0 }) minutes: number;
  @Column('integer', { default: 0 }) services: number;
  /** 负责人 */
  @Column('text', { nullable: true }) head: string | null;
  /** 经办人, by name; never the person the certificate is for. */
  @Column('text', { nullable: true }) handler: string | null;
  @Column('text', { nullable: true }) contact: string | null;
  @Column('text', { nullable: true }) remark: string | null;
  /** Why it was refused or voided. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column({ ...AT, name: 'applied_at' }) appliedAt: Date;
  @Column('uuid', { name: 'issued_by', nullable: true }) issuedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'issued_at' }) issuedAt: Date | null;
  /** Refused, withdrawn or voided; null with `voided`: by itself, since a record was taken back. */
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'ended_at' }) endedAt: Date | null;
}

/** A service as it stood when it was certified. */
@Entity('certificate_lines')
@Index('certificate_lines_record', { synchronize: false })
export class CertificateLineEntity {
  @ForeignKey(() => CertificateEntity, { name: 'certificate_lines_certificate' })
  @PrimaryColumn('uuid', { name: 'certificate_id', primaryKeyConstraintName: 'certificate_lines_pkey' })
  certificateId: string;
  @PrimaryColumn('uuid', { name: 'record_id', primaryKeyConstraintName: 'certificate_lines_pkey' }) recordId: string;
  @Column('date') day: string;
  @Column('text') title: string;
  @Column('smallint') minutes: number;
}

/** An identity document: its number encrypted, beside it what may be shown. Gone with the account. */
@Entity('identity_papers')
@Check('identity_papers_kind', `kind in ('resident_id', 'hk_macao_permit', 'taiwan_permit', 'passport')`)
@Check('identity_papers_four_eyes', 'checked_by <> person_id')
@Check('identity_papers_checked', 'num_nulls(checked_by, checked_at, checked_name) in (0, 3)')
export class IdentityPaperEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'identity_papers_pkey' }) personId: string;
  @Column('text') kind: PaperKind;
  @Column('bytea') box: Buffer;
  @Column('text') masked: string;
  @Column({ ...AT, name: 'entered_at' }) enteredAt: Date;
  @Column('uuid', { name: 'checked_by', nullable: true }) checkedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'checked_at' }) checkedAt: Date | null;
  /** The name that was compared with the card: another one is looked at anew. */
  @Column('text', { name: 'checked_name', nullable: true }) checkedName: string | null;
}

/** 志愿者编号: district and a running number, drawn with the first certificate. */
@Entity('volunteer_numbers')
export class VolunteerNumberEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'volunteer_numbers_pkey' }) personId: string;
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' }) seq: string;
  @Column('text', { name: 'district_code' }) districtCode: string;
}
