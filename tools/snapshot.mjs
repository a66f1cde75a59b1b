// Writes docs/generated from what is built: the API document of the running server, the schema from the catalogue of a freshly migrated
// database, the workflows from shared. With --check it writes nothing and fails where the folder differs.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { schemaSql } from './snapshot-schema.mjs';
import { workflowsMarkdown } from './snapshot-workflows.mjs';

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'docs/generated');
const check = process.argv.includes('--check');

mkdirSync(join(root, '.data'), { recursive: true });
const dataDir = mkdtempSync(join(root, '.data/snapshot-'));
const { startEmbedded } = await import('../server/dist/db/embedded.js');
const { migrate } = await import('../server/dist/db/data-source.js');
const { default: pg } = await import(join(root, 'server/node_modules/pg/esm/index.mjs'));
const db = await startEmbedded(dataDir, undefined, 'linli', true);

async function openApi() {
  const server = fork(join(root, 'server/dist/main.js'), [], {
    env: {
      ...process.env,
      DATABASE_URL: db.url,
      PORT: '0',
      LINLI_MODE: 'test',
      LINLI_DATA_DIR: join(dataDir, 'linli'),
      PUBLIC_URL: 'http://127.0.0.1:3000',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = new Promise((ok) => server.once('exit', ok));
  try {
    const origin = await new Promise((ok, no) => {
      server.once('message', (message) => ok(message.ready));
      void gone.then((code) => no(new Error(`server ended with ${code}`)));
    });
    const document = await (await fetch(`${origin}/api/docs-json`)).json();
    document.servers = [];
    return JSON.stringify(document, null, 2) + '\n';
  } finally {
    server.kill('SIGTERM');
    await gone;
  }
}
async function schema() {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    return await schemaSql(client);
  } finally {
    await client.end();
  }
}

const drift = [];
try {
  await migrate(db.url);
  const files = { 'schema.sql': await schema(), 'openapi.json': await openApi(), 'workflows.md': await workflowsMarkdown() };
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const at = join(out, name);
    const same = existsSync(at) && readFileSync(at, 'utf8') === text;
    if (same) continue;
    drift.push(name);
    if (!check) writeFileSync(at, text);
  }
} finally {
  await db.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
if (check && drift.length) {
  console.error(`docs/generated is behind the code: ${drift.join(', ')}. Run pnpm snapshot and look at the difference.`);
  process.exit(1);
}
console.log(drift.length ? `docs/generated: wrote ${drift.join(', ')}` : 'docs/generated: nothing has changed');
