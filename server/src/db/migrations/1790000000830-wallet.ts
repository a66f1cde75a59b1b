import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Giving, and statements to keep. */
export class Wallet1790000000830 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table pool_donations (
        id uuid constraint pool_donations_pkey primary key,
        person_id uuid not null,
        community_code text not null,
        points integer not null constraint pool_donations_points check (points > 0),
        shown text not null constraint pool_donations_shown check (shown in ('anonymous', 'masked', 'named')),
        request_hash text not null,
        created_at timestamptz(3) not null
      );
      create index pool_donations_listed on pool_donations (community_code, created_at desc, id desc);
      create index pool_donations_person on pool_donations (person_id);

      create table gifts (
        id uuid constraint gifts_pkey primary key,
        giver_id uuid not null,
        receiver_id uuid not null,
        relation text not null constraint gifts_relation check (relation in
          ('spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other')),
        points integer not null constraint gifts_points check (points > 0),
        year smallint not null,
        request_hash text not null,
        created_at timestamptz(3) not null,
        constraint gifts_two_people check (giver_id <> receiver_id)
      );
      create index gifts_of_year on gifts (giver_id, year);
      create index gifts_received on gifts (receiver_id);

      -- A statement somebody took away: what a public check answers with, without saying whose it was.
      create table statement_files (
        statement_no text constraint statement_files_pkey primary key,
        person_id uuid not null,
        from_month text not null,
        to_month text not null,
        format text not null constraint statement_files_format check (format in ('xlsx', 'pdf')),
        lines integer not null,
        opening bigint not null,
        points_in bigint not null,
        points_out bigint not null,
        closing bigint not null,
        digest bytea not null constraint statement_files_digest check (octet_length(digest) = 32),
        day date not null,
        created_at timestamptz(3) not null
      );
      create index statement_files_day on statement_files (person_id, day);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table statement_files, gifts, pool_donations`);
  }
}
