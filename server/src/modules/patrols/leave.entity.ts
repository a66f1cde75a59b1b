import type { LeaveState } from '@linli/shared/patrols';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** Days off that a grid member asked for. The reason can be a matter of health: only they and whoever decides read it. */
@Entity('patrol_leaves')
@Index('patrol_leaves_person', { synchronize: false })
@Index('patrol_leaves_listed', { synchronize: false })
@Index('patrol_leaves_scope', { synchronize: false })
@Check('patrol_leaves_state', `state in ('asked', 'granted', 'refused', 'cancelled')`)
@Check('patrol_leaves_four_eyes', 'decided_by <> person_id')
@Check('patrol_leaves_days', 'to_day >= from_day')
@Check('patrol_leaves_decided', `state not in ('granted', 'refused') or decided_by is not null`)
export class LeaveEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'patrol_leaves_pkey' }) id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text', { name: 'grid_codes', array: true }) gridCodes: string[];
  @Column('text', { name: 'scope_codes', array: true }) scopeCodes: string[];
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'to_day' }) toDay: string;
  @Column('text') reason: string;
  @Column('text') state: LeaveState;
  @Column('text', { nullable: true }) note: string | null;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** Minutes a day from a day on, for an area and what lies below it without one of its own. */
@Entity('patrol_targets')
@Check('patrol_targets_minutes', 'minutes between 10 and 480')
export class PatrolTargetEntity {
  @PrimaryColumn('text', { name: 'area_code', primaryKeyConstraintName: 'patrol_targets_pkey' }) areaCode: string;
  @PrimaryColumn('date', { name: 'from_day', primaryKeyConstraintName: 'patrol_targets_pkey' }) fromDay: string;
  @Column('integer') minutes: number;
  @Column('uuid', { name: 'set_by' }) setBy: string;
  @Column({ ...AT, name: 'set_at' }) setAt: Date;
}
