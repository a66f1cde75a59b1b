import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GRANTS_MOST } from '@linli/shared/notifications';
import type { EntityManager } from 'typeorm';
import { AccountClosings, AccountData, AccountMoves } from '../accounts/account-links.service.js';

/** What becomes of messages, switches and WeChat grants when an account is joined to another, read out, or closed. */
@Injectable()
export class NotificationsLinks implements OnModuleInit {
  constructor(
    private readonly moves: AccountMoves,
    private readonly data: AccountData,
    private readonly closings: AccountClosings,
  ) {}

  onModuleInit(): void {
    this.moves.register(move);
    this.data.register('messages', dataOf);
    this.closings.erase(erase, '您的消息和微信提醒次数会删除。');
  }
}

/** WeChat's grants belong to the openid, which moves too. */
async function move(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(
    `update messages m set person_id = $2 where person_id = $1
        and not exists (select 1 from messages other where other.event_id = m.event_id and other.person_id = $2)`,
    [from, to],
  );
  await tx.query(
    `insert into wechat_grants (person_id, template_key, remaining, last_result, updated_at)
     select $2, template_key, remaining, last_result, updated_at from wechat_grants where person_id = $1
     on conflict (person_id, template_key) do update set remaining = least(wechat_grants.remaining + excluded.remaining, $3)`,
    [from, to, GRANTS_MOST],
  );
  await tx.query(
    `insert into message_settings (person_id, topic, in_app, wechat, digest)
     select $2, topic, in_app, wechat, digest from message_settings where person_id = $1 on conflict do nothing`,
    [from, to],
  );
  await tx.query(`update wechat_letters set person_id = $2 where person_id = $1`, [from, to]);
  await erase(tx, from);
}

async function dataOf(tx: EntityManager, personId: string): Promise<unknown> {
  const many = (sql: string) => tx.query<Record<string, unknown>[]>(sql, [personId]);
  return {
    messages: await many(
      `select topic, title, body, at, read_at as "readAt" from messages where person_id = $1 order by created_at, event_id`,
    ),
    switches: await many(`select topic, in_app as "inApp", wechat, digest from message_settings where person_id = $1 order by topic`),
    wechatGrants: await many(
      `select template_key as "templateKey", remaining, updated_at as "updatedAt" from wechat_grants where person_id = $1 order by template_key`,
    ),
    wechatMessages: await many(
      `select topic, fields, state, created_at as "createdAt" from wechat_letters where person_id = $1 order by created_at`,
    ),
  };
}

async function erase(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(`delete from messages where person_id = $1`, [personId]);
  await tx.query(`delete from message_settings where person_id = $1`, [personId]);
  await tx.query(`delete from wechat_grants where person_id = $1`, [personId]);
  await tx.query(`delete from wechat_letters where person_id = $1`, [personId]);
}
