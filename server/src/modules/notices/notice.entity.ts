import type { NoticeState } from '@linli/shared/notices';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** What the desk tells the people of an area from one day to another; published by a second person. */
@Entity('notices')
@Index('notices_on', { synchronize: false })
@Index('notices_listed', { synchronize: false })
@Check('notices_area', 'length(area_code) in (6, 9, 12)')
@Check('notices_state', `state in ('submitted', 'published', 'refused', 'withdrawn')`)
@Check('notices_written', 'cardinality(written_by) > 0')
@Check('notices_days', 'to_day >= from_day')
@Check('notices_four_eyes', 'decided_by <> all (written_by)')
@Check('notices_published', `state <> 'published' or (published_at is not null and decided_by is not null)`)
export class NoticeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notices_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') title: string;
  @Column('text') text: string;
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('date', { name: 'from_day' }) fromDay: string;
  @Column('date', { name: 'to_day' }) toDay: string;
  @Column('text') state: NoticeState;
  /** The last of them is the author now. */
  @Column('uuid', { name: 'written_by', array: true }) writtenBy: string[];
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column({ ...AT, name: 'published_at', nullable: true }) publishedAt: Date | null;
  @Column('text', { name: 'refuse_reason', nullable: true }) refuseReason: string | null;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}
