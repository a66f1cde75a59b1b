import { Injectable } from '@nestjs/common';
import { maskName, NAMELESS } from '@linli/shared/accounts';
import type { AuditQuery, AuditRowView } from '@linli/shared/accounts.dto';
import { areaLevel } from '@linli/shared/areas';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { decodeCursor, page } from '../../common/pages.js';
import { asPatterns, narrowed } from '../../common/scopes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { auditedBy } from './accounts.policy.js';

interface Row {
  kind: 'event' | 'access';
  id: string;
  at: Date;
  subject_type: string;
  subject_id: string;
  action: string;
  outcome: 'done' | 'refused';
  actor_id: string | null;
  actor_role: string | null;
  area_code: string | null;
  data: Record<string, unknown>;
  actor_name: string | null;
  actor_living: boolean | null;
}

// Both halves are asked for one page each, newest first, then merged: (at, kind, id) is the order, and the place of the cursor.
const SEARCH = `
  select u.*, p.name as actor_name, p.closed_at is null as actor_living from (
    (select 'event' as kind, id, at, subject_type, subject_id, action, outcome, actor_id, actor_role, area_code, data from events
      where (area_code like any($1) or ($2 and area_code is null))
        and ($3::text is null or subject_type = $3) and ($4::text is null or subject_id = $4) and ($5::uuid is null or actor_id = $5)
        and ($6::text is null or action = $6) and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
        and ($9::timestamptz is null or (at <= $9 and (at, 'event', id) < ($9, $10::text, $11::bigint)))
      order by at desc, id desc limit $12)
    union all
    (select 'access', id, at, subject_type, subject_id, field, 'done', person_id, null, area_code, '{}' from accesses
      where (area_code like any($1) or ($2 and area_code is null))
        and ($3::text is null or subject_type = $3) and ($4::text is null or subject_id = $4) and ($5::uuid is null or person_id = $5)
        and ($6::text is null or field = $6) and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
        and ($9::timestamptz is null or (at <= $9 and (at, 'access', id) < ($9, $10::text, $11::bigint)))
      order by at desc, id desc limit $12)
  ) u left join people p on p.id = u.actor_id
  order by at desc, kind desc, id desc limit $12`;

/** Who did what and who looked at what, for auditors in their areas. Their own look is recorded, too. */
@Injectable()
export class AuditService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async search(actor: Actor, query: AuditQuery): Promise<Page<AuditRowView>> {
    const scopes = auditedBy(actor);
    // What happened in no area (sign-ins, own settings) is read by the district's auditor, when no area is asked for.
    const everywhere = query.areaCode === undefined && scopes.some((code) => areaLevel(code) === 'district');
    const limit = query.limit ?? PAGE_LIMIT_DEFAULT;
    const [at, kind, id] = decodeCursor(query.cursor, ['time', 'text', 'bigint']) ?? [null, null, null];
    const rows = await this.dataSource.query<Row[]>(SEARCH, [
      asPatterns(narrowed(scopes, query.areaCode)),
      everywhere,
      query.subjectType ?? null,
      query.subjectId ?? null,
      query.actorId ?? null,
      query.action ?? null,
      query.from ?? null,
      query.to ?? null,
      at,
      kind,
      id,
      limit + 1,
    ]);
    const { items, next } = page(rows, limit, (row) => [row.at, row.kind, row.id]);
    await this.events.look(null, { personId: actor.personId, subject: ['audit', 'list'], field: 'rows', areaCode: scopes[0]! });
    const names = await this.areas.names(null, new Set(items.flatMap((row) => row.area_code ?? [])));
    return { items: items.map((row) => viewOf(row, names)), next };
  }
}

const viewOf = (row: Row, names: ReadonlyMap<string, string>): AuditRowView => ({
  id: row.id,
  at: row.at.toISOString(),
  kind: row.kind,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  action: row.action,
  outcome: row.outcome,
  actorId: row.actor_id,
  actorName: calledOf(row),
  actorRole: row.actor_role,
  areaCode: row.area_code,
  areaName: row.area_code && (names.get(row.area_code) ?? null),
  data: row.data,
});

/** Null: a job, or an account that was closed. */
function calledOf({ actor_name: name, actor_living: living }: Row): string | null {
  if (name) return maskName(name);
  return living ? NAMELESS : null;
}
