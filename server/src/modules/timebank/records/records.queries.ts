import type { EntityManager } from 'typeorm';
import { RecordDetailsEntity } from './record-parts.entity.js';
import { ServiceRecordEntity } from '../service-record.entity.js';
import type { PersonName } from './records.view.js';

/** Accounts, and elders' profiles where the id is one. */
export async function peopleByIds(tx: EntityManager, ids: readonly (string | null)[]): Promise<Map<string, PersonName>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (!wanted.length) return new Map();
  const rows = await tx.query<({ id: string } & PersonName)[]>(
    `select id, name, closed_at is not null as closed from people where id = any($1)
     union all
     select e.id, coalesce(nullif(e.name, ''), p.name, ''), e.closed_at is not null from elders e left join people p on p.id = e.person_id
      where e.id = any($1)`,
    [wanted],
  );
  return new Map(rows.map(({ id, name, closed }) => [id, { name, closed }]));
}

export async function recordsByIds(tx: EntityManager, ids: readonly string[]): Promise<ServiceRecordEntity[]> {
  if (!ids.length) return [];
  const rows = await tx.createQueryBuilder(ServiceRecordEntity, 'record').where('record.id = any(:ids)', { ids }).getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export const detailsOf = (tx: EntityManager, recordId: string): Promise<RecordDetailsEntity | null> =>
  tx.findOneBy(RecordDetailsEntity, { recordId });

/** Objections and corrections nobody has answered, by record. */
export async function openCases(tx: EntityManager, recordIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; n: number }[]>(
    `select record_id as id, count(*)::int as n from record_cases where state = 'open' and record_id = any($1) group by 1`,
    [recordIds],
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

export interface Overlap {
  id: string;
  personId: string;
  title: string;
  startedAt: Date;
  finishedAt: Date;
}
/** Somebody's other records that share minutes with [from, to). */
export const overlapping = (tx: EntityManager, personId: string, from: Date, to: Date, except: string | null): Promise<Overlap[]> =>
  tx.query<Overlap[]>(
    `select id, person_id as "personId", title, started_at as "startedAt", finished_at as "finishedAt" from service_records
      where person_id = $1 and state in ('confirmed', 'publicised', 'pending') and started_at < $3 and finished_at > $2
        and started_at > $2::timestamptz - interval '1 day' and id is distinct from $4 order by started_at, id limit 20`,
    [personId, from, to, except],
  );

/** What stands elsewhere about a record: the item, the place of its post, the rating of its order, the version of the rules. */
export interface Around {
  itemName: string | null;
  postPlace: string | null;
  level: number | null;
  version: number | null;
  policyFrom: Date | null;
  replacedById: string | null;
  servedIsElder: boolean;
}
export async function aroundOf(tx: EntityManager, record: ServiceRecordEntity): Promise<Around> {
  const [row] = await tx.query<Around[]>(
    `select (select name from service_items where code = $1) as "itemName",
       (select p.place_text from orders o join posts p on p.id = o.source_id where $2 = 'shift' and o.id = $3 and o.source = 'post') as "postPlace",
       (select level from order_ratings where $2 in ('order', 'shift') and order_id = $3 and of = 'service' order by at desc limit 1) as level,
       p.version, p.from_at as "policyFrom",
       (select record_id from service_record_details where replaces_id = $4) as "replacedById",
       exists (select from elders where id = $5 or person_id = $5) as "servedIsElder"
     from (select 1) one left join timebank_policies p on p.id = $6`,
    [record.itemCode, record.source, record.sourceId, record.id, record.servedId, record.policyId],
  );
  return row!;
}
