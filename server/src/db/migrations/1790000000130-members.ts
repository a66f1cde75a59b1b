import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who serves: profiles, weekly times, qualifications, verified relatives, service teams. */
export class Members1790000000130 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table members (
        person_id uuid constraint members_pkey primary key,
        state text not null constraint members_state check (state in ('applying', 'active', 'suspended', 'left')),
        community_code text not null,
        birth_day date,
        skills text[] not null default '{}',
        lng double precision,
        lat double precision,
        radius_metres integer not null constraint members_radius check (radius_metres between 200 and 10000),
        party_state text not null default 'none'
          constraint members_party_state check (party_state in ('none', 'claimed', 'confirmed', 'refused')),
        party_member boolean not null default false,
        party_reason text,
        show_badge boolean not null default false,
        guardian_name text,
        guardian_phone text,
        guardian_relation text,
        insured_until date,
        agreed_version integer not null,
        joined_at timestamptz(3) not null,
        suspended_at timestamptz(3),
        suspended_until date,
        reason text,
        decided_by uuid constraint members_four_eyes check (decided_by <> person_id),
        changed_at timestamptz(3) not null,
        constraint members_position_whole check ((lng is null) = (lat is null)),
        constraint members_guardian_whole check (num_nulls(guardian_name, guardian_phone, guardian_relation) in (0, 3)),
        constraint members_party_confirmed check (party_member = (party_state = 'confirmed')),
        constraint members_badge_is_own check (party_member or not show_badge),
        constraint members_suspended check (state <> 'suspended' or suspended_at is not null),
        constraint members_born check (birth_day is not null or state = 'left')
      );
      create index members_listed on members (joined_at desc, person_id desc);
      create index members_community on members (community_code text_pattern_ops, joined_at desc, person_id desc);
      create index members_serving on members (community_code text_pattern_ops) where state = 'active';
      create index members_placed on members (lat, lng) where state = 'active' and lat is not null;
      create index members_suspended_until on members (suspended_until) where state = 'suspended';

      create table member_hours (
        person_id uuid not null,
        weekday smallint not null constraint member_hours_weekday check (weekday between 1 and 7),
        from_minute smallint not null,
        to_minute smallint not null,
        constraint member_hours_pkey primary key (person_id, weekday, from_minute),
        constraint member_hours_span check (0 <= from_minute and from_minute < to_minute and to_minute <= 1440)
      );

      create table qualifications (
        id uuid constraint qualifications_pkey primary key,
        person_id uuid not null,
        code text not null,
        number text,
        file_ids uuid[] not null,
        expires_on date,
        state text not null
          constraint qualifications_state check (state in ('pending', 'verified', 'rejected', 'revoked', 'withdrawn')),
        reason text,
        reviewed_by uuid constraint qualifications_four_eyes check (reviewed_by <> person_id),
        reviewed_at timestamptz(3),
        reminded_at timestamptz(3),
        expired_at timestamptz(3),
        request_hash text not null,
        created_at timestamptz(3) not null,
        constraint qualifications_reviewed check (state not in ('verified', 'rejected', 'revoked') or reviewed_by is not null)
      );
      create index qualifications_person on qualifications (person_id, code);
      create unique index qualifications_one_pending on qualifications (person_id, code) where state = 'pending';
      create index qualifications_listed on qualifications (state, created_at desc, id desc);
      create index qualifications_ending on qualifications (expires_on) where state = 'verified' and expired_at is null;

      create table relatives (
        person_id uuid not null,
        relative_id uuid not null,
        relation text not null constraint relatives_relation check (relation in
          ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other')),
        verified_by uuid not null,
        verified_at timestamptz(3) not null,
        constraint relatives_pkey primary key (person_id, relative_id),
        constraint relatives_two check (person_id <> relative_id),
        constraint relatives_four_eyes check (verified_by <> person_id and verified_by <> relative_id)
      );
      create index relatives_other on relatives (relative_id);

      create table service_teams (
        id uuid constraint service_teams_pkey primary key,
        type text not null constraint service_teams_type check (type in ('volunteer_org', 'community_group', 'unit_team', 'party_team',
          'professional_team', 'red_armband', 'youth_team', 'emergency_team')),
        name text not null,
        area_code text not null,
        about text not null default '',
        open boolean not null,
        unit_id uuid,
        leader_id uuid,
        retired_at timestamptz(3),
        created_by uuid,
        request_hash text not null default '',
        created_at timestamptz(3) not null
      );
      create index service_teams_area on service_teams (area_code text_pattern_ops, name, id);
      create index service_teams_leader on service_teams (leader_id) where leader_id is not null;

      create table service_team_members (
        team_id uuid not null constraint service_team_members_team references service_teams (id),
        person_id uuid not null,
        since timestamptz(3) not null,
        left_at timestamptz(3),
        constraint service_team_members_pkey primary key (team_id, person_id)
      );
      create index service_team_members_person on service_team_members (person_id) where left_at is null;
      create index service_team_members_since on service_team_members (team_id, since, person_id) where left_at is null;
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table service_team_members, service_teams, relatives, qualifications, member_hours, members`);
  }
}
