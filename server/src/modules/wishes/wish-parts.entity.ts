import type { ClaimantKind, ClaimOutcome } from '@linli/shared/wishes';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { WishEntity } from './wish.entity.js';

/** What was wished in people's own words, who is behind it, and what everybody reads instead. */
@Entity('wish_words')
export class WishWordsEntity {
  @ForeignKey(() => WishEntity, { name: 'wish_words_wish' })
  @PrimaryColumn('uuid', { name: 'wish_id', primaryKeyConstraintName: 'wish_words_pkey' })
  wishId: string;
  @Column('text', { nullable: true }) title: string | null;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('text', { name: 'contact_name', nullable: true }) contactName: string | null;
  @Column('text', { name: 'contact_phone', nullable: true }) contactPhone: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text', { name: 'public_title', nullable: true }) publicTitle: string | null;
  @Column('text', { name: 'public_text', nullable: true }) publicText: string | null;
  @Column('text', { nullable: true }) thanks: string | null;
}

/** The words of one event: reason, proof, note. */
@Entity('wish_notes')
@Index('wish_notes_of', { synchronize: false })
export class WishNoteEntity {
  @PrimaryColumn('bigint', { name: 'event_id', primaryKeyConstraintName: 'wish_notes_pkey' }) eventId: string;
  @ForeignKey(() => WishEntity, { name: 'wish_notes_wish' })
  @Column('uuid', { name: 'wish_id' })
  wishId: string;
  /** The action it belongs to. */
  @Column('text') kind: string;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId: string | null;
  @Column('text') text: string;
}

/** Every claim there ever was. */
@Entity('wish_claims')
@Index('wish_claims_one', { synchronize: false })
@Index('wish_claims_person', { synchronize: false })
@Index('wish_claims_unit_open', { synchronize: false })
@Check('wish_claims_kind', `kind in ('person', 'unit', 'branch', 'shop')`)
@Check('wish_claims_outcome', `outcome in ('given_back', 'expired', 'released', 'fulfilled')`)
@Check('wish_claims_end', '(ended_at is null) = (outcome is null)')
@Check('wish_claims_unit', `(kind in ('unit', 'branch')) = (unit_id is not null)`)
export class WishClaimEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'wish_claims_pkey' }) id: string;
  @ForeignKey(() => WishEntity, { name: 'wish_claims_wish' })
  @Column('uuid', { name: 'wish_id' })
  wishId: string;
  @Column('text') kind: ClaimantKind;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('date', { name: 'pledge_day' }) pledgeDay: string;
  @Column({ type: 'timestamptz', name: 'claimed_at', precision: 3 }) claimedAt: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) outcome: ClaimOutcome | null;
}

/** Photos that prove a delivery; the bytes are the files module's. */
@Entity('wish_photos')
export class WishPhotoEntity {
  @ForeignKey(() => WishEntity, { name: 'wish_photos_wish' })
  @PrimaryColumn('uuid', { name: 'wish_id', primaryKeyConstraintName: 'wish_photos_pkey' })
  wishId: string;
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'wish_photos_pkey' }) fileId: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('smallint') position: number;
}

/** The last number given of a month and street. */
@Entity('wish_counters')
export class WishCounterEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'wish_counters_pkey' }) month: string;
  @PrimaryColumn('text', { name: 'street_mark', primaryKeyConstraintName: 'wish_counters_pkey' }) streetMark: string;
  @Column('integer') last: number;
}

/** What an area has set for itself; without a row the area above speaks. */
@Entity('wish_settings')
@Check('wish_settings_max', 'micro_max_yuan between 1 and 10000')
export class WishSettingsEntity {
  @PrimaryColumn('text', { name: 'area_code', primaryKeyConstraintName: 'wish_settings_pkey' }) areaCode: string;
  @Column('integer', { name: 'micro_max_yuan' }) microMaxYuan: number;
  @Column('text', { name: 'warning_words', array: true }) warningWords: string[];
  @Column('text', { name: 'telltale_words', array: true }) telltaleWords: string[];
  @Column('uuid', { name: 'updated_by' }) updatedBy: string;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}
