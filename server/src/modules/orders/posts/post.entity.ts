import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** A service post: a place and a time, once or weekly. Its shifts are orders. */
@Entity('posts')
@Index('posts_area', { synchronize: false })
@Index('posts_team', { synchronize: false })
@Index('posts_to_make', { synchronize: false })
@Check('posts_area_level', 'length(area_code) in (12, 15)')
@Check('posts_minutes', 'minutes between 15 and 480')
@Check('posts_headcount', 'headcount between 1 and 200')
@Check('posts_weekdays', 'cardinality(weekdays) between 1 and 7')
@Check('posts_position', '(lng is null) = (lat is null)')
@Check('posts_pattern', 'weekdays is not null or until is null')
export class PostEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'posts_pkey' }) id: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') title: string;
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('text', { nullable: true }) remark: string | null;
  /** A community or a grid. */
  @Column('text', { name: 'area_code' }) areaCode: string;
  @Column('text', { name: 'place_text' }) placeText: string;
  @Column('double precision', { nullable: true }) lng: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  @Column({ ...AT, name: 'first_start_at' }) firstStartAt: Date;
  @Column('smallint') minutes: number;
  @Column('smallint') headcount: number;
  /** 1 Monday … 7 Sunday; null: one shift only. */
  @Column('integer', { array: true, nullable: true }) weekdays: number[] | null;
  /** Last day. */
  @Column('date', { nullable: true }) until: string | null;
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  /** Shows the code and confirms the list. */
  @Column('uuid', { name: 'in_charge_id' }) inChargeId: string;
  @Column('uuid', { name: 'created_by' }) createdBy: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
  /** Shifts up to this day have been made, each once. */
  @Column('date', { name: 'made_until' }) madeUntil: string;
  @Column({ ...MAYBE_AT, name: 'ended_at' }) endedAt: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy: string | null;
  @Column('text', { name: 'end_reason', nullable: true }) endReason: string | null;
}
