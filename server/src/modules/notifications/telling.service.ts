import { Injectable } from '@nestjs/common';
import { filled, type Telling, tellingsOf } from '@linli/shared/notification-kinds';
import { isOwed, ringAt } from '@linli/shared/notifications';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import type { LetterFacts } from './letters.js';
import type { Matter, ToldEvent } from './matters/matter.js';
import { READERS } from './matters/readers.js';

const EVENT = `select id, at, subject_type as "subjectType", subject_id as "subjectId", action, actor_id as "actorId",
  principal_id as "principalId", data from events where id = $1 and outcome = 'done'`;
const LISTENERS = `select p.id as "personId", coalesce(s.in_app, true) as "inApp", coalesce(s.wechat, true) as wechat,
    exists (select 1 from openids o where o.person_id = p.id) as "hasWechat"
  from people p left join message_settings s on s.person_id = p.id and s.topic = $2 where p.id = any($1) and p.closed_at is null`;
const INSERT = `insert into messages (id, event_id, person_id, topic, kind, title, body, path, urgent, at, created_at, wechat, wechat_state)
  select gen_random_uuid(), $1, m.person_id, m.topic, $2, m.title, m.body, m.path, m.urgent, $3, $4, m.wechat, m.wechat_state
    from jsonb_to_recordset($5::jsonb)
      as m (person_id uuid, topic text, title text, body text, path text, urgent boolean, wechat jsonb, wechat_state text)
  on conflict do nothing returning person_id as "personId", urgent, wechat_state as "wechatState"`;

interface Listener {
  personId: string;
  inApp: boolean;
  wechat: boolean;
  hasWechat: boolean;
}
interface NewMessage {
  person_id: string;
  topic: string;
  title: string;
  body: string;
  path: string | null;
  urgent: boolean;
  wechat: LetterFacts | null;
  wechat_state: 'due' | null;
}

/** From an event to the messages of everybody who is told of it: one transaction, which may run twice. */
@Injectable()
export class TellingService {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  tell(eventId: string): Promise<void> {
    return this.writes.transaction(async (tx) => {
      const [event] = await tx.query<ToldEvent[]>(EVENT, [eventId]);
      const lines = event ? tellingsOf(event.subjectType, event.action, event.data) : [];
      const matter = event && lines.length ? await READERS.get(event.subjectType)?.(tx, event, this.clock.now()) : null;
      if (!event || !matter) return;
      const messages = await this.messages(tx, event, matter, await recipients(event, matter, lines));
      await this.write(tx, event, messages);
    });
  }

  private async messages(
    tx: EntityManager,
    event: ToldEvent,
    matter: Matter,
    told: ReadonlyMap<Telling, readonly string[]>,
  ): Promise<NewMessage[]> {
    const messages: NewMessage[] = [];
    for (const [line, personIds] of told) {
      const listeners = await tx.query<Listener[]>(LISTENERS, [personIds, line.topic]);
      for (const listener of listeners.filter(({ inApp }) => inApp || isOwed(line.topic)))
        messages.push(messageFor(listener, event, matter, line));
    }
    return messages;
  }

  private async write(tx: EntityManager, event: ToldEvent, messages: readonly NewMessage[]): Promise<void> {
    if (!messages.length) return;
    const now = this.clock.now();
    const kind = `${event.subjectType}.${event.action}`;
    const written = await tx.query<{ personId: string; urgent: boolean; wechatState: string | null }[]>(INSERT, [
      event.id,
      kind,
      event.at,
      now,
      JSON.stringify(messages),
    ]);
    for (const { personId, urgent, wechatState } of written)
      if (wechatState === 'due') await this.ring(tx, personId, urgent ? now : new Date(ringAt(now.getTime())));
  }

  private ring(tx: EntityManager, personId: string, runAt: Date): Promise<void> {
    return this.jobs.enqueue(tx, 'notifications.ring', { personId }, { runAt, key: `ring ${personId} ${runAt.getTime()}` });
  }
}

/** Each person once, by the first line they stand in; never whoever did it. */
async function recipients(event: ToldEvent, matter: Matter, lines: readonly Telling[]): Promise<Map<Telling, string[]>> {
  const known = new Set<string | null>([event.actorId]);
  const told = new Map<Telling, string[]>();
  for (const line of lines) {
    const own: string[] = [];
    for (const audience of line.to) {
      const people = await matter.audiences[audience]?.();
      if (people === undefined) throw new Error(`${event.subjectType} has no audience called ${audience}`);
      for (const personId of people) {
        if (personId === null || known.has(personId)) continue;
        known.add(personId);
        own.push(personId);
      }
    }
    if (own.length) told.set(line, own);
  }
  return told;
}

function messageFor(listener: Listener, event: ToldEvent, matter: Matter, line: Telling): NewMessage {
  const title = filled(line.title, matter.facts);
  const rings = line.wechat !== undefined && listener.wechat && listener.hasWechat;
  const at = (matter.when ?? event.at).getTime();
  return {
    person_id: listener.personId,
    topic: line.topic,
    title,
    body: filled(line.body, matter.facts),
    path: matter.paths?.[line.topic] ?? matter.path,
    urgent: matter.urgent && line.wakes === true,
    wechat:
      rings && line.wechat
        ? { template: line.wechat.template, no: matter.no, what: matter.what, phrase: line.wechat.phrase, at, hint: title }
        : null,
    wechat_state: rings ? 'due' : null,
  };
}
