import type { Priority } from '@linli/shared/reports';
import type { TeamType } from '@linli/shared/accounts';
import type { DeadlineType } from '@linli/shared/clocks';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The catalogue of GB/T 30428.2 with our own class 21; rows are shipped, limits and guidance are edited, none is deleted. */
@Entity('report_categories')
@Check('report_categories_deadline_type', `deadline_type in ('urgent_hour', 'natural_day', 'work_hour', 'work_day')`)
@Check('report_categories_deadline_value', 'deadline_value between 1 and 240')
@Check('report_categories_priority', `priority in ('low', 'normal', 'high', 'critical')`)
export class CategoryEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'report_categories_pkey' }) code: string;
  @Column('text') kind: string;
  @Column('text', { name: 'main_class' }) mainClass: string;
  @Column('text', { name: 'gb_code', nullable: true }) gbCode: string | null;
  @Column('text', { name: 'cjt214_code', nullable: true }) cjt214Code: string | null;
  @Column('text') slug: string;
  @Column('text') certainty: string;
  @Column('text') name: string;
  @Column('tsvector') search: string;
  @Column('text', { name: 'deadline_type' }) deadlineType: DeadlineType;
  @Column('integer', { name: 'deadline_value' }) deadlineValue: number;
  @Column('text', { name: 'team_type' }) teamType: TeamType;
  @Column('text') priority: Priority;
  @Column('boolean', { name: 'resident_may_report' }) residentMayReport: boolean;
  @Column('boolean') confidential: boolean;
  @Column('boolean', { name: 'photo_required' }) photoRequired: boolean;
  @Column('text', { nullable: true }) guidance: string | null;
  @Column('text', { nullable: true }) emergency: string | null;
  @Column('boolean', { default: true }) enabled: boolean;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt: Date;
}
