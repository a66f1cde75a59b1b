import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Days that are not what their weekday says, the years that were filled, and office hours by area. */
export class Calendar1790000000301 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table calendar_days (
        day date constraint calendar_days_pkey primary key,
        working boolean not null,
        name text not null
      );
      create table calendar_years (
        year integer constraint calendar_years_pkey primary key,
        filled_at timestamptz(3) not null
      );
      create table office_hours (
        area_code text constraint office_hours_pkey primary key,
        spans jsonb not null,
        updated_at timestamptz(3) not null
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table office_hours; drop table calendar_years; drop table calendar_days;`);
  }
}
