import type { AreaLevel } from '@linli/shared/areas';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { AreaEntity } from './area.entity.js';

/** An area's shape as it is handed out: GeoJSON text, GCJ-02. It stays when the area is retired, for the maps of old matters. */
@Entity('area_shapes')
export class AreaShapeEntity {
  @ForeignKey(() => AreaEntity, { name: 'area_shapes_area_fk' })
  @PrimaryColumn({ name: 'area_code', type: 'varchar', length: 18, collation: 'C', primaryKeyConstraintName: 'area_shapes_pk' })
  areaCode: string;

  @Column({ type: 'text' })
  geometry: string;

  @Column({ name: 'imported_at', type: 'timestamptz', precision: 3 })
  importedAt: Date;
}

/** One piece of the shape of an area in use, as Postgres looks it up. Retired areas have none: no position finds them. */
@Entity('area_pieces')
@Index('area_pieces_outline', { synchronize: false })
export class AreaPieceEntity {
  @ForeignKey(() => AreaEntity, { name: 'area_pieces_area_fk' })
  @PrimaryColumn({ name: 'area_code', type: 'varchar', length: 18, collation: 'C', primaryKeyConstraintName: 'area_pieces_pk' })
  areaCode: string;

  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'area_pieces_pk' })
  piece: number;

  @Column({ type: 'varchar', length: 9 })
  level: AreaLevel;

  @Column({ type: 'polygon' })
  outline: string;

  @Column({ type: 'polygon', array: true, default: '{}' })
  holes: string[];
}

/** A named place (a market, a bridge): what people say when asked where. */
@Entity('landmarks')
@Index('landmarks_cell_name', ['cell', 'name'], { unique: true })
export class LandmarkEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'landmarks_pk' })
  id: string;

  @Column({ type: 'varchar', length: 40 })
  name: string;

  @Column({ type: 'double precision' })
  lng: number;

  @Column({ type: 'double precision' })
  lat: number;

  /** 250 m cell of the position, see shared/geo-cells. */
  @Column({ type: 'integer' })
  cell: number;
}
