import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Service posts 岗位: their shifts are orders with source `post`. */
export class Posts1790000000620 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table posts (
        id uuid constraint posts_pkey primary key,
        request_hash text not null,
        title text not null,
        item_code text not null,
        remark text,
        area_code text not null constraint posts_area_level check (length(area_code) in (12, 15)),
        place_text text not null,
        lng double precision,
        lat double precision,
        first_start_at timestamptz(3) not null,
        minutes smallint not null constraint posts_minutes check (minutes between 15 and 480),
        headcount smallint not null constraint posts_headcount check (headcount between 1 and 200),
        weekdays integer[] constraint posts_weekdays check (cardinality(weekdays) between 1 and 7),
        until date,
        team_id uuid,
        in_charge_id uuid not null,
        created_by uuid not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        -- shifts up to this day have been made, each once
        made_until date not null,
        ended_at timestamptz(3),
        ended_by uuid,
        end_reason text,
        constraint posts_position check ((lng is null) = (lat is null)),
        constraint posts_pattern check (weekdays is not null or until is null)
      );
      create index posts_area on posts (area_code text_pattern_ops, created_at desc, id desc);
      create index posts_team on posts (team_id, created_at desc, id desc) where team_id is not null;
      create index posts_to_make on posts (made_until, id) where ended_at is null and weekdays is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table posts`);
  }
}
