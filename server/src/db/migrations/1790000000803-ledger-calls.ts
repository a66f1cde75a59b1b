import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the server asks of the books: one call each, every one of them safe to repeat under its id. */
export class LedgerCalls1790000000803 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
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

      -- Takes back what is there; the rest becomes a debt. Gives what was taken.
      create function ledger_reverse(p_id uuid, p_transfer uuid, p_reason text, p_ref_type text, p_ref_id uuid, p_actor uuid,
        p_at timestamptz) returns bigint language plpgsql as $$
      declare v_row transfers; v_free bigint; v_taken bigint;
      begin
        select * into v_row from transfers where id = p_transfer and kind in ('transfer', 'settle');
        if not found then raise exception 'there is no such transfer' using errcode = 'LI003'; end if;
        perform from ledger_balances where account_id = any(array[v_row.from_account_id, v_row.to_account_id]) order by account_id for no key update;
        select balance - held into v_free from ledger_balances where account_id = v_row.to_account_id;
        -- What a pool paid out came back to the issuing side, which has no balance to take from: the way back is open for that alone.
        if not found then
          if v_row.reason <> 'pool_payout' then raise exception 'the issuing side is not reversed' using errcode = 'LI003'; end if;
          v_free := v_row.amount;
        end if;
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
          perform ledger_repay(v_row.to_account_id, p_at);
        end if;
        return v_taken;
      end $$;

      -- Points of a person to somebody's accounts of the same communities (p_heir), or into one pool (p_pool): each row keeps its issuer.
      -- With an amount as much as that, and nothing while there is a debt; without one everything that is free. Gives what went over.
      create function ledger_hand_over(p_id uuid, p_person uuid, p_heir uuid, p_pool uuid, p_amount bigint, p_reason text, p_ref_type text,
        p_ref_id uuid, p_actor uuid, p_at timestamptz) returns bigint
      language plpgsql as $$
      declare v_rest bigint := p_amount; v_given bigint := 0; v_part bigint; v_id uuid := p_id; v_rows integer := 0; r record;
      begin
        if p_heir is not null then
          perform ledger_open('person', p_heir, community_code, p_at) from ledger_accounts where owner_id = p_person and kind = 'person';
        end if;
        perform from ledger_balances b join ledger_accounts a on a.id = b.account_id
          where (a.kind = 'person' and a.owner_id in (p_person, p_heir)) or a.id = p_pool order by b.account_id for no key update of b;
        if p_amount is not null and exists (select from ledger_balances b join ledger_accounts a on a.id = b.account_id
            where a.owner_id = p_person and a.kind = 'person' and b.debt > 0) then
          raise exception 'a debt is to be paid first' using errcode = 'LI005';
        end if;
        for r in select a.id, a.community_code, b.balance - b.held as free from ledger_accounts a join ledger_balances b on b.account_id = a.id
                  where a.owner_id = p_person and a.kind = 'person' and b.balance > b.held order by a.opened_at, a.id loop
          exit when v_rest = 0;
          v_part := least(coalesce(v_rest, r.free), r.free);
          insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
            values (v_id, 'transfer', r.id, coalesce(p_pool, ledger_account_id('person', p_heir, r.community_code)), v_part, p_reason,
              p_ref_type, p_ref_id, r.community_code, p_actor, p_at);
          v_rest := v_rest - v_part;
          v_given := v_given + v_part;
          v_rows := v_rows + 1;
          v_id := md5(p_id::text || v_rows)::uuid;
        end loop;
        if v_rest > 0 then raise exception 'not enough points' using errcode = 'LI006'; end if;
        return v_given;
      end $$;

      -- What somebody still has to pay back is paid back by the account they were joined to.
      create function ledger_debts_follow(p_person uuid, p_heir uuid, p_at timestamptz) returns void
      language plpgsql as $$
      declare r record; v_to uuid;
      begin
        for r in select d.id, d.account_id, d.amount - d.paid as open, a.community_code from ledger_debts d
                  join ledger_accounts a on a.id = d.account_id
                  where a.owner_id = p_person and a.kind = 'person' and d.paid < d.amount order by d.created_at, d.id for update of d loop
          v_to := ledger_open('person', p_heir, r.community_code, p_at);
          update ledger_debts set account_id = v_to where id = r.id;
          update ledger_balances set debt = debt - r.open where account_id = r.account_id;
          update ledger_balances set debt = debt + r.open where account_id = v_to;
          perform ledger_repay(v_to, p_at);
        end loop;
      end $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop function ledger_debts_follow, ledger_hand_over, ledger_reverse, ledger_spend, ledger_book, ledger_open, ledger_account_id`,
    );
  }
}
