import pg from 'pg';

const RUNNING_LOCK = 4_117_003;

/** Takes the embedded database for this process; null when another has it. Postgres lets go when a process dies, however it dies. */
export async function holdAlone(url: string): Promise<(() => Promise<void>) | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000, application_name: 'linli only one' });
  // Postgres may go away under it: that must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [RUNNING_LOCK]);
  if (rows[0]?.held) return () => client.end();
  await client.end();
  return null;
}
