import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nearly every booking is one row, and set operations over one row cost several times what plain look-ups do: a statement of one row is booked
 * by its values, several together as before. The model test compares both with the same plain model.
 */
export class LedgerOneRow1790000000804 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create or replace function transfers_booked() returns trigger language plpgsql as $$
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
    `);
  }

  async down(): Promise<void> {
    // The function before did the same, several times slower.
  }
}
