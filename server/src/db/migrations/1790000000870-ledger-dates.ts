import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A row dated `infinity`, or centuries away, would never be in a day that is sealed. Which day it is now only the application's clock knows: whether
 * a row lies ahead of it is what `ledger:verify` looks at.
 */
export class LedgerDates1790000000870 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table transfers add constraint transfers_dated
        check (booked_at >= '2020-01-01T00:00:00+08' and booked_at < '2100-01-01T00:00:00+08');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`alter table transfers drop constraint transfers_dated`);
  }
}
