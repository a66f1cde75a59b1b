import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { buildApp } from './app.js';
import type { Clock } from './common/clock.js';
import { type Config, ConfigError, freshSecret } from './config.js';
import { type EmbeddedDb, startEmbedded } from './db/embedded.js';
import { holdAlone } from './db/only-one.js';
import { prepareDatabase } from './db/prepare.js';
import { type Sandbox, startSandbox } from './integrations/sandbox.js';

const TRIES_FOR_A_PORT = 20;

export interface Running {
  origin: string;
  /** As whom one can sign in with one tap: name · title. */
  people: string[];
  stop(): Promise<void>;
}
type Say = (line: string) => void;

/** From the settings to a listening server. What was started before a failure is stopped again. */
export async function start(read: Config, clock: Clock, say: Say): Promise<Running> {
  mkdirSync(read.dataDir, { recursive: true, mode: 0o700 });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).toReversed()) await end();
  };
  try {
    const databaseUrl = read.databaseUrl || (await ownDatabase(read, stops, say));
    const config = await withSandbox(read.with({ databaseUrl, secret: read.secret || keptSecret(read) }), clock, stops);
    await prepareDatabase(config, clock, say);
    const app = await buildApp(config, clock);
    stops.push(() => app.close());
    await listen(app, config.host, config.port, say);
    const { port } = app.getHttpServer().address() as AddressInfo;
    return { origin: `http://${config.host}:${port}`, people: await demoPeople(app, config), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The embedded PostgreSQL of the data folder, for this process alone. */
async function ownDatabase(config: Config, stops: (() => Promise<void>)[], say: Say): Promise<string> {
  const folder = join(config.dataDir, 'postgres');
  if (!existsSync(folder)) say('正在准备数据库…');
  let database: EmbeddedDb = await startEmbedded(folder);
  let release = await holdAlone(database.url);
  if (release && database.reused) {
    // Left behind by a run that was killed. Nobody watches over it: one of our own takes its place.
    await release();
    await database.stop();
    database = await startEmbedded(folder);
    release = await holdAlone(database.url);
  }
  if (!release) throw new ConfigError(`Another process is running on ${config.dataDir}. 邻里已经在运行，请先停止那一个。`);
  stops.push(() => database.stop(), release);
  return database.url;
}

/** WeChat and the SMS gateway are played inside this process: outside production, where no real ones are set. */
async function withSandbox(config: Config, clock: Clock, stops: (() => Promise<void>)[]): Promise<Config> {
  const { wechat, sms } = config;
  if (!config.open || (wechat.apiBase && sms.gatewayUrl)) return config;
  const settings = { appId: wechat.appId, appSecret: wechat.secret, smsKey: sms.key, now: () => clock.now().getTime() };
  const sandbox: Sandbox = await startSandbox(settings);
  stops.push(() => sandbox.stop());
  return config.with({
    wechat: { ...wechat, apiBase: wechat.apiBase || `${sandbox.origin}/wechat` },
    sms: { ...sms, gatewayUrl: sms.gatewayUrl || `${sandbox.origin}/sms` },
  });
}

/** Outside production a secret is made once and kept with the data, so that people stay signed in over a restart. */
function keptSecret(config: Config): string {
  const at = join(config.dataDir, 'secret');
  if (!existsSync(at)) writeFileSync(at, freshSecret(), { mode: 0o600 });
  return readFileSync(at, 'utf8').trim();
}

/** The wanted port or, when it is taken, the next free one. */
async function listen(app: NestFastifyApplication, host: string, wanted: number, say: Say): Promise<void> {
  for (let port = wanted; ; port += 1) {
    try {
      await app.listen(port, host);
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port - wanted >= TRIES_FOR_A_PORT) throw error;
      say(`端口 ${port} 已被占用，改用 ${port + 1}。`);
    }
  }
}

async function demoPeople(app: NestFastifyApplication, config: Config): Promise<string[]> {
  if (!config.open) return [];
  const rows = await app
    .get(DataSource)
    .query<{ name: string; title: string }[]>(
      `select p.name, d.title from demo_people d join people p on p.id = d.person_id order by d.position limit 8`,
    );
  return rows.map(({ name, title }) => `${name}（${title}）`);
}
