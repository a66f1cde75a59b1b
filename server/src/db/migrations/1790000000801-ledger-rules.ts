import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What Postgres itself sees to, whoever inserts a transfer: its shape, the balances, debts that are paid by what comes in, and that the past stays.
 * Looking up by arrays and scalar subqueries takes the keys whatever was in the tables when a session made its plan.
 */
export class LedgerRules1790000000801 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
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
          when p_reason in ('gift', 'joining') then p_kind = 'transfer' and p_from = 'person' and p_to = 'person'
          when p_reason in ('donate', 'closing') then p_kind = 'transfer' and p_from = 'person' and p_to = 'pool'
          when p_reason = 'refund' then p_kind = 'transfer' and p_from = 'shop' and p_to = 'person'
          when p_reason = 'debt_paid' then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          when p_reason = 'reversal'
            then p_kind = 'transfer' and (p_from in ('person', 'pool', 'shop') or (p_from = 'issuing' and p_to = 'pool'))
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

      -- Every insert is booked here, accounts locked in the order of their ids. Nearly every one is of one row, and set operations over one row cost
      -- several times what plain look-ups do: one row is booked by its values, several together. The model test compares both with one plain model.
      create function transfers_booked() returns trigger language plpgsql as $$
      declare r transfers; v_many integer; v_from text; v_to text; v_moves boolean; v_payer uuid; v_ids uuid[]; v_debtor uuid;
      begin
        select count(*) into v_many from (select from fresh limit 2) few;
        if v_many = 0 then return null; end if;
        perform pg_advisory_xact_lock_shared(4117010);

        if v_many = 1 then
          select * into r from fresh;
          if exists (select from ledger_seals where day >= r.day) then
            raise exception 'the day is sealed' using errcode = 'LI002';
          end if;
          select kind into v_from from ledger_accounts where id = r.from_account_id;
          select kind into v_to from ledger_accounts where id = r.to_account_id;
          if not coalesce(ledger_shape(r.reason, v_from, v_to, r.kind), false) then
            raise exception 'the ledger knows no such transfer' using errcode = 'LI003';
          end if;
          if r.hold_id is not null and (
            select h.kind = 'hold' and (h.from_account_id, h.to_account_id, h.amount, h.community_code, h.reason)
                 = (r.from_account_id, r.to_account_id, r.amount, r.community_code, r.reason)
              from transfers h where h.id = r.hold_id) is not true
          then
            raise exception 'a hold is closed as it was opened' using errcode = 'LI003';
          end if;
          if r.reverses_id is not null and (
            select t.kind in ('transfer', 'settle') and r.amount <= t.amount
               and (t.from_account_id, t.to_account_id) = (r.to_account_id, r.from_account_id)
              from transfers t where t.id = r.reverses_id) is not true
          then
            raise exception 'a reversal goes back the way its transfer came' using errcode = 'LI003';
          end if;
          v_moves := r.kind in ('transfer', 'settle') and v_to <> 'issuing';
          -- The lower id first, as everybody locks them.
          if v_moves and r.to_account_id < r.from_account_id then
            update ledger_balances set balance = balance + r.amount where account_id = r.to_account_id
              returning case when debt > 0 and balance > held then account_id end into v_debtor;
          end if;
          if v_from <> 'issuing' then
            update ledger_balances
               set balance = balance - case when r.kind in ('transfer', 'settle') then r.amount else 0 end,
                   held = held + case r.kind when 'hold' then r.amount when 'transfer' then 0 else -r.amount end
             where account_id = r.from_account_id
             returning case when debt > 0 and balance > held then account_id end into v_payer;
          end if;
          if v_moves and r.to_account_id > r.from_account_id then
            update ledger_balances set balance = balance + r.amount where account_id = r.to_account_id
              returning case when debt > 0 and balance > held then account_id end into v_debtor;
          end if;
          if v_debtor is not null then perform ledger_repay(v_debtor, r.booked_at); end if;
          -- Whoever is just paying a debt goes on paying in the loop that began it.
          if v_payer is not null and r.reason <> 'debt_paid' then perform ledger_repay(v_payer, r.booked_at); end if;
          return null;
        end if;

        if exists (select from ledger_seals where day >= (select min(day) from fresh)) then
          raise exception 'the day is sealed' using errcode = 'LI002';
        end if;
        if exists (
          select from fresh f
           where not coalesce(ledger_shape(f.reason, (select kind from ledger_accounts where id = f.from_account_id),
             (select kind from ledger_accounts where id = f.to_account_id), f.kind), false)
        ) then
          raise exception 'the ledger knows no such transfer' using errcode = 'LI003';
        end if;
        if exists (
          select from fresh f
           where f.hold_id is not null and (
             select h.kind = 'hold' and (h.from_account_id, h.to_account_id, h.amount, h.community_code, h.reason)
                  = (f.from_account_id, f.to_account_id, f.amount, f.community_code, f.reason)
               from transfers h where h.id = f.hold_id) is not true
        ) then
          raise exception 'a hold is closed as it was opened' using errcode = 'LI003';
        end if;
        if exists (
          select from fresh f
           where f.reverses_id is not null and (
             select t.kind in ('transfer', 'settle') and f.amount <= t.amount
                and (t.from_account_id, t.to_account_id) = (f.to_account_id, f.from_account_id)
               from transfers t where t.id = f.reverses_id) is not true
        ) then
          raise exception 'a reversal goes back the way its transfer came' using errcode = 'LI003';
        end if;
        select array_agg(id) into v_ids
          from (select from_account_id as id from fresh union select to_account_id from fresh where kind in ('transfer', 'settle')) moved;
        perform from ledger_balances b where b.account_id = any(v_ids) order by b.account_id for no key update;
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
           where b.account_id = m.account_id and b.account_id = any(v_ids)
          returning case when b.debt > 0 and b.balance > b.held then b.account_id end
        loop
          -- Whoever is just paying a debt goes on paying in the loop that began it.
          if v_debtor is not null and not exists (select from fresh where reason = 'debt_paid' and from_account_id = v_debtor) then
            perform ledger_repay(v_debtor, (select max(booked_at) from fresh));
          end if;
        end loop;
        return null;
      end $$;
      create trigger transfers_booked after insert on transfers referencing new table as fresh
        for each statement execute function transfers_booked();

      -- Oldest debt first. Debts of an account change only under the lock of its balance, which the caller has.
      create function ledger_repay(p_account uuid, p_at timestamptz) returns void language plpgsql as $$
      declare v_debt ledger_debts; v_paid bigint;
      begin
        loop
          select balance - held into v_paid from ledger_balances where account_id = p_account;
          exit when coalesce(v_paid, 0) <= 0;
          select * into v_debt from ledger_debts where account_id = p_account and paid < amount order by created_at, id limit 1;
          exit when not found;
          v_paid := least(v_paid, v_debt.amount - v_debt.paid);
          update ledger_debts set paid = paid + v_paid where id = v_debt.id;
          update ledger_balances set debt = debt - v_paid where account_id = p_account;
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
            select gen_random_uuid(), 'transfer', p_account, v_debt.to_account_id, v_paid, 'debt_paid', 'debt', v_debt.id, t.community_code, p_at
              from transfers t where t.id = v_debt.transfer_id;
        end loop;
      end $$;

      create trigger transfers_fixed before update or delete on transfers for each row execute function refuse_change();
      create trigger transfers_whole before truncate on transfers for each statement execute function refuse_change();
      create trigger ledger_seals_fixed before update or delete on ledger_seals for each row execute function refuse_change();
      create trigger ledger_seals_whole before truncate on ledger_seals for each statement execute function refuse_change();
      create trigger ledger_accounts_fixed before update or delete on ledger_accounts for each row execute function refuse_change();
      create trigger ledger_accounts_whole before truncate on ledger_accounts for each statement execute function refuse_change();
      create trigger ledger_balances_kept before delete on ledger_balances for each row execute function refuse_change();
      create trigger ledger_balances_whole before truncate on ledger_balances for each statement execute function refuse_change();
      create trigger ledger_debts_kept before delete on ledger_debts for each row execute function refuse_change();
      create trigger ledger_debts_whole before truncate on ledger_debts for each statement execute function refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function ledger_repay, transfers_booked, transfers_digested, ledger_shape, transfer_digest cascade`);
  }
}
