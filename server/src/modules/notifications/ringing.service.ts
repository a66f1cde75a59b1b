import { Injectable } from '@nestjs/common';
import { afterQuiet, DIGEST_WINDOW_MS, isQuiet, MESSAGE_TOPICS, type MessageTopic, type TemplateKey } from '@linli/shared/notifications';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { Config } from '../../config.js';
import { type Delivery, SubscribeMessages } from '../../integrations/wechat/subscribe-messages.service.js';
import { digestFacts, fieldsOf, type LetterFacts, sorted } from './letters.js';

const STALE_MS = 24 * 3_600_000;
const ATTEMPTS_MOST = 6;
/** 1, 4, 16, 64, 256 minutes. */
const BACKOFF_MS = (attempts: number) => 60_000 * 4 ** (attempts - 1);
/** Where a letter opens that stands for several messages. */
const MESSAGES_PAGE = 'pages/messages/index';

interface DueRow {
  id: string;
  topic: MessageTopic;
  urgent: boolean;
  path: string | null;
  createdAt: Date;
  readAt: Date | null;
  wechat: LetterFacts;
}
const DUE = `select id, topic, urgent, path, created_at as "createdAt", read_at as "readAt", wechat from messages
  where person_id = $1 and wechat_state = 'due' order by created_at, event_id for update`;
const SENT = `select count(*)::int as n, min(created_at) as first from wechat_letters
  where person_id = $1 and topic = $2 and created_at > $3 and state <> 'spent'`;
const CLAIM = `update wechat_letters set state = 'sending', attempts = attempts + 1, updated_at = $2 where id = $1 and state = 'waiting'
  returning person_id as "personId", template_key as "templateKey", page, fields, attempts`;
const OPENID = `select openid from openids where person_id = $1 order by added_at desc limit 1`;

interface Claimed {
  personId: string;
  templateKey: TemplateKey;
  page: string;
  fields: Record<string, string>;
  attempts: number;
}

