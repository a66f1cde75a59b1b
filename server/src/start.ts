import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildApp } from './app.js';
import type { Clock } from './common/clock.js';
import { type Config, freshSecret } from './config.js';
import { migrate } from './db/data-source.js';
import { startEmbedded } from './db/embedded.js';
import { type Sandbox, startSandbox } from './integrations/sandbox.js';

const TRIES_FOR_A_PORT = 20;

export interface Running {
  origin: string;
  stop(): Promise<void>;
}

/** From the settings to a listening server. */
export async function start(read: Config, clock: Clock): Promise<Running> {
  mkdirSync(read.dataDir, { recursive: true, mode: 0o700 });
  const database = read.databaseUrl
    ? { url: read.databaseUrl, stop: () => Promise.resolve() }
    : await startEmbedded(join(read.dataDir, 'postgres'));
  try {
    const sandbox = read.open && !(read.wechat.apiBase && read.sms.gatewayUrl) ? await sandboxFor(read, clock) : null;
    const config = read.with({
      databaseUrl: database.url,
      secret: read.secret || keptSecret(read),
      wechat: { ...read.wechat, apiBase: read.wechat.apiBase || `${sandbox?.origin}/wechat` },
      sms: { ...read.sms, gatewayUrl: read.sms.gatewayUrl || `${sandbox?.origin}/sms` },
    });
    await migrate(config.databaseUrl);
    const app = await buildApp(config, clock);
    await listen(app, config.host, config.port);
    const { port } = app.getHttpServer().address() as AddressInfo;
    const stop = async () => {
      await app.close();
      await sandbox?.stop();
      await database.stop();
    };
    return { origin: `http://${config.host}:${port}`, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** WeChat and the SMS gateway played inside this process: outside production, where no real ones are set. */
function sandboxFor({ wechat, sms }: Config, clock: Clock): Promise<Sandbox> {
  return startSandbox({ appId: wechat.appId, appSecret: wechat.secret, smsKey: sms.key, now: () => clock.now().getTime() });
}

/** Outside production a secret is made once and kept with the data, so that people stay signed in over a restart. */
function keptSecret(config: Config): string {
  const at = join(config.dataDir, 'secret');
  if (!existsSync(at)) writeFileSync(at, freshSecret(), { mode: 0o600 });
  return readFileSync(at, 'utf8').trim();
}

/** The wanted port or, when it is taken, the next free one. */
async function listen(app: NestFastifyApplication, host: string, wanted: number): Promise<void> {
  for (let port = wanted; ; port += 1) {
    try {
      await app.listen(port, host);
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || wanted === 0 || port - wanted >= TRIES_FOR_A_PORT) throw error;
      console.log(`端口 ${port} 已被占用，改用 ${port + 1}。`);
    }
  }
}
