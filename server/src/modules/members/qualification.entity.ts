import type { QualificationCode, QualificationState } from '@linli/shared/members';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** Proof of being able or allowed to do something, as handed in and reviewed. Its photos are seen by the owner and the desk alone. */
@Entity('qualifications')
@Index('qualifications_person', { synchronize: false })
@Index('qualifications_one_pending', { synchronize: false })
@Index('qualifications_listed', { synchronize: false })
@Index('qualifications_ending', { synchronize: false })
@Check('qualifications_state', `state in ('pending', 'verified', 'rejected', 'revoked', 'withdrawn')`)
@Check('qualifications_four_eyes', 'reviewed_by <> person_id')
@Check('qualifications_reviewed', `state not in ('verified', 'rejected', 'revoked') or reviewed_by is not null`)
export class QualificationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'qualifications_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') code: QualificationCode;
  @Column('text', { nullable: true }) number: string | null;
  @Column('uuid', { name: 'file_ids', array: true }) fileIds: string[];
  /** Last day it counts. */
  @Column('date', { name: 'expires_on', nullable: true }) expiresOn: string | null;
  @Column('text') state: QualificationState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy: string | null;
  @Column({ ...AT, name: 'reviewed_at', nullable: true }) reviewedAt: Date | null;
  /** When the owner was told that it will end, and that it has. */
  @Column({ ...AT, name: 'reminded_at', nullable: true }) remindedAt: Date | null;
  @Column({ ...AT, name: 'expired_at', nullable: true }) expiredAt: Date | null;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}
