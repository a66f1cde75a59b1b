import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PatrolEntity } from './patrol.entity.js';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A fixed place with a QR code that is read on patrol. */
@Entity('checkpoints')
@Unique('checkpoints_code', ['code'])
@Index('checkpoints_grid', { synchronize: false })
export class CheckpointEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'checkpoints_pkey' }) id: string;
  @Column('text') code: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') name: string;
  /** GCJ-02. */
  @Column('double precision') lng: number;
  @Column('double precision') lat: number;
  @Column('text', { name: 'grid_code' }) gridCode: string;
  @Column({ ...AT, name: 'retired_at', nullable: true }) retiredAt: Date | null;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** A checkpoint's code was read: an anchor of the patrol, and the visit of the checkpoint. */
@Entity('patrol_scans')
@Index('patrol_scans_of', { synchronize: false })
@Index('patrol_scans_visits', { synchronize: false })
export class PatrolScanEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'patrol_scans_pkey' }) id: string;
  @ForeignKey(() => PatrolEntity, { name: 'patrol_scans_patrol' })
  @Column('uuid', { name: 'patrol_id' })
  patrolId: string;
  @ForeignKey(() => CheckpointEntity, { name: 'patrol_scans_checkpoint' })
  @Column('uuid', { name: 'checkpoint_id' })
  checkpointId: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT }) at: Date;
  @Column({ ...AT, name: 'received_at' }) receivedAt: Date;
  @Column('boolean', { name: 'nothing_found' }) nothingFound: boolean;
  /** How far the phone was from the checkpoint, where it knew. */
  @Column('integer', { name: 'off_metres', nullable: true }) offMetres: number | null;
  @Column('boolean') inside: boolean;
}
