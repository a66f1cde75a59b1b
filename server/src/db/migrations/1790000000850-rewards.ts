import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Shops, what they give for points, and vouchers; the role of a shop's people. */
export class Rewards1790000000850 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table role_grants add column shop_id uuid;
      alter table role_grants drop constraint role_grants_role;
      alter table role_grants add constraint role_grants_role check (role in ('grid_member', 'grid_leader', 'dispatcher', 'street_chief', 'handler',
        'sentinel', 'auditor', 'administrator', 'volunteer', 'party_member', 'unit_contact', 'merchant'));
      alter table role_grants add constraint role_grants_shop_is_merchant check ((role = 'merchant') = (shop_id is not null));
      create index role_grants_shop on role_grants (shop_id) where ended_at is null and shop_id is not null;
      create unique index role_grants_merchant_once on role_grants (coalesce(person_id::text, phone), shop_id)
        where role = 'merchant' and ended_at is null;

      create table shops (
        id uuid constraint shops_pkey primary key,
        name text not null,
        about text not null default '',
        category text not null constraint shops_category check (category in
          ('food', 'grocery', 'hair', 'repair', 'health', 'books', 'laundry', 'leisure', 'other')),
        district_code text not null,
        street_code text not null,
        community_code text not null,
        place_text text not null,
        lng double precision not null,
        lat double precision not null,
        phone text,
        hours_text text not null default '',
        agreement_from date not null,
        agreement_to date not null,
        file_ids uuid[] not null default '{}',
        state text not null constraint shops_state check (state in ('open', 'paused', 'closed')),
        closed_at timestamptz(3),
        created_by uuid,
        request_hash text not null default '',
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint shops_agreement check (agreement_to >= agreement_from),
        constraint shops_closed check ((state = 'closed') = (closed_at is not null))
      );
      create index shops_listed on shops (community_code text_pattern_ops, created_at desc, id desc);

      create table shop_items (
        id uuid constraint shop_items_pkey primary key,
        shop_id uuid not null constraint shop_items_shop references shops (id),
        kind text not null constraint shop_items_kind check (kind in ('goods', 'service', 'discount')),
        title text not null,
        about text not null default '',
        points integer not null constraint shop_items_points check (points between 1 and 100000),
        -- null: not counted (a discount); what is held by open vouchers has left the stock
        stock integer constraint shop_items_stock check (stock >= 0),
        per_person integer constraint shop_items_per_person check (per_person > 0),
        per_person_month integer constraint shop_items_per_person_month check (per_person_month > 0),
        star_least smallint not null default 0 constraint shop_items_star check (star_least between 0 and 5),
        minutes_least integer not null default 0 constraint shop_items_minutes check (minutes_least >= 0),
        valid_days smallint not null default 14 constraint shop_items_valid check (valid_days between 1 and 180),
        file_ids uuid[] not null default '{}',
        state text not null constraint shop_items_state check (state in ('on', 'off')),
        request_hash text not null default '',
        created_by uuid,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index shop_items_shop on shop_items (shop_id, created_at desc, id desc);

      create table vouchers (
        id uuid constraint vouchers_pkey primary key,
        voucher_no text not null constraint vouchers_voucher_no unique,
        item_id uuid not null constraint vouchers_item references shop_items (id),
        shop_id uuid not null constraint vouchers_shop references shops (id),
        person_id uuid not null,
        community_code text not null,
        kind text not null constraint vouchers_kind check (kind in ('goods', 'service', 'discount')),
        title text not null,
        points integer not null constraint vouchers_points check (points > 0),
        state text not null constraint vouchers_state check (state in ('ready', 'redeemed', 'cancelled', 'expired', 'released', 'refunded')),
        secret bytea not null constraint vouchers_secret check (octet_length(secret) = 32),
        hold_ids uuid[] not null constraint vouchers_held check (cardinality(hold_ids) > 0),
        expires_at timestamptz(3) not null,
        redeemed_at timestamptz(3),
        redeemed_by uuid,
        ended_at timestamptz(3),
        refunded_by uuid,
        request_hash text not null,
        created_at timestamptz(3) not null,
        constraint vouchers_redeemed check ((state in ('redeemed', 'refunded')) = (redeemed_at is not null)),
        constraint vouchers_ended check ((state in ('cancelled', 'expired', 'released', 'refunded')) = (ended_at is not null)),
        constraint vouchers_not_own check (redeemed_by <> person_id)
      );
      create index vouchers_person on vouchers (person_id, created_at desc, id desc);
      create index vouchers_limits on vouchers (person_id, item_id, created_at) where state in ('ready', 'redeemed');
      create index vouchers_open on vouchers (shop_id) where state = 'ready';
      create index vouchers_expiring on vouchers (expires_at) where state = 'ready';
      create index vouchers_shop_day on vouchers (shop_id, redeemed_at desc, id desc) where redeemed_at is not null;

      create table voucher_counters (
        day date not null,
        community_code text not null,
        last integer not null constraint voucher_counters_last check (last > 0),
        constraint voucher_counters_pkey primary key (day, community_code)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table voucher_counters, vouchers, shop_items, shops; alter table role_grants drop column shop_id`);
  }
}
