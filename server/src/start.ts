import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildApp } from './app.js';
import type { Clock } from './common/clock.js';
import { type Config, freshSecret, readConfig } from './config.js';
import { migrate } from './db/data-source.js';
import { startEmbedded } from './db/embedded.js';

const TRIES_FOR_A_PORT = 20;

export interface Running {
  origin: string;
  stop(): Promise<void>;
}

/** From the environment to a listening server. */
export async function start(env: Record<string, string | undefined>, clock: Clock): Promise<Running> {
  const read = readConfig(env);
  mkdirSync(read.dataDir, { recursive: true, mode: 0o700 });
  const database = read.databaseUrl
    ? { url: read.databaseUrl, stop: () => Promise.resolve() }
    : await startEmbedded(join(read.dataDir, 'postgres'));
  try {
    const config = read.with({ databaseUrl: database.url, secret: read.secret || keptSecret(read) });
    await migrate(config.databaseUrl);
    const app = await buildApp(config, clock);
    await listen(app, config.host, config.port);
    const { port } = app.getHttpServer().address() as AddressInfo;
    const stop = async () => {
      await app.close();
      await database.stop();
    };
    return { origin: `http://${config.host}:${port}`, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
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
