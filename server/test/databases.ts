import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../src/db/data-source.js';

const TEMPLATE = 'template_linli';
const TEMPLATE_LOCK = 4_117_002;

const serverUrl = (): string => {
  const url = process.env.TEST_PG_URL;
  if (!url) throw new Error('TEST_PG_URL is missing: run the tests with jest from the root');
  return url;
};
const urlOf = (name: string) => serverUrl().replace(/[^/]+$/, name);

/** A database with the newest schema for one spec, copied from a template that the first spec of the run migrates. */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (!(await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE])).rowCount) {
      await admin.query(`create database ${TEMPLATE}_raw`);
      await migrate(urlOf(`${TEMPLATE}_raw`));
      await admin.query(`alter database ${TEMPLATE}_raw rename to ${TEMPLATE}`);
    }
    await admin.query(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  });
  return { url: urlOf(name), drop: () => asAdmin((admin) => admin.query(`drop database ${name} with (force)`)) };
}

/** An empty database, to migrate by hand. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `e_${randomBytes(6).toString('hex')}`;
  await asAdmin((admin) => admin.query(`create database ${name}`));
  return { url: urlOf(name), drop: () => asAdmin((admin) => admin.query(`drop database ${name} with (force)`)) };
}

async function asAdmin(work: (admin: pg.Client) => Promise<unknown>): Promise<void> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
