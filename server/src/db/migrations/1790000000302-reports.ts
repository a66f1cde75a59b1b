import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports, what hangs on them, the category catalogue, QR points and the counter of case numbers. */
export class Reports1790000000302 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table report_categories (
        code text constraint report_categories_pkey primary key,
        kind text not null,
        main_class text not null,
        gb_code text,
        cjt214_code text,
        slug text not null,
        certainty text not null,
        name text not null,
        search tsvector not null,
        deadline_type text not null
          constraint report_categories_deadline_type check (deadline_type in ('urgent_hour', 'natural_day', 'work_hour', 'work_day')),
        deadline_value integer not null constraint report_categories_deadline_value check (deadline_value between 1 and 240),
        team_type text not null,
        priority text not null constraint report_categories_priority check (priority in ('low', 'normal', 'high', 'critical')),
        resident_may_report boolean not null,
        confidential boolean not null,
        photo_required boolean not null,
        guidance text,
        emergency text,
        enabled boolean not null default true,
        updated_at timestamptz(3) not null
      );

      create table report_points (
        id uuid constraint report_points_pkey primary key,
        code text not null constraint report_points_code unique,
        request_hash text not null,
        place_text text not null,
        lng double precision not null,
        lat double precision not null,
        area_code text not null,
        category_code text,
        retired boolean not null default false,
        created_by uuid not null,
        created_at timestamptz(3) not null
      );
      create index report_points_area on report_points (area_code text_pattern_ops, created_at desc, id desc);

      create table report_case_counters (
        day date not null,
        street_mark text not null,
        last integer not null,
        constraint report_case_counters_pkey primary key (day, street_mark)
      );

      create table reports (
        id uuid constraint reports_pkey primary key,
        case_no text not null constraint reports_case_no unique,
        request_hash text not null,
        reporter_id uuid,
        entered_by uuid,
        source text not null,
        patrol_id uuid,
        point_id uuid,
        category_code text not null,
        main_class text not null,
        priority text not null,
        confidential boolean not null,
        state text not null constraint reports_state check (state in ('reported', 'accepted', 'dispatched', 'in_progress', 'suspended',
          'handled', 'closed', 'rejected', 'withdrawn', 'merged')),
        state_before text,
        district_code text not null,
        street_code text not null,
        community_code text,
        grid_code text,
        lng double precision,
        lat double precision,
        cell integer,
        accuracy_metres double precision,
        contactable boolean not null,
        anonymous boolean not null,
        captured_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,

        response_due_at timestamptz(3) not null,
        response_amber_at timestamptz(3) not null,
        response_stopped_at timestamptz(3),
        response_level smallint not null default 0,

        external_no text,
        external_due_at timestamptz(3),
        first_dispatched_at timestamptz(3),
        disposal_first_due_at timestamptz(3),
        run integer not null default 0,
        run_started_at timestamptz(3),
        deadline_type text,
        deadline_value integer,
        paused_ms double precision not null default 0,
        own_due_at timestamptz(3),
        disposal_due_at timestamptz(3),
        disposal_half_at timestamptz(3),
        disposal_amber_at timestamptz(3),
        disposal_further_at timestamptz(3),
        disposal_stopped_at timestamptz(3),
        disposal_late boolean not null default false,
        disposal_level smallint not null default 0,
        reminded boolean not null default false,
        open_due_at timestamptz(3),
        open_amber_at timestamptz(3),
        next_mark_at timestamptz(3),

        team_id uuid,
        team_has_accounts boolean,
        handler_id uuid,
        worked_by uuid[] not null default '{}',
        outcome text constraint reports_outcome check (outcome in ('solved', 'partly', 'cannot_now', 'outside')),
        outcome_until date,
        rework_count integer not null default 0,
        return_count integer not null default 0,
        urge_count integer not null default 0 constraint reports_urges check (urge_count between 0 and 3),
        last_urged_at timestamptz(3),
        supervised_at timestamptz(3),
        extension_state text constraint reports_extension check (extension_state in ('asked', 'granted', 'refused')),
        extension_until timestamptz(3),
        extension_asked_at timestamptz(3),
        extension_asked_by uuid,
        suspended_at timestamptz(3),
        suspended_until date,
        check_due_at timestamptz(3),
        check_close_at timestamptz(3),
        checked_by uuid,
        closed_at timestamptz(3),
        closed_as text constraint reports_closed_as check (closed_as in ('checked', 'unchecked', 'self_handled')),
        rejected_at timestamptz(3),
        merged_into_id uuid constraint reports_merged_into references reports (id),
        rating smallint constraint reports_rating check (rating between 1 and 5),
        rated_at timestamptz(3),
        reopened_at timestamptz(3),
        followers integer not null default 0,
        released_at timestamptz(3),
        drawn_at timestamptz(3),
        second_check_passed boolean,
        second_checked_at timestamptz(3),

        constraint reports_author check (reporter_id is not null or entered_by is not null),
        constraint reports_place check ((lng is null) = (lat is null) and (cell is null or lng is not null)),
        constraint reports_codes check (starts_with(street_code, district_code) and starts_with(community_code, street_code)
          and starts_with(grid_code, community_code)),
        constraint reports_closed check ((state = 'closed') = (closed_at is not null and closed_as is not null)),
        constraint reports_merged check ((state = 'merged') = (merged_into_id is not null) and merged_into_id <> id),
        constraint reports_suspended check ((state = 'suspended') = (suspended_until is not null)),
        constraint reports_in_progress check (state <> 'in_progress' or team_id is not null or handler_id is not null),
        constraint reports_not_released check (released_at is null or not confidential)
      );
      create index reports_district on reports (district_code, created_at desc, id desc);
      create index reports_street on reports (street_code, created_at desc, id desc);
      create index reports_community on reports (community_code, created_at desc, id desc);
      create index reports_grid on reports (grid_code, created_at desc, id desc);
      create index reports_district_state on reports (district_code, state, created_at desc, id desc);
      create index reports_street_state on reports (street_code, state, created_at desc, id desc);
      create index reports_community_state on reports (community_code, state, created_at desc, id desc);
      create index reports_cell on reports (cell, created_at desc, id desc) include (lat, lng);
      create index reports_reporter on reports (reporter_id, created_at desc, id desc);
      create index reports_team_open on reports (team_id, open_due_at, id) where state in ('dispatched', 'in_progress', 'suspended', 'handled');
      create index reports_handler_open on reports (handler_id, open_due_at, id) where state in ('in_progress', 'suspended', 'handled');
      create index reports_street_due on reports (street_code, open_due_at, id) where open_due_at is not null;
      create index reports_community_due on reports (community_code, open_due_at, id) where open_due_at is not null;
      create index reports_district_due on reports (district_code, open_due_at, id) where open_due_at is not null;
      create index reports_next_mark on reports (next_mark_at) where next_mark_at is not null;
      create index reports_released on reports (district_code, released_at desc, id desc) where released_at is not null;
      create index reports_drawn on reports (street_code, drawn_at) where drawn_at is not null and second_checked_at is null;
      create index reports_merged_into_id on reports (merged_into_id) where merged_into_id is not null;
      create index reports_external_no on reports (external_no) where external_no is not null;

      create table report_words (
        report_id uuid constraint report_words_pkey primary key constraint report_words_report references reports (id),
        description text,
        place_text text,
        caller_name text,
        caller_phone text,
        outside_body text,
        released_text text,
        search tsvector not null
      );
      create index report_words_search on report_words using gin (search);

      create table report_notes (
        event_id bigint constraint report_notes_pkey primary key,
        report_id uuid not null constraint report_notes_report references reports (id),
        kind text not null,
        author_id uuid,
        text text not null
      );
      create index report_notes_of on report_notes (report_id, event_id);

      create table report_photos (
        report_id uuid not null constraint report_photos_report references reports (id),
        file_id uuid not null,
        kind text not null constraint report_photos_kind check (kind in ('before', 'after', 'proof', 'released')),
        run integer not null,
        position smallint not null,
        event_id bigint,
        shows_after boolean,
        constraint report_photos_pkey primary key (report_id, file_id, kind)
      );

      create table report_followers (
        report_id uuid not null constraint report_followers_report references reports (id),
        person_id uuid not null,
        created_at timestamptz(3) not null,
        via_id uuid,
        constraint report_followers_pkey primary key (report_id, person_id)
      );
      create index report_followers_person on report_followers (person_id, created_at desc, report_id desc);

      create table report_runs (
        report_id uuid not null constraint report_runs_report references reports (id),
        run integer not null,
        begun_by text not null constraint report_runs_begun_by check (begun_by in ('dispatch', 'rework', 'reopen')),
        team_id uuid,
        started_at timestamptz(3) not null,
        due_at timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_by text,
        late boolean not null default false,
        constraint report_runs_pkey primary key (report_id, run)
      );
      create index report_runs_team on report_runs (team_id, started_at);

      create table report_marks (
        report_id uuid not null constraint report_marks_report references reports (id),
        clock text not null constraint report_marks_clock check (clock in ('response', 'disposal')),
        run integer not null,
        level smallint not null,
        due_at timestamptz(3) not null,
        marked_at timestamptz(3) not null,
        constraint report_marks_pkey primary key (report_id, clock, run, level)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table report_marks, report_runs, report_followers, report_photos, report_notes, report_words, reports,
      report_case_counters, report_points, report_categories;`);
  }
}
