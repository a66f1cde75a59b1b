import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Elders, the people bound to help them, the codes and paper cards that prove a bond or a place, and the counting of guesses. */
export class Elders1790000000150 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table code_tries (
        id uuid constraint code_tries_pkey primary key,
        kind text not null,
        person_id uuid not null,
        at timestamptz(3) not null
      );
      create index code_tries_of on code_tries (kind, person_id, at);
      create index code_tries_at on code_tries (at);

      create table elders (
        id uuid constraint elders_pkey primary key,
        request_hash text not null,
        person_id uuid,
        name text not null default '',
        phone text,
        birth_year integer not null constraint elders_birth_year check (birth_year between 1900 and 2100),
        community_code text not null,
        grid_code text,
        address text not null,
        lng double precision,
        lat double precision,
        needs text[] not null default '{}'
          constraint elders_needs check (needs <@ array['slow_walking', 'wheelchair', 'hard_of_hearing', 'weak_sight', 'lives_alone', 'dialect_only']),
        note text,
        created_by uuid not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        closed_at timestamptz(3),
        constraint elders_position check ((lng is null) = (lat is null)),
        constraint elders_closed_is_empty check (closed_at is null or
          (person_id is null and name = '' and phone is null and address = '' and lng is null and note is null and needs = '{}'))
      );
      create unique index elders_person on elders (person_id) where person_id is not null;
      create index elders_phone on elders (phone) where phone is not null;
      create index elders_community on elders (community_code text_pattern_ops, created_at desc, id desc) where closed_at is null;

      create table elder_helpers (
        id uuid constraint elder_helpers_pkey primary key,
        elder_id uuid not null constraint elder_helpers_elder references elders (id),
        helper_id uuid not null,
        relation text not null constraint elder_helpers_relation
          check (relation in ('child', 'spouse', 'grandchild', 'relative', 'neighbour', 'community_worker', 'other')),
        way text not null constraint elder_helpers_way check (way in ('code', 'desk')),
        -- of the document the desk looked at
        file_ids uuid[] not null default '{}',
        made_by uuid not null,
        since timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_by uuid,
        constraint elder_helpers_document check (way <> 'desk' or cardinality(file_ids) > 0),
        constraint elder_helpers_four_eyes check (way <> 'desk' or made_by <> helper_id)
      );
      create unique index elder_helpers_bond on elder_helpers (elder_id, helper_id) where ended_at is null;
      create index elder_helpers_helper on elder_helpers (helper_id) where ended_at is null;

      create table elder_codes (
        id uuid constraint elder_codes_pkey primary key,
        elder_id uuid not null constraint elder_codes_elder references elders (id),
        code_hash text not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        -- used, or replaced by a newer one
        spent_at timestamptz(3)
      );
      create unique index elder_codes_live on elder_codes (elder_id) where spent_at is null;
      create unique index elder_codes_code on elder_codes (code_hash) where spent_at is null;
      create index elder_codes_created_at on elder_codes (created_at);

      create table elder_cards (
        id uuid constraint elder_cards_pkey primary key,
        elder_id uuid not null constraint elder_cards_elder references elders (id),
        token_hash text not null,
        digits_hash text not null,
        issued_by uuid not null,
        issued_at timestamptz(3) not null,
        revoked_at timestamptz(3),
        revoked_by uuid
      );
      create unique index elder_cards_live on elder_cards (elder_id) where revoked_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table elder_cards, elder_codes, elder_helpers, elders, code_tries`);
  }
}
