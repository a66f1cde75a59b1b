import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What vouchers need to be shown, handed over, reminded of and given back. */
export class VouchersAtWork1790000000860 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- numbers are drawn for what stands in them, so that two communities never draw the same
      alter table voucher_counters rename column community_code to mark;

      alter table vouchers
        add column remind_at timestamptz(3),
        add column refund_reason text,
        add column returned boolean;
      create index vouchers_reminding on vouchers (remind_at) where state = 'ready' and remind_at is not null;
      create index vouchers_refunded on vouchers (shop_id, ended_at desc, id desc) where state = 'refunded';

      create table voucher_code_uses (
        voucher_id uuid not null constraint voucher_code_uses_voucher references vouchers (id),
        step bigint not null,
        person_id uuid not null,
        at timestamptz(3) not null,
        constraint voucher_code_uses_pkey primary key (voucher_id, step)
      );
      create index voucher_code_uses_at on voucher_code_uses (at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table voucher_code_uses;
      alter table vouchers drop column remind_at, drop column refund_reason, drop column returned;
      alter table voucher_counters rename column mark to community_code;
    `);
  }
}
