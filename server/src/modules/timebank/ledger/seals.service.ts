import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import type { SealView } from '@linli/shared/timebank-books.dto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { forbidden, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { scopesOf } from '../../../common/scopes.js';
import { EventsService } from '../../events/events.service.js';

const BATCH = 5000;
const HEAD =
  'seq,id,kind,from_account_id,to_account_id,amount,reason,ref_type,ref_id,hold_id,reverses_id,community_code,actor_id,booked_at,digest\n';
const LINES = `select t.seq, concat_ws(',', t.seq, t.id, t.kind, t.from_account_id, t.to_account_id, t.amount, t.reason, t.ref_type, t.ref_id,
    coalesce(t.hold_id::text, ''), coalesce(t.reverses_id::text, ''), t.community_code, coalesce(t.actor_id::text, ''),
    to_char(t.booked_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), encode(t.digest, 'hex')) as line
  from transfers t where t.day = $1 and t.seq > $2 order by t.seq limit $3`;

/** The sealed days, for the district's auditor: what is sealed is of no single community. */
@Injectable()
export class SealsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventsService,
  ) {}

  async list(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<SealView>> {
    districtOf(actor);
    const [before = null] = decodeCursor(cursor, ['day']) ?? [];
    const rows = await this.dataSource.query<(Omit<SealView, 'sealedAt'> & { sealedAt: Date })[]>(
      `select day::text, rows, hash, previous_hash as "previousHash", sealed_at as "sealedAt" from ledger_seals
        where $1::date is null or day < $1 order by day desc limit $2`,
      [before, limit + 1],
    );
    const { items, next } = page(rows, limit, (row) => [row.day]);
    return { items: items.map((row) => ({ ...row, sealedAt: row.sealedAt.toISOString() })), next };
  }

  /** Every row of a sealed day with its digest, so that somebody else can make the hash again. Ids only, no names; the look is recorded. */
  async rows(actor: Actor, day: string): Promise<AsyncGenerator<string>> {
    const areaCode = districtOf(actor);
    const [seal] = await this.dataSource.query<unknown[]>(`select from ledger_seals where day::text = $1`, [day]);
    if (!seal) throw notFound();
    await this.events.look(null, { personId: actor.personId, subject: ['ledger_day', day], field: 'rows', areaCode });
    return this.lines(day);
  }

  private async *lines(day: string): AsyncGenerator<string> {
    yield HEAD;
    for (let seq = '0'; ;) {
      const batch = await this.dataSource.query<{ seq: string; line: string }[]>(LINES, [day, seq, BATCH]);
      if (batch.length) yield `${batch.map(({ line }) => line).join('\n')}\n`;
      if (batch.length < BATCH) return;
      seq = batch.at(-1)!.seq;
    }
  }
}

/** The district whose books somebody audits. */
function districtOf(actor: Actor): string {
  const district = scopesOf(actor, ['auditor']).find((code) => code.length === 6);
  if (!district) throw forbidden('封存的账册由区级审计查看。');
  return district;
}
