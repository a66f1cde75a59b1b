import type { Beneficiary, ClaimantKind, WishKind, WishSource, WishState, WishWhat } from '@linli/shared/wishes';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { precision: 3 } as const;
const MAYBE_AT = { precision: 3, nullable: true } as const;

/** A wish: ids, codes, times. What people wrote stands in `wish_words` and `wish_notes` and can be erased. */
@Entity('wishes')
@Unique('wishes_no', ['wishNo'])
@Index('wishes_community_board', { synchronize: false })
@Index('wishes_street_board', { synchronize: false })
@Index('wishes_district_board', { synchronize: false })
@Index('wishes_desk', { synchronize: false })
@Index('wishes_wisher', { synchronize: false })
@Index('wishes_enterer', { synchronize: false })
@Index('wishes_claimer', { synchronize: false })
@Index('wishes_unit', { synchronize: false })
@Index('wishes_due', { synchronize: false })
@Index('wishes_remind', { synchronize: false })
@Index('wishes_carry', { synchronize: false })
@Check('wishes_kind', `kind in ('micro', 'project')`)
@Check('wishes_state', `state in ('submitted', 'open', 'claimed', 'delivered', 'fulfilled', 'rejected', 'withdrawn')`)
@Check('wishes_what', `what in ('thing', 'deed')`)
@Check('wishes_beneficiary', `beneficiary in ('child', 'elder', 'disabled', 'patient', 'low_income', 'resident', 'community')`)
@Check('wishes_source', `source in ('resident', 'grid_member', 'desk')`)
@Check('wishes_value', 'value_yuan between 0 and 1000000')
@Check('wishes_claim_kind', `claim_kind in ('person', 'unit', 'branch', 'shop')`)
@Check('wishes_author', 'wisher_id is not null or entered_by is not null')
@Check(
  'wishes_codes',
  'starts_with(street_code, district_code) and starts_with(community_code, street_code) and starts_with(grid_code, community_code)',
)
@Check(
  'wishes_board',
  `(published_at is null) = (period is null) and (state not in ('open', 'claimed', 'delivered', 'fulfilled') or period is not null)`,
)
@Check(
  'wishes_claimed',
  `(state in ('claimed', 'delivered', 'fulfilled')) = (claim_id is not null)
    and (claim_id is null) = (claim_kind is null) and (claim_id is null) = (claimer_id is null) and (claim_id is null) = (claim_due_at is null)`,
)
@Check('wishes_project_claim', `kind = 'micro' or claim_kind in ('unit', 'branch')`)
@Check('wishes_delivered', `state not in ('delivered', 'fulfilled') or (delivered_at is not null and delivered_by is not null)`)
@Check('wishes_fulfilled', `(state = 'fulfilled') = (fulfilled_at is not null)`)
@Check('wishes_four_eyes', 'verified_by is distinct from delivered_by or verified_by is null')
export class WishEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'wishes_pkey' }) id: string;
  @Column('text', { name: 'wish_no' }) wishNo: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') kind: WishKind;
  @Column('text') state: WishState;
  @Column('text') what: WishWhat;
  @Column('text') beneficiary: Beneficiary;
  @Column('text') source: WishSource;
  /** Null for what a grid member or the desk entered; then `enteredBy` is not. */
  @Column('uuid', { name: 'wisher_id', nullable: true }) wisherId: string | null;
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy: string | null;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code', nullable: true }) communityCode: string | null;
  @Column('text', { name: 'grid_code', nullable: true }) gridCode: string | null;
  @Column('integer', { name: 'value_yuan' }) valueYuan: number;
  /** Words of the list that the first wording holds. */
  @Column('text', { name: 'warning_words', array: true, default: () => `'{}'` }) warningWords: string[];
  /** Month or quarter of the board it stands on; what stays open moves on to the next. */
  @Column('text', { nullable: true }) period: string | null;
  @Column({ type: 'timestamptz', name: 'published_at', ...MAYBE_AT }) publishedAt: Date | null;
  @Column('uuid', { name: 'reviewed_by', nullable: true }) reviewedBy: string | null;

  /** The claim in hand; its history stands in `wish_claims`. */
  @Column('uuid', { name: 'claim_id', nullable: true }) claimId: string | null;
  @Column('text', { name: 'claim_kind', nullable: true }) claimKind: ClaimantKind | null;
  /** Who claimed, for a unit its contact then. */
  @Column('uuid', { name: 'claimer_id', nullable: true }) claimerId: string | null;
  @Column('uuid', { name: 'claim_unit_id', nullable: true }) claimUnitId: string | null;
  @Column('date', { name: 'pledge_day', nullable: true }) pledgeDay: string | null;
  /** The end of the pledged day: the last moment in time. */
  @Column({ type: 'timestamptz', name: 'claim_due_at', ...MAYBE_AT }) claimDueAt: Date | null;
  /** Null once reminded. */
  @Column({ type: 'timestamptz', name: 'claim_remind_at', ...MAYBE_AT }) claimRemindAt: Date | null;
  @Column('uuid', { name: 'delivered_by', nullable: true }) deliveredBy: string | null;
  @Column({ type: 'timestamptz', name: 'delivered_at', ...MAYBE_AT }) deliveredAt: Date | null;
  @Column('uuid', { name: 'verified_by', nullable: true }) verifiedBy: string | null;
  @Column({ type: 'timestamptz', name: 'fulfilled_at', ...MAYBE_AT }) fulfilledAt: Date | null;
  @Column('integer', { name: 'redo_count', default: 0 }) redoCount: number;
  @Column('boolean', { default: false }) thanked: boolean;
  @Column({ type: 'timestamptz', name: 'created_at', ...AT }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'updated_at', ...AT }) updatedAt: Date;
}
