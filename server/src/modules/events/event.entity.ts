import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What happened to what, by whom, when. Ids, codes and small numbers only: no name, phone, address or free text. Never changed. */
@Entity('events')
@Index('events_subject', { synchronize: false })
@Index('events_actor', { synchronize: false })
@Index('events_area', { synchronize: false })
@Index('events_at', { synchronize: false })
@Check('events_outcome', `outcome in ('done', 'refused')`)
@Check('events_data_small', 'pg_column_size(data) <= 16000')
export class EventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'events_pkey' }) id: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('text', { name: 'subject_id' }) subjectId: string;
  @Column('text') action: string;
  @Column('text', { default: 'done' }) outcome: 'done' | 'refused';
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  @Column('text', { name: 'actor_role', nullable: true }) actorRole: string | null;
  /** For whom it was done, when that is someone else. */
  @Column('uuid', { name: 'principal_id', nullable: true }) principalId: string | null;
  @Column('text', { name: 'area_code', nullable: true }) areaCode: string | null;
  @Column('jsonb', { default: {} }) data: Record<string, unknown>;
}

/** Who looked at which personal datum of what. Kept three years. */
@Entity('accesses')
@Index('accesses_subject', { synchronize: false })
@Index('accesses_person', { synchronize: false })
@Index('accesses_area', { synchronize: false })
@Index('accesses_at', { synchronize: false })
export class AccessEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'accesses_pkey' })
  id: string;
  @Column({ type: 'timestamptz', precision: 3 }) at: Date;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'subject_type' }) subjectType: string;
  @Column('text', { name: 'subject_id' }) subjectId: string;
  @Column('text') field: string;
  @Column('text', { name: 'area_code', nullable: true }) areaCode: string | null;
}

/** The hash over one day's rows of one table, written after the day: what was changed behind the application's back shows. */
@Entity('seals')
@Check('seals_table', `sealed_table in ('events', 'accesses')`)
export class SealEntity {
  @PrimaryColumn('text', { name: 'sealed_table', primaryKeyConstraintName: 'seals_pkey' }) sealedTable: string;
  /** Day in Asia/Shanghai. */
  @PrimaryColumn('date', { primaryKeyConstraintName: 'seals_pkey' }) day: string;
  @Column('integer') rows: number;
  @Column('text') hash: string;
  @Column({ type: 'timestamptz', name: 'sealed_at', precision: 3 }) sealedAt: Date;
}
