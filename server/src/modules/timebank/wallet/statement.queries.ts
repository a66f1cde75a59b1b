import { MANY_ROWS_REASONS, type StatementDirection } from '@linli/shared/timebank-wallet';
import type { TransferKind, TransferReason, TransferRef } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';

/** One act of a person's books: one row, or the rows of one act together. */
export interface Line {
  id: string;
  seq: string;
  day: string;
  at: Date;
  kind: TransferKind;
  reason: TransferReason;
  refType: TransferRef;
  refId: string;
  incoming: boolean;
  points: number;
  /** Of the balance. */
  change: number;
}
export interface LineFilter {
  /** Days, the second excluded. */
  from?: string;
  before?: string;
  direction?: StatementDirection;
  after?: readonly [day: string, seq: string];
  limit: number;
}

const MANY = MANY_ROWS_REASONS.map((reason) => `'${reason}'`).join(', ');
/** A hold that is over tells its story in the row that ended it. A scalar question: `exists` would be answered by hashing all of transfers. */
const STANDS = (row: string) => `(${row}.kind <> 'hold' or (select c.id from transfers c where c.hold_id = ${row}.id) is null)`;
const SAME_ACT = (row: string) =>
  `s.ref_id = ${row}.ref_id and s.kind = ${row}.kind and s.reason = ${row}.reason and s.booked_at = ${row}.booked_at and ${STANDS('s')}`;

/** Rows of one side, newest first, the last one of each act for all of it; both indexes of transfers give them in order. */
function side(incoming: boolean, range: string): string {
  const own = incoming ? 'to_account_id' : 'from_account_id';
  const mine = incoming ? `t.kind in ('transfer', 'settle') and not t.from_account_id = any(array(select id from mine))` : STANDS('t');
  return `select t.* from mine m cross join lateral (
      select t.id, t.seq, t.day, t.booked_at, t.kind, t.reason, t.ref_type, t.ref_id, t.amount, t.to_account_id, ${incoming} as incoming
        from transfers t
       where t.${own} = m.id ${range} and ${mine}
         and not (t.reason in (${MANY}) and exists (select from transfers s where ${SAME_ACT('t')} and s.seq > t.seq
           and s.${own} = any(array(select id from mine))))
       order by t.day desc, t.seq desc limit $2) t`;
}

/** One query: each side in the order of its index, merged, and the acts of several rows added up. */
export function linesQuery(personId: string, filter: LineFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = [personId, filter.limit];
  const bound = (value: unknown) => `$${values.push(value)}`;
  const range = [
    filter.from ? `and t.day >= ${bound(filter.from)}` : '',
    filter.before ? `and t.day < ${bound(filter.before)}` : '',
    filter.after ? `and (t.day, t.seq) < (${bound(filter.after[0])}::date, ${bound(filter.after[1])}::bigint)` : '',
  ].join(' ');
  const sides = (filter.direction ? [filter.direction === 'in'] : [false, true]).map((incoming) => side(incoming, range));
  const sql = `with mine as materialized (select id from ledger_accounts where owner_id = $1 and kind = 'person'),
     newest as (select * from (${sides.join(' union all ')}) one order by day desc, seq desc limit $2)
     select t.id, t.seq::text, t.day::text, t.booked_at as at, t.kind, t.reason, t.ref_type as "refType", t.ref_id as "refId", t.incoming,
            not t.incoming and t.to_account_id = any(array(select id from mine)) as inside,
            case when t.reason in (${MANY}) then (select sum(s.amount) from transfers s where ${SAME_ACT('t')}
              and case when t.incoming then s.to_account_id else s.from_account_id end = any(array(select id from mine))) else t.amount end as points
       from newest t order by t.day desc, t.seq desc`;
  return { sql, values };
}

export async function linesOf(tx: EntityManager, personId: string, filter: LineFilter): Promise<Line[]> {
  const { sql, values } = linesQuery(personId, filter);
  const rows = await tx.query<(Omit<Line, 'points' | 'change'> & { points: string; inside: boolean })[]>(sql, values);
  return rows.map(({ inside, ...row }) => {
    const points = Number(row.points);
    const moves = !inside && (row.kind === 'transfer' || row.kind === 'settle');
    return { ...row, points, change: moves ? (row.incoming ? points : -points) : 0 };
  });
}

const MOVED = `with mine as materialized (select id from ledger_accounts where owner_id = $1 and kind = 'person'),
  moved as (
    select t.day, t.amount as came, 0 as went from mine m join transfers t on t.to_account_id = m.id
     where t.kind in ('transfer', 'settle') and t.day >= $2
    union all
    select t.day, 0, t.amount from mine m join transfers t on t.from_account_id = m.id
     where t.kind in ('transfer', 'settle') and t.day >= $2)`;

const SINCE = `${MOVED} select coalesce(sum(came), 0) as in, coalesce(sum(went), 0) as out from moved`;
const BY_MONTH = `${MOVED} select to_char(day, 'YYYY-MM') as month, sum(came) as in, sum(went) as out from moved group by 1 order by 1 desc`;

/** What came and went from a day on. */
export async function movedSince(tx: EntityManager, personId: string, day: string): Promise<{ in: number; out: number }> {
  const [row] = await tx.query<{ in: string; out: string }[]>(SINCE, [personId, day]);
  return { in: Number(row!.in), out: Number(row!.out) };
}

/** Months in which something moved, newest first. */
export async function movedByMonth(tx: EntityManager, personId: string): Promise<{ month: string; in: number; out: number }[]> {
  const rows = await tx.query<{ month: string; in: string; out: string }[]>(BY_MONTH, [personId, '2000-01-01']);
  return rows.map((row) => ({ month: row.month, in: Number(row.in), out: Number(row.out) }));
}
