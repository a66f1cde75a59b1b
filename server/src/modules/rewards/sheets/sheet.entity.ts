import type { SheetState } from '@linli/shared/rewards';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ShopEntity } from '../shops/shop.entity.js';

const MAYBE_AT = { type: 'timestamptz', precision: 3, nullable: true } as const;

/** What a community owes a shop for one month, in points. Its lines are read from the books; the row keeps the sums for ever. */
@Entity('shop_sheets')
@Unique('shop_sheets_once', ['shopId', 'month'])
@Index('shop_sheets_community', { synchronize: false })
@Check('shop_sheets_month', `month ~ '^\\d{4}-(0[1-9]|1[0-2])$'`)
@Check('shop_sheets_state', `state in ('mismatch', 'closed', 'handled')`)
@Check('shop_sheets_sum', 'points = redeemed_points - refunded_points')
@Check('shop_sheets_equal', `state = 'mismatch' or points = ledger_points`)
@Check('shop_sheets_closed', `(state = 'mismatch') = (closed_at is null)`)
@Check('shop_sheets_handled', `(state = 'handled') = (handled_at is not null)`)
export class ShopSheetEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'shop_sheets_pkey' }) id: string;
  @ForeignKey(() => ShopEntity, { name: 'shop_sheets_shop' })
  @Column('uuid', { name: 'shop_id' })
  shopId: string;
  @Column('text', { name: 'community_code' }) communityCode: string;
  /** YYYY-MM in Asia/Shanghai, by the day of booking. */
  @Column('text') month: string;
  @Column('text') state: SheetState;
  @Column('integer') redeemed: number;
  @Column('integer', { name: 'redeemed_points' }) redeemedPoints: number;
  /** Booked in this month, whenever the voucher was used. */
  @Column('integer') refunded: number;
  @Column('integer', { name: 'refunded_points' }) refundedPoints: number;
  /** May be negative: more was given back than used. */
  @Column('integer') points: number;
  @Column('integer', { name: 'ledger_points' }) ledgerPoints: number;
  @Column({ type: 'timestamptz', precision: 3, name: 'checked_at' }) checkedAt: Date;
  @Column({ ...MAYBE_AT, name: 'closed_at' }) closedAt: Date | null;
  @Column({ ...MAYBE_AT, name: 'handled_at' }) handledAt: Date | null;
  @Column('uuid', { name: 'handled_by', nullable: true }) handledBy: string | null;
  @Column('text', { name: 'handled_note', nullable: true }) handledNote: string | null;
}
