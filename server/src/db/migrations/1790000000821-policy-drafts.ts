import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How rules come into force: written as a draft, tried on a past month, published by a second person, never from a past instant. */
export class PolicyDrafts1790000000821 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      alter table timebank_policies
        add column inherits boolean not null default false,
        add column base_id uuid,
        add column written_by uuid,
        add column updated_at timestamptz(3),
        add column trial_month text,
        add column trial_hash text,
        add column trial jsonb,
        add column tried_by uuid,
        add column tried_at timestamptz(3),
        add constraint timebank_policies_never_past check (from_at >= published_at),
        add constraint timebank_policies_second_person check (published_by <> written_by),
        add constraint timebank_policies_tried check (published_by is null or trial_hash is not null);
      update timebank_policies set written_by = created_by, updated_at = created_at;
      create index timebank_policies_history on timebank_policies (area_code, version desc);

      -- A draft moves; what was published or thrown away stands as it is.
      create trigger timebank_policies_fixed before update on timebank_policies for each row when (old.state <> 'draft')
        execute function refuse_change();
      create trigger timebank_policies_kept before delete on timebank_policies for each row when (old.published_by is not null)
        execute function refuse_change();
      create trigger timebank_policies_whole before truncate on timebank_policies for each statement execute function refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      drop trigger timebank_policies_fixed on timebank_policies;
      drop trigger timebank_policies_kept on timebank_policies;
      drop trigger timebank_policies_whole on timebank_policies;
      drop index timebank_policies_history;
      alter table timebank_policies drop column inherits, drop column base_id, drop column written_by, drop column updated_at,
        drop column trial_month, drop column trial_hash, drop column trial, drop column tried_by, drop column tried_at,
        drop constraint timebank_policies_never_past;
    `);
  }
}
