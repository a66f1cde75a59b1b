import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an order takes, from whom, and what became of it. A row only where the rules of the community ask for points; `returned`: the service was
 * confirmed and turned out not to have taken place.
 */
export class OrderPoints1790000000820 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table order_points (
        order_id uuid constraint order_points_pkey primary key,
        payer text not null constraint order_points_payer check (payer in ('person', 'pool')),
        payer_id uuid,
        community_code text not null,
        policy_id uuid,
        per_hour smallint not null constraint order_points_per_hour check (per_hour > 0),
        price integer not null constraint order_points_price check (price > 0),
        held integer not null,
        hold_ids uuid[] not null,
        state text not null constraint order_points_state check (state in ('held', 'settled', 'released', 'returned')),
        settled integer,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3),
        constraint order_points_order foreign key (order_id) references orders (id),
        constraint order_points_whose check ((payer = 'person') = (payer_id is not null)),
        constraint order_points_held check (held between 0 and price and (held > 0) = (cardinality(hold_ids) > 0) and (payer = 'pool' or held = price)),
        constraint order_points_closed check ((state = 'held') = (closed_at is null)),
        constraint order_points_settled check ((state in ('settled', 'returned')) = (settled is not null) and settled between 0 and held)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table order_points`);
  }
}
