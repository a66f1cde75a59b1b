import type { AreaLevel } from '@linli/shared/areas';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A node of the tree. Codes are never reused: a retired area keeps its row, and with it its name on old matters. */
@Entity('areas')
@Index('areas_by_parent', ['parentCode', 'sort', 'code'])
@Index('areas_short_code', { synchronize: false })
@Check(
  'areas_code_fits_level',
  `code ~ '^[0-9]+$' and (level, length(code)) in (('district', 6), ('street', 9), ('community', 12), ('grid', 15), ('building', 18))`,
)
@Check(
  'areas_parent_is_prefix',
  `case when level = 'district' then parent_code is null else parent_code is not null and parent_code = left(code, length(code) - 3) end`,
)
@Check('areas_centre_whole', `(centre_lng is null) = (centre_lat is null)`)
export class AreaEntity {
  @PrimaryColumn({ type: 'varchar', length: 18, collation: 'C', primaryKeyConstraintName: 'areas_pk' })
  code: string;

  @Column({ type: 'varchar', length: 9 })
  level: AreaLevel;

  @ForeignKey(() => AreaEntity, { name: 'areas_parent_fk' })
  @Column({ name: 'parent_code', type: 'varchar', length: 18, collation: 'C', nullable: true })
  parentCode: string | null;

  @Column({ type: 'varchar', length: 40 })
  name: string;

  @Column({ name: 'short_code', type: 'varchar', length: 4, nullable: true })
  shortCode: string | null;

  @Column({ type: 'integer', default: 0 })
  sort: number;

  /** Where its name is written on the map, GCJ-02. */
  @Column({ name: 'centre_lng', type: 'double precision', nullable: true })
  centreLng: number | null;

  @Column({ name: 'centre_lat', type: 'double precision', nullable: true })
  centreLat: number | null;

  @Column({ name: 'retired_at', type: 'timestamptz', precision: 3, nullable: true })
  retiredAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt: Date;

  /** Of the node or its shape. */
  @Column({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt: Date;
}

/** What a district calls a level; without a row the level has its usual name. */
@Entity('area_level_labels')
@Check('area_level_labels_level', `level in ('district', 'street', 'community', 'grid', 'building')`)
export class AreaLevelLabelEntity {
  @ForeignKey(() => AreaEntity, { name: 'area_level_labels_district_fk' })
  @PrimaryColumn({
    name: 'district_code',
    type: 'varchar',
    length: 18,
    collation: 'C',
    primaryKeyConstraintName: 'area_level_labels_pk',
  })
  districtCode: string;

  @PrimaryColumn({ type: 'varchar', length: 9, primaryKeyConstraintName: 'area_level_labels_pk' })
  level: AreaLevel;

  @Column({ type: 'varchar', length: 10 })
  label: string;
}
