import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The reports of a QR point are counted on its page: without this by a sequential scan. */
export class ReportPoints1790000000501 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`create index reports_point on reports (point_id) where point_id is not null`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index reports_point`);
  }
}
