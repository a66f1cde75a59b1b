import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is told of a post names everybody it concerns: two hundred ids are 8 kB. */
export class EventsOfMany1790000000640 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table events drop constraint events_data_small,
        add constraint events_data_small check (pg_column_size(data) <= 16000)`);
  }

  /** Rows that are larger stay. */
  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table events drop constraint events_data_small,
        add constraint events_data_small check (pg_column_size(data) <= 4000) not valid`);
  }
}
