import type { DataSource } from 'typeorm';

/** Until a transaction of this database waits for another one's lock. */
export async function somebodyWaits(db: DataSource): Promise<void> {
  for (let waiting = 0; !waiting; await new Promise((resolve) => setTimeout(resolve, 10)))
    [{ waiting }] = await db.query<[{ waiting: number }]>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
}
