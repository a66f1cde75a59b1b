import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import type { RecordBox } from '@linli/shared/timebank-records';
import type {
  MyRecordsQuery,
  PublicRecordsQuery,
  PublicRecordView,
  RecordCardView,
  RecordCountsView,
  RecordDeskQuery,
  RecordDeskView,
  RecordTotalsView,
} from '@linli/shared/timebank-records.dto';
import { areaLevel } from '@linli/shared/areas';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { forbidden, invalidField } from '../../../common/errors.js';
import { type CursorShape, decodeCursor, page } from '../../../common/pages.js';
import { narrowed, scopesOf } from '../../../common/scopes.js';
import { inAreas, Where } from '../../../common/where.js';
import { AreasService } from '../../areas/areas.service.js';
import { notAbout } from './flags.policy.js';
import { DESK } from './records.policy.js';
import { peopleByIds, recordsByIds } from './records.queries.js';
import { RecordReader } from './records.reader.js';
import { masked } from './records.view.js';

interface Order {
  where: string;
  /** The columns of the cursor. */
  columns: string;
  shape: CursorShape;
  up: boolean;
}
const BOXES: Record<RecordBox, Order> = {
  to_publicise: { where: `r.state = 'pending'`, columns: 'r.created_at', shape: ['time', 'uuid'], up: true },
  publicised: { where: `r.state = 'publicised'`, columns: 'r.publicised_until', shape: ['time', 'uuid'], up: true },
  done: { where: `r.state in ('confirmed', 'refused', 'voided')`, columns: 'r.day', shape: ['day', 'uuid'], up: false },
};
interface Key {
  id: string;
  key: string | Date;
}
interface PublicRow {
  id: string;
  personId: string;
  title: string;
  day: string;
  minutes: number;
  until: Date;
}

