import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Giving, statements to keep, and points that go to another owner as a whole. Replaces `ledger_shape`: accounts that are joined hand over
 * their points by rows of a reason of their own.
 */
export class Wallet1790000000830 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table pool_donations (
        id uuid constraint pool_donations_pkey primary key,
        person_id uuid not null,
        community_code text not null,
        points integer not null constraint pool_donations_points check (points > 0),
        shown text not null constraint pool_donations_shown check (shown in ('anonymous', 'masked', 'named')),
        request_hash text not null,
        created_at timestamptz(3) not null
      );
      create index pool_donations_listed on pool_donations (community_code, created_at desc, id desc);
      create index pool_donations_person on pool_donations (person_id);

      create table gifts (
        id uuid constraint gifts_pkey primary key,
        giver_id uuid not null,
        receiver_id uuid not null,
        relation text not null constraint gifts_relation check (relation in
          ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other')),
        points integer not null constraint gifts_points check (points > 0),
        year smallint not null,
        request_hash text not null,
        created_at timestamptz(3) not null,
        constraint gifts_two_people check (giver_id <> receiver_id)
      );
      create index gifts_of_year on gifts (giver_id, year);
      create index gifts_received on gifts (receiver_id);

      -- A statement somebody took away: what a public check answers with, without saying whose it was.
      create table statement_files (
        statement_no text constraint statement_files_pkey primary key,
        person_id uuid not null,
        from_month text not null,
        to_month text not null,
        format text not null constraint statement_files_format check (format in ('xlsx', 'pdf')),
        lines integer not null,
        opening bigint not null,
        points_in bigint not null,
        points_out bigint not null,
        closing bigint not null,
        digest bytea not null constraint statement_files_digest check (octet_length(digest) = 32),
        day date not null,
        created_at timestamptz(3) not null
      );
      create index statement_files_day on statement_files (person_id, day);

      create or replace function ledger_shape(p_reason text, p_from text, p_to text, p_kind text) returns boolean
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
          when p_reason in ('debt_paid', 'reversal') then p_kind = 'transfer' and p_from in ('person', 'pool', 'shop')
          else false
        end
      $$;

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
      `drop table statement_files, gifts, pool_donations; drop function if exists ledger_hand_over; drop function if exists ledger_debts_follow`,
    );
  }
}
