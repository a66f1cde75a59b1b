import type { PartnerItemKind, PartnerItemState } from '@linli/shared/wishes';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One entry of the needs, offers and projects of partner units; without a unit it is the community's own. */
@Entity('partner_items')
@Index('partner_items_area', { synchronize: false })
@Index('partner_items_unit', { synchronize: false })
@Check('partner_items_kind', `kind in ('need', 'resource', 'project')`)
@Check('partner_items_state', `state in ('open', 'taken', 'done', 'closed')`)
@Check('partner_items_taken', `(taken_by is null) = (taken_at is null) and (state not in ('taken', 'done') or taken_by is not null)`)
export class PartnerItemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'partner_items_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') kind: PartnerItemKind;
  @Column('text') state: PartnerItemState;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('uuid', { name: 'unit_id', nullable: true }) unitId: string | null;
  @Column('uuid', { name: 'author_id' }) authorId: string;
  @Column('text') title: string;
  @Column('text', { nullable: true }) detail: string | null;
  @Column('date', { name: 'valid_until' }) validUntil: string;
  @Column('uuid', { name: 'taken_by', nullable: true }) takenBy: string | null;
  @Column('uuid', { name: 'taken_unit_id', nullable: true }) takenUnitId: string | null;
  @Column('text', { name: 'taken_note', nullable: true }) takenNote: string | null;
  @Column({ type: 'timestamptz', name: 'taken_at', precision: 3, nullable: true }) takenAt: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}
