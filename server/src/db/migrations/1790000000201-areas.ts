import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Areas1790000000201 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table areas (
        code varchar(18) collate "C" not null,
        level varchar(9) not null,
        parent_code varchar(18) collate "C",
        name varchar(40) not null,
        short_code varchar(4),
        sort integer not null default 0,
        centre_lng double precision,
        centre_lat double precision,
        retired_at timestamptz(3),
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint areas_pk primary key (code),
        constraint areas_parent_fk foreign key (parent_code) references areas (code),
        constraint areas_code_fits_level check (
          code ~ '^[0-9]+$'
          and (level, length(code)) in (('district', 6), ('street', 9), ('community', 12), ('grid', 15), ('building', 18))
        ),
        constraint areas_parent_is_prefix check (
          case when level = 'district' then parent_code is null else parent_code is not null and parent_code = left(code, length(code) - 3) end
        ),
        constraint areas_centre_whole check ((centre_lng is null) = (centre_lat is null))
      )`);
    await db.query(`create index areas_by_parent on areas (parent_code, sort, code)`);
    // case numbers carry it, so it is as little reused as a code
    await db.query(`create unique index areas_short_code on areas (left(code, 6), level, short_code) where short_code is not null`);
    await db.query(`
      create table area_level_labels (
        district_code varchar(18) collate "C" not null,
        level varchar(9) not null,
        label varchar(10) not null,
        constraint area_level_labels_pk primary key (district_code, level),
        constraint area_level_labels_district_fk foreign key (district_code) references areas (code),
        constraint area_level_labels_level check (level in ('district', 'street', 'community', 'grid', 'building'))
      )`);
    await db.query(`
      create table area_shapes (
        area_code varchar(18) collate "C" not null,
        geometry text not null,
        imported_at timestamptz(3) not null,
        constraint area_shapes_pk primary key (area_code),
        constraint area_shapes_area_fk foreign key (area_code) references areas (code)
      )`);
    await db.query(`
      create table area_pieces (
        area_code varchar(18) collate "C" not null,
        piece smallint not null,
        level varchar(9) not null,
        outline polygon not null,
        holes polygon[] not null default '{}',
        constraint area_pieces_pk primary key (area_code, piece),
        constraint area_pieces_area_fk foreign key (area_code) references areas (code)
      )`);
    await db.query(`create index area_pieces_outline on area_pieces using gist (outline)`);
    await db.query(`
      create table landmarks (
        id uuid not null default gen_random_uuid(),
        name varchar(40) not null,
        lng double precision not null,
        lat double precision not null,
        cell integer not null,
        constraint landmarks_pk primary key (id)
      )`);
    await db.query(`create unique index landmarks_cell_name on landmarks (cell, name)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table landmarks, area_pieces, area_shapes, area_level_labels, areas`);
  }
}
