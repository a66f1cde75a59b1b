import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the caps go by, why a record was voided, and points for what has no minutes: a report, a wish. */
export class Earnings1790000000811 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table service_records
        add column earning_minutes smallint not null default 0
          constraint service_records_earning_minutes check (earning_minutes between 0 and minutes),
        add column void_reason text,
        add constraint service_records_void_reason check (void_reason is null or state = 'voided');

      create table earnings (
        ref_type text not null constraint earnings_ref check (ref_type in ('report', 'wish')),
        ref_id uuid not null,
        person_id uuid not null,
        community_code text not null,
        day date not null,
        policy_id uuid,
        points integer not null constraint earnings_points check (points >= 0),
        surplus_points integer not null constraint earnings_surplus check (surplus_points >= 0),
        limits text[] not null,
        transfer_ids uuid[] not null,
        created_at timestamptz(3) not null,
        constraint earnings_pkey primary key (ref_type, ref_id, person_id)
      );
      create index earnings_person on earnings (person_id, day desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table earnings;
      alter table service_records drop column earning_minutes, drop column void_reason;
    `);
  }
}
