import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Steps of display codes that were used: each once for whoever scanned it. */
export class Checks1790000000610 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table order_code_uses (
        order_id uuid not null constraint order_code_uses_order references orders (id),
        person_id uuid not null,
        step bigint not null,
        at timestamptz(3) not null,
        constraint order_code_uses_pkey primary key (order_id, person_id, step)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table order_code_uses`);
  }
}
