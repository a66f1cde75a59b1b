import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { SystemClock } from './common/clock.js';
import { type Config, ConfigError, readConfig } from './config.js';
import { makeDataSource } from './db/data-source.js';
import { startEmbedded } from './db/embedded.js';
import { brokenSeals } from './modules/events/events.seals.js';
import { type LedgerFault, verifyLedger } from './modules/timebank/ledger/ledger.verify.js';

const clock = new SystemClock();
const TABLES = { events: '操作记录', accesses: '查看记录' };

/** Reads everything in one snapshot: what is booked meanwhile does not disturb. @returns whether all is well */
async function verify(tx: EntityManager): Promise<boolean> {
  await tx.query(`set transaction read only`);
  const started = clock.now().getTime();
  const { rows, accounts, sealedDays, points, faults } = await verifyLedger(tx, clock.now());
  const seals = await brokenSeals(tx, clock.now());
  const seconds = ((clock.now().getTime() - started) / 1000).toFixed(1);
  if (!faults.length && !seals.length) {
    console.log(
      `账目正确：${rows} 笔、${accounts} 个账户、封存 ${sealedDays} 天，流通 ${points} 分，合计为 0；操作与查看记录的封存完好。用时 ${seconds} 秒。`,
    );
    return true;
  }
  console.error(`账目有误（核对 ${rows} 笔，用时 ${seconds} 秒）。`);
  const [first, ...others] = faults;
  if (first) console.error(`第一处：${said(first)}`);
  for (const fault of others) console.error(`另有：${said(fault)}`);
  for (const { table, day } of seals) console.error(`${TABLES[table]} ${day} 与封存不符，被改动过。`);
  return false;
}

const said = ({ row, text }: LedgerFault): string => (row ? `seq ${row.seq}，id ${row.id}，${row.day}：${text}` : text);

/** The database that is set, or the data folder's own, whether a server is running on it or not. */
async function open(config: Config): Promise<{ url: string; close: () => Promise<void> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: () => Promise.resolve() };
  const folder = join(config.dataDir, 'postgres');
  if (!existsSync(config.dataDir))
    throw new ConfigError(`${config.dataDir} 里还没有数据，请先启动一次（npm start），或设置 DATABASE_URL。`);
  const own = await startEmbedded(folder);
  // A server that is running on it keeps it.
  return { url: own.url, close: () => (own.reused ? Promise.resolve() : own.stop()) };
}

async function main(): Promise<boolean> {
  const { url, close } = await open(readConfig());
  const dataSource = makeDataSource(url);
  try {
    await dataSource.initialize();
    return await dataSource.transaction('REPEATABLE READ', verify);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await close();
  }
}

process.exitCode = await main().then(
  (well) => (well ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    return 1;
  },
);
