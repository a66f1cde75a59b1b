import type { ItemKind, VoucherState } from '@linli/shared/rewards';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ShopEntity, ShopItemEntity } from '../shops/shop.entity.js';

const AT = { type: 'timestamptz', precision: 3 } as const;
const MAYBE_AT = { ...AT, nullable: true } as const;

/** Points held for one thing at one shop, with a code that shows itself anew every 30 seconds. Title and points are those of the day it was made. */
@Entity('vouchers')
@Unique('vouchers_voucher_no', ['voucherNo'])
@Index('vouchers_person', { synchronize: false })
@Index('vouchers_limits', { synchronize: false })
@Index('vouchers_open', { synchronize: false })
@Index('vouchers_expiring', { synchronize: false })
@Index('vouchers_shop_day', { synchronize: false })
@Index('vouchers_reminding', { synchronize: false })
@Index('vouchers_refunded', { synchronize: false })
@Check('vouchers_kind', `kind in ('goods', 'service', 'discount')`)
@Check('vouchers_points', 'points > 0')
@Check('vouchers_state', `state in ('ready', 'redeemed', 'cancelled', 'expired', 'released', 'refunded')`)
@Check('vouchers_secret', 'octet_length(secret) = 32')
@Check('vouchers_held', 'cardinality(hold_ids) > 0')
@Check('vouchers_redeemed', `(state in ('redeemed', 'refunded')) = (redeemed_at is not null)`)
@Check('vouchers_ended', `(state in ('cancelled', 'expired', 'released', 'refunded')) = (ended_at is not null)`)
@Check('vouchers_not_own', 'redeemed_by <> person_id')
export class VoucherEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'vouchers_pkey' }) id: string;
  @Column('text', { name: 'voucher_no' }) voucherNo: string;
  @ForeignKey(() => ShopItemEntity, { name: 'vouchers_item' })
  @Column('uuid', { name: 'item_id' })
  itemId: string;
  @ForeignKey(() => ShopEntity, { name: 'vouchers_shop' })
  @Column('uuid', { name: 'shop_id' })
  shopId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  /** Of the shop's agreement. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('text') kind: ItemKind;
  @Column('text') title: string;
  @Column('integer') points: number;
  @Column('text') state: VoucherState;
  /** Of the display code; never in a list or an event. */
  @Column('bytea') secret: Buffer;
  /** Rows of the ledger that hold the points: one for each community they came from. */
  @Column('uuid', { name: 'hold_ids', array: true }) holdIds: string[];
  @Column({ ...AT, name: 'expires_at' }) expiresAt: Date;
  @Column({ ...MAYBE_AT, name: 'redeemed_at' }) redeemedAt: Date | null;
  /** The shop's person who scanned it. */
  @Column('uuid', { name: 'redeemed_by', nullable: true }) redeemedBy: string | null;
  @Column({ ...MAYBE_AT, name: 'ended_at' }) endedAt: Date | null;
  @Column('uuid', { name: 'refunded_by', nullable: true }) refundedBy: string | null;
  @Column('text', { name: 'refund_reason', nullable: true }) refundReason: string | null;
  /** Of a refunded one: the thing is back on the shelf. */
  @Column('boolean', { nullable: true }) returned: boolean | null;
  /** When its owner is told that it ends soon; null: told, or too short-lived. */
  @Column({ ...MAYBE_AT, name: 'remind_at' }) remindAt: Date | null;
  @Column('text', { name: 'request_hash' }) requestHash: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** A step of a display code that a scanner has looked at: it proves nothing on any other phone, and nothing twice. */
@Entity('voucher_code_uses')
@Index('voucher_code_uses_at', { synchronize: false })
export class VoucherCodeUseEntity {
  @ForeignKey(() => VoucherEntity, { name: 'voucher_code_uses_voucher' })
  @PrimaryColumn('uuid', { name: 'voucher_id', primaryKeyConstraintName: 'voucher_code_uses_pkey' })
  voucherId: string;
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'voucher_code_uses_pkey' }) step: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column({ ...AT }) at: Date;
}

/** The last number of a day and mark (street and community as they stand in it). */
@Entity('voucher_counters')
@Check('voucher_counters_last', 'last > 0')
export class VoucherCounterEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'voucher_counters_pkey' }) day: string;
  @PrimaryColumn('text', { primaryKeyConstraintName: 'voucher_counters_pkey' }) mark: string;
  @Column('integer') last: number;
}
