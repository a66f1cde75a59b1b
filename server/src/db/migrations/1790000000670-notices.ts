import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices of the desk to the people of an area. */
export class Notices1790000000670 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table notices (
        id uuid constraint notices_pkey primary key,
        request_hash text not null,
        title text not null,
        text text not null,
        area_code text not null constraint notices_area check (length(area_code) in (6, 9, 12)),
        from_day date not null,
        to_day date not null,
        state text not null constraint notices_state check (state in ('submitted', 'published', 'refused', 'withdrawn')),
        -- everyone who ever wrote these words: none of them publishes them
        written_by uuid[] not null constraint notices_written check (cardinality(written_by) > 0),
        decided_by uuid,
        published_at timestamptz(3),
        refuse_reason text,
        created_at timestamptz(3) not null,
        constraint notices_days check (to_day >= from_day),
        constraint notices_four_eyes check (decided_by <> all (written_by)),
        constraint notices_published check (state <> 'published' or (published_at is not null and decided_by is not null))
      );
      create index notices_on on notices (area_code, published_at desc, id desc) where state = 'published';
      create index notices_listed on notices (created_at desc, id desc);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table notices`);
  }
}
