import type { OrderFlag, OrderSource, OrderState, Server, ServiceCategory, ServiceMode, ServiceRisk } from '@linli/shared/orders';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;
const FLAGS = `flags <@ array['auto_finished', 'silent', 'call_back', 'by_hand', 'short', 'no_show', 'unfilled', 'late_withdrawal']`;

/** A service order: ids, codes, times, counts. Who is served, where, and what they wrote stands in `order_words` and can be erased. */
@Entity('orders')
@Unique('orders_order_no', ['orderNo'])
@Index('orders_district', { synchronize: false })
@Index('orders_street', { synchronize: false })
@Index('orders_community', { synchronize: false })
@Index('orders_grid', { synchronize: false })
@Index('orders_district_state', { synchronize: false })
@Index('orders_street_state', { synchronize: false })
@Index('orders_community_state', { synchronize: false })
@Index('orders_waiting', { synchronize: false })
@Index('orders_board', { synchronize: false })
@Index('orders_hall', { synchronize: false })
@Index('orders_hall_near', { synchronize: false })
@Index('orders_requester', { synchronize: false })
@Index('orders_principal', { synchronize: false })
@Index('orders_elder', { synchronize: false })
@Index('orders_in_charge', { synchronize: false })
@Index('orders_shift', { synchronize: false })
@Index('orders_disputed', { synchronize: false })
@Index('orders_to_call_back', { synchronize: false })
@Index('orders_next_mark', { synchronize: false })
@Index('orders_begun', { synchronize: false })
@Check('orders_source', `source in ('resident', 'helper', 'staff', 'group', 'post')`)
@Check('orders_mode', `mode in ('home', 'out', 'site', 'remote')`)
@Check('orders_risk', `risk in ('low', 'mid', 'high')`)
@Check('orders_served_by', 'cardinality(served_by) > 0')
@Check('orders_coefficient', 'coefficient between 100 and 150')
@Check('orders_notice', 'notice_hours between 0 and 168')
@Check('orders_audience', 'audience > 0')
@Check('orders_minutes', 'minutes between 5 and 480')
@Check('orders_headcount', 'headcount between 1 and 200')
@Check('orders_accepted', 'accepted_count between 0 and headcount')
@Check(
  'orders_state',
  `state in ('submitted', 'approved', 'offered', 'filled', 'in_service', 'finished', 'confirmed', 'disputed', 'rejected', 'cancelled', 'expired', 'voided')`,
)
@Check('orders_reminded', 'reminded between 0 and 2')
@Check('orders_secret', 'octet_length(secret) = 32')
@Check('orders_flags', FLAGS)
@Check('orders_times', `end_at = start_at + minutes * interval '1 minute' and fill_by <= start_at`)
@Check('orders_pair', 'not two_person or headcount >= 2')
@Check('orders_position', '(lng is null) = (lat is null) and (lng is null) = (cell is null)')
@Check('orders_post', `(source = 'post') = (source_id is not null) and (source <> 'post' or in_charge_id is not null)`)
@Check('orders_filled', `state <> 'filled' or accepted_count = headcount`)
@Check('orders_published', `published_at is null or state not in ('submitted', 'rejected')`)
@Check('orders_ended', `state not in ('finished', 'disputed') or (finished_at is not null and confirm_by is not null)`)
@Check('orders_confirmed', `(state = 'confirmed') = (confirmed_at is not null)`)
export class OrderEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'orders_pkey' }) id: string;
  @Column('text', { name: 'order_no' }) orderNo: string;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column('text') source: OrderSource;
  /** The post of a shift. */
  @Column('uuid', { name: 'source_id', nullable: true }) sourceId: string | null;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text', { name: 'grid_code', nullable: true }) gridCode: string | null;
  /** GCJ-02; a home's is as private as its address. */
  @Column('double precision', { nullable: true }) lng: number | null;
  @Column('double precision', { nullable: true }) lat: number | null;
  /** Square of about 250 m: all that the hall knows of a home. */
  @Column('integer', { nullable: true }) cell: number | null;
  /** Public: of a post, a talk, a class. */
  @Column('text', { name: 'place_text', nullable: true }) placeText: string | null;

  /** The terms of the service when it was ordered: editing the menu moves no promise. */
  @Column('text', { name: 'item_code' }) itemCode: string;
  @Column('text') title: string;
  @Column('text') category: ServiceCategory;
  @Column('text') mode: ServiceMode;
  @Column('text') risk: ServiceRisk;
  @Column('text', { name: 'risk_note', nullable: true }) riskNote: string | null;
  @Column('text', { nullable: true }) qualification: string | null;
  @Column('text', { name: 'qualification_code', nullable: true }) qualificationCode: string | null;
  @Column('boolean', { name: 'two_person' }) twoPerson: boolean;
  @Column('boolean', { name: 'insurance_required' }) insuranceRequired: boolean;
  @Column('text', { name: 'served_by', array: true }) servedBy: Server[];
  @Column('integer', { name: 'radius_metres', nullable: true }) radiusMetres: number | null;
  @Column('boolean', { name: 'open_to_neighbours' }) openToNeighbours: boolean;
  /** Of the time bank, in hundredths. */
  @Column('smallint') coefficient: number;
  @Column('smallint', { name: 'notice_hours' }) noticeHours: number;

  /** Who pressed the button: the resident, a helper, staff. */
  @Column('uuid', { name: 'requester_id' }) requesterId: string;
  /** Whose order it is; null where they have no account, and for groups and posts. */
  @Column('uuid', { name: 'principal_id', nullable: true }) principalId: string | null;
  @Column('uuid', { name: 'elder_id', nullable: true }) elderId: string | null;
  /** Of a post or a group: shows the code and confirms the list. */
  @Column('uuid', { name: 'in_charge_id', nullable: true }) inChargeId: string | null;
  /** The service team of a post. */
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  @Column('integer', { nullable: true }) audience: number | null;
  @Column({ ...AT, name: 'start_at' }) startAt: Date;
  @Column({ ...AT, name: 'end_at' }) endAt: Date;
  @Column('smallint') minutes: number;
  @Column('smallint') headcount: number;
  @Column('smallint', { name: 'accepted_count', default: 0 }) acceptedCount: number;
  @Column('text') state: OrderState;
  /** Nobody found until then: it expires. */
  @Column({ ...AT, name: 'fill_by' }) fillBy: Date;
  @Column({ ...MAYBE_AT, name: 'published_at' }) publishedAt: Date | null;
  /** The earliest answer awaited from somebody invited. */
  @Column({ ...MAYBE_AT, name: 'answer_by' }) answerBy: Date | null;
  @Column({ ...MAYBE_AT, name: 'next_offer_at' }) nextOfferAt: Date | null;
  /** It has gone to them; whoever is missing now is found by the desk alone. */
  @Column({ ...MAYBE_AT, name: 'next_offered_at' }) nextOfferedAt: Date | null;
  @Column({ ...MAYBE_AT, name: 'warn_at' }) warnAt: Date | null;
  /** 1: a day before, 2: an hour before. */
  @Column('smallint', { default: 0 }) reminded: number;
  @Column('text', { name: 'insurance_reference', nullable: true }) insuranceReference: string | null;
  /** Of the display code; never in a list or an event. */
  @Column('bytea') secret: Buffer;
  @Column({ ...MAYBE_AT, name: 'finished_at' }) finishedAt: Date | null;
  /** Silence until then counts as confirmation. */
  @Column({ ...MAYBE_AT, name: 'confirm_by' }) confirmBy: Date | null;
  @Column({ ...MAYBE_AT, name: 'confirmed_at' }) confirmedAt: Date | null;
  /** Null: by silence. */
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'called_back_at' }) calledBackAt: Date | null;
  /** What was said on the phone. */
  @Column('boolean', { name: 'took_place', nullable: true }) tookPlace: boolean | null;
  @Column('text', { array: true, default: () => `'{}'` }) flags: OrderFlag[];
  /** When the minute job looks at this row next. */
  @Column({ ...MAYBE_AT, name: 'next_mark_at' }) nextMarkAt: Date | null;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}
