import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 双报到: work units and party organisations as trees, what their levels are called, and who belongs to them. */
export class Units1790000000110 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table units (
        id uuid constraint units_pkey primary key,
        parent_id uuid constraint units_parent_fk references units (id),
        -- from the root down to the unit itself: whoever is a contact of one of these is one of it
        path uuid[] not null,
        kind text not null constraint units_kind check (kind in ('work_unit', 'party_org')),
        level smallint not null constraint units_level check (level between 1 and 6),
        name text not null,
        area_code text not null,
        partner boolean not null default false,
        retired_at timestamptz(3),
        created_by uuid,
        request_hash text not null default '',
        created_at timestamptz(3) not null,
        constraint units_rooted check ((parent_id is null) = (cardinality(path) = 1) and path[cardinality(path)] = id)
      );
      create index units_parent on units (parent_id, name, id);
      create index units_area on units (area_code text_pattern_ops);
      create index units_path on units using gin (path);

      create table unit_level_labels (
        area_code text not null,
        kind text not null constraint unit_level_labels_kind check (kind in ('work_unit', 'party_org')),
        level smallint not null constraint unit_level_labels_level check (level between 1 and 6),
        label text not null,
        constraint unit_level_labels_pkey primary key (area_code, kind, level)
      );

      create table unit_memberships (
        person_id uuid not null,
        unit_id uuid not null constraint unit_memberships_unit references units (id),
        kind text not null,
        state text not null constraint unit_memberships_state check (state in ('applying', 'active', 'refused', 'ended')),
        summary_consent boolean not null,
        reason text,
        decided_by uuid constraint unit_memberships_four_eyes check (decided_by <> person_id),
        applied_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        constraint unit_memberships_pkey primary key (person_id, unit_id)
      );
      create unique index unit_memberships_one_each on unit_memberships (person_id, kind) where state in ('applying', 'active');
      create index unit_memberships_unit on unit_memberships (unit_id, applied_at desc, person_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table unit_memberships, unit_level_labels, units`);
  }
}
