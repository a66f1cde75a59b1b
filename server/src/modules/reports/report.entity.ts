import type { DeadlineType } from '@linli/shared/clocks';
import type { ClosedAs, HandleOutcome, Priority, ReportSource, ReportState } from '@linli/shared/reports';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { precision: 3 } as const;
const MAYBE_AT = { precision: 3, nullable: true } as const;

/** A report: ids, codes, times, counts. What people wrote stands in `report_words` and `report_notes` and can be erased. */
@Entity('reports')
@Unique('reports_case_no', ['caseNo'])
@Index('reports_district', { synchronize: false })
@Index('reports_street', { synchronize: false })
@Index('reports_community', { synchronize: false })
@Index('reports_grid', { synchronize: false })
@Index('reports_district_state', { synchronize: false })
@Index('reports_street_state', { synchronize: false })
@Index('reports_community_state', { synchronize: false })
@Index('reports_cell', { synchronize: false })
@Index('reports_reporter', { synchronize: false })
@Index('reports_team_open', { synchronize: false })
@Index('reports_handler_open', { synchronize: false })
@Index('reports_street_due', { synchronize: false })
@Index('reports_community_due', { synchronize: false })
@Index('reports_district_due', { synchronize: false })
@Index('reports_next_mark', { synchronize: false })
@Index('reports_released', { synchronize: false })
@Index('reports_drawn', { synchronize: false })
@Index('reports_merged_into_id', { synchronize: false })
@Index('reports_external_no', { synchronize: false })
@Index('reports_patrol', { synchronize: false })
@Index('reports_point', { synchronize: false })
@Check(
  'reports_state',
  `state in ('reported', 'accepted', 'dispatched', 'in_progress', 'suspended', 'handled', 'closed', 'rejected', 'withdrawn', 'merged')`,
)
@Check('reports_outcome', `outcome in ('solved', 'partly', 'cannot_now', 'outside')`)
@Check('reports_urges', 'urge_count between 0 and 3')
@Check('reports_extension', `extension_state in ('asked', 'granted', 'refused')`)
@Check('reports_closed_as', `closed_as in ('checked', 'unchecked', 'self_handled')`)
@Check('reports_rating', 'rating between 1 and 5')
@Check('reports_author', 'reporter_id is not null or entered_by is not null')
@Check('reports_place', '(lng is null) = (lat is null) and (cell is null or lng is not null)')
@Check(
  'reports_codes',
  'starts_with(street_code, district_code) and starts_with(community_code, street_code) and starts_with(grid_code, community_code)',
)
@Check('reports_closed', `(state = 'closed') = (closed_at is not null and closed_as is not null)`)
@Check('reports_merged', `(state = 'merged') = (merged_into_id is not null) and merged_into_id <> id`)
@Check('reports_suspended', `(state = 'suspended') = (suspended_until is not null)`)
@Check('reports_in_progress', `state <> 'in_progress' or team_id is not null or handler_id is not null`)
@Check('reports_not_released', 'released_at is null or not confidential')
export class ReportEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'reports_pkey' }) id: string;
  @Column('text', { name: 'case_no' }) caseNo: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  /** Null for what the desk entered for a caller; then `enteredBy` is not. */
  @Column('uuid', { name: 'reporter_id', nullable: true }) reporterId: string | null;
  @Column('uuid', { name: 'entered_by', nullable: true }) enteredBy: string | null;
  @Column('text') source: ReportSource;
  @Column('uuid', { name: 'patrol_id', nullable: true }) patrolId: string | null;
  @Column('uuid', { name: 'point_id', nullable: true }) pointId: string | null;
  @Column('text', { name: 'category_code' }) categoryCode: string;
  @Column('text', { name: 'main_class' }) mainClass: string;
  @Column('text') priority: Priority;
  @Column('boolean') confidential: boolean;
  @Column('text') state: ReportState;
  /** What `resume` and `unmerge` return to. */
  @Column('text', { name: 'state_before', nullable: true }) stateBefore: ReportState | null;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code', nullable: true }) communityCode: string | null;
  @Column('text', { name: 'grid_code', nullable: true }) gridCode: string | null;
  /** GCJ-02. */
  @Column('double precision', { nullable: true }) lng: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  /** Square of about 250 m. */
  @Column('integer', { nullable: true }) cell: number | null;
  @Column('double precision', { name: 'accuracy_metres', nullable: true }) accuracyMetres: number | null;
  @Column('boolean') contactable: boolean;
  @Column('boolean') anonymous: boolean;
  /** The phone's claim; decides nothing. */
  @Column({ type: 'timestamptz', name: 'captured_at', ...MAYBE_AT }) capturedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'created_at', ...AT }) createdAt: Date;
  @Column({ type: 'timestamptz', name: 'updated_at', ...AT }) updatedAt: Date;

  @Column({ type: 'timestamptz', name: 'response_due_at', ...AT }) responseDueAt: Date;
  @Column({ type: 'timestamptz', name: 'response_amber_at', ...AT }) responseAmberAt: Date;
  @Column({ type: 'timestamptz', name: 'response_stopped_at', ...MAYBE_AT }) responseStoppedAt: Date | null;
  @Column('smallint', { name: 'response_level', default: 0 }) responseLevel: number;

  @Column('text', { name: 'external_no', nullable: true }) externalNo: string | null;
  @Column({ type: 'timestamptz', name: 'external_due_at', ...MAYBE_AT }) externalDueAt: Date | null;
  @Column({ type: 'timestamptz', name: 'first_dispatched_at', ...MAYBE_AT }) firstDispatchedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disposal_first_due_at', ...MAYBE_AT }) disposalFirstDueAt: Date | null;
  /** Counts dispatches, reworks and reopenings: each is a run of the disposal clock. */
  @Column('integer', { default: 0 }) run: number;
  @Column({ type: 'timestamptz', name: 'run_started_at', ...MAYBE_AT }) runStartedAt: Date | null;
  /** The category's limit when the run began: editing the category moves no promise. */
  @Column('text', { name: 'deadline_type', nullable: true }) deadlineType: DeadlineType | null;
  @Column('integer', { name: 'deadline_value', nullable: true }) deadlineValue: number | null;
  /** Length of this run's suspensions in the clock's own time. */
  @Column('double precision', { name: 'paused_ms', default: 0 }) pausedMs: number;
  /** Without the hotline's; suspensions and extensions move this one. */
  @Column({ type: 'timestamptz', name: 'own_due_at', ...MAYBE_AT }) ownDueAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disposal_due_at', ...MAYBE_AT }) disposalDueAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disposal_half_at', ...MAYBE_AT }) disposalHalfAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disposal_amber_at', ...MAYBE_AT }) disposalAmberAt: Date | null;
  /** When the second level is told. */
  @Column({ type: 'timestamptz', name: 'disposal_further_at', ...MAYBE_AT }) disposalFurtherAt: Date | null;
  @Column({ type: 'timestamptz', name: 'disposal_stopped_at', ...MAYBE_AT }) disposalStoppedAt: Date | null;
  @Column('boolean', { name: 'disposal_late', default: false }) disposalLate: boolean;
  @Column('smallint', { name: 'disposal_level', default: 0 }) disposalLevel: number;
  @Column('boolean', { default: false }) reminded: boolean;
  /** The clock that runs now, response or disposal; null when nothing is owed. */
  @Column({ type: 'timestamptz', name: 'open_due_at', ...MAYBE_AT }) openDueAt: Date | null;
  @Column({ type: 'timestamptz', name: 'open_amber_at', ...MAYBE_AT }) openAmberAt: Date | null;
  /** When the minute job looks at this row next. */
  @Column({ type: 'timestamptz', name: 'next_mark_at', ...MAYBE_AT }) nextMarkAt: Date | null;

  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  @Column('boolean', { name: 'team_has_accounts', nullable: true }) teamHasAccounts: boolean | null;
  @Column('uuid', { name: 'handler_id', nullable: true }) handlerId: string | null;
  /** Everyone who ever started, took over, handled or recorded it: they never check it. */
  @Column('uuid', { name: 'worked_by', array: true, default: () => `'{}'` }) workedBy: string[];
  @Column('text', { nullable: true }) outcome: HandleOutcome | null;
  @Column('date', { name: 'outcome_until', nullable: true }) outcomeUntil: string | null;
  @Column('integer', { name: 'rework_count', default: 0 }) reworkCount: number;
  @Column('integer', { name: 'return_count', default: 0 }) returnCount: number;
  @Column('integer', { name: 'urge_count', default: 0 }) urgeCount: number;
  @Column({ type: 'timestamptz', name: 'last_urged_at', ...MAYBE_AT }) lastUrgedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'supervised_at', ...MAYBE_AT }) supervisedAt: Date | null;
  @Column('text', { name: 'extension_state', nullable: true }) extensionState: 'asked' | 'granted' | 'refused' | null;
  @Column({ type: 'timestamptz', name: 'extension_until', ...MAYBE_AT }) extensionUntil: Date | null;
  @Column({ type: 'timestamptz', name: 'extension_asked_at', ...MAYBE_AT }) extensionAskedAt: Date | null;
  @Column('uuid', { name: 'extension_asked_by', nullable: true }) extensionAskedBy: string | null;
  @Column({ type: 'timestamptz', name: 'suspended_at', ...MAYBE_AT }) suspendedAt: Date | null;
  /** The last day; it resumes when the next one begins. */
  @Column('date', { name: 'suspended_until', nullable: true }) suspendedUntil: string | null;
  @Column({ type: 'timestamptz', name: 'check_due_at', ...MAYBE_AT }) checkDueAt: Date | null;
  @Column({ type: 'timestamptz', name: 'check_close_at', ...MAYBE_AT }) checkCloseAt: Date | null;
  @Column('uuid', { name: 'checked_by', nullable: true }) checkedBy: string | null;
  @Column({ type: 'timestamptz', name: 'closed_at', ...MAYBE_AT }) closedAt: Date | null;
  @Column('text', { name: 'closed_as', nullable: true }) closedAs: ClosedAs | null;
  @Column({ type: 'timestamptz', name: 'rejected_at', ...MAYBE_AT }) rejectedAt: Date | null;
  @ForeignKey(() => ReportEntity, { name: 'reports_merged_into' })
  @Column('uuid', { name: 'merged_into_id', nullable: true })
  mergedIntoId: string | null;
  @Column('smallint', { nullable: true }) rating: number | null;
  @Column({ type: 'timestamptz', name: 'rated_at', ...MAYBE_AT }) ratedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'reopened_at', ...MAYBE_AT }) reopenedAt: Date | null;
  @Column('integer', { default: 0 }) followers: number;
  @Column({ type: 'timestamptz', name: 'released_at', ...MAYBE_AT }) releasedAt: Date | null;
  @Column({ type: 'timestamptz', name: 'drawn_at', ...MAYBE_AT }) drawnAt: Date | null;
  @Column('boolean', { name: 'second_check_passed', nullable: true }) secondCheckPassed: boolean | null;
  @Column({ type: 'timestamptz', name: 'second_checked_at', ...MAYBE_AT }) secondCheckedAt: Date | null;
}
