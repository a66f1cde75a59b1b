import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The legal record of service minutes, and the versioned rules by which minutes become points. */
export class ServiceRecords1790000000810 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table timebank_policies (
        id uuid constraint timebank_policies_pkey primary key,
        area_code text not null,
        version integer not null constraint timebank_policies_version check (version > 0),
        state text not null constraint timebank_policies_state check (state in ('draft', 'published', 'discarded')),
        terms jsonb not null,
        from_at timestamptz(3),
        note text,
        created_by uuid,
        created_at timestamptz(3) not null,
        published_by uuid,
        published_at timestamptz(3),
        request_hash text not null default '',
        constraint timebank_policies_once unique (area_code, version),
        constraint timebank_policies_published check (state <> 'published' or from_at is not null)
      );
      create index timebank_policies_in_force on timebank_policies (area_code, from_at desc) where state = 'published';

      create table service_records (
        id uuid constraint service_records_pkey primary key,
        source text not null constraint service_records_source check (source in ('order', 'shift', 'wish', 'manual')),
        source_id uuid not null,
        person_id uuid not null,
        district_code text not null,
        street_code text not null,
        community_code text not null,
        state text not null
          constraint service_records_state check (state in ('pending', 'publicised', 'confirmed', 'refused', 'voided')),
        title text not null,
        item_code text,
        category text,
        coefficient smallint not null default 100 constraint service_records_coefficient check (coefficient between 100 and 150),
        started_at timestamptz(3) not null,
        finished_at timestamptz(3) not null,
        day date not null,
        minutes smallint not null constraint service_records_minutes check (minutes between 1 and 480),
        served_id uuid,
        in_charge_id uuid,
        team_id uuid,
        by_code boolean not null,
        silent boolean not null default false,
        policy_id uuid,
        points integer not null default 0 constraint service_records_points check (points >= 0),
        surplus_points integer not null default 0 constraint service_records_surplus check (surplus_points >= 0),
        limits text[] not null default '{}',
        transfer_ids uuid[] not null default '{}',
        entered_by uuid,
        confirmed_by uuid,
        confirmed_at timestamptz(3),
        publicised_until timestamptz(3),
        voided_by uuid,
        voided_at timestamptz(3),
        request_hash text not null default '',
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint service_records_once unique (source, source_id, person_id),
        constraint service_records_times check (finished_at >= started_at),
        constraint service_records_second_person check (confirmed_by <> entered_by and confirmed_by <> person_id),
        constraint service_records_by_hand check (source <> 'manual' or entered_by is not null),
        constraint service_records_confirmed check (state not in ('confirmed', 'voided') or confirmed_at is not null),
        constraint service_records_voided check ((state = 'voided') = (voided_at is not null)),
        constraint service_records_earned check (state in ('confirmed', 'voided') or cardinality(transfer_ids) = 0)
      );
      create index service_records_person on service_records (person_id, day desc, id desc);
      create index service_records_overlap on service_records (person_id, started_at) where state in ('confirmed', 'publicised', 'pending');
      create index service_records_served on service_records (served_id, day desc) where served_id is not null;
      create index service_records_community on service_records (community_code text_pattern_ops, day desc, id desc);
      create index service_records_waiting on service_records (community_code text_pattern_ops, created_at, id) where state in ('pending', 'publicised');
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table service_records, timebank_policies`);
  }
}
