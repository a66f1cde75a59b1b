import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A year's budget that services have gone beyond is a flag as the others: about a community and a year, and about no person. */
export class FlagsOfBudgets1790000000880 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table record_flags alter column person_id drop not null;
      alter table record_flags
        drop constraint record_flags_once, drop constraint record_flags_kind, drop constraint record_flags_month,
        add constraint record_flags_kind check (kind in ('pair_often', 'pair_share', 'silent_pair', 'overlap', 'no_codes', 'over_budget')),
        add constraint record_flags_month check (month ~ case kind when 'over_budget' then '^[0-9]{4}$' else '^[0-9]{4}-[0-9]{2}$' end),
        add constraint record_flags_somebody check ((kind = 'over_budget') = (person_id is null));
      create unique index record_flags_once on record_flags (kind, person_id, other_id, month) nulls not distinct where kind <> 'over_budget';
      create unique index record_flags_once_a_year on record_flags (community_code, month) where kind = 'over_budget';
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      delete from record_flags where kind = 'over_budget';
      drop index record_flags_once, record_flags_once_a_year;
      alter table record_flags
        drop constraint record_flags_kind, drop constraint record_flags_month, drop constraint record_flags_somebody,
        add constraint record_flags_kind check (kind in ('pair_often', 'pair_share', 'silent_pair', 'overlap', 'no_codes')),
        add constraint record_flags_month check (month ~ '^[0-9]{4}-[0-9]{2}$'),
        add constraint record_flags_once unique nulls not distinct (kind, person_id, other_id, month);
      alter table record_flags alter column person_id set not null;
    `);
  }
}
