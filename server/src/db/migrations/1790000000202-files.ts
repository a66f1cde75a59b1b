import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Files1790000000202 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table file_contents (
        id uuid not null,
        owner_id uuid not null,
        sha256 varchar(64) not null,
        stored_bytes integer not null,
        width integer not null,
        height integer not null,
        taken_at timestamptz(3),
        taken_lng double precision,
        taken_lat double precision,
        created_at timestamptz(3) not null,
        constraint file_contents_pk primary key (id),
        constraint file_contents_sizes check (stored_bytes > 0 and width > 0 and height > 0)
      )`);
    await db.query(`create unique index file_contents_owner_bytes on file_contents (owner_id, sha256)`);
    await db.query(`
      create table files (
        id uuid not null,
        owner_id uuid not null,
        content_id uuid not null,
        captured_at timestamptz(3),
        lng double precision,
        lat double precision,
        accuracy_metres double precision,
        created_at timestamptz(3) not null,
        subject_type varchar(30),
        subject_id varchar(40),
        claimed_at timestamptz(3),
        constraint files_pk primary key (id),
        constraint files_content_fk foreign key (content_id) references file_contents (id),
        constraint files_position_whole check ((lng is null) = (lat is null)),
        constraint files_claim_whole check (num_nulls(subject_type, subject_id, claimed_at) in (0, 3))
      )`);
    await db.query(`create index files_by_owner on files (owner_id, created_at)`);
    await db.query(`create index files_by_content on files (content_id)`);
    await db.query(`create index files_unclaimed on files (created_at) where claimed_at is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table files, file_contents`);
  }
}
