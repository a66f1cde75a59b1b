import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Monthly settlement sheets, and what is promised on the shelves against the points that are out. */
export class ShopSheets1790000000851 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- the last day of the agreement the desk was warned of
      alter table shops add column warned_for date;

      create table shop_sheets (
        id uuid constraint shop_sheets_pkey primary key,
        shop_id uuid not null constraint shop_sheets_shop references shops (id),
        community_code text not null,
        month text not null constraint shop_sheets_month check (month ~ '^\\d{4}-(0[1-9]|1[0-2])$'),
        state text not null constraint shop_sheets_state check (state in ('mismatch', 'closed', 'handled')),
        redeemed integer not null,
        redeemed_points integer not null,
        refunded integer not null,
        refunded_points integer not null,
        points integer not null constraint shop_sheets_sum check (points = redeemed_points - refunded_points),
        -- what the shop's account moved by in that month
        ledger_points integer not null,
        checked_at timestamptz(3) not null,
        closed_at timestamptz(3),
        handled_at timestamptz(3),
        handled_by uuid,
        handled_note text,
        constraint shop_sheets_once unique (shop_id, month),
        constraint shop_sheets_equal check (state = 'mismatch' or points = ledger_points),
        constraint shop_sheets_closed check ((state = 'mismatch') = (closed_at is null)),
        constraint shop_sheets_handled check ((state = 'handled') = (handled_at is not null))
      );
      create index shop_sheets_community on shop_sheets (community_code text_pattern_ops, month desc, id desc);

      -- A closed sheet never changes; that it was handled is written once.
      create function shop_sheets_kept() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and (old.state = 'mismatch' or (old.state = 'closed' and new.state = 'handled'
          and (to_jsonb(old) - '{state,handled_at,handled_by,handled_note}'::text[]) = (to_jsonb(new) - '{state,handled_at,handled_by,handled_note}'::text[])))
        then return new; end if;
        raise exception 'a closed sheet never changes' using errcode = 'LI001';
      end $$;
      create trigger shop_sheets_kept before update or delete on shop_sheets for each row execute function shop_sheets_kept();
      create trigger shop_sheets_whole before truncate on shop_sheets for each statement execute function refuse_change();

      -- What lies on the shelves for points, by community: items that count their stock, of shops that are open.
      create view shop_stocked_values as
        select s.community_code, sum(i.stock::bigint * i.points)::bigint as points
          from shop_items i join shops s on s.id = i.shop_id
         where s.state = 'open' and i.state = 'on' and i.stock is not null
         group by s.community_code;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(
      `drop view shop_stocked_values; drop table shop_sheets; drop function shop_sheets_kept; alter table shops drop column warned_for`,
    );
  }
}
