import type { BoardMeasure } from '@linli/shared/timebank-honours';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What one change of a record adds to (or takes from) somebody's scores. Appended with the record, deleted by the fold that took it in. */
@Entity('score_deltas')
@Index('score_deltas_area', { synchronize: false })
@Index('score_deltas_person', { synchronize: false })
export class ScoreDeltaEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'score_deltas_pkey' })
  id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('date') day: string;
  @Column('integer') minutes: number;
  @Column('integer') points: number;
}

/** One area, period and measure. */
@Entity('boards')
@Unique('boards_once', ['areaCode', 'period', 'measure'])
@Check('boards_measure', `measure in ('hours', 'points')`)
export class BoardEntity {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'boards_pkey' })
  id: number;
  @Column('text', { name: 'area_code' }) areaCode: string;
  /** 2026-03, 2026-Q1, 2026, ever */
  @Column('text') period: string;
  @Column('text') measure: BoardMeasure;
  /** Grows with whatever changes the list. */
  @Column('bigint', { default: 0 }) changes: string;
}

/** Folded. Of a closed account the row stays and counts in everybody's rank, shown nowhere. */
@Entity('board_scores')
@Index('board_scores_top', { synchronize: false })
@Index('board_scores_person', { synchronize: false })
export class BoardScoreEntity {
  @ForeignKey(() => BoardEntity, { name: 'board_scores_board' })
  @PrimaryColumn('integer', { name: 'board_id', primaryKeyConstraintName: 'board_scores_pkey' })
  boardId: number;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'board_scores_pkey' }) personId: string;
  @Column('integer') score: number;
  /** As `board_people` says; kept here for the index of the list. */
  @Column('boolean') shown: boolean;
}

/** How many people have a score from `(64 × step + i) × width` up to the next, for i = 0 … 63. */
@Entity('board_steps')
@Check('board_steps_width', 'width in (1, 64)')
@Check('board_steps_people', 'cardinality(people) = 64')
export class BoardStepEntity {
  @ForeignKey(() => BoardEntity, { name: 'board_steps_board' })
  @PrimaryColumn('integer', { name: 'board_id', primaryKeyConstraintName: 'board_steps_pkey' })
  boardId: number;
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'board_steps_pkey' }) width: number;
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'board_steps_pkey' }) step: number;
  @Column('integer', { array: true }) people: number[];
  @Column('integer') total: number;
}

/** Who agreed to be listed. */
@Entity('board_people')
export class BoardPersonEntity {
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'board_people_pkey' }) personId: string;
  @Column('integer') version: number;
  @Column({ type: 'timestamptz', precision: 3 }) since: Date;
}
