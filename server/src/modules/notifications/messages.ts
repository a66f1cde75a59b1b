import { filled, tellingsOf } from '@linli/shared/notification-kinds';
import type { Telling } from '@linli/shared/notification-tellings';
import { isOwed } from '@linli/shared/notifications';
import type { EntityManager } from 'typeorm';
import type { LetterFacts } from './letters.js';
import type { Facts, Matter, ToldEvent } from './matters/matter.js';
import { READERS } from './matters/readers.js';

const LISTENERS = `select p.id as "personId", coalesce(s.in_app, true) as "inApp", coalesce(s.wechat, true) as wechat,
    exists (select 1 from openids o where o.person_id = p.id) as "hasWechat"
  from people p left join message_settings s on s.person_id = p.id and s.topic = $2 where p.id = any($1) and p.closed_at is null`;

interface Listener {
  personId: string;
  inApp: boolean;
  wechat: boolean;
  hasWechat: boolean;
}
/** A row of `messages` without what the event gives it. */
export interface NewMessage {
  person_id: string;
  topic: string;
  title: string;
  body: string;
  path: string | null;
  urgent: boolean;
  wechat: LetterFacts | null;
  wechat_state: 'due' | null;
}

/** Who is told of an event, and in which words. */
export async function messagesOf(tx: EntityManager, event: ToldEvent, now: Date): Promise<NewMessage[]> {
  const lines = tellingsOf(event.subjectType, event.action, event.data);
  const matter = lines.length ? await READERS.get(event.subjectType)?.(tx, event, now) : null;
  if (!matter) return [];
  const messages: NewMessage[] = [];
  for (const [line, personIds] of await recipients(event, matter, lines)) {
    const listeners = await tx.query<Listener[]>(LISTENERS, [personIds, line.topic]);
    const own = (await matter.own?.(tx, personIds)) ?? new Map<string, Facts>();
    for (const listener of listeners.filter(({ inApp }) => inApp || isOwed(line.topic)))
      messages.push(messageFor(listener, event, own.has(listener.personId) ? withOwn(matter, own.get(listener.personId)!) : matter, line));
  }
  return messages;
}

const withOwn = (matter: Matter, own: Facts): Matter => ({ ...matter, facts: { ...matter.facts, ...own } });

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
    path: line.opens === false ? null : (matter.paths?.[line.topic] ?? matter.path),
    urgent: matter.urgent && line.wakes === true,
    wechat:
      rings && line.wechat
        ? { template: line.wechat.template, no: matter.no, what: matter.what, phrase: line.wechat.phrase, at, hint: title }
        : null,
    wechat_state: rings ? 'due' : null,
  };
}
