import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands beside the record of minutes: the words of entries by hand, objections and correction requests, flags for review. */
export class RecordDesk1790000000825 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create index service_records_listed on service_records (community_code, publicised_until desc, id desc)
        where publicised_until is not null and state in ('publicised', 'confirmed');
      create index service_records_recent on service_records (day desc, id desc);
      create index service_records_entered on service_records (entered_by, created_at desc, id desc) where entered_by is not null;

      create table service_record_details (
        record_id uuid constraint service_record_details_pkey primary key
          constraint service_record_details_record references service_records (id),
        batch_id uuid,
        entered_as text constraint service_record_details_as check (entered_as in ('dispatcher', 'team_leader', 'in_charge')),
        post_id uuid,
        served text constraint service_record_details_served
          check (served in ('elder', 'child', 'disabled', 'low_income', 'resident', 'public')),
        content text,
        place_text text,
        no_codes_reason text,
        file_ids uuid[] not null default '{}',
        replaces_id uuid constraint service_record_details_replaces unique,
        refuse_reason text
      );

      create table record_cases (
        id uuid constraint record_cases_pkey primary key,
        kind text not null constraint record_cases_kind check (kind in ('objection', 'correction')),
        record_id uuid not null constraint record_cases_record references service_records (id),
        district_code text not null,
        street_code text not null,
        community_code text not null,
        raised_by uuid not null,
        text text not null,
        file_ids uuid[] not null default '{}',
        state text not null constraint record_cases_state check (state in ('open', 'upheld', 'dismissed')),
        answer text,
        decided_by uuid,
        decided_at timestamptz(3),
        due_at timestamptz(3) not null,
        new_record_id uuid,
        request_hash text not null,
        created_at timestamptz(3) not null,
        constraint record_cases_four_eyes check (decided_by <> raised_by),
        constraint record_cases_decided check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null))
      );
      create unique index record_cases_objected on record_cases (record_id, raised_by) where kind = 'objection';
      create unique index record_cases_asked on record_cases (record_id) where kind = 'correction' and state = 'open';
      create index record_cases_of on record_cases (record_id, state);
      create index record_cases_mine on record_cases (raised_by, created_at desc, id desc);
      create index record_cases_desk on record_cases (community_code, due_at, id) where state = 'open';
      create index record_cases_done on record_cases (community_code, decided_at desc, id desc) where state <> 'open';

      create table record_flags (
        id uuid constraint record_flags_pkey primary key,
        kind text not null
          constraint record_flags_kind check (kind in ('pair_often', 'pair_share', 'silent_pair', 'overlap', 'no_codes')),
        person_id uuid not null,
        other_id uuid,
        month text not null constraint record_flags_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
        district_code text not null,
        street_code text not null,
        community_code text not null,
        state text not null constraint record_flags_state check (state in ('open', 'cleared', 'upheld')),
        part integer not null,
        whole integer not null,
        reopened boolean not null default false,
        reason text,
        decided_by uuid,
        decided_at timestamptz(3),
        raised_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint record_flags_once unique nulls not distinct (kind, person_id, other_id, month),
        constraint record_flags_four_eyes check (decided_by <> person_id and decided_by <> other_id),
        constraint record_flags_decided check (state = 'open' or (decided_at is not null and decided_by is not null))
      );
      create index record_flags_desk on record_flags (community_code, raised_at desc, id desc);
      create index record_flags_open on record_flags (community_code, raised_at desc, id desc) where state = 'open';

      create table record_flag_records (
        flag_id uuid constraint record_flag_records_flag references record_flags (id),
        record_id uuid,
        constraint record_flag_records_pkey primary key (flag_id, record_id)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop table record_flag_records, record_flags, record_cases, service_record_details;
      drop index service_records_listed, service_records_recent, service_records_entered;
    `);
  }
}
