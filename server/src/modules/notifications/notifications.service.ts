import { Injectable } from '@nestjs/common';
import {
  GRANTS_MOST,
  isOwed,
  MESSAGE_TOPIC_LABELS,
  MESSAGE_TOPICS,
  type MessageTopic,
  TEMPLATE_KEYS,
  TEMPLATE_TITLES,
  UNREAD_COUNT_MOST,
} from '@linli/shared/notifications';
import type {
  MessageCountView,
  MessageQuery,
  MessageSettingView,
  MessageView,
  ReadAllDto,
  UpdateMessageSettingDto,
  WechatGrantsDto,
  WechatTemplateView,
} from '@linli/shared/notifications.dto';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, notFound } from '../../common/errors.js';
import { decodeCursor, page } from '../../common/pages.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { Config } from '../../config.js';

interface Row {
  id: string;
  eventId: string;
  topic: MessageTopic;
  kind: string;
  title: string;
  body: string;
  path: string | null;
  urgent: boolean;
  at: Date;
  createdAt: Date;
  readAt: Date | null;
}
const LIST = `select id, event_id as "eventId", topic, kind, title, body, path, urgent, at, created_at as "createdAt", read_at as "readAt"
  from messages where person_id = $1 and ($2::text is null or topic = $2) and (not $3 or read_at is null)
    and ($4::timestamptz is null or (created_at, event_id) < ($4, $5::bigint))
  order by created_at desc, event_id desc limit $6`;
const COUNT = `select topic, count(*)::int as count from (select topic from messages where person_id = $1 and read_at is null limit $2) unread group by topic`;
const SETTINGS = `select topic, in_app as "inApp", wechat, digest from message_settings where person_id = $1`;
const EVERYTHING_ON = { inApp: true, wechat: true, digest: true };

/** The message centre: what somebody was told, what they have read, and how they want to hear of things. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async list(actor: Actor, { topic, unread, cursor, limit = PAGE_LIMIT_DEFAULT }: MessageQuery): Promise<Page<MessageView>> {
    const after = decodeCursor(cursor, ['time', 'bigint']);
    const rows = await this.dataSource.query<Row[]>(LIST, [
      actor.personId,
      topic ?? null,
      unread === 'true',
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ]);
    const { items, next } = page(rows, limit, (row) => [row.createdAt, row.eventId]);
    return { items: items.map(messageView), next };
  }

  count(actor: Actor, tx: EntityManager = this.dataSource.manager): Promise<MessageCountView> {
    return countOf(tx, actor.personId);
  }

  /** Somebody else's message is not there. Reading one twice is reading it. */
  read(call: WriteCall, id: string): Promise<MessageCountView> {
    const { personId } = call.actor;
    return this.writes.once(call, async (tx) => {
      const [rows] = await tx.query<[{ id: string }[], number]>(
        `update messages set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2 returning id`,
        [id, personId, this.clock.now()],
      );
      if (!rows.length) throw notFound();
      return countOf(tx, personId);
    });
  }

  readAll(call: WriteCall, { topic }: ReadAllDto): Promise<MessageCountView> {
    const { personId } = call.actor;
    return this.writes.once(call, async (tx) => {
      await tx.query(`update messages set read_at = $2 where person_id = $1 and read_at is null and ($3::text is null or topic = $3)`, [
        personId,
        this.clock.now(),
        topic ?? null,
      ]);
      return countOf(tx, personId);
    });
  }

  settings(actor: Actor): Promise<MessageSettingView[]> {
    return settingsOf(this.dataSource.manager, actor.personId);
  }

  /** What is owed stays in the message centre; only its way to the phone can be switched off. */
  setSetting(call: WriteCall, { topic, ...change }: UpdateMessageSettingDto): Promise<MessageSettingView[]> {
    const { personId } = call.actor;
    if (change.inApp === false && isOwed(topic))
      throw new DomainError('unprocessable', 'message_owed', '这类消息关系到您的事项，会一直留在消息里；可以关掉微信提醒。');
    return this.writes.once(call, async (tx) => {
      const now = { ...EVERYTHING_ON, ...(await settingsOf(tx, personId)).find((one) => one.topic === topic), ...given(change) };
      await tx.query(
        `insert into message_settings (person_id, topic, in_app, wechat, digest) values ($1, $2, $3, $4, $5)
         on conflict (person_id, topic) do update set in_app = excluded.in_app, wechat = excluded.wechat, digest = excluded.digest`,
        [personId, topic, now.inApp, now.wechat, now.digest],
      );
      return settingsOf(tx, personId);
    });
  }

  templates(actor: Actor): Promise<WechatTemplateView[]> {
    return this.templatesOf(this.dataSource.manager, actor.personId);
  }

  /** What WeChat answered after a tap: every “accept” allows one message more, once. */
  grant(call: WriteCall, { results }: WechatGrantsDto): Promise<WechatTemplateView[]> {
    const { personId } = call.actor;
    return this.writes.once(call, async (tx) => {
      for (const { templateKey, result } of [...results].sort((a, b) => (a.templateKey < b.templateKey ? -1 : 1)))
        await tx.query(
          `insert into wechat_grants (person_id, template_key, remaining, last_result, updated_at) values ($1, $2, $3, $4, $5)
           on conflict (person_id, template_key) do update
             set remaining = least(wechat_grants.remaining + excluded.remaining, $6), last_result = excluded.last_result,
                 updated_at = excluded.updated_at`,
          [personId, templateKey, result === 'accept' ? 1 : 0, result, this.clock.now(), GRANTS_MOST],
        );
      return this.templatesOf(tx, personId);
    });
  }

  private async templatesOf(tx: EntityManager, personId: string): Promise<WechatTemplateView[]> {
    const rows = await tx.query<{ key: string; remaining: number }[]>(
      `select template_key as key, remaining from wechat_grants where person_id = $1`,
      [personId],
    );
    return TEMPLATE_KEYS.flatMap((key) => {
      const templateId = this.config.wechat.templates[key];
      const remaining = rows.find((row) => row.key === key)?.remaining ?? 0;
      return templateId === undefined ? [] : [{ key, title: TEMPLATE_TITLES[key], templateId, remaining }];
    });
  }
}

const given = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

const messageView = ({ id, topic, kind, title, body, path, urgent, at, readAt }: Row): MessageView => ({
  id,
  topic,
  kind,
  title,
  body,
  path,
  urgent,
  at: at.toISOString(),
  read: readAt !== null,
});

async function countOf(tx: EntityManager, personId: string): Promise<MessageCountView> {
  const topics = await tx.query<{ topic: MessageTopic; count: number }[]>(COUNT, [personId, UNREAD_COUNT_MOST]);
  return { unread: topics.reduce((sum, { count }) => sum + count, 0), topics };
}

async function settingsOf(tx: EntityManager, personId: string): Promise<MessageSettingView[]> {
  const rows = await tx.query<{ topic: MessageTopic; inApp: boolean; wechat: boolean; digest: boolean }[]>(SETTINGS, [personId]);
  return MESSAGE_TOPICS.map((topic) => {
    const { inApp, wechat, digest } = rows.find((row) => row.topic === topic) ?? EVERYTHING_ON;
    const owed = isOwed(topic);
    return { topic, label: MESSAGE_TOPIC_LABELS[topic], owed, inApp: inApp || owed, wechat, digest };
  });
}
