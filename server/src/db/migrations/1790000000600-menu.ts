import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The menu: the shipped catalogue of services, and what districts, streets and communities set differently. */
export class Menu1790000000600 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table service_items (
        code text constraint service_items_pkey primary key constraint service_items_code check (code ~ '^S[0-9]{4}$'),
        category text not null,
        name text not null,
        slug text not null,
        search tsvector not null,
        minutes integer not null,
        served_by text[] not null constraint service_items_served_by check (cardinality(served_by) > 0),
        qualification text,
        qualification_code text,
        two_person_rule boolean not null,
        mode text not null constraint service_items_mode check (mode in ('home', 'out', 'site', 'remote')),
        recipients text[] not null,
        risk text not null constraint service_items_risk check (risk in ('low', 'mid', 'high')),
        risk_note text,
        insurance_required boolean not null,
        needs_review boolean not null,
        notice_hours integer not null,
        radius_metres integer,
        min_people integer not null,
        max_people integer not null,
        at_place boolean not null,
        weekdays integer[] not null,
        slots jsonb not null,
        points_coefficient integer not null,
        updated_at timestamptz(3) not null,
        constraint service_items_people check (min_people between 1 and max_people and max_people <= 200),
        constraint service_items_minutes check (minutes between 5 and 480)
      );

      create table service_settings (
        area_code text not null,
        item_code text not null,
        enabled boolean,
        minutes integer constraint service_settings_minutes check (minutes between 5 and 480),
        notice_hours integer constraint service_settings_notice check (notice_hours between 0 and 168),
        radius_metres integer constraint service_settings_radius check (radius_metres between 200 and 20000),
        max_people integer constraint service_settings_people check (max_people between 1 and 200),
        needs_review boolean,
        open_to_neighbours boolean,
        description text,
        weekdays integer[],
        slots jsonb,
        updated_by uuid not null,
        updated_at timestamptz(3) not null,
        constraint service_settings_pkey primary key (area_code, item_code),
        constraint service_settings_level check (length(area_code) in (6, 9, 12))
      );

      create table service_setting_notes (
        event_id bigint constraint service_setting_notes_pkey primary key,
        reason text not null
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table service_setting_notes; drop table service_settings; drop table service_items;`);
  }
}
