import type { ReportPhotoKind } from '@linli/shared/reports';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ReportEntity } from './report.entity.js';

/** What was written about the problem, and who called: erased when its author's account is closed, while the report stays. */
@Entity('report_words')
@Index('report_words_search', { synchronize: false })
export class ReportWordsEntity {
  @ForeignKey(() => ReportEntity, { name: 'report_words_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'report_words_pkey' })
  reportId: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { name: 'place_text', nullable: true }) placeText: string | null;
  @Column('text', { name: 'caller_name', nullable: true }) callerName: string | null;
  @Column('text', { name: 'caller_phone', nullable: true }) callerPhone: string | null;
  @Column('text', { name: 'outside_body', nullable: true }) outsideBody: string | null;
  @Column('text', { name: 'released_text', nullable: true }) releasedText: string | null;
  @Column('tsvector') search: string;
}

/** The words of one event: reason, reply, note. */
@Entity('report_notes')
@Index('report_notes_of', { synchronize: false })
export class ReportNoteEntity {
  @PrimaryColumn('bigint', { name: 'event_id', primaryKeyConstraintName: 'report_notes_pkey' }) eventId: string;
  @ForeignKey(() => ReportEntity, { name: 'report_notes_report' })
  @Column('uuid', { name: 'report_id' })
  reportId: string;
  /** The action it belongs to. */
  @Column('text') kind: string;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId: string | null;
  @Column('text') text: string;
}

@Entity('report_photos')
@Check('report_photos_kind', `kind in ('before', 'after', 'proof', 'released')`)
export class ReportPhotoEntity {
  @ForeignKey(() => ReportEntity, { name: 'report_photos_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'report_photos_pkey' })
  reportId: string;
  @PrimaryColumn('uuid', { name: 'file_id', primaryKeyConstraintName: 'report_photos_pkey' }) fileId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'report_photos_pkey' }) kind: ReportPhotoKind;
  @Column('integer') run: number;
  @Column('smallint') position: number;
  @Column('bigint', { name: 'event_id', nullable: true }) eventId: string | null;
  /** Released copies: of the mended place rather than of the problem. */
  @Column('boolean', { name: 'shows_after', nullable: true }) showsAfter: boolean | null;
}

@Entity('report_followers')
@Index('report_followers_person', { synchronize: false })
export class ReportFollowerEntity {
  @ForeignKey(() => ReportEntity, { name: 'report_followers_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'report_followers_pkey' })
  reportId: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'report_followers_pkey' }) personId: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  /** Came here when this report was merged; leaves again when it is unmerged. */
  @Column('uuid', { name: 'via_id', nullable: true }) viaId: string | null;
}

/** One run of the disposal clock: which team owed it by when. The first ones stay in the figures. */
@Entity('report_runs')
@Index('report_runs_team', { synchronize: false })
@Check('report_runs_begun_by', `begun_by in ('dispatch', 'rework', 'reopen')`)
export class ReportRunEntity {
  @ForeignKey(() => ReportEntity, { name: 'report_runs_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'report_runs_pkey' })
  reportId: string;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'report_runs_pkey' }) run: number;
  @Column('text', { name: 'begun_by' }) begunBy: 'dispatch' | 'rework' | 'reopen';
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  @Column({ type: 'timestamptz', name: 'started_at', precision: 3 }) startedAt: Date;
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 }) dueAt: Date;
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true }) endedAt: Date | null;
  @Column('text', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column('boolean', { default: false }) late: boolean;
}

/** A level of escalation that was told: once per run, with the time it fell due. */
@Entity('report_marks')
@Check('report_marks_clock', `clock in ('response', 'disposal')`)
export class ReportMarkEntity {
  @ForeignKey(() => ReportEntity, { name: 'report_marks_report' })
  @PrimaryColumn('uuid', { name: 'report_id', primaryKeyConstraintName: 'report_marks_pkey' })
  reportId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'report_marks_pkey' }) clock: 'response' | 'disposal';
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'report_marks_pkey' }) run: number;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'report_marks_pkey' }) level: number;
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3 }) dueAt: Date;
  @Column({ type: 'timestamptz', name: 'marked_at', precision: 3 }) markedAt: Date;
}

/** The last number given of a day and street. */
@Entity('report_case_counters')
export class CaseCounterEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'report_case_counters_pkey' }) day: string;
  @PrimaryColumn('text', { name: 'street_mark', primaryKeyConstraintName: 'report_case_counters_pkey' }) streetMark: string;
  @Column('integer') last: number;
}
