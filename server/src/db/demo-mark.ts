import type { DataSource } from 'typeorm';
import type { Clock } from '../common/clock.js';

/** `filling`: a start was ended half way through the demo data; what is there is worth nothing. */
export type DemoMark = 'filling' | 'filled' | null;

/** Whether this database carries the demo district. Production refuses one that does. */
export async function demoMark(dataSource: DataSource): Promise<DemoMark> {
  const [row] = await dataSource.query<{ value: DemoMark }[]>(`select value from installation where key = 'demo'`);
  return row?.value ?? null;
}

export async function setDemoMark(dataSource: DataSource, clock: Clock, mark: 'filling' | 'filled'): Promise<void> {
  await dataSource.query(
    `insert into installation (key, value, updated_at) values ('demo', to_jsonb($1::text), $2)
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    [mark, clock.now()],
  );
}

export async function isEmpty(dataSource: DataSource): Promise<boolean> {
  const [row] = await dataSource.query<{ used: boolean }[]>(`select exists (select 1 from people) or exists (select 1 from areas) as used`);
  return !row?.used;
}
