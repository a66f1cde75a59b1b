import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service stations, elder canteens and the like, for everybody to find. */
export class Places1790000000680 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table places (
        id uuid constraint places_pkey primary key,
        request_hash text not null,
        kind text not null,
        name text not null,
        address text not null,
        phone text,
        lng double precision not null,
        lat double precision not null,
        area_code text not null,
        hours jsonb not null default '[]',
        note text,
        retired_at timestamptz(3),
        created_by uuid not null,
        created_at timestamptz(3) not null
      );
      create index places_area on places (area_code);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table places`);
  }
}
