import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Half way to the deadline the offer goes to the next five, once: it is remembered even when nobody was found. And the desk's list of those not come. */
export class SecondOffer1790000000602 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table orders add column next_offered_at timestamptz(3);
      create index orders_begun on orders (community_code, start_at, id) where state in ('offered', 'filled', 'in_service', 'finished');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index orders_begun; alter table orders drop column next_offered_at`);
  }
}
