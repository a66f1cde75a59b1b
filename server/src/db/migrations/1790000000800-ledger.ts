import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The books of the time bank. One row of `transfers` is a whole double entry; whoever inserts it, Postgres itself checks its shape, moves the
 * balances and keeps the past. See docs/decisions/0011-a-ledger-kept-by-postgres.md.
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

      create function ledger_account_id(p_kind text, p_owner uuid, p_community text) returns uuid
      language sql immutable parallel safe as $$
        select md5(p_kind || ':' || coalesce(p_owner::text, '') || ':' || p_community)::uuid
      $$;

      create function ledger_open(p_kind text, p_owner uuid, p_community text, p_at timestamptz) returns uuid
      language plpgsql as $$
      declare v_id uuid := ledger_account_id(p_kind, p_owner, p_community);
      begin
        if exists (select from ledger_accounts where id = v_id) then return v_id; end if;
        insert into ledger_accounts (id, kind, owner_id, community_code, opened_at)
          values (v_id, p_kind, p_owner, p_community, p_at) on conflict (id) do nothing;
        if p_kind <> 'issuing' then
          insert into ledger_balances (account_id) values (v_id) on conflict (account_id) do nothing;
        end if;
        return v_id;
      end $$;

      -- What each row says, without its place in the order.
      create function transfer_digest(t transfers) returns bytea language sql immutable parallel safe as $$
        select sha256(convert_to(concat_ws('|', t.id, t.kind, t.from_account_id, t.to_account_id, t.amount, t.reason, t.ref_type, t.ref_id,
          coalesce(t.hold_id::text, '-'), coalesce(t.reverses_id::text, '-'), t.community_code, coalesce(t.actor_id::text, '-'),
          extract(epoch from t.booked_at)), 'UTF8'))
      $$;

      -- Which side may give what to which. Nobody but a community's issuing account makes points; a shop only gives back.
      create function ledger_shape(p_reason text, p_from text, p_to text, p_kind text) returns boolean
      language sql immutable parallel safe as $$
        select case
          when p_reason in ('earn_service', 'earn_report', 'earn_wish', 'earn_bonus', 'grant_initial', 'grant_fund')
            then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'person'
          when p_reason in ('surplus', 'honour', 'team_bonus', 'grant_pool') then p_kind = 'transfer' and p_from = 'issuing' and p_to = 'pool'
          when p_reason in ('spend_goods', 'spend_service') then p_from = 'person' and p_to = 'shop' and p_kind <> 'transfer'
          when p_reason = 'order_points' then p_from = 'person' and p_to = 'pool' and p_kind <> 'transfer'
          when p_reason = 'pool_payout' then p_from = 'pool' and p_to = 'issuing'
          when p_reason = 'gift' then p_kind = 'transfer' and p_from = 'person' and p_to = 'person'
          when p_reason in ('donate', 'closing') then p_kind = 'transfer' and p_from = 'person' and p_to = 'pool'
          when p_reason = 'refund' then p_kind = 'transfer' and p_from = 'shop' and p_to = 'person'
          when p_reason = 'debt_paid' then p_kind = 'transfer' and p_from = 'person' and p_to in ('issuing', 'pool', 'person')
          when p_reason = 'reversal' then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          else false
        end
      $$;

      create function transfers_digested() returns trigger language plpgsql as $$
      begin
        new.day := (new.booked_at at time zone 'Asia/Shanghai')::date;
        new.digest := transfer_digest(new);
        return new;
      end $$;
      create trigger transfers_digested before insert on transfers for each row execute function transfers_digested();

      -- Every insert, of one row or of a thousand, is booked here: set by set, accounts locked in the order of their ids.
      create function transfers_booked() returns trigger language plpgsql as $$
      declare v_debtor uuid;
      begin
        perform pg_advisory_xact_lock_shared(4117010);
        if exists (select from ledger_seals where day >= (select min(day) from fresh)) then
          raise exception 'the day is sealed' using errcode = 'LI002';
        end if;
        if exists (
          select from fresh f left join ledger_accounts a on a.id = f.from_account_id left join ledger_accounts b on b.id = f.to_account_id
           where not coalesce(ledger_shape(f.reason, a.kind, b.kind, f.kind), false)
        ) then
          raise exception 'the ledger knows no such transfer' using errcode = 'LI003';
        end if;
        if exists (select from fresh f where f.hold_id is not null or f.reverses_id is not null) then
          if exists (
            select from fresh f left join transfers h on h.id = f.hold_id and h.kind = 'hold'
             where f.hold_id is not null and (h.from_account_id, h.to_account_id, h.amount, h.community_code, h.reason)
               is distinct from (f.from_account_id, f.to_account_id, f.amount, f.community_code, f.reason)
          ) then
            raise exception 'a hold is closed as it was opened' using errcode = 'LI003';
          end if;
          if exists (
            select from fresh f left join transfers r on r.id = f.reverses_id and r.kind in ('transfer', 'settle')
             where f.reverses_id is not null and (r.id is null or f.amount > r.amount
               or (r.from_account_id, r.to_account_id) is distinct from (f.to_account_id, f.from_account_id))
          ) then
            raise exception 'a reversal goes back the way its transfer came' using errcode = 'LI003';
          end if;
        end if;
        perform from ledger_balances b
          where b.account_id in (select from_account_id from fresh union select to_account_id from fresh where kind in ('transfer', 'settle'))
          order by b.account_id for no key update;
        for v_debtor in
          update ledger_balances b set balance = b.balance + m.balance, held = b.held + m.held
            from (
              select account_id, sum(balance)::bigint as balance, sum(held)::bigint as held from (
                select from_account_id as account_id,
                       case when kind in ('transfer', 'settle') then -amount else 0 end as balance,
                       case kind when 'hold' then amount when 'transfer' then 0 else -amount end as held
                  from fresh
                union all
                select to_account_id, amount, 0 from fresh where kind in ('transfer', 'settle')
              ) moved group by account_id
            ) m
           where b.account_id = m.account_id
          returning case when b.debt > 0 and b.balance > b.held then b.account_id end
        loop
          if v_debtor is not null then perform ledger_repay(v_debtor, (select max(booked_at) from fresh)); end if;
        end loop;
        return null;
      end $$;

      create function ledger_repay(p_account uuid, p_at timestamptz) returns void language plpgsql as $$
      declare v_debt ledger_debts; v_paid bigint;
      begin
        for v_debt in select * from ledger_debts where account_id = p_account and paid < amount order by created_at, id for update loop
          select least(v_debt.amount - v_debt.paid, balance - held) into v_paid from ledger_balances where account_id = p_account;
          exit when v_paid <= 0;
          update ledger_debts set paid = paid + v_paid where id = v_debt.id;
          update ledger_balances set debt = debt - v_paid where account_id = p_account;
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
            select gen_random_uuid(), 'transfer', p_account, v_debt.to_account_id, v_paid, 'debt_paid', 'debt', v_debt.id, a.community_code, p_at
              from ledger_accounts a where a.id = p_account;
        end loop;
      end $$;

      create trigger transfers_booked after insert on transfers referencing new table as fresh
        for each statement execute function transfers_booked();
      create trigger transfers_fixed before update or delete on transfers for each row execute function refuse_change();
      create trigger transfers_whole before truncate on transfers for each statement execute function refuse_change();
      create trigger ledger_seals_fixed before update or delete on ledger_seals for each row execute function refuse_change();
      create trigger ledger_seals_whole before truncate on ledger_seals for each statement execute function refuse_change();
      create trigger ledger_accounts_fixed before update or delete on ledger_accounts for each row execute function refuse_change();
      create trigger ledger_accounts_whole before truncate on ledger_accounts for each statement execute function refuse_change();

      create trigger ledger_balances_kept before delete on ledger_balances for each row execute function refuse_change();
      create trigger ledger_balances_whole before truncate on ledger_balances for each statement execute function refuse_change();

      -- Books one row. True: booked now; false: this very row was booked before. Another content under the id is refused.
      create function ledger_book(p_id uuid, p_kind text, p_from uuid, p_to uuid, p_amount bigint, p_reason text, p_ref_type text,
        p_ref_id uuid, p_hold uuid, p_community text, p_actor uuid, p_at timestamptz) returns boolean
      language plpgsql as $$
      begin
        insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, hold_id, community_code, actor_id, booked_at)
          values (p_id, p_kind, p_from, p_to, p_amount, p_reason, p_ref_type, p_ref_id, p_hold, p_community, p_actor, p_at)
          on conflict (id) do nothing;
        if found then return true; end if;
        perform from transfers t where t.id = p_id
          and (t.kind, t.from_account_id, t.to_account_id, t.amount, t.reason, t.ref_type, t.ref_id, t.hold_id, t.community_code)
            is not distinct from (p_kind, p_from, p_to, p_amount, p_reason, p_ref_type, p_ref_id, p_hold, p_community);
        if not found then raise exception 'the id was used for another transfer' using errcode = 'LI004'; end if;
        return false;
      end $$;

      -- Takes points out of a person's accounts (one for each community that issued to them), oldest first. Gives the ids of the rows:
      -- p_id for the first, others derived from it. Nothing is taken while there is a debt.
      create function ledger_spend(p_id uuid, p_kind text, p_person uuid, p_to uuid, p_amount bigint, p_reason text, p_ref_type text,
        p_ref_id uuid, p_actor uuid, p_at timestamptz) returns uuid[]
      language plpgsql as $$
      declare v_ids uuid[]; v_sum bigint; v_rest bigint := p_amount; v_part bigint; v_id uuid := p_id; r record;
      begin
        select array_agg(t.id order by t.seq), sum(t.amount) into v_ids, v_sum
          from transfers t where t.id = any(array(select case n when 0 then p_id else md5(p_id::text || n)::uuid end from generate_series(0, 20) n));
        if v_ids is not null then
          perform from transfers t join ledger_accounts a on a.id = t.from_account_id where t.id = p_id and a.owner_id = p_person
            and (t.kind, t.to_account_id, t.reason, t.ref_type, t.ref_id) = (p_kind, p_to, p_reason, p_ref_type, p_ref_id);
          if not found or v_sum <> p_amount then raise exception 'the id was used for another transfer' using errcode = 'LI004'; end if;
          return v_ids;
        end if;
        v_ids := '{}';
        perform from ledger_balances b join ledger_accounts a on a.id = b.account_id
          where (a.owner_id = p_person and a.kind = 'person') or (a.id = p_to and p_kind = 'transfer') order by b.account_id for no key update of b;
        if exists (select from ledger_balances b join ledger_accounts a on a.id = b.account_id
                    where a.owner_id = p_person and a.kind = 'person' and b.debt > 0) then
          raise exception 'a debt is to be paid first' using errcode = 'LI005';
        end if;
        for r in select a.id, a.community_code, b.balance - b.held as free from ledger_accounts a join ledger_balances b on b.account_id = a.id
                  where a.owner_id = p_person and a.kind = 'person' and a.id <> p_to and b.balance > b.held order by a.opened_at, a.id loop
          exit when v_rest = 0;
          v_part := least(v_rest, r.free);
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
            values (v_id, p_kind, r.id, p_to, v_part, p_reason, p_ref_type, p_ref_id, r.community_code, p_actor, p_at);
          v_ids := v_ids || v_id;
          v_rest := v_rest - v_part;
          v_id := md5(p_id::text || cardinality(v_ids))::uuid;
        end loop;
        if v_rest > 0 then raise exception 'not enough points' using errcode = 'LI006'; end if;
        return v_ids;
      end $$;

      -- Takes back what is there; the rest becomes a debt. Gives what was taken.
      create function ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid, p_at timestamptz)
      returns bigint language plpgsql as $$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id for no key update;
        if not found then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
        if exists (select from transfers where reverses_id = p_transfer) or exists (select from ledger_debts where transfer_id = p_transfer) then
          raise exception 'it is reversed already' using errcode = 'LI007';
        end if;
        v_taken := least(v_free, v_row.amount);
        if v_taken > 0 then
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, reverses_id, community_code, actor_id, booked_at)
            values (p_id, 'transfer', v_row.to_account_id, v_row.from_account_id, v_taken, p_reason, p_ref_type, p_ref_id, p_transfer,
              v_row.community_code, p_actor, p_at);
        end if;
        if v_taken < v_row.amount then
          insert into ledger_debts (id, account_id, to_account_id, transfer_id, amount, created_at)
            values (p_id, v_row.to_account_id, v_row.from_account_id, p_transfer, v_row.amount - v_taken, p_at);
          update ledger_balances set debt = debt + v_row.amount - v_taken where account_id = v_row.to_account_id;
        end if;
        return v_taken;
      end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table ledger_seals, ledger_debts, transfers, ledger_balances, ledger_accounts cascade;
      drop function if exists ledger_reverse, ledger_spend, ledger_book, ledger_repay, transfers_booked, transfers_digested, ledger_shape,
        ledger_open, ledger_account_id;
    `);
  }
}
