import type { LedgerAccountKind, TransferKind, TransferReason } from '@linli/shared/timebank';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

const AT = { type: 'timestamptz', precision: 3 } as const;

/** A side of the books. A person has one for each community that issued points to them; everybody else has one. Ids are derived, see `ledger_account_id`. */
@Entity('ledger_accounts')
@Index('ledger_accounts_owner', { synchronize: false })
@Unique('ledger_accounts_once', ['kind', 'ownerId', 'communityCode'])
@Check('ledger_accounts_kind', `kind in ('person', 'issuing', 'pool', 'shop')`)
@Check('ledger_accounts_owned', `(kind in ('person', 'shop')) = (owner_id is not null)`)
export class LedgerAccountEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'ledger_accounts_pkey' }) id: string;
  @Column('text') kind: LedgerAccountKind;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId: string | null;
  /** Of a person's account the community that issued its points; of a shop that of its agreement. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column({ ...AT, name: 'opened_at' }) openedAt: Date;
}

/** What the rows of `transfers` add up to; moved by their trigger alone. The issuing side has none. */
@Entity('ledger_balances')
@Check('ledger_balances_held', 'held >= 0')
@Check('ledger_balances_debt', 'debt >= 0')
@Check('ledger_balances_covered', 'balance - held >= 0')
export class LedgerBalanceEntity {
  @ForeignKey(() => LedgerAccountEntity, { name: 'ledger_balances_account' })
  @PrimaryColumn('uuid', { name: 'account_id', primaryKeyConstraintName: 'ledger_balances_pkey' })
  accountId: string;
  @Column('bigint', { default: '0' }) balance: string;
  @Column('bigint', { default: '0' }) held: string;
  @Column('bigint', { default: '0' }) debt: string;
}

/** One whole double entry. Never changed, never deleted. */
@Entity('transfers')
@Unique('transfers_hold_once', ['holdId'])
@Unique('transfers_reversed_once', ['reversesId'])
@Index('transfers_from', { synchronize: false })
@Index('transfers_to', { synchronize: false })
@Index('transfers_sealed', { synchronize: false })
@Index('transfers_ref', { synchronize: false })
@Check('transfers_kind', `kind in ('transfer', 'hold', 'settle', 'release')`)
@Check('transfers_amount', 'amount between 1 and 1000000000')
@Check('transfers_two_sides', 'from_account_id <> to_account_id')
@Check('transfers_closes', `(kind in ('settle', 'release')) = (hold_id is not null)`)
@Check('transfers_reversal', `reason <> 'reversal' or reverses_id is not null`)
@Check('transfers_day', `day = (booked_at at time zone 'Asia/Shanghai')::date`)
@Check('transfers_dated', `booked_at >= '2020-01-01T00:00:00+08' and booked_at < '2100-01-01T00:00:00+08'`)
export class TransferEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'transfers_pkey' }) id: string;
  /** Order of booking; gaps are allowed. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' }) seq: string;
  @Column('text') kind: TransferKind;
  @Column('uuid', { name: 'from_account_id' }) fromAccountId: string;
  @Column('uuid', { name: 'to_account_id' }) toAccountId: string;
  /** Whole points, above zero. */
  @Column('bigint') amount: string;
  @Column('text') reason: TransferReason;
  /** What it was for: a service record, a voucher, an order … */
  @Column('text', { name: 'ref_type' }) refType: string;
  @Column('uuid', { name: 'ref_id' }) refId: string;
  /** The hold that a settle or release closes: each hold once. */
  @Column('uuid', { name: 'hold_id', nullable: true }) holdId: string | null;
  @Column('uuid', { name: 'reverses_id', nullable: true }) reversesId: string | null;
  /** Who issued these points. */
  @Column('text', { name: 'community_code' }) communityCode: string;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId: string | null;
  @Column({ ...AT, name: 'booked_at' }) bookedAt: Date;
  /** Day of `booked_at` in Asia/Shanghai. */
  @Column('date') day: string;
  /** sha256 of what the row says, written with it. */
  @Column('bytea') digest: Buffer;
}

/** What a reversal could not take back: blocks spending until what comes in has paid it. */
@Entity('ledger_debts')
@Unique('ledger_debts_once', ['transferId'])
@Index('ledger_debts_open', { synchronize: false })
@Check('ledger_debts_amount', 'amount > 0')
@Check('ledger_debts_paid', 'paid between 0 and amount')
export class LedgerDebtEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'ledger_debts_pkey' }) id: string;
  @Column('uuid', { name: 'account_id' }) accountId: string;
  @Column('uuid', { name: 'to_account_id' }) toAccountId: string;
  @Column('uuid', { name: 'transfer_id' }) transferId: string;
  @Column('bigint') amount: string;
  @Column('bigint', { default: '0' }) paid: string;
  @Column({ ...AT, name: 'created_at' }) createdAt: Date;
}

/** A day's rows, closed: the hash goes over the day before's, and 8 bytes a row say which one was touched. */
@Entity('ledger_seals')
export class LedgerSealEntity {
  @PrimaryColumn('date', { primaryKeyConstraintName: 'ledger_seals_pkey' }) day: string;
  @Column('integer') rows: number;
  @Column('bytea') digests: Buffer;
  @Column('text', { name: 'previous_hash' }) previousHash: string;
  @Column('text') hash: string;
  @Column({ ...AT, name: 'sealed_at' }) sealedAt: Date;
}
