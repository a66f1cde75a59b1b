import type { OpenHours, PlaceKind } from '@linli/shared/places';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** Where people can go: public, with its hours, telephone and pin. */
@Entity('places')
@Index('places_area', { synchronize: false })
export class PlaceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'places_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') kind: PlaceKind;
  @Column('text') name: string;
  @Column('text') address: string;
  @Column('text', { nullable: true }) phone: string | null;
  /** GCJ-02. */
  @Column('double precision') lng: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('jsonb', { default: [] }) hours: OpenHours[];
  @Column('text', { nullable: true }) note: string | null;
  @Column({ ...AT, name: 'retired_at', nullable: true }) retiredAt: Date | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}
