import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { TestApp } from './harness.js';

const MAIN = join(__dirname, '../dist/main.js');

/** The built server in a process of its own, on the database of a test: something to kill. */
export class ForkedServer {
  origin = '';
  private process: ChildProcess | null = null;

  constructor(private readonly app: TestApp) {}

  start(): Promise<void> {
    const { config } = this.app;
    const env = {
      ...process.env,
      LINLI_MODE: 'test',
      DATABASE_URL: config.databaseUrl,
      LINLI_DATA_DIR: config.dataDir,
      H5_DIR: config.h5Dir,
      LINLI_SECRET: config.secret,
      LINLI_JOBS: 'off',
      LIMIT_PER_ADDRESS: '1000000',
      PORT: '0',
    };
    const server = fork(MAIN, [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.process = server;
    return new Promise((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}: is it built?`)));
      server.once('message', (message: { ready: string }) => {
        this.origin = message.ready;
        resolve();
      });
    });
  }

  /** SIGKILL: it has no moment left to put anything in order. */
  async kill(): Promise<void> {
    const server = this.process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }
}
