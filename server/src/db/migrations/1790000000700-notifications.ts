import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The message centre, what each person wants to hear how, and what went to WeChat. */
export class Notifications1790000000700 implements MigrationInterface {
  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      -- One event, one message to a person, whatever runs twice. Titles and bodies hold numbers, categories, times: no person, no address.
      create table messages (
        id uuid constraint messages_pkey primary key,
        event_id bigint not null,
        person_id uuid not null,
        topic text not null,
        kind text not null,
        title text not null,
        body text not null,
        path text,
        urgent boolean not null,
        at timestamptz(3) not null,
        created_at timestamptz(3) not null,
        read_at timestamptz(3),
        -- what a WeChat message about it would say; null: none is to be sent
        wechat jsonb,
        wechat_state text constraint messages_wechat_state check (wechat_state in ('due', 'taken', 'no_grant', 'seen', 'stale')),
        letter_id uuid,
        constraint messages_once unique (event_id, person_id),
        constraint messages_letter check ((wechat_state is not distinct from 'taken') = (letter_id is not null))
      );
      create index messages_listed on messages (person_id, created_at desc, event_id desc);
      create index messages_unread on messages (person_id, topic) where read_at is null;
      create index messages_due on messages (person_id) where wechat_state = 'due';
      create index messages_kept on messages (created_at);

      -- Only what differs from the default: everything on.
      create table message_settings (
        person_id uuid not null,
        topic text not null,
        in_app boolean not null default true,
        wechat boolean not null default true,
        digest boolean not null default true,
        constraint message_settings_pkey primary key (person_id, topic)
      );

      -- How many messages of a template a person has allowed WeChat to bring.
      create table wechat_grants (
        person_id uuid not null,
        template_key text not null,
        remaining integer not null constraint wechat_grants_remaining check (remaining >= 0),
        last_result text not null,
        updated_at timestamptz(3) not null,
        constraint wechat_grants_pkey primary key (person_id, template_key)
      );

      -- One row is one WeChat message. It is marked as being sent before WeChat is called, and then never sent again: rather none than two.
      create table wechat_letters (
        id uuid constraint wechat_letters_pkey primary key,
        person_id uuid not null,
        topic text not null,
        template_key text not null,
        page text not null,
        fields jsonb not null,
        messages smallint not null,
        state text not null constraint wechat_letters_state check (state in ('waiting', 'sending', 'sent', 'spent', 'refused', 'failed', 'lost')),
        errcode integer,
        attempts smallint not null default 0,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index wechat_letters_person on wechat_letters (person_id, created_at);
      create index wechat_letters_open on wechat_letters (updated_at) where state in ('waiting', 'sending');
      create index wechat_letters_kept on wechat_letters (created_at);
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`drop table wechat_letters, wechat_grants, message_settings, messages`);
  }
}
