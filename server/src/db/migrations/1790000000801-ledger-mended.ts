import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the first landing of the books got wrong, found by the model and by reading it again:
 * - one inflow that covers two debts paid the second one twice and was refused by the check of `ledger_debts`: whoever had two debts could not be paid;
 * - the debt of a pool, or one towards a shop, had no shape it could be paid in, so that every later booking to that account was refused;
 * - two spendings with one id at the same time ended in a bare unique violation instead of the first one's answer;
 * - a reversal locked the receiver before the giver, whatever their ids, and refused its own repetition;
 * - plans made for a batch of a thousand rows stayed with the session: looking up by arrays and scalar subqueries always takes the keys.
 */
export class LedgerMended1790000000801 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create or replace function ledger_shape(p_reason text, p_from text, p_to text, p_kind text) returns boolean
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
          when p_reason in ('debt_paid', 'reversal') then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          else false
        end
      $$;

      create or replace function transfers_booked() returns trigger language plpgsql as $$
      declare v_ids uuid[]; v_debtor uuid;
      begin
        perform pg_advisory_xact_lock_shared(4117010);
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
             select r.kind in ('transfer', 'settle') and f.amount <= r.amount
                and (r.from_account_id, r.to_account_id) = (f.to_account_id, f.from_account_id)
               from transfers r where r.id = f.reverses_id) is not true
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

      -- Oldest debt first. Debts of an account change only under the lock of its balance, which the caller has.
      create or replace function ledger_repay(p_account uuid, p_at timestamptz) returns void language plpgsql as $$
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

      create or replace function ledger_spend(p_id uuid, p_kind text, p_person uuid, p_to uuid, p_amount bigint, p_reason text, p_ref_type text,
        p_ref_id uuid, p_actor uuid, p_at timestamptz) returns uuid[]
      language plpgsql as $$
      declare v_ids uuid[]; v_sum bigint; v_rest bigint := p_amount; v_part bigint; v_id uuid := p_id; r record;
      begin
        -- First the locks: the same spending sent twice at once finds the first one's rows here.
        perform from ledger_balances b
          where b.account_id = any(array(select a.id from ledger_accounts a where a.owner_id = p_person and a.kind = 'person')
            || case when p_kind = 'transfer' then array[p_to] end)
          order by b.account_id for no key update;
        select array_agg(t.id order by t.seq), sum(t.amount) into v_ids, v_sum
          from transfers t where t.id = any(array(select case n when 0 then p_id else md5(p_id::text || n)::uuid end from generate_series(0, 20) n));
        if v_ids is not null then
          perform from transfers t join ledger_accounts a on a.id = t.from_account_id where t.id = p_id and a.owner_id = p_person
            and (t.kind, t.to_account_id, t.reason, t.ref_type, t.ref_id) = (p_kind, p_to, p_reason, p_ref_type, p_ref_id);
          if not found or v_sum <> p_amount then raise exception 'the id was used for another transfer' using errcode = 'LI004'; end if;
          return v_ids;
        end if;
        v_ids := '{}';
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

      create or replace function ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid,
        p_at timestamptz) returns bigint language plpgsql as $$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        perform from ledger_balances where account_id = any(array[v_row.from_account_id, v_row.to_account_id]) order by account_id for no key update;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id;
        if not found then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
        select amount into v_taken from transfers where id = p_id and reverses_id = p_transfer;
        if found then return v_taken; end if;
        if exists (select from ledger_debts where id = p_id and transfer_id = p_transfer) then return 0; end if;
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

      create trigger ledger_debts_kept before delete on ledger_debts for each row execute function refuse_change();
      create trigger ledger_debts_whole before truncate on ledger_debts for each statement execute function refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop trigger ledger_debts_kept on ledger_debts; drop trigger ledger_debts_whole on ledger_debts;`);
  }
}
