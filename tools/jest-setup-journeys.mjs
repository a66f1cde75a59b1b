// Once per run of the mini-program's tests: the real server in its own process on a database of its own, and a browser.
import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import setupDatabase from './jest-setup.mjs';
import { buildAll } from './build.mjs';

const root = resolve(import.meta.dirname, '..');

export default async function setup() {
  await setupDatabase();
  const stops = globalThis.__STOPS__;
  try {
    await buildAll(['shared', 'server', 'h5', 'weapp']);
    const { default: pg } = await import(join(root, 'server/node_modules/pg/esm/index.mjs'));
    const admin = new pg.Client({ connectionString: process.env.TEST_PG_URL });
    await admin.connect();
    await admin.query('create database journeys');
    await admin.end();
    const server = fork(join(root, 'server/dist/main.js'), [], {
      env: {
        ...process.env,
        LINLI_MODE: 'demo',
        DATABASE_URL: process.env.TEST_PG_URL.replace(/[^/]+$/, 'journeys'),
        LINLI_DATA_DIR: join(process.env.TEST_DATA_DIR, 'journeys'),
        PORT: '0',
        // two files at once bring more people through one address than a minute allows
        LIMIT_SIGN_INS_PER_ADDRESS: '1000',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const gone = new Promise((r) => server.once('exit', r));
    stops.unshift(async () => {
      server.kill('SIGTERM');
      await gone;
    });
    process.env.TEST_ORIGIN = await new Promise((ok, no) => {
      server.once('message', (m) => ok(m.ready));
      void gone.then((c) => no(new Error(`server ended with ${c}`)));
    });
    server.disconnect();
    const { launch } = await import('./browsers.mjs');
    const wanted = (process.env.BROWSERS ?? 'auto').split(',');
    const endpoints = {};
    for (const which of wanted) {
      const b = which === 'auto' ? ((await launch('system')) ?? (await launch('sparticuz'))) : await launch(which);
      if (!b) throw new Error(`no browser: ${which}`);
      stops.unshift(() => b.close());
      endpoints[which] = b.wsEndpoint();
    }
    process.env.TEST_BROWSERS = JSON.stringify(endpoints);
  } catch (e) {
    for (const stop of stops.splice(0)) await stop();
    throw e;
  }
}
