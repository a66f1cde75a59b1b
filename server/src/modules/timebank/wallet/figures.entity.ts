import type { LedgerAccountKind, TransferReason } from '@linli/shared/timebank';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'ledger_months_pkey' } as const;

/** Sealed days of the books, folded: who issued, why, from which kind of account where to which. */
@Entity('ledger_months')
@Index('ledger_months_pool_in', { synchronize: false })
@Index('ledger_months_pool_out', { synchronize: false })
@Index('ledger_months_shop_in', { synchronize: false })
@Index('ledger_months_shop_out', { synchronize: false })
@Check('ledger_months_month', `month ~ '^[0-9]{4}-[0-9]{2}$'`)
export class LedgerMonthEntity {
  @PrimaryColumn('text', { ...KEY, name: 'community_code' }) communityCode: string;
  /** YYYY-MM in Asia/Shanghai, by day of booking. */
  @PrimaryColumn('text', KEY) month: string;
  @PrimaryColumn('text', KEY) reason: TransferReason;
  @PrimaryColumn('text', { ...KEY, name: 'from_kind' }) fromKind: LedgerAccountKind;
  @PrimaryColumn('text', { ...KEY, name: 'from_community' }) fromCommunity: string;
  @PrimaryColumn('text', { ...KEY, name: 'to_kind' }) toKind: LedgerAccountKind;
  @PrimaryColumn('text', { ...KEY, name: 'to_community' }) toCommunity: string;
  /** Transfers and settled holds. */
  @Column('bigint') moved: string;
  /** Holds less what was settled or released. */
  @Column('bigint') held: string;
}

/** Up to which day the books are folded. */
@Entity('ledger_folded')
@Check('ledger_folded_one', 'one')
export class LedgerFoldedEntity {
  @PrimaryColumn('boolean', { primaryKeyConstraintName: 'ledger_folded_pkey', default: true }) one: boolean;
  @Column('date') through: string;
  @Column({ type: 'timestamptz', precision: 3, name: 'folded_at' }) foldedAt: Date;
}
