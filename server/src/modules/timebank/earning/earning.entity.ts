import type { EarningLimit } from '@linli/shared/timebank';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Points for what has no minutes: a report that was true, a wish that was fulfilled. Once for each and person. */
@Entity('earnings')
@Index('earnings_person', { synchronize: false })
@Check('earnings_ref', `ref_type in ('report', 'wish')`)
@Check('earnings_points', 'points >= 0')
@Check('earnings_surplus', 'surplus_points >= 0')
export class EarningEntity {
  @PrimaryColumn('text', { name: 'ref_type', primaryKeyConstraintName: 'earnings_pkey' }) refType: 'report' | 'wish';
  @PrimaryColumn('uuid', { name: 'ref_id', primaryKeyConstraintName: 'earnings_pkey' }) refId: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'earnings_pkey' }) personId: string;
  /** That issued them. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  /** Day in Asia/Shanghai on which it was earned. */
  @Column('date') day: string;
  @Column('uuid', { name: 'policy_id', nullable: true }) policyId: string | null;
  /** To the person. */
  @Column('integer') points: number;
  /** To the pool: over a cap, or a public servant's. */
  @Column('integer', { name: 'surplus_points' }) surplusPoints: number;
  @Column('text', { array: true }) limits: EarningLimit[];
  @Column('uuid', { name: 'transfer_ids', array: true }) transferIds: string[];
  @Column({ type: 'timestamptz', precision: 3, name: 'created_at' }) createdAt: Date;
}
