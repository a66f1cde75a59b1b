import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their sessions, response teams, and roles held in areas. */
export class Accounts1790000000101 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table people (
        id uuid constraint people_pkey primary key,
        name text not null default '',
        phone text,
        phone_verified_at timestamptz(3),
        home_community_code text,
        created_at timestamptz(3) not null,
        closed_at timestamptz(3),
        joined_to uuid,
        constraint people_phone_verified check ((phone is null) = (phone_verified_at is null)),
        constraint people_closed_is_empty
          check (closed_at is null or (phone is null and name = ''))
      );
      create unique index people_phone on people (phone) where phone is not null;

      create table openids (
        openid text constraint openids_pkey primary key,
        person_id uuid not null,
        unionid text,
        added_at timestamptz(3) not null
      );
      create index openids_person on openids (person_id);

      create table sessions (
        id uuid constraint sessions_pkey primary key,
        person_id uuid not null,
        client text not null constraint sessions_client check (client in ('wechat', 'sms', 'demo')),
        salt text not null,
        generation integer not null default 1,
        rotated_at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_why text
      );
      create index sessions_person on sessions (person_id) where ended_at is null;

      create table sms_codes (
        id uuid constraint sms_codes_pkey primary key,
        phone text not null,
        code_hash text not null,
        attempts integer not null default 0,
        address text not null,
        created_at timestamptz(3) not null,
        spent_at timestamptz(3)
      );
      create index sms_codes_phone on sms_codes (phone, created_at desc);
      create index sms_codes_created_at on sms_codes (created_at);

      create table sign_in_failures (
        who text constraint sign_in_failures_pkey primary key,
        failures integer not null,
        since timestamptz(3) not null,
        locked_until timestamptz(3)
      );
      create index sign_in_failures_since on sign_in_failures (since);

      create table consents (
        id bigint generated always as identity constraint consents_pkey primary key,
        person_id uuid not null,
        purpose text not null constraint consents_purpose check (purpose in ('terms', 'position', 'patrol_track', 'phone_contact')),
        version integer not null,
        granted boolean not null,
        at timestamptz(3) not null
      );
      create index consents_latest on consents (person_id, purpose, id desc);

      create table demo_people (
        person_id uuid constraint demo_people_pkey primary key,
        position integer not null,
        title text not null,
        hint text not null
      );

      create table teams (
        id uuid constraint teams_pkey primary key,
        type text not null constraint teams_type check (type in ('urban_management', 'public_security', 'fire_rescue',
          'traffic_police', 'market_regulation', 'sanitation', 'municipal_works', 'landscaping', 'utility', 'water_affairs',
          'housing', 'civil_affairs', 'community', 'property_management')),
        name text not null,
        area_code text not null,
        grid_codes text[] not null default '{}',
        phone text,
        has_accounts boolean not null,
        retired_at timestamptz(3),
        created_by uuid,
        request_hash text not null default '',
        created_at timestamptz(3) not null
      );
      create index teams_area on teams (area_code text_pattern_ops, type);

      create table role_grants (
        id uuid constraint role_grants_pkey primary key,
        phone text,
        name text not null default '',
        person_id uuid,
        role text not null constraint role_grants_role check (role in
          ('grid_member', 'grid_leader', 'dispatcher', 'street_chief', 'handler', 'sentinel', 'auditor', 'administrator')),
        area_code text not null,
        team_id uuid,
        lead boolean not null default false,
        from_day date not null,
        to_day date,
        granted_by uuid,
        request_hash text not null default '',
        created_at timestamptz(3) not null,
        ended_at timestamptz(3),
        ended_by uuid,
        constraint role_grants_team_is_handler check ((role = 'handler') = (team_id is not null)),
        constraint role_grants_days check (to_day is null or to_day >= from_day)
      );
      create index role_grants_person on role_grants (person_id) where ended_at is null;
      create index role_grants_phone on role_grants (phone) where ended_at is null;
      create index role_grants_area on role_grants (area_code text_pattern_ops, role) where ended_at is null;
      create index role_grants_team on role_grants (team_id) where ended_at is null;
      create unique index role_grants_member_once on role_grants (team_id, phone) where ended_at is null and team_id is not null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table role_grants, teams, demo_people, consents, sign_in_failures, sms_codes, sessions, openids, people`);
  }
}
