import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Whoever books shares it to the end of the transaction; the seal takes it alone. Stands in `transfers_booked` too. */
export const BOOKING_LOCK = 4_117_010;
/** Before the first seal. */
export const NO_SEAL_BEFORE = '0'.repeat(64);
/** Of each row's digest, kept with the seal: enough to say which row was touched. */
export const KEPT_BYTES = 8;

export interface SealContent {
  day: string;
  rows: number;
  /** sha256 over the whole digests of the day's rows, in the order of booking. */
  content: string;
}

/** Every seal holds the one before: to change a day one would have to make all later ones anew. */
export const sealHash = (previousHash: string, { day, rows, content }: SealContent): string =>
  createHash('sha256').update(`${previousHash}|${day}|${rows}|${content}`).digest('hex');

/** Days that are over and have rows, after the last seal: no row can be booked on any day up to that one. */
export async function openDays(tx: EntityManager, today: string): Promise<string[]> {
  const rows = await tx.query<{ day: string }[]>(
    `with recursive days as (
       (select day from transfers where day > coalesce((select max(day) from ledger_seals), '-infinity') order by day limit 1)
       union all
       select (select t.day from transfers t where t.day > days.day order by t.day limit 1) from days where days.day is not null
     ) select day::text from days where day < $1::date order by day`,
    [today],
  );
  return rows.map(({ day }) => day);
}

/** Waits until nobody is booking and closes the day. Nothing when another process was faster. */
export async function sealDay(tx: EntityManager, day: string, now: Date): Promise<void> {
  // Those who want to book wait behind the seal: rather give it up, and try again later, than keep them waiting for somebody who is slow.
  await tx.query(`set local lock_timeout = '2s'`);
  await tx.query(`select pg_advisory_xact_lock($1)`, [BOOKING_LOCK]);
  const [last] = await tx.query<{ day: string; hash: string }[]>(`select day::text, hash from ledger_seals order by day desc limit 1`);
  if (last && last.day >= day) return;
  const [sums] = await tx.query<{ rows: number; content: Buffer; kept: Buffer }[]>(
    `select count(*)::int as rows, sha256(string_agg(digest, ''::bytea order by seq)) as content,
            string_agg(substring(digest from 1 for $2), ''::bytea order by seq) as kept
       from transfers where day = $1`,
    [day, KEPT_BYTES],
  );
  const previous = last?.hash ?? NO_SEAL_BEFORE;
  const hash = sealHash(previous, { day, rows: sums!.rows, content: sums!.content.toString('hex') });
  await tx.query(`insert into ledger_seals (day, rows, digests, previous_hash, hash, sealed_at) values ($1, $2, $3, $4, $5, $6)`, [
    day,
    sums!.rows,
    sums!.kept,
    previous,
    hash,
    now,
  ]);
}
