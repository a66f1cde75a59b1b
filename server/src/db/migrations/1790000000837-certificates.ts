import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 志愿服务记录证明: what was applied for and issued, which records it counts, and the identity papers behind it. */
export class Certificates1790000000837 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- The number itself is encrypted by the server; nobody reads it back but to compare.
      create table identity_papers (
        person_id uuid constraint identity_papers_pkey primary key,
        kind text not null constraint identity_papers_kind check (kind in ('resident_id', 'hk_macao_permit', 'taiwan_permit', 'passport')),
        box bytea not null,
        masked text not null,
        entered_at timestamptz(3) not null,
        checked_by uuid,
        checked_at timestamptz(3),
        checked_name text,
        constraint identity_papers_four_eyes check (checked_by <> person_id),
        constraint identity_papers_checked check (num_nulls(checked_by, checked_at, checked_name) in (0, 3))
      );

      create table volunteer_numbers (
        person_id uuid constraint volunteer_numbers_pkey primary key,
        seq bigint generated always as identity,
        district_code text not null
      );

      create table certificates (
        id uuid constraint certificates_pkey primary key,
        request_hash text not null,
        state text not null
          constraint certificates_state check (state in ('applied', 'issued', 'refused', 'withdrawn', 'voided')),
        number text constraint certificates_number unique,
        person_id uuid not null,
        community_code text not null,
        from_day date not null,
        to_day date not null,
        note text,
        name text not null default '',
        paper_kind text,
        paper_masked text,
        volunteer_number text,
        minutes integer not null default 0,
        services integer not null default 0,
        head text,
        handler text,
        contact text,
        remark text,
        reason text,
        applied_at timestamptz(3) not null,
        issued_by uuid,
        issued_at timestamptz(3),
        ended_by uuid,
        ended_at timestamptz(3),
        constraint certificates_span check (from_day <= to_day),
        constraint certificates_four_eyes check (issued_by <> person_id),
        constraint certificates_issued check ((state in ('issued', 'voided')) = (number is not null)),
        constraint certificates_complete check (state not in ('issued', 'voided') or num_nulls(issued_by, issued_at, head, handler, contact) = 0)
      );
      create unique index certificates_one_open on certificates (person_id, community_code) where state = 'applied';
      create index certificates_person on certificates (person_id, applied_at desc, id desc);
      create index certificates_desk on certificates (community_code text_pattern_ops, state, applied_at desc, id desc);

      create table certificate_lines (
        certificate_id uuid not null,
        record_id uuid not null,
        day date not null,
        title text not null,
        minutes smallint not null,
        constraint certificate_lines_pkey primary key (certificate_id, record_id),
        constraint certificate_lines_certificate foreign key (certificate_id) references certificates (id)
      );
      create index certificate_lines_record on certificate_lines (record_id);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table certificate_lines, certificates, volunteer_numbers, identity_papers`);
  }
}
