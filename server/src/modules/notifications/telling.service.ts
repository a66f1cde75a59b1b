import { Injectable } from '@nestjs/common';
import { ringAt } from '@linli/shared/notifications';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import type { ToldEvent } from './matters/matter.js';
import { messagesOf, type NewMessage } from './messages.js';

const EVENT = `select id, at, subject_type as "subjectType", subject_id as "subjectId", action, actor_id as "actorId",
  principal_id as "principalId", data from events where id = $1 and outcome = 'done'`;
const INSERT = `insert into messages (id, event_id, person_id, topic, kind, title, body, path, urgent, at, created_at, wechat, wechat_state)
  select gen_random_uuid(), $1, m.person_id, m.topic, $2, m.title, m.body, m.path, m.urgent, $3, $4, m.wechat, m.wechat_state
    from jsonb_to_recordset($5::jsonb)
      as m (person_id uuid, topic text, title text, body text, path text, urgent boolean, wechat jsonb, wechat_state text)
  on conflict do nothing returning person_id as "personId", urgent, wechat_state as "wechatState"`;

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
      if (event) await this.write(tx, event, await messagesOf(tx, event, this.clock.now()));
    });
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
