import { Injectable } from '@nestjs/common';
import { isTold } from '@linli/shared/notification-kinds';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';

export type Subject = readonly [type: string, id: string];
/** Ids, codes and small numbers. What a person wrote, and who somebody is, stays in the matter's own row. */
export type EventData = Record<string, string | number | boolean | null | readonly string[] | readonly number[]>;

export interface Happening {
  subject: Subject;
  action: string;
  /** Null: the system itself (a job). */
  actor: Pick<Actor, 'personId'> | null;
  /** In which capacity. */
  role?: string;
  /** For whom, when that is someone else. */
  principalId?: string | null;
  areaCode: string | null;
  data?: EventData;
}
export interface Look {
  personId: string;
  subject: Subject;
  field: string;
  areaCode: string | null;
}

const ALL = `
  insert into events (at, subject_type, subject_id, action, outcome, actor_id, actor_role, principal_id, area_code, data)
  select $2, e.type, e.id, e.action, 'done', e."actorId", e.role, e."principalId", e."areaCode", e.data
    from rows from (jsonb_to_recordset($1::jsonb) as (type text, id text, action text, "actorId" uuid, role text, "principalId" uuid, "areaCode" text, data jsonb))
        with ordinality as e (type, id, action, "actorId", role, "principalId", "areaCode", data, place)
   order by e.place returning id`;

/** The one record of what happened: a matter's timeline and the auditor's list are the same rows. */
@Injectable()
export class EventsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** In the transaction of what happened, with the job that tells people of it. Gives the event's id. */
  async record(tx: EntityManager, happening: Happening): Promise<string> {
    const eventId = await this.insert(tx, happening, 'done');
    if (isTold(happening.subject[0], happening.action, happening.data)) await this.jobs.enqueue(tx, 'notifications.tell', { eventId });
    return eventId;
  }

  /** Several at once, in the order given; as `record`. */
  async recordAll(tx: EntityManager, happenings: readonly Happening[]): Promise<void> {
    if (!happenings.length) return;
    const rows = happenings.map(({ subject: [type, id], action, actor, role, principalId, areaCode, data }) => ({
      ...{ type, id, action, areaCode, data: data ?? {} },
      ...{ actorId: actor?.personId ?? null, role: role ?? null, principalId: principalId ?? null },
    }));
    const inserted = await tx.query<{ id: string }[]>(ALL, [JSON.stringify(rows), this.clock.now()]);
    // Ids rise in the order given.
    const ids = inserted.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? -1 : 1));
    const told = ids.filter((_, i) => isTold(happenings[i]!.subject[0], happenings[i]!.action, happenings[i]!.data));
    await this.jobs.enqueueAll(
      tx,
      'notifications.tell',
      told.map((id) => ({ eventId: String(id) })),
    );
  }

  /** A refused or failed act, in a transaction of its own: the act's own is rolled back. */
  refused(happening: Happening): Promise<string> {
    return this.insert(this.dataSource.manager, happening, 'refused');
  }

  /** Somebody was shown a personal datum. With `tx` null at once, else with the transaction. */
  async look(tx: EntityManager | null, look: Look): Promise<void> {
    await (tx ?? this.dataSource.manager).query(
      `insert into accesses (at, person_id, subject_type, subject_id, field, area_code) values ($1, $2, $3, $4, $5, $6)`,
      [this.clock.now(), look.personId, ...look.subject, look.field, look.areaCode],
    );
  }

  private async insert(tx: EntityManager, happening: Happening, outcome: 'done' | 'refused'): Promise<string> {
    const { subject, action, actor, role, principalId, areaCode, data } = happening;
    const [row] = await tx.query<{ id: string }[]>(
      `insert into events (at, subject_type, subject_id, action, outcome, actor_id, actor_role, principal_id, area_code, data)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
      [this.clock.now(), ...subject, action, outcome, actor?.personId ?? null, role ?? null, principalId ?? null, areaCode, data ?? {}],
    );
    return row!.id;
  }
}
