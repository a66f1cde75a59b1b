import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { buildApp } from '../src/app.js';
import { Jobs } from '../src/common/jobs.js';
import { AccessTokens } from '../src/common/tokens.js';
import { Config, type ConfigValues, readConfig } from '../src/config.js';
import { type Sandbox, startSandbox } from '../src/integrations/sandbox.js';
import { Client } from './client.js';
import { freshDatabase } from './databases.js';
import { Makers, type Somebody } from './makers.js';
import { StillClock } from './still-clock.js';

export { DAY, HOUR, MINUTE, StillClock } from './still-clock.js';
export type { Answer, Client } from './client.js';
export type { Somebody } from './makers.js';

/** Wednesday 2026-03-11, 10:00 in Shanghai: an ordinary working day in office hours. */
export const NOON_OF_TESTS = '2026-03-11T02:00:00.000Z';

export interface BootOptions {
  /** ISO time the clock stands at. */
  at?: string;
  config?: Partial<ConfigValues>;
}

/** The whole application on a database of its own, with a clock that stands still and no job runner: `runJobs` does its work. */
export async function bootApp(options: BootOptions = {}): Promise<TestApp> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'linli-test-'));
  const clock = new StillClock(options.at ?? NOON_OF_TESTS);
  const plain = { perAddress: 1_000_000, perAccount: 1_000_000, writesPerAccount: 1_000_000, signInsPerAddress: 1_000_000 };
  const config = readConfig({ LINLI_MODE: 'test', DATABASE_URL: database.url, LINLI_DATA_DIR: folder, H5_DIR: join(folder, 'h5') }).with({
    secret: 'a secret of the tests, long enough for everybody',
    runJobs: false,
    limits: plain,
  });
  const { appId, secret: appSecret } = config.wechat;
  const sandbox = await startSandbox({ appId, appSecret, smsKey: config.sms.key, now: () => clock.now().getTime() });
  const wechat = { ...config.wechat, apiBase: `${sandbox.origin}/wechat` };
  const whole = config.with({ wechat, sms: { ...config.sms, gatewayUrl: `${sandbox.origin}/sms` }, ...options.config });
  const nest = await buildApp(whole, clock);
  const routes: string[] = [];
  nest
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map((verb) => `${verb} ${url}`)));
  await nest.listen(0, '127.0.0.1');
  return new TestApp(nest, whole, clock, sandbox, routes, async () => {
    await nest.close();
    await sandbox.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });
}

export class TestApp {
  readonly origin: string;
  readonly make: Makers;

  constructor(
    readonly nest: NestFastifyApplication,
    readonly config: Config,
    readonly clock: StillClock,
    /** WeChat and the SMS gateway, as a real HTTP server. */
    readonly sandbox: Sandbox,
    /** `GET /api/v1/me` …, as the application registered them. */
    readonly routes: readonly string[],
    readonly close: () => Promise<void>,
  ) {
    const address = nest.getHttpServer().address() as { port: number };
    this.origin = `http://127.0.0.1:${address.port}`;
    this.make = new Makers(this.db, clock);
  }

  get db(): DataSource {
    return this.nest.get(DataSource);
  }

  /** Speaks as this person: `await app.as(volunteer).post('/orders/…/accept')`. */
  as(person: Somebody): Client {
    const { token } = this.nest.get(AccessTokens).issue({ sub: person.id, sid: person.sessionId });
    return new Client(this.origin, token);
  }

  guest(): Client {
    return new Client(this.origin, null);
  }

  /** A client with this very token. */
  bearing(token: string): Client {
    return new Client(this.origin, token);
  }

  /** Performs every job that is due by the clock; with a name that one task, due or not. */
  async runJobs(task?: string, payload: Record<string, unknown> = {}): Promise<void> {
    const jobs = this.nest.get(Jobs);
    if (task) return jobs.perform(task, payload);
    await jobs.drain();
  }
}
