import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two people of the desk do to the books together, and what a community may issue in a year. */
export class Adjustments1790000000802 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table timebank_adjustments (
        id uuid constraint timebank_adjustments_pkey primary key,
        kind text not null constraint timebank_adjustments_kind check (kind in ('reversal', 'grant_fund', 'grant_pool')),
        state text not null constraint timebank_adjustments_state check (state in ('requested', 'approved', 'refused', 'withdrawn')),
        community_code text not null,
        points bigint not null constraint timebank_adjustments_points check (points > 0),
        transfer_id uuid,
        person_id uuid,
        other_person_id uuid,
        note text not null,
        requested_by uuid not null,
        requested_at timestamptz(3) not null,
        decided_by uuid,
        decided_at timestamptz(3),
        decision_note text,
        taken bigint,
        request_hash text not null,
        constraint timebank_adjustments_reversal check ((kind = 'reversal') = (transfer_id is not null)),
        constraint timebank_adjustments_to_somebody check (kind <> 'grant_fund' or person_id is not null),
        constraint timebank_adjustments_decided check ((state = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
        constraint timebank_adjustments_second_person check (
          state not in ('approved', 'refused') or (decided_by <> requested_by and decided_by is distinct from person_id and decided_by is distinct from other_person_id)
        )
      );
      create unique index timebank_adjustments_once on timebank_adjustments (transfer_id) where state in ('requested', 'approved');
      create index timebank_adjustments_desk on timebank_adjustments (community_code text_pattern_ops, requested_at desc, id desc);

      create table timebank_budgets (
        community_code text,
        year smallint,
        points bigint not null constraint timebank_budgets_points check (points >= 0),
        exceeded_at timestamptz(3),
        set_by uuid,
        set_at timestamptz(3) not null,
        constraint timebank_budgets_pkey primary key (community_code, year)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table timebank_budgets, timebank_adjustments`);
  }
}
