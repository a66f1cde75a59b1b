import type { AssignmentState, CheckWay, OrderFlag } from '@linli/shared/orders';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrderEntity } from './order.entity.js';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** Who is served, where, and what they asked for: erased when the account is closed, while the order stays. */
@Entity('order_words')
@Index('order_words_search', { synchronize: false })
export class OrderWordsEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_words_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_words_pkey' })
  orderId: string;
  @Column('text', { name: 'contact_name', nullable: true }) contactName: string | null;
  @Column('text', { name: 'contact_phone', nullable: true }) contactPhone: string | null;
  @Column('text', { nullable: true }) address: string | null;
  @Column('text', { nullable: true }) remark: string | null;
  @Column('tsvector') search: string;
}

/** One person's part in an order. */
@Entity('order_assignments')
@Exclusion('order_assignments_overlap', `USING gist (person_id WITH =, during WITH &&) WHERE ((state in ('accepted', 'in_service')))`)
@Index('order_assignments_person', { synchronize: false })
@Index('order_assignments_held', { synchronize: false })
@Index('order_assignments_answer', { synchronize: false })
@Index('order_assignments_late', { synchronize: false })
@Check(
  'order_assignments_state',
  `state in ('invited', 'accepted', 'in_service', 'finished', 'confirmed', 'declined', 'lapsed', 'withdrawn', 'released', 'no_show', 'voided')`,
)
@Check('order_assignments_started_by', `started_by in ('display_code', 'paper_card', 'place_code', 'hand')`)
@Check('order_assignments_finished_by', `finished_by in ('display_code', 'paper_card', 'place_code', 'hand', 'auto')`)
@Check('order_assignments_minutes', 'minutes between 0 and 480')
@Check(
  'order_assignments_flags',
  `flags <@ array['auto_finished', 'silent', 'call_back', 'by_hand', 'short', 'no_show', 'unfilled', 'late_withdrawal']`,
)
@Check('order_assignments_invited', `state not in ('invited', 'declined', 'lapsed') or (invited_at is not null and answer_by is not null)`)
@Check(
  'order_assignments_served',
  `(state in ('in_service', 'finished', 'confirmed', 'voided')) = (started_at is not null) and (started_at is null) = (started_by is null)`,
)
@Check(
  'order_assignments_ended',
  `(state in ('finished', 'confirmed', 'voided')) = (finished_at is not null) and (finished_at is null) = (finished_by is null)
   and (finished_at is null) = (minutes is null) and finished_at >= started_at`,
)
export class AssignmentEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_assignments_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_assignments_pkey' })
  orderId: string;
  @PrimaryColumn('uuid', { name: 'person_id', primaryKeyConstraintName: 'order_assignments_pkey' }) personId: string;
  @Column('text') state: AssignmentState;
  /** The planned time, `[start,end)`. */
  @Column('tstzrange') during: string;
  /** Day in Asia/Shanghai on which it begins. */
  @Column('date') day: string;
  @Column({ ...MAYBE_AT, name: 'invited_at' }) invitedAt: Date | null;
  /** Null: the system's own second offer. */
  @Column('uuid', { name: 'invited_by', nullable: true }) invitedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'answer_by' }) answerBy: Date | null;
  /** Why this person, as sentences. */
  @Column('text', { array: true, default: () => `'{}'` }) reasons: string[];
  @Column({ ...MAYBE_AT, name: 'accepted_at' }) acceptedAt: Date | null;
  @Column({ ...MAYBE_AT, name: 'started_at' }) startedAt: Date | null;
  @Column('text', { name: 'started_by', nullable: true }) startedBy: CheckWay | null;
  @Column({ ...MAYBE_AT, name: 'finished_at' }) finishedAt: Date | null;
  @Column('text', { name: 'finished_by', nullable: true }) finishedBy: CheckWay | null;
  /** The server's, or the verdict's: never more. */
  @Column('smallint', { nullable: true }) minutes: number | null;
  /** Staff who entered something here by hand: they confirm nothing and give no verdict. */
  @Column('uuid', { name: 'recorded_by', array: true, default: () => `'{}'` }) recordedBy: string[];
  @Column('text', { array: true, default: () => `'{}'` }) flags: OrderFlag[];
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}

/** Both sides rate once; of the service there is one rating, of the cooperation one from each who came. */
@Entity('order_ratings')
@Index('order_ratings_service', { synchronize: false })
@Check('order_ratings_of', `of in ('service', 'cooperation')`)
@Check('order_ratings_level', 'level between 1 and 5')
export class OrderRatingEntity {
  @ForeignKey(() => OrderEntity, { name: 'order_ratings_order' })
  @PrimaryColumn('uuid', { name: 'order_id', primaryKeyConstraintName: 'order_ratings_pkey' })
  orderId: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'order_ratings_pkey' }) of: 'service' | 'cooperation';
  @PrimaryColumn('uuid', { name: 'by_id', primaryKeyConstraintName: 'order_ratings_pkey' }) byId: string;
  @Column('smallint') level: number;
  @Column('text', { nullable: true }) comment: string | null;
  @Column(AT) at: Date;
}

/** The words of one event: reason, note. */
@Entity('order_notes')
@Index('order_notes_of', { synchronize: false })
export class OrderNoteEntity {
  @PrimaryColumn('bigint', { name: 'event_id', primaryKeyConstraintName: 'order_notes_pkey' }) eventId: string;
  @ForeignKey(() => OrderEntity, { name: 'order_notes_order' })
  @Column('uuid', { name: 'order_id' })
  orderId: string;
  /** The action it belongs to. */
  @Column('text') kind: string;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId: string | null;
  @Column('text') text: string;
}

/** The last number of a day and community. */
@Entity('order_counters')
@Check('order_counters_last', 'last > 0')
export class OrderCounterEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'order_counters_pkey' }) day: string;
  @PrimaryColumn('text', { name: 'place_mark', primaryKeyConstraintName: 'order_counters_pkey' }) placeMark: string;
  @Column('integer') last: number;
}
