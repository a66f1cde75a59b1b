import type { AdjustmentKind, AdjustmentState } from '@linli/shared/timebank-books';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A correction or a grant: asked for by one person of the desk, decided by another. */
@Entity('timebank_adjustments')
@Index('timebank_adjustments_once', { synchronize: false })
@Index('timebank_adjustments_desk', { synchronize: false })
@Check('timebank_adjustments_kind', `kind in ('reversal', 'grant_fund', 'grant_pool')`)
@Check('timebank_adjustments_state', `state in ('requested', 'approved', 'refused', 'withdrawn')`)
@Check('timebank_adjustments_points', 'points > 0')
@Check('timebank_adjustments_reversal', `(kind = 'reversal') = (transfer_id is not null)`)
@Check('timebank_adjustments_to_somebody', `kind <> 'grant_fund' or person_id is not null`)
@Check('timebank_adjustments_decided', `(state = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)`)
@Check(
  'timebank_adjustments_second_person',
  `state not in ('approved', 'refused') or (decided_by <> requested_by and decided_by is distinct from person_id and decided_by is distinct from other_person_id)`,
)
export class AdjustmentEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'timebank_adjustments_pkey' }) id: string;
  @Column('text') kind: AdjustmentKind;
  @Column('text') state: AdjustmentState;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('bigint') points: string;
  @Column('uuid', { name: 'transfer_id', nullable: true }) transferId: string | null;
  /** Whose points it is; null: the pool's. */
  @Column('uuid', { name: 'person_id', nullable: true }) personId: string | null;
  /** On the other side of what is taken back. */
  @Column('uuid', { name: 'other_person_id', nullable: true }) otherPersonId: string | null;
  @Column('text') note: string;
  @Column('uuid', { name: 'requested_by' }) requestedBy: string;
  @Column({ ...AT, name: 'requested_at' }) requestedAt: Date;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decision_note', nullable: true }) decisionNote: string | null;
  /** Of an approved reversal: what was there to take. */
  @Column('bigint', { nullable: true }) taken: string | null;
  @Column('text', { name: 'request_hash' }) requestHash: string;
}

/** What a community may issue in a year. */
@Entity('timebank_budgets')
@Check('timebank_budgets_points', 'points >= 0')
export class BudgetEntity {
  @PrimaryColumn('text', { name: 'community_code', primaryKeyConstraintName: 'timebank_budgets_pkey' }) communityCode: string;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'timebank_budgets_pkey' }) year: number;
  @Column('bigint') points: string;
  /** Since when services have brought more than the budget: the desk sees it. */
  @Column({ ...AT, name: 'exceeded_at', nullable: true }) exceededAt: Date | null;
  @Column('uuid', { name: 'set_by', nullable: true }) setBy: string | null;
  @Column({ ...AT, name: 'set_at' }) setAt: Date;
}
