import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patrols with their track, scans and days; checkpoints, daily targets and leave. */
export class Patrols1790000000401 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table patrols (
        id uuid constraint patrols_pkey primary key,
        person_id uuid not null,
        request_hash text not null,
        -- own grids at the start, and these with every area above them
        grid_codes text[] not null constraint patrols_grids check (cardinality(grid_codes) > 0),
        scope_codes text[] not null,
        state text not null constraint patrols_state check (state in ('walking', 'paused', 'ended')),
        started_at timestamptz(3) not null,
        stopped_at timestamptz(3),
        ended_at timestamptz(3),
        ended_by text constraint patrols_ended_by check (ended_by in ('person', 'system')),
        last_sign_at timestamptz(3) not null,
        pauses jsonb not null default '[]',
        start_offset_ms bigint not null,
        offset_ms bigint not null,
        flags text[] not null default '{}',
        counted_ms bigint not null default 0 constraint patrols_counted check (counted_ms >= 0),
        uncounted_ms bigint not null default 0 constraint patrols_uncounted check (uncounted_ms >= 0),
        metres integer not null default 0,
        spans jsonb not null default '[]',
        reports integer not null default 0,
        scans integer not null default 0,
        created_at timestamptz(3) not null,
        constraint patrols_end check ((state = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_by is null)),
        constraint patrols_end_follows check (ended_at >= started_at and stopped_at >= started_at)
      );
      create unique index patrols_one_running on patrols (person_id) where state <> 'ended';
      create index patrols_running on patrols (last_sign_at) where state <> 'ended';
      create index patrols_person on patrols (person_id, started_at desc, id desc);
      create index patrols_started on patrols (started_at desc, id desc);
      create index patrols_scope on patrols using gin (scope_codes);

      create table patrol_days (
        patrol_id uuid not null constraint patrol_days_patrol references patrols (id),
        day date not null,
        person_id uuid not null,
        counted_ms integer not null constraint patrol_days_counted check (counted_ms between 1 and 86400000),
        constraint patrol_days_pkey primary key (patrol_id, day)
      );
      create index patrol_days_person on patrol_days (person_id, day);

      -- One row is one batch from the phone; its points are taken out after 90 days, the row stays so that it is never taken twice.
      create table patrol_batches (
        id uuid constraint patrol_batches_pkey primary key,
        patrol_id uuid not null constraint patrol_batches_patrol references patrols (id),
        request_hash text not null,
        received_at timestamptz(3) not null,
        last_at timestamptz(3) not null,
        taken smallint not null,
        dropped smallint not null,
        points jsonb
      );
      create index patrol_batches_of on patrol_batches (patrol_id);
      create index patrol_batches_kept on patrol_batches (last_at) where points is not null;

      create table checkpoints (
        id uuid constraint checkpoints_pkey primary key,
        code text not null constraint checkpoints_code unique,
        request_hash text not null,
        name text not null,
        lng double precision not null,
        lat double precision not null,
        grid_code text not null,
        retired_at timestamptz(3),
        created_by uuid not null,
        created_at timestamptz(3) not null
      );
      create index checkpoints_grid on checkpoints (grid_code text_pattern_ops, id);

      create table patrol_scans (
        id uuid constraint patrol_scans_pkey primary key,
        patrol_id uuid not null constraint patrol_scans_patrol references patrols (id),
        checkpoint_id uuid not null constraint patrol_scans_checkpoint references checkpoints (id),
        request_hash text not null,
        at timestamptz(3) not null,
        received_at timestamptz(3) not null,
        nothing_found boolean not null,
        off_metres integer,
        inside boolean not null
      );
      create index patrol_scans_of on patrol_scans (patrol_id);
      create index patrol_scans_visits on patrol_scans (checkpoint_id, at desc);

      create table patrol_targets (
        area_code text not null,
        from_day date not null,
        minutes integer not null constraint patrol_targets_minutes check (minutes between 10 and 480),
        set_by uuid not null,
        set_at timestamptz(3) not null,
        constraint patrol_targets_pkey primary key (area_code, from_day)
      );

      create table patrol_leaves (
        id uuid constraint patrol_leaves_pkey primary key,
        person_id uuid not null,
        request_hash text not null,
        grid_codes text[] not null,
        scope_codes text[] not null,
        from_day date not null,
        to_day date not null,
        reason text not null,
        state text not null constraint patrol_leaves_state check (state in ('asked', 'granted', 'refused', 'cancelled')),
        note text,
        decided_by uuid constraint patrol_leaves_four_eyes check (decided_by <> person_id),
        decided_at timestamptz(3),
        created_at timestamptz(3) not null,
        constraint patrol_leaves_days check (to_day >= from_day),
        constraint patrol_leaves_decided check (state not in ('granted', 'refused') or decided_by is not null)
      );
      create index patrol_leaves_person on patrol_leaves (person_id, from_day);
      create index patrol_leaves_listed on patrol_leaves (created_at desc, id desc);
      create index patrol_leaves_scope on patrol_leaves using gin (scope_codes);

      -- what was reported on a patrol is read from the reports
      create index reports_patrol on reports (patrol_id, created_at) where patrol_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop index reports_patrol`);
    await q.query(`drop table patrol_leaves, patrol_targets, patrol_scans, checkpoints, patrol_batches, patrol_days, patrols`);
  }
}
