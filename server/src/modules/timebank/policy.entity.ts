import type { PolicyState, PolicyTerms } from '@linli/shared/timebank-policy';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const MAYBE_AT = { type: 'timestamptz', precision: 3, nullable: true } as const;

/** One version of an area's rules. A published one is never changed: the version in force at check-in counts for ever. */
@Entity('timebank_policies')
@Unique('timebank_policies_once', ['areaCode', 'version'])
@Index('timebank_policies_in_force', { synchronize: false })
@Check('timebank_policies_version', 'version > 0')
@Check('timebank_policies_state', `state in ('draft', 'published', 'discarded')`)
@Check('timebank_policies_published', `state <> 'published' or from_at is not null`)
export class PolicyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'timebank_policies_pkey' }) id: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('integer') version: number;
  @Column('text') state: PolicyState;
  @Column('jsonb') terms: PolicyTerms;
  @Column({ ...MAYBE_AT, name: 'from_at' }) fromAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' }) createdAt: Date;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'published_at' }) publishedAt: Date | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
}
