import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The books of the time bank. One row of `transfers` is a whole double entry; whoever inserts it, Postgres itself checks its shape, moves the
 * balances and keeps the past (`ledger-rules`); the server speaks to it by a few functions (`ledger-calls`). See docs/decisions/0011-a-ledger-kept-by-postgres.md.
 *
 * No foreign keys from transfers to accounts: each would lock the issuing account's row on every booking. Accounts are never deleted and
 * the trigger refuses what it does not find.
 */
export class Ledger1790000000800 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table ledger_accounts (
        id uuid constraint ledger_accounts_pkey primary key,
        kind text not null constraint ledger_accounts_kind check (kind in ('person', 'issuing', 'pool', 'shop')),
        owner_id uuid,
        community_code text not null,
        opened_at timestamptz(3) not null,
        constraint ledger_accounts_owned check ((kind in ('person', 'shop')) = (owner_id is not null)),
        constraint ledger_accounts_once unique nulls not distinct (kind, owner_id, community_code)
      );
      create index ledger_accounts_owner on ledger_accounts (owner_id) where owner_id is not null;

      -- The issuing side has no row here: it is append-only, and nobody waits for it.
      create table ledger_balances (
        account_id uuid constraint ledger_balances_pkey primary key,
        balance bigint not null default 0,
        held bigint not null default 0 constraint ledger_balances_held check (held >= 0),
        debt bigint not null default 0 constraint ledger_balances_debt check (debt >= 0),
        constraint ledger_balances_account foreign key (account_id) references ledger_accounts (id),
        constraint ledger_balances_covered check (balance - held >= 0)
      ) with (fillfactor = 70);

      create table transfers (
        id uuid constraint transfers_pkey primary key,
        seq bigint generated always as identity,
        kind text not null constraint transfers_kind check (kind in ('transfer', 'hold', 'settle', 'release')),
        from_account_id uuid not null,
        to_account_id uuid not null,
        amount bigint not null constraint transfers_amount check (amount between 1 and 1000000000),
        reason text not null,
        ref_type text not null,
        ref_id uuid not null,
        hold_id uuid constraint transfers_hold_once unique,
        reverses_id uuid constraint transfers_reversed_once unique,
        community_code text not null,
        actor_id uuid,
        booked_at timestamptz(3) not null,
        day date not null,
        digest bytea not null,
        constraint transfers_two_sides check (from_account_id <> to_account_id),
        -- a reversal always names what it takes back, so that nothing is issued by it
        constraint transfers_reversal check (reason <> 'reversal' or reverses_id is not null),
        constraint transfers_closes check ((kind in ('settle', 'release')) = (hold_id is not null)),
        constraint transfers_day check (day = (booked_at at time zone 'Asia/Shanghai')::date)
      );
      create index transfers_from on transfers (from_account_id, day desc, seq desc);
      create index transfers_to on transfers (to_account_id, day desc, seq desc);
      create index transfers_sealed on transfers (day, seq);
      create index transfers_ref on transfers (ref_id);

      -- What a reversal could not take back: shown, blocks spending, paid by what comes in next.
      create table ledger_debts (
        id uuid constraint ledger_debts_pkey primary key,
        account_id uuid not null,
        to_account_id uuid not null,
        transfer_id uuid not null constraint ledger_debts_once unique,
        amount bigint not null constraint ledger_debts_amount check (amount > 0),
        paid bigint not null default 0 constraint ledger_debts_paid check (paid between 0 and amount),
        created_at timestamptz(3) not null
      );
      create index ledger_debts_open on ledger_debts (account_id, created_at, id) where paid < amount;

      create table ledger_seals (
        day date constraint ledger_seals_pkey primary key,
        rows integer not null,
        digests bytea not null,
        previous_hash text not null,
        hash text not null,
        sealed_at timestamptz(3) not null
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table ledger_seals, ledger_debts, transfers, ledger_balances, ledger_accounts`);
  }
}