/** From messages to WeChat: what is due for one person becomes letters, each of which uses up one grant and is sent at most once. */
@Injectable()
export class RingingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly config: Config,
    private readonly wechat: SubscribeMessages,
  ) {}

  /** Decides what goes out now for this person: one after the other, whatever processes there are. */
  ring(personId: string): Promise<void> {
    return this.writes.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 7))`, [personId]);
      const due = await this.stillWanted(tx, await tx.query<DueRow[]>(DUE, [personId]));
      const now = this.clock.now();
      const night = isQuiet(now.getTime());
      for (const topic of MESSAGE_TOPICS) {
        const own = due.filter((one) => one.topic === topic && (one.urgent || !night));
        if (own.length) await this.letters(tx, personId, topic, own);
      }
      if (night && due.some((one) => !one.urgent)) await this.later(tx, personId, new Date(afterQuiet(now.getTime())));
    });
  }

  /** The one attempt: written down first. A process that dies after this leaves a letter nobody sends again. */
  async post(letterId: string): Promise<void> {
    const [claimed] = await this.dataSource.query<[Claimed[], number]>(CLAIM, [letterId, this.clock.now()]);
    const letter = claimed[0];
    if (!letter) return;
    const [owner] = await this.dataSource.query<{ openid: string }[]>(OPENID, [letter.personId]);
    const templateId = this.config.wechat.templates[letter.templateKey];
    const delivery: Delivery =
      owner && templateId
        ? await this.wechat.send({ openid: owner.openid, templateId, page: letter.page, fields: letter.fields })
        : { outcome: 'refused', errcode: null };
    await this.writes.transaction((tx) => this.settle(tx, letterId, letter, delivery));
  }

  private async stillWanted(tx: EntityManager, rows: readonly DueRow[]): Promise<DueRow[]> {
    const before = this.clock.now().getTime() - STALE_MS;
    const seen = rows.filter(({ readAt }) => readAt !== null);
    const stale = rows.filter(({ readAt, createdAt }) => readAt === null && createdAt.getTime() < before);
    await mark(tx, seen, 'seen');
    await mark(tx, stale, 'stale');
    return rows.filter((row) => !seen.includes(row) && !stale.includes(row));
  }

  private async letters(tx: EntityManager, personId: string, topic: MessageTopic, due: readonly DueRow[]): Promise<void> {
    const now = this.clock.now();
    const [setting] = await tx.query<{ digest: boolean; wechat: boolean }[]>(
      `select digest, wechat from message_settings where person_id = $1 and topic = $2`,
      [personId, topic],
    );
    if (setting?.wechat === false) return mark(tx, due, 'seen');
    const [sent] = await tx.query<{ n: number; first: Date | null }[]>(SENT, [personId, topic, new Date(now.getTime() - DIGEST_WINDOW_MS)]);
    const { single, digest, wait } = sorted(due, sent?.n ?? 0, setting?.digest ?? true);
    for (const one of single) await this.letter(tx, personId, topic, [one], one.wechat, one.path);
    const newest = digest.at(-1);
    if (newest) await this.letter(tx, personId, topic, digest, digestFacts(newest.wechat, topic, digest.length), null);
    if (wait.length) await this.later(tx, personId, new Date(afterQuiet((sent?.first ?? now).getTime() + DIGEST_WINDOW_MS)));
  }

  private async letter(
    tx: EntityManager,
    personId: string,
    topic: MessageTopic,
    of: readonly DueRow[],
    facts: LetterFacts,
    path: string | null,
  ): Promise<void> {
    const wanted = [...new Set([facts.template, ...of.map(({ wechat }) => wechat.template)])];
    const template = await this.grantFor(tx, personId, wanted);
    if (template === null) return mark(tx, of, 'no_grant');
    const id = randomUUID();
    const now = this.clock.now();
    await tx.query(
      `insert into wechat_letters (id, person_id, topic, template_key, page, fields, messages, state, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8, $8)`,
      [id, personId, topic, template, path?.slice(1) ?? MESSAGES_PAGE, fieldsOf({ ...facts, template }), of.length, now],
    );
    await tx.query(`update messages set wechat_state = 'taken', letter_id = $2 where id = any($1)`, [of.map((one) => one.id), id]);
    await this.jobs.enqueue(tx, 'notifications.post', { letterId: id });
  }

  /** Takes one grant of the first template that has any. */
  private async grantFor(tx: EntityManager, personId: string, templates: readonly TemplateKey[]): Promise<TemplateKey | null> {
    for (const template of templates) {
      if (this.config.wechat.templates[template] === undefined) continue;
      const [, taken] = await tx.query<[unknown[], number]>(
        `update wechat_grants set remaining = remaining - 1, updated_at = $3 where person_id = $1 and template_key = $2 and remaining > 0`,
        [personId, template, this.clock.now()],
      );
      if (taken) return template;
    }
    return null;
  }

  private async settle(tx: EntityManager, letterId: string, letter: Claimed, { outcome, errcode }: Delivery): Promise<void> {
    const now = this.clock.now();
    const again = outcome === 'again' && letter.attempts < ATTEMPTS_MOST;
    const state = again ? 'waiting' : { sent: 'sent', spent: 'spent', refused: 'refused', again: 'failed', unknown: 'lost' }[outcome];
    await tx.query(`update wechat_letters set state = $2, errcode = $3, updated_at = $4 where id = $1`, [letterId, state, errcode, now]);
    if (again) {
      const runAt = new Date(afterQuiet(now.getTime() + BACKOFF_MS(letter.attempts)));
      return this.jobs.enqueue(tx, 'notifications.post', { letterId }, { runAt });
    }
    if (outcome === 'spent') await this.grants(tx, letter, `remaining = 0, last_result = 'spent'`);
    // WeChat took nothing: what the person allowed is still theirs.
    if (outcome === 'refused' || outcome === 'again') await this.grants(tx, letter, `remaining = remaining + 1`);
  }

  private async grants(tx: EntityManager, { personId, templateKey }: Claimed, change: string): Promise<void> {
    const statement = ['update wechat_grants set', change, ', updated_at = $3 where person_id = $1 and template_key = $2'].join(' ');
    await tx.query(statement, [personId, templateKey, this.clock.now()]);
  }

  private later(tx: EntityManager, personId: string, runAt: Date): Promise<void> {
    return this.jobs.enqueue(tx, 'notifications.ring', { personId }, { runAt, key: `ring ${personId} ${runAt.getTime()}` });
  }
}

async function mark(tx: EntityManager, rows: readonly DueRow[], state: 'seen' | 'stale' | 'no_grant'): Promise<void> {
  if (!rows.length) return;
  await tx.query(`update messages set wechat_state = $2 where id = any($1)`, [rows.map(({ id }) => id), state]);
}