/** Lists of records, each in the order of its index. */
@Injectable()
export class RecordLists {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly reader: RecordReader,
  ) {}

  async mine(actor: Actor, { period, cursor, limit = PAGE_LIMIT_DEFAULT }: MyRecordsQuery): Promise<Page<RecordCardView>> {
    const where = new Where().and('r.person_id = ?', actor.personId);
    inPeriod(where, period);
    const keys = await this.keys(where, { where: 'true', columns: 'r.day', shape: ['day', 'uuid'], up: false }, cursor, limit);
    const records = await recordsByIds(
      this.dataSource.manager,
      keys.items.map(({ id }) => id),
    );
    return { items: await this.reader.cards(this.dataSource.manager, records), next: keys.next };
  }

  async totals(actor: Actor, period: string | undefined): Promise<RecordTotalsView> {
    const where = new Where().and('r.person_id = ?', actor.personId);
    inPeriod(where, period);
    const adding = `select count(*) filter (where r.state = 'confirmed')::int as records,
         coalesce(sum(r.minutes) filter (where r.state = 'confirmed'), 0)::int as minutes,
         coalesce(sum(r.points) filter (where r.state = 'confirmed'), 0)::int as points,
         coalesce(sum(r.minutes) filter (where r.state in ('pending', 'publicised')), 0)::int as "waitingMinutes"
       from service_records r where ${where.sql}`;
    const [row] = await this.dataSource.query<Omit<RecordTotalsView, 'period'>[]>(adding, where.values);
    return { period: period ?? null, ...row! };
  }

  /** What one has entered for others, the newest first. */
  async entered(actor: Actor, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<RecordDeskView>> {
    const where = new Where().and('r.entered_by = ?', actor.personId);
    const order: Order = { where: 'true', columns: 'r.created_at', shape: ['time', 'uuid'], up: false };
    return this.deskPage(actor, await this.keys(where, order, cursor, limit));
  }

  /** The desk's boxes: what waits, the longest first; what is over, the latest day first. */
  async desk(actor: Actor, { box, areaCode, cursor, limit = PAGE_LIMIT_DEFAULT }: RecordDeskQuery): Promise<Page<RecordDeskView>> {
    const area = inAreas(narrowed(mustRead(actor), areaCode));
    const where = new Where().and(area.sql, ...area.values);
    return this.deskPage(actor, await this.keys(where, BOXES[box], cursor, limit));
  }

  async counts(actor: Actor): Promise<RecordCountsView> {
    const area = inAreas(mustRead(actor));
    const where = new Where();
    const now = where.bound('?', [this.clock.now()]);
    where.and(area.sql, ...area.values);
    const flags = where.copy();
    const about = notAbout(flags, actor);
    const waiting = `select count(*) filter (where r.state = 'pending')::int as "toPublicise", count(*) filter (where r.state = 'publicised')::int as publicised,
         count(*) filter (where r.state = 'publicised' and r.publicised_until <= ${now}::timestamptz)::int as confirmable
       from service_records r where r.state in ('pending', 'publicised') and ${where.sql}`;
    const [records] = await this.dataSource.query<Pick<RecordCountsView, 'toPublicise' | 'publicised' | 'confirmable'>[]>(
      waiting,
      where.values,
    );
    const answering = `select count(*) filter (where r.kind = 'objection')::int as objections, count(*) filter (where r.kind = 'correction')::int as corrections
       from record_cases r where r.state = 'open' and ${now}::timestamptz is not null and ${where.sql}`;
    const [cases] = await this.dataSource.query<Pick<RecordCountsView, 'objections' | 'corrections'>[]>(answering, where.values);
    const raising = `select count(*)::int as flags from record_flags r where r.state = 'open' and ${now}::timestamptz is not null and ${flags.sql} and ${about}`;
    const [raised] = await this.dataSource.query<Pick<RecordCountsView, 'flags'>[]>(raising, flags.values);
    return { ...records!, ...cases!, ...raised! };
  }

  /** For everybody: what is listed now in a community, without anything that says who somebody is. */
  async public({ communityCode, cursor, limit = PAGE_LIMIT_DEFAULT }: PublicRecordsQuery): Promise<Page<PublicRecordView>> {
    if (areaLevel(communityCode) !== 'community') throw invalidField('communityCode', '请选择社区。');
    const after = decodeCursor(cursor, ['time', 'uuid']);
    const tx = this.dataSource.manager;
    const rows = await tx.query<PublicRow[]>(
      `select id, person_id as "personId", title, day::text, minutes, publicised_until as until from service_records
        where community_code = $1 and publicised_until > $2 and state in ('publicised', 'confirmed')
          and ($3::timestamptz is null or (publicised_until, id) < ($3, $4::uuid))
        order by publicised_until desc, id desc limit $5`,
      [communityCode, this.clock.now(), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const { items, next } = page(rows, limit, ({ until, id }) => [until, id]);
    const people = await peopleByIds(
      tx,
      items.map(({ personId }) => personId),
    );
    const communityText = (await this.areas.names(tx, [communityCode])).get(communityCode) ?? '';
    return {
      items: items.map(({ id, personId, title, day, minutes, until }) => {
        return { id, name: masked(people.get(personId)), title, day, minutes, communityText, until: until.toISOString() };
      }),
      next,
    };
  }

  private async keys(
    where: Where,
    { where: box, columns, shape, up }: Order,
    cursor: string | undefined,
    limit: number,
  ): Promise<Page<Key>> {
    const after = decodeCursor(cursor, shape);
    where.and(box);
    if (after) where.and(`(${columns}, r.id) ${up ? '>' : '<'} (?, ?)`, ...after);
    const shown = shape[0] === 'day' ? `${columns}::text` : columns;
    const direction = up ? '' : ' desc';
    const listing = `select r.id, ${shown} as key from service_records r where ${where.sql}
        order by ${columns}${direction}, r.id${direction} limit ${where.bound('?', [limit + 1])}`;
    const rows = await this.dataSource.query<Key[]>(listing, where.values);
    return page(rows, limit, ({ key, id }) => [key, id]);
  }

  private async deskPage(actor: Actor, { items, next }: Page<Key>): Promise<Page<RecordDeskView>> {
    const tx = this.dataSource.manager;
    const records = await recordsByIds(
      tx,
      items.map(({ id }) => id),
    );
    return { items: await this.reader.deskViews(tx, actor, records), next };
  }
}

/** Where somebody reads as the desk, or audits. */
export function mustRead(actor: Actor): string[] {
  const scopes = scopesOf(actor, [...DESK, 'auditor']);
  if (!scopes.length) throw forbidden();
  return scopes;
}

/** 2026 or 2026-03, by the day of service. */
function inPeriod(where: Where, period: string | undefined): void {
  if (period === undefined) return;
  const month = period.length === 7;
  const from = month ? `${period}-01` : `${period}-01-01`;
  where.and(`r.day >= ?::date and r.day < (?::date + ?::interval)::date`, from, from, month ? '1 month' : '1 year');
}
