import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events and looks (append-only), their daily seals, and the answers kept under Idempotency-Keys. */
export class Ground1790000000001 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      create table idempotency_keys (
        person_id uuid not null,
        key text not null,
        request_hash text not null,
        answer jsonb,
        created_at timestamptz(3) not null,
        constraint idempotency_keys_pkey primary key (person_id, key)
      );
      create index idempotency_keys_created_at on idempotency_keys (created_at);

      create table installation (
        key text constraint installation_pkey primary key,
        value jsonb not null,
        updated_at timestamptz(3) not null
      );

      create table events (
        id bigint generated always as identity constraint events_pkey primary key,
        at timestamptz(3) not null,
        subject_type text not null,
        subject_id text not null,
        action text not null,
        outcome text not null default 'done' constraint events_outcome check (outcome in ('done', 'refused')),
        actor_id uuid,
        actor_role text,
        principal_id uuid,
        area_code text,
        data jsonb not null default '{}' constraint events_data_small check (pg_column_size(data) <= 4000)
      );
      create index events_subject on events (subject_type, subject_id, id);
      create index events_actor on events (actor_id, at desc, id desc);
      create index events_area on events (area_code text_pattern_ops, at desc, id desc);
      create index events_at on events (at desc, id desc);

      create table accesses (
        id bigint generated always as identity constraint accesses_pkey primary key,
        at timestamptz(3) not null,
        person_id uuid not null,
        subject_type text not null,
        subject_id text not null,
        field text not null,
        area_code text
      );
      create index accesses_subject on accesses (subject_type, subject_id, id);
      create index accesses_person on accesses (person_id, at desc, id desc);
      create index accesses_area on accesses (area_code text_pattern_ops, at desc, id desc);
      create index accesses_at on accesses (at desc, id desc);

      create table seals (
        sealed_table text not null constraint seals_table check (sealed_table in ('events', 'accesses')),
        day date not null,
        rows integer not null,
        hash text not null,
        sealed_at timestamptz(3) not null,
        constraint seals_pkey primary key (sealed_table, day)
      );

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'LI001';
      end $$;
      -- Looks are kept three years: only what is older may be deleted.
      create function refuse_early_deletion() returns trigger language plpgsql as $$
      begin
        if old.at > now() - interval '3 years' then
          raise exception '% is append-only for three years', tg_table_name using errcode = 'LI001';
        end if;
        return old;
      end $$;
      create trigger events_fixed before update or delete on events for each row execute function refuse_change();
      create trigger events_whole before truncate on events for each statement execute function refuse_change();
      create trigger accesses_fixed before update on accesses for each row execute function refuse_change();
      create trigger accesses_kept before delete on accesses for each row execute function refuse_early_deletion();
      create trigger accesses_whole before truncate on accesses for each statement execute function refuse_change();
      create trigger seals_fixed before update or delete on seals for each row execute function refuse_change();
      create trigger seals_whole before truncate on seals for each statement execute function refuse_change();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table seals, accesses, events, installation, idempotency_keys; drop function refuse_change, refuse_early_deletion`);
  }
}
