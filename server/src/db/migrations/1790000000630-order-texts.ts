import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The text message of an order: the row comes before the message, so that there is never a second one. */
export class OrderTexts1790000000630 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table order_texts (
        order_id uuid constraint order_texts_pkey primary key constraint order_texts_order references orders (id),
        claimed_at timestamptz(3) not null,
        sent_at timestamptz(3)
      )`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table order_texts`);
  }
}
