import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Service orders: ids, codes, times and counts in `orders`; who is served, where and what they wrote in `order_words`, which can be erased.
 * The promises are the database's: never more accepted than places, nobody in two places at once.
 */
export class Orders1790000000601 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    // Trusted, in every PostgreSQL 18: lets the exclusion constraint compare people.
    await q.query(`create extension if not exists btree_gist`);
    await q.query(`
      create table orders (
        id uuid constraint orders_pkey primary key,
        order_no text not null constraint orders_order_no unique,
        request_hash text not null,
        source text not null constraint orders_source check (source in ('resident', 'helper', 'staff', 'group', 'post')),
        source_id uuid,
        district_code text not null,
        street_code text not null,
        community_code text not null,
        grid_code text,
        lng double precision,
        lat double precision,
        cell integer,
        -- public: of a post, a talk, a class; homes stand in order_words
        place_text text,
        -- the terms of the service when it was ordered: editing the menu moves no promise
        item_code text not null,
        title text not null,
        category text not null,
        mode text not null constraint orders_mode check (mode in ('home', 'out', 'site', 'remote')),
        risk text not null constraint orders_risk check (risk in ('low', 'mid', 'high')),
        risk_note text,
        qualification text,
        qualification_code text,
        two_person boolean not null,
        insurance_required boolean not null,
        served_by text[] not null constraint orders_served_by check (cardinality(served_by) > 0),
        radius_metres integer,
        open_to_neighbours boolean not null,
        coefficient smallint not null constraint orders_coefficient check (coefficient between 100 and 150),
        notice_hours smallint not null constraint orders_notice check (notice_hours between 0 and 168),
        -- who pressed the button; whose order it is, when they have an account; the elder's profile; who shows the code of a post and confirms its list
        requester_id uuid not null,
        principal_id uuid,
        elder_id uuid,
        in_charge_id uuid,
        team_id uuid,
        audience integer constraint orders_audience check (audience > 0),
        start_at timestamptz(3) not null,
        end_at timestamptz(3) not null,
        minutes smallint not null constraint orders_minutes check (minutes between 5 and 480),
        headcount smallint not null constraint orders_headcount check (headcount between 1 and 200),
        accepted_count smallint not null default 0 constraint orders_accepted check (accepted_count between 0 and headcount),
        state text not null constraint orders_state check (state in ('submitted', 'approved', 'offered', 'filled', 'in_service', 'finished',
          'confirmed', 'disputed', 'rejected', 'cancelled', 'expired', 'voided')),
        fill_by timestamptz(3) not null,
        published_at timestamptz(3),
        -- the earliest answer awaited from somebody invited
        answer_by timestamptz(3),
        -- half way to the deadline the same offer goes to the next five, once
        next_offer_at timestamptz(3),
        warn_at timestamptz(3),
        -- 0, then 1 a day before and 2 an hour before
        reminded smallint not null default 0 constraint orders_reminded check (reminded between 0 and 2),
        insurance_reference text,
        -- of the display code; never in a list, never in an event
        secret bytea not null constraint orders_secret check (octet_length(secret) = 32),
        finished_at timestamptz(3),
        confirm_by timestamptz(3),
        confirmed_at timestamptz(3),
        confirmed_by uuid,
        called_back_at timestamptz(3),
        took_place boolean,
        flags text[] not null default '{}' constraint orders_flags check (flags <@ array['auto_finished', 'silent', 'call_back', 'by_hand', 'short',
          'no_show', 'unfilled', 'late_withdrawal']),
        -- when the minute job looks at this row next
        next_mark_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint orders_times check (end_at = start_at + minutes * interval '1 minute' and fill_by <= start_at),
        constraint orders_pair check (not two_person or headcount >= 2),
        constraint orders_position check ((lng is null) = (lat is null) and (lng is null) = (cell is null)),
        constraint orders_post check ((source = 'post') = (source_id is not null) and (source <> 'post' or in_charge_id is not null)),
        constraint orders_filled check (state <> 'filled' or accepted_count = headcount),
        constraint orders_published check (published_at is null or state not in ('submitted', 'rejected')),
        constraint orders_ended check (state not in ('finished', 'disputed') or (finished_at is not null and confirm_by is not null)),
        constraint orders_confirmed check ((state = 'confirmed') = (confirmed_at is not null))
      );
      create index orders_district on orders (district_code, created_at desc, id desc);
      create index orders_street on orders (street_code, created_at desc, id desc);
      create index orders_community on orders (community_code, created_at desc, id desc);
      create index orders_grid on orders (grid_code, created_at desc, id desc);
      create index orders_district_state on orders (district_code, state, created_at desc, id desc);
      create index orders_street_state on orders (street_code, state, created_at desc, id desc);
      create index orders_community_state on orders (community_code, state, created_at desc, id desc);
      create index orders_waiting on orders (community_code, state, fill_by, id) where state in ('submitted', 'approved', 'offered');
      create index orders_board on orders (community_code, start_at, id);
      create index orders_hall on orders (community_code, start_at, id) where published_at is not null and state = 'offered';
      create index orders_hall_near on orders (cell, start_at, id) where published_at is not null and state = 'offered' and open_to_neighbours;
      create index orders_requester on orders (requester_id, created_at desc, id desc);
      create index orders_principal on orders (principal_id, created_at desc, id desc) where principal_id is not null;
      create index orders_elder on orders (elder_id, created_at desc, id desc) where elder_id is not null;
      create index orders_in_charge on orders (in_charge_id, start_at, id) where in_charge_id is not null;
      create unique index orders_shift on orders (source_id, start_at) where source_id is not null and state not in ('cancelled', 'expired');
      create index orders_disputed on orders (community_code, created_at, id) where state = 'disputed';
      create index orders_to_call_back on orders (community_code, created_at, id) where 'call_back' = any (flags) and called_back_at is null;
      create index orders_next_mark on orders (next_mark_at) where next_mark_at is not null;

      create table order_words (
        order_id uuid constraint order_words_pkey primary key constraint order_words_order references orders (id),
        contact_name text,
        contact_phone text,
        address text,
        remark text,
        search tsvector not null
      );
      create index order_words_search on order_words using gin (search);

      create table order_assignments (
        order_id uuid not null constraint order_assignments_order references orders (id),
        person_id uuid not null,
        state text not null constraint order_assignments_state check (state in ('invited', 'accepted', 'in_service', 'finished', 'confirmed', 'declined',
          'lapsed', 'withdrawn', 'released', 'no_show', 'voided')),
        -- the planned time
        during tstzrange not null,
        -- day in Asia/Shanghai on which it begins: at most three a day
        day date not null,
        invited_at timestamptz(3),
        -- null: the system's own second offer
        invited_by uuid,
        answer_by timestamptz(3),
        -- why this person, as sentences
        reasons text[] not null default '{}',
        accepted_at timestamptz(3),
        started_at timestamptz(3),
        started_by text constraint order_assignments_started_by check (started_by in ('display_code', 'paper_card', 'place_code', 'hand')),
        finished_at timestamptz(3),
        finished_by text constraint order_assignments_finished_by check (finished_by in ('display_code', 'paper_card', 'place_code', 'hand', 'auto')),
        -- the server's, or the verdict's, never more
        minutes smallint constraint order_assignments_minutes check (minutes between 0 and 480),
        -- staff who entered something here by hand: they confirm nothing and give no verdict
        recorded_by uuid[] not null default '{}',
        flags text[] not null default '{}' constraint order_assignments_flags check (flags <@ array['auto_finished', 'silent', 'call_back', 'by_hand',
          'short', 'no_show', 'unfilled', 'late_withdrawal']),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint order_assignments_pkey primary key (order_id, person_id),
        constraint order_assignments_overlap exclude using gist (person_id with =, during with &&) where (state in ('accepted', 'in_service')),
        constraint order_assignments_invited check (state not in ('invited', 'declined', 'lapsed') or (invited_at is not null and answer_by is not null)),
        constraint order_assignments_served check ((state in ('in_service', 'finished', 'confirmed', 'voided')) = (started_at is not null)
          and (started_at is null) = (started_by is null)),
        constraint order_assignments_ended check ((state in ('finished', 'confirmed', 'voided')) = (finished_at is not null)
          and (finished_at is null) = (finished_by is null) and (finished_at is null) = (minutes is null) and finished_at >= started_at)
      );
      create index order_assignments_person on order_assignments (person_id, lower(during), order_id);
      create index order_assignments_held on order_assignments (person_id, day) where state in ('accepted', 'in_service', 'finished', 'confirmed');
      create index order_assignments_answer on order_assignments (person_id, answer_by) where state = 'invited';
      create index order_assignments_late on order_assignments (lower(during)) where state = 'accepted';

      create table order_ratings (
        order_id uuid not null constraint order_ratings_order references orders (id),
        of text not null constraint order_ratings_of check (of in ('service', 'cooperation')),
        by_id uuid not null,
        level smallint not null constraint order_ratings_level check (level between 1 and 5),
        comment text,
        at timestamptz(3) not null,
        constraint order_ratings_pkey primary key (order_id, of, by_id)
      );
      create unique index order_ratings_service on order_ratings (order_id) where of = 'service';

      create table order_notes (
        event_id bigint constraint order_notes_pkey primary key,
        order_id uuid not null constraint order_notes_order references orders (id),
        kind text not null,
        author_id uuid,
        text text not null
      );
      create index order_notes_of on order_notes (order_id, event_id);

      create table order_counters (
        day date not null,
        place_mark text not null,
        last integer not null constraint order_counters_last check (last > 0),
        constraint order_counters_pkey primary key (day, place_mark)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table order_counters, order_notes, order_ratings, order_assignments, order_words, orders`);
  }
}
