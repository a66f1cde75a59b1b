import { RECORD_MINUTES_MAX, type RecordSource } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import { hashOf } from '../../../common/writes.js';

/** Two confirmations for one person at once: the second waits here until the first has committed, and counts what it brought. In id order. */
export async function oneEarningAtATime(tx: EntityManager, personIds: readonly string[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(k) from (select distinct hashtextextended(id, 7) as k from unnest($1::text[]) as p(id) order by 1) keys`,
    [personIds],
  );
}

/** The same words give the same id, for ever: what is made from them is made once. */
export function idFrom(...words: string[]): string {
  const hash = hashOf(words);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Records of a source that stand or wait, and those entered by hand in the place of one of them. */
const LINE = `with recursive line as (
    select id, state from service_records where source = $1 and source_id = $2
    union all
    select r.id, r.state from line join service_record_details d on d.replaces_id = line.id join service_records r on r.id = d.record_id
  )
  select id, state = 'confirmed' as confirmed from line where state in ('pending', 'publicised', 'confirmed') order by id`;
export const lineOf = (tx: EntityManager, source: RecordSource, sourceId: string): Promise<{ id: string; confirmed: boolean }[]> =>
  tx.query<{ id: string; confirmed: boolean }[]>(LINE, [source, sourceId]);

const REFUSAL = `insert into service_record_details (record_id, refuse_reason) values ($1, $2)
  on conflict (record_id) do update set refuse_reason = excluded.refuse_reason`;
/** Why a record was refused, for its person. */
export async function keepRefusal(tx: EntityManager, recordId: string, reason: string | null): Promise<void> {
  await tx.query(REFUSAL, [recordId, reason]);
}

export interface EarnedDay {
  personId: string;
  day: string;
  minutes: number;
  points: number;
}
/** What has been earned in the months of these days, day by day: by service, reports and wishes, wherever in the district. */
export const earnedDays = (tx: EntityManager, personIds: readonly string[], from: string, to: string): Promise<EarnedDay[]> =>
  tx.query<EarnedDay[]>(
    `select person_id as "personId", day::text as day, sum(minutes)::int as minutes, sum(points)::int as points from (
       select person_id, day, earning_minutes as minutes, points from service_records where person_id = any($1) and state = 'confirmed'
          and day between date_trunc('month', $2::date)::date and (date_trunc('month', $3::date) + interval '1 month - 1 day')::date
       union all
       select person_id, day, 0, points from earnings where person_id = any($1)
          and day between date_trunc('month', $2::date)::date and (date_trunc('month', $3::date) + interval '1 month - 1 day')::date
     ) earned group by person_id, day`,
    [personIds, from, to],
  );

export interface EarnedSpan {
  personId: string;
  recordId: string;
  startedAt: Date;
  minutes: number;
}
/** Records that earn around these instants. */
export const earnedSpans = (tx: EntityManager, personIds: readonly string[], from: Date, to: Date): Promise<EarnedSpan[]> =>
  tx.query<EarnedSpan[]>(
    `select person_id as "personId", id as "recordId", started_at as "startedAt", minutes from service_records
      where person_id = any($1) and state = 'confirmed' and earning_minutes > 0
        and started_at > $2::timestamptz - $4 * interval '1 minute' and started_at < $3`,
    [personIds, from, to, RECORD_MINUTES_MAX],
  );

/** Of all their accounts together. */
export async function balances(tx: EntityManager, personIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; balance: string }[]>(
    `select a.owner_id as id, sum(b.balance) as balance from ledger_accounts a join ledger_balances b on b.account_id = a.id
      where a.owner_id = any($1) and a.kind = 'person' group by a.owner_id`,
    [personIds],
  );
  return new Map(rows.map(({ id, balance }) => [id, Number(balance)]));
}

/** What people, and not the pool, owe of what these rows had brought. */
export async function owedFor(tx: EntityManager, transferIds: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ debt: string }[]>(
    `select coalesce(sum(d.amount), 0) as debt from ledger_debts d join ledger_accounts a on a.id = d.account_id
      where d.transfer_id = any($1) and a.kind = 'person'`,
    [transferIds],
  );
  return Number(row!.debt);
}

export interface ServedElder {
  id: string;
  accountId: string | null;
  helperIds: string[];
}
/**
 * The profiles behind these ids (of profiles or of their accounts), with who was bound to help them at that time. One that the desk made for a
 * phone is that account's, or of its household, before anybody has linked the two.
 */
export const servedElders = (tx: EntityManager, ids: readonly string[], from: Date, to: Date): Promise<ServedElder[]> =>
  tx.query<ServedElder[]>(
    `select e.id, coalesce(e.person_id, (select p.id from people p where p.phone = e.phone and p.phone_verified_at is not null)) as "accountId",
            array(select h.helper_id from elder_helpers h where h.elder_id = e.id and h.since <= $3 and (h.ended_at is null or h.ended_at >= $2)) as "helperIds"
       from elders e where e.id = any($1) or e.person_id = any($1)`,
    [ids, from, to],
  );
