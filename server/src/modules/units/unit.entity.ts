import type { MembershipState, UnitKind } from '@linli/shared/units';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A work unit or party organisation. Its place in the tree never changes: what is moved is retired and made anew. */
@Entity('units')
@Index('units_parent', { synchronize: false })
@Index('units_area', { synchronize: false })
@Index('units_path', { synchronize: false })
@Check('units_kind', `kind in ('work_unit', 'party_org')`)
@Check('units_level', 'level between 1 and 6')
@Check('units_rooted', '(parent_id is null) = (cardinality(path) = 1) and path[cardinality(path)] = id')
export class UnitEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'units_pkey' }) id: string;
  @ForeignKey(() => UnitEntity, { name: 'units_parent_fk' })
  @Column('uuid', { name: 'parent_id', nullable: true })
  parentId: string | null;
  /** From the root to itself. */
  @Column('uuid', { array: true }) path: string[];
  @Column('text') kind: UnitKind;
  @Column('smallint') level: number;
  @Column('text') name: string;
  /** The community or street it sits in and reports to. */
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('boolean', { default: false }) partner: boolean;
  @Column({ ...AT, name: 'retired_at', nullable: true }) retiredAt: Date | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** What a district calls a level of its trees, where it calls it otherwise. */
@Entity('unit_level_labels')
@Check('unit_level_labels_kind', `kind in ('work_unit', 'party_org')`)
@Check('unit_level_labels_level', 'level between 1 and 6')
export class UnitLevelLabelEntity {
  @PrimaryColumn('text', { name: 'area_code', primaryKeyConstraintName: 'unit_level_labels_pkey' }) areaCode: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'unit_level_labels_pkey' }) kind: UnitKind;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'unit_level_labels_pkey' }) level: number;
  @Column('text') label: string;
}

/** Somebody reported through a unit. Of a party organisation this is sensitive: read only by the person, its contacts and the community's desk. */
@Entity('unit_memberships')
@Index('unit_memberships_one_each', { synchronize: false })
@Index('unit_memberships_unit', { synchronize: false })
@Check('unit_memberships_state', `state in ('applying', 'active', 'refused', 'ended')`)
@Check('unit_memberships_four_eyes', 'decided_by <> person_id')
export class UnitMembershipEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'unit_memberships_pkey' }) personId: string;
  @ForeignKey(() => UnitEntity, { name: 'unit_memberships_unit' })
  @PrimaryColumn('uuid', { name: 'unit_id', primaryKeyConstraintName: 'unit_memberships_pkey' })
  unitId: string;
  /** Of the unit: at most one living membership of each kind. */
  @Column('text') kind: UnitKind;
  @Column('text') state: MembershipState;
  @Column('boolean', { name: 'summary_consent' }) summaryConsent: boolean;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'applied_at' }) appliedAt: Date;
  @Column({ ...AT, name: 'changed_at' }) changedAt: Date;
}
