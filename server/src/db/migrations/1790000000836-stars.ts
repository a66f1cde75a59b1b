import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The star each person was last told of, so that a change is told once. */
export class Stars1790000000836 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table stars (
        person_id uuid constraint stars_pkey primary key,
        star smallint not null constraint stars_star check (star between 0 and 5),
        changed_at timestamptz(3) not null
      )
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table stars`);
  }
}
