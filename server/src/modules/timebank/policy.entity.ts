import type { PolicyState, PolicyTerms } from '@linli/shared/timebank-policy';
import type { Trial } from './policies/policies.trial.js';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const MAYBE_AT = { type: 'timestamptz', precision: 3, nullable: true } as const;

/** One version of an area's rules. A published one is never changed: the version in force at check-in counts for ever. */
@Entity('timebank_policies')
@Unique('timebank_policies_once', ['areaCode', 'version'])
@Index('timebank_policies_in_force', { synchronize: false })
@Index('timebank_policies_history', { synchronize: false })
@Check('timebank_policies_version', 'version > 0')
@Check('timebank_policies_state', `state in ('draft', 'published', 'discarded')`)
@Check('timebank_policies_published', `state <> 'published' or from_at is not null`)
@Check('timebank_policies_never_past', 'from_at >= published_at')
@Check('timebank_policies_second_person', 'published_by <> written_by')
@Check('timebank_policies_tried', 'published_by is null or trial_hash is not null')
export class PolicyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'timebank_policies_pkey' }) id: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('integer') version: number;
  @Column('text') state: PolicyState;
  @Column('jsonb') terms: PolicyTerms;
  @Column({ ...MAYBE_AT, name: 'from_at' }) fromAt: Date | null;
  /** From `from_at` on the area has no rules of its own: those of the one above. */
  @Column('boolean', { default: false }) inherits: boolean;
  /** The area's last published version when this was written: a newer one since then means it has to be looked at again. */
  @Column('uuid', { name: 'base_id', nullable: true }) baseId: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' }) createdAt: Date;
  /** Whose terms these are: whoever saved them last. */
  @Column('uuid', { name: 'written_by', nullable: true }) writtenBy: string | null;
  @Column({ ...MAYBE_AT, name: 'updated_at' }) updatedAt: Date | null;
  /** The dry run: of which month, of exactly which terms, and what came out. */
  @Column('text', { name: 'trial_month', nullable: true }) trialMonth: string | null;
  @Column('text', { name: 'trial_hash', nullable: true }) trialHash: string | null;
  @Column('jsonb', { nullable: true }) trial: Trial | null;
  @Column('uuid', { name: 'tried_by', nullable: true }) triedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'tried_at' }) triedAt: Date | null;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'published_at' }) publishedAt: Date | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
}
