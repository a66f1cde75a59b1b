import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A place with a QR code that opens the form: `/q/<code>`. */
@Entity('report_points')
@Unique('report_points_code', ['code'])
@Index('report_points_area', { synchronize: false })
export class PointEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'report_points_pkey' }) id: string;
  @Column('text') code: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text', { name: 'place_text' }) placeText: string;
  @Column('double precision') lng: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('text', { name: 'category_code', nullable: true }) categoryCode: string | null;
  @Column('boolean', { default: false }) retired: boolean;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}
