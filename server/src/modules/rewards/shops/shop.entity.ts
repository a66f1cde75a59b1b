import type { ItemKind, ItemState, ShopCategory, ShopState } from '@linli/shared/rewards';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A shop that gives something for points, under an agreement with the community that owes it for them. */
@Entity('shops')
@Index('shops_listed', { synchronize: false })
@Check('shops_category', `category in ('food', 'grocery', 'hair', 'repair', 'health', 'books', 'laundry', 'leisure', 'other')`)
@Check('shops_state', `state in ('open', 'paused', 'closed')`)
@Check('shops_agreement', 'agreement_to >= agreement_from')
@Check('shops_closed', `(state = 'closed') = (closed_at is not null)`)
export class ShopEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'shops_pkey' }) id: string;
  @Column('text') name: string;
  @Column('text', { default: '' }) about: string;
  @Column('text') category: ShopCategory;
  @Column('text', { name: 'district_code' }) districtCode: string;
  @Column('text', { name: 'street_code' }) streetCode: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text', { name: 'place_text' }) placeText: string;
  /** GCJ-02. */
  @Column('double precision') lng: number;
  @Column('double precision') lat: number;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('text', { name: 'hours_text', default: '' }) hoursText: string;
  /** Days in Asia/Shanghai, both included. */
  @Column('date', { name: 'agreement_from' }) agreementFrom: string;
  @Column('date', { name: 'agreement_to' }) agreementTo: string;
  /** The end of the agreement the desk has been warned of. */
  @Column('date', { name: 'warned_for', nullable: true }) warnedFor: string | null;
  @Column('uuid', { name: 'file_ids', array: true, default: () => `'{}'` }) fileIds: string[];
  @Column('text') state: ShopState;
  @Column({ ...AT, name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}

/** What a shop gives: goods, a service, a discount. */
@Entity('shop_items')
@Index('shop_items_shop', { synchronize: false })
@Check('shop_items_kind', `kind in ('goods', 'service', 'discount')`)
@Check('shop_items_points', 'points between 1 and 100000')
@Check('shop_items_stock', 'stock >= 0')
@Check('shop_items_per_person', 'per_person > 0')
@Check('shop_items_per_person_month', 'per_person_month > 0')
@Check('shop_items_star', 'star_least between 0 and 5')
@Check('shop_items_minutes', 'minutes_least >= 0')
@Check('shop_items_valid', 'valid_days between 1 and 180')
@Check('shop_items_state', `state in ('on', 'off')`)
export class ShopItemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'shop_items_pkey' }) id: string;
  @ForeignKey(() => ShopEntity, { name: 'shop_items_shop' })
  @Column('uuid', { name: 'shop_id' })
  shopId: string;
  @Column('text') kind: ItemKind;
  @Column('text') title: string;
  @Column('text', { default: '' }) about: string;
  @Column('integer') points: number;
  /** Left to redeem; null: not counted. An open voucher has left it. */
  @Column('integer', { nullable: true }) stock: number | null;
  /** Open and used vouchers of one person, ever and in a month of Asia/Shanghai; null: no limit. */
  @Column('integer', { name: 'per_person', nullable: true }) perPerson: number | null;
  @Column('integer', { name: 'per_person_month', nullable: true }) perPersonMonth: number | null;
  @Column('smallint', { name: 'star_least', default: 0 }) starLeast: number;
  @Column('integer', { name: 'minutes_least', default: 0 }) minutesLeast: number;
  /** How long a voucher lives. */
  @Column('smallint', { name: 'valid_days', default: 14 }) validDays: number;
  @Column('uuid', { name: 'file_ids', array: true, default: () => `'{}'` }) fileIds: string[];
  @Column('text') state: ItemState;
  @Column('text', { name: 'request_hash', default: '' }) requestHash: string;
  @Column('uuid', { name: 'created_by', nullable: true }) createdBy: string | null;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
  @Column({ ...AT, name: 'updated_at' }) updatedAt: Date;
}
