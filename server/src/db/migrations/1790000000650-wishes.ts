import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The wish board, and the needs and offers of partner units. */
export class Wishes1790000000650 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table wishes (
        id uuid constraint wishes_pkey primary key,
        wish_no text not null constraint wishes_no unique,
        request_hash text not null,
        kind text not null constraint wishes_kind check (kind in ('micro', 'project')),
        state text not null
          constraint wishes_state check (state in ('submitted', 'open', 'claimed', 'delivered', 'fulfilled', 'rejected', 'withdrawn')),
        what text not null constraint wishes_what check (what in ('thing', 'deed')),
        beneficiary text not null
          constraint wishes_beneficiary check (beneficiary in ('child', 'elder', 'disabled', 'patient', 'low_income', 'resident', 'community')),
        source text not null constraint wishes_source check (source in ('resident', 'grid_member', 'desk')),
        wisher_id uuid,
        entered_by uuid,
        district_code text not null,
        street_code text not null,
        community_code text,
        grid_code text,
        value_yuan integer not null constraint wishes_value check (value_yuan between 0 and 1000000),
        -- words of the list that the first wording holds
        warning_words text[] not null default '{}',
        -- month or quarter of the board it stands on; what stays open moves on to the next
        period text,
        published_at timestamptz(3),
        reviewed_by uuid,
        claim_id uuid,
        claim_kind text constraint wishes_claim_kind check (claim_kind in ('person', 'unit', 'branch', 'shop')),
        claimer_id uuid,
        claim_unit_id uuid,
        pledge_day date,
        claim_due_at timestamptz(3),
        claim_remind_at timestamptz(3),
        delivered_by uuid,
        delivered_at timestamptz(3),
        verified_by uuid,
        fulfilled_at timestamptz(3),
        redo_count integer not null default 0,
        thanked boolean not null default false,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint wishes_author check (wisher_id is not null or entered_by is not null),
        constraint wishes_codes check (
          starts_with(street_code, district_code) and starts_with(community_code, street_code) and starts_with(grid_code, community_code)
        ),
        constraint wishes_board check ((published_at is null) = (period is null) and (state not in ('open', 'claimed', 'delivered', 'fulfilled') or period is not null)),
        constraint wishes_claimed check (
          (state in ('claimed', 'delivered', 'fulfilled')) = (claim_id is not null)
          and (claim_id is null) = (claim_kind is null) and (claim_id is null) = (claimer_id is null) and (claim_id is null) = (claim_due_at is null)
        ),
        constraint wishes_project_claim check (kind = 'micro' or claim_kind in ('unit', 'branch')),
        constraint wishes_delivered check (state not in ('delivered', 'fulfilled') or (delivered_at is not null and delivered_by is not null)),
        constraint wishes_fulfilled check ((state = 'fulfilled') = (fulfilled_at is not null)),
        constraint wishes_four_eyes check (verified_by is distinct from delivered_by or verified_by is null)
      );
      create index wishes_community_board on wishes (community_code, kind, period, published_at desc, id desc) where published_at is not null;
      create index wishes_street_board on wishes (street_code, kind, period, published_at desc, id desc) where published_at is not null;
      create index wishes_district_board on wishes (district_code, kind, period, published_at desc, id desc) where published_at is not null;
      create index wishes_desk on wishes (district_code text_pattern_ops, state, created_at, id);
      create index wishes_wisher on wishes (wisher_id, created_at desc, id desc) where wisher_id is not null;
      create index wishes_enterer on wishes (entered_by, created_at desc, id desc) where entered_by is not null;
      create index wishes_claimer on wishes (claimer_id, created_at desc, id desc) where claimer_id is not null;
      create index wishes_unit on wishes (claim_unit_id, created_at desc, id desc) where claim_unit_id is not null;
      create index wishes_due on wishes (claim_due_at) where state = 'claimed';
      create index wishes_remind on wishes (claim_remind_at) where claim_remind_at is not null;
      create index wishes_carry on wishes (kind, period) where state = 'open';

      create table wish_words (
        wish_id uuid constraint wish_words_pkey primary key constraint wish_words_wish references wishes (id),
        title text,
        detail text,
        contact_name text,
        contact_phone text,
        address text,
        public_title text,
        public_text text,
        thanks text
      );

      create table wish_notes (
        event_id bigint constraint wish_notes_pkey primary key,
        wish_id uuid not null constraint wish_notes_wish references wishes (id),
        kind text not null,
        author_id uuid,
        text text not null
      );
      create index wish_notes_of on wish_notes (wish_id);

      create table wish_claims (
        id uuid constraint wish_claims_pkey primary key,
        wish_id uuid not null constraint wish_claims_wish references wishes (id),
        kind text not null constraint wish_claims_kind check (kind in ('person', 'unit', 'branch', 'shop')),
        person_id uuid not null,
        unit_id uuid,
        pledge_day date not null,
        claimed_at timestamptz(3) not null,
        ended_at timestamptz(3),
        outcome text constraint wish_claims_outcome check (outcome in ('given_back', 'expired', 'released', 'fulfilled')),
        constraint wish_claims_end check ((ended_at is null) = (outcome is null)),
        constraint wish_claims_unit check ((kind in ('unit', 'branch')) = (unit_id is not null))
      );
      create unique index wish_claims_one on wish_claims (wish_id) where ended_at is null;
      create index wish_claims_person on wish_claims (person_id) where ended_at is null;
      create index wish_claims_unit_open on wish_claims (unit_id) where ended_at is null and unit_id is not null;

      create table wish_photos (
        wish_id uuid not null constraint wish_photos_wish references wishes (id),
        file_id uuid not null,
        event_id bigint not null,
        position smallint not null,
        constraint wish_photos_pkey primary key (wish_id, file_id)
      );

      create table wish_counters (
        month text not null,
        street_mark text not null,
        last integer not null,
        constraint wish_counters_pkey primary key (month, street_mark)
      );

      create table wish_settings (
        area_code text constraint wish_settings_pkey primary key,
        micro_max_yuan integer not null constraint wish_settings_max check (micro_max_yuan between 1 and 10000),
        warning_words text[] not null,
        telltale_words text[] not null,
        updated_by uuid not null,
        updated_at timestamptz(3) not null
      );

      create table partner_items (
        id uuid constraint partner_items_pkey primary key,
        request_hash text not null,
        kind text not null constraint partner_items_kind check (kind in ('need', 'resource', 'project')),
        state text not null constraint partner_items_state check (state in ('open', 'taken', 'done', 'closed')),
        area_code text not null,
        unit_id uuid,
        author_id uuid not null,
        title text not null,
        detail text,
        valid_until date not null,
        taken_by uuid,
        taken_unit_id uuid,
        taken_note text,
        taken_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint partner_items_taken check ((taken_by is null) = (taken_at is null) and (state not in ('taken', 'done') or taken_by is not null))
      );
      create index partner_items_area on partner_items (area_code text_pattern_ops, kind, created_at desc, id desc);
      create index partner_items_unit on partner_items (unit_id) where unit_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table partner_items, wish_settings, wish_counters, wish_photos, wish_claims, wish_notes, wish_words, wishes`);
  }
}
