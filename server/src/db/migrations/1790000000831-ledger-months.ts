import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The books folded by month for pages of figures. Only sealed days are folded, and a sealed day takes no more rows: what is folded and the
 * few days after it are together exact, and no booking pays for it.
 */
export class LedgerMonths1790000000831 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table ledger_months (
        community_code text not null,
        month text not null constraint ledger_months_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
        reason text not null,
        from_kind text not null,
        from_community text not null,
        to_kind text not null,
        to_community text not null,
        moved bigint not null,
        held bigint not null,
        constraint ledger_months_pkey primary key (community_code, month, reason, from_kind, from_community, to_kind, to_community)
      );
      create index ledger_months_pool_in on ledger_months (to_community, month) where to_kind = 'pool';
      create index ledger_months_pool_out on ledger_months (from_community, month) where from_kind = 'pool';
      create index ledger_months_shop_in on ledger_months (to_community, month) where to_kind = 'shop';
      create index ledger_months_shop_out on ledger_months (from_community, month) where from_kind = 'shop';

      -- One row: everything up to this day is folded.
      create table ledger_folded (
        one boolean constraint ledger_folded_pkey primary key default true constraint ledger_folded_one check (one),
        through date not null,
        folded_at timestamptz(3) not null
      );

      -- Rows after a day, up to another, as they would be folded. The days are put in as values, so that the plan knows how few there are.
      create function ledger_moves(p_after date, p_through date) returns setof ledger_months language plpgsql stable as $$
      begin
        return query execute $q$
          select t.community_code, to_char(t.day, 'YYYY-MM'), t.reason, f.kind, f.community_code, g.kind, g.community_code,
                 coalesce(sum(t.amount) filter (where t.kind in ('transfer', 'settle')), 0)::bigint,
                 coalesce(sum(case t.kind when 'hold' then t.amount when 'transfer' then 0 else -t.amount end), 0)::bigint
            from transfers t join ledger_accounts f on f.id = t.from_account_id join ledger_accounts g on g.id = t.to_account_id
           where t.day > $1 and t.day <= $2
           group by 1, 2, 3, 4, 5, 6, 7 $q$ using p_after, p_through;
      end $$;

      -- Folds what was sealed since. Two at once: the second waits and finds nothing to do.
      create function ledger_fold(p_at timestamptz) returns date language plpgsql as $$
      declare v_after date; v_through date;
      begin
        perform pg_advisory_xact_lock(4117011);
        select through into v_after from ledger_folded;
        select max(day) into v_through from ledger_seals;
        if v_through is null or v_through <= v_after then return v_after; end if;
        insert into ledger_months select * from ledger_moves(coalesce(v_after, '-infinity'), v_through)
          on conflict (community_code, month, reason, from_kind, from_community, to_kind, to_community)
          do update set moved = ledger_months.moved + excluded.moved, held = ledger_months.held + excluded.held;
        insert into ledger_folded (through, folded_at) values (v_through, p_at)
          on conflict (one) do update set through = excluded.through, folded_at = excluded.folded_at;
        return v_through;
      end $$;

      -- What has not been folded yet: seldom more than two days.
      create function ledger_unfolded() returns setof ledger_months language sql stable as $$
        select * from ledger_moves(coalesce((select through from ledger_folded), '-infinity'), 'infinity')
      $$;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop function ledger_unfolded, ledger_fold, ledger_moves; drop table ledger_folded, ledger_months`);
  }
}
