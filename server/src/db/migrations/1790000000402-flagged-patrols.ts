import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person should look at is a few rows among many. */
export class FlaggedPatrols1790000000402 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`create index patrols_flagged on patrols (started_at desc, id desc) where flags <> '{}'`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index patrols_flagged`);
  }
}
