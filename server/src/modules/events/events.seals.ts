import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { addDays, dayOf, dayStart } from '../../common/days.js';

const ROWS: Record<Sealed, string> = {
  events: `select row_to_json(e)::text as row from events e where id > $1 and at >= $2 and at < $3 order by id limit $4`,
  accesses: `select row_to_json(a)::text as row from accesses a where id > $1 and at >= $2 and at < $3 order by id limit $4`,
};
export const SEALED = ['events', 'accesses'] as const;
export type Sealed = (typeof SEALED)[number];
const BATCH = 5000;
/** Looks older than that are deleted: their seals can no longer be compared. */
export const KEPT_YEARS = 3;

/** Days whose rows no longer give the hash that was sealed: somebody changed the past. */
export async function brokenSeals(tx: EntityManager, now: Date): Promise<{ table: Sealed; day: string }[]> {
  const seals = await tx.query<{ table: Sealed; day: string; rows: number; hash: string }[]>(
    `select sealed_table as table, day::text, rows, hash from seals where day > $1 or sealed_table = 'events' order by day`,
    [addDays(dayOf(now), -KEPT_YEARS * 365)],
  );
  const bad: { table: Sealed; day: string }[] = [];
  for (const seal of seals) {
    const today = await sealOf(tx, seal.table, seal.day);
    if (today.hash !== seal.hash || today.rows !== seal.rows) bad.push({ table: seal.table, day: seal.day });
  }
  return bad;
}

export async function sealOf(tx: EntityManager, table: Sealed, day: string): Promise<{ rows: number; hash: string }> {
  const hash = createHash('sha256').update(`${table} ${day}`);
  let rows = 0;
  for (let last = '0'; ;) {
    const batch = await tx.query<{ row: string }[]>(ROWS[table], [last, dayStart(day), dayStart(addDays(day, 1)), BATCH]);
    for (const { row } of batch) hash.update('\n').update(row);
    rows += batch.length;
    if (batch.length < BATCH) return { rows, hash: hash.digest('hex') };
    last = String((JSON.parse(batch.at(-1)!.row) as { id: number }).id);
  }
}
