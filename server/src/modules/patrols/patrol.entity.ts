import type { Span } from '@linli/shared/patrol-minutes';
import type { PatrolFlag, PatrolState } from '@linli/shared/patrols';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** One person's walk. Minutes, spans and end are what `reckon` made of its anchors, kept for lists and for when the track is deleted. */
@Entity('patrols')
@Index('patrols_one_running', { synchronize: false })
@Index('patrols_running', { synchronize: false })
@Index('patrols_person', { synchronize: false })
@Index('patrols_started', { synchronize: false })
@Index('patrols_scope', { synchronize: false })
@Index('patrols_flagged', { synchronize: false })
@Check('patrols_grids', 'cardinality(grid_codes) > 0')
@Check('patrols_state', `state in ('walking', 'paused', 'ended')`)
@Check('patrols_ended_by', `ended_by in ('person', 'system')`)
@Check('patrols_counted', 'counted_ms >= 0')
@Check('patrols_uncounted', 'uncounted_ms >= 0')
@Check('patrols_end', `(state = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_by is null)`)
@Check('patrols_end_follows', 'ended_at >= started_at and stopped_at >= started_at')
export class PatrolEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'patrols_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  /** Own grids at the start. */
  @Column('text', { name: 'grid_codes', array: true }) gridCodes: string[];
  /** These and every area above them: who may see it. */
  @Column('text', { name: 'scope_codes', array: true }) scopeCodes: string[];
  @Column('text') state: PatrolState;
  @Column({ ...AT, name: 'started_at' }) startedAt: Date;
  /** When the person pressed end, by their phone. */
  @Column({ ...MAYBE_AT, name: 'stopped_at' }) stoppedAt: Date | null;
  @Column({ ...MAYBE_AT, name: 'ended_at' }) endedAt: Date | null;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy: 'person' | 'system' | null;
  @Column({ ...AT, name: 'last_sign_at' }) lastSignAt: Date;
  @Column('jsonb', { default: [] }) pauses: { from: number; to: number | null }[];
  /** Server's clock less the phone's, at the start and at the last message. */
  @Column('bigint', { name: 'start_offset_ms' }) startOffsetMs: string;
  @Column('bigint', { name: 'offset_ms' }) offsetMs: string;
  @Column('text', { array: true, default: () => `'{}'` }) flags: PatrolFlag[];
  @Column('bigint', { name: 'counted_ms', default: 0 }) countedMs: string;
  @Column('bigint', { name: 'uncounted_ms', default: 0 }) uncountedMs: string;
  @Column('integer', { default: 0 }) metres: number;
  @Column('jsonb', { default: [] }) spans: Span[];
  @Column('integer', { default: 0 }) reports: number;
  @Column('integer', { default: 0 }) scans: number;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** What of a patrol counted on which day (Asia/Shanghai). */
@Entity('patrol_days')
@Index('patrol_days_person', { synchronize: false })
@Check('patrol_days_counted', 'counted_ms between 1 and 86400000')
export class PatrolDayEntity {
  @ForeignKey(() => PatrolEntity, { name: 'patrol_days_patrol' })
  @PrimaryColumn('uuid', { name: 'patrol_id', primaryKeyConstraintName: 'patrol_days_pkey' })
  patrolId: string;
  @PrimaryColumn('date', { primaryKeyConstraintName: 'patrol_days_pkey' }) day: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('integer', { name: 'counted_ms' }) countedMs: number;
}

/** A point as it is kept: milliseconds, place (null: too uncertain), metres of accuracy, 1 inside the own grids. */
export type StoredPoint = readonly [at: number, lng: number | null, lat: number | null, accuracy: number, inside: 0 | 1];

/** A batch of the track. Its points are 行踪轨迹, sensitive: deleted after 90 days, every look of somebody else recorded. */
@Entity('patrol_batches')
@Index('patrol_batches_of', { synchronize: false })
@Index('patrol_batches_kept', { synchronize: false })
export class PatrolBatchEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'patrol_batches_pkey' }) id: string;
  @ForeignKey(() => PatrolEntity, { name: 'patrol_batches_patrol' })
  @Column('uuid', { name: 'patrol_id' })
  patrolId: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'received_at' }) receivedAt: Date;
  @Column({ ...AT, name: 'last_at' }) lastAt: Date;
  @Column('smallint') taken: number;
  @Column('smallint') dropped: number;
  @Column('jsonb', { nullable: true }) points: StoredPoint[] | null;
}
