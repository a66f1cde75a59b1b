// npm run bench [-- --reports=100000 --orders=50000 --entries=200000 --seconds=3 --rounds=3 --connections=16 --only=list,claim,transfer,handing,redeem,boards]
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { makeDataSource, migrate } from '../dist/db/data-source.js';
import { startEmbedded } from '../dist/db/embedded.js';
import * as areaWrites from '../dist/modules/areas/areas.writes.js';
import { postgresCpu } from './cpu.mjs';
import { boards } from './boards.mjs';
import { COMMUNITY, DISTRICT, makeDistrict, makePerson, makeReports, PLACE } from './data.mjs';
import { handing } from './handing.mjs';
import { ask, load } from './load.mjs';
import { makeOrders, orderCases } from './orders.mjs';
import { redeemRace } from './rewards.mjs';
import { makeBooks, transfers } from './transfers.mjs';

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
const options = { reports: 100_000, orders: 50_000, seconds: 3, rounds: 3, connections: 16, ...given };
const say = (line) => console.log(line);
const WITHOUT_REPORTS = ['transfer', 'handing', 'boards', 'redeem'];

const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
const stops = [];
try {
  await main();
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  say(`${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
  const database = await startEmbedded(join(folder, 'pg'));
  stops.push(() => database.stop());
  const postmaster = Number(readFileSync(join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
  await migrate(database.url);
  const dataSource = await makeDataSource(database.url).initialize();
  stops.push(() => dataSource.destroy());

  const wanted = options.only?.split(',');
  const wants = (name) => !wanted || wanted.includes(name);
  if (wants('transfer') || wants('handing')) await books(database.url, postmaster, wants);
  if (wants('boards')) await boards({ url: database.url, postmaster }, options, say);
  if (wanted?.every((name) => name !== 'redeem' && WITHOUT_REPORTS.includes(name))) return;

  // the application fills its catalogue when it starts; the reports name its categories
  const env = { ...process.env, LINLI_MODE: 'test', DATABASE_URL: database.url, LINLI_DATA_DIR: folder };
  const app = await child('app.mjs', env);
  const bare = await child('bare.mjs', env);
  await makeDistrict(dataSource, areaWrites);
  if (wants('redeem')) await redeemRace({ dataSource, app }, options, say);
  if (wanted?.every((name) => WITHOUT_REPORTS.includes(name))) return;
  const dispatcher = await makePerson(dataSource, [{ role: 'dispatcher', areaCode: DISTRICT }]);
  const resident = await makePerson(dataSource);
  say(`writing ${options.reports} reports …`);
  await makeReports(dataSource, Number(options.reports), resident.id, say);

  const bearing = async (person) => ({ authorization: `Bearer ${await app.ask('token', { person })}` });
  const [category] = await dataSource.query(
    `select code from report_categories where not photo_required and resident_may_report and not confidential order by code limit 1`,
  );
  const [desk, home] = [await bearing(dispatcher), await bearing(resident)];
  say(`writing ${options.orders} orders …`);
  const orders = await makeOrders(dataSource, Number(options.orders), say);
  const cases = [
    { name: 'list', share: 0.6, make: () => ({ path: `/api/v1/reports?areaCode=${COMMUNITY}`, headers: desk }) },
    { name: 'list by state', share: 0.6, make: () => ({ path: `/api/v1/reports?areaCode=${COMMUNITY}&state=reported`, headers: desk }) },
    { name: 'near', share: 0.6, make: () => ({ path: `/api/v1/reports/near?lng=${PLACE.lng}&lat=${PLACE.lat}`, headers: desk }) },
    { name: 'locate', share: 0.6, make: () => ({ path: `/api/v1/areas/locate?lng=${PLACE.lng}&lat=${PLACE.lat}` }) },
    {
      name: 'create',
      share: 0.55,
      make: () => ({
        method: 'POST',
        path: '/api/v1/reports',
        headers: home,
        body: {
          id: randomUUID(),
          categoryCode: category?.code,
          description: '路面有坑',
          fileIds: [],
          position: PLACE,
          contactable: false,
          anonymous: false,
        },
      }),
      renew: ({ body }, answer) => [
        [body.id, 'id'],
        [answer.caseNo, 'no'],
      ],
    },
    ...(await orderCases(orders, desk, bearing)),
  ].filter(({ name }) => !options.only || options.only.split(',').includes(name));

  const rows = [];
  for (const one of cases) rows.push(await compare(one, { app, bare, postmaster }));
  console.table(Object.fromEntries(rows));
}

/** What is measured on the same books. */
async function books(url, postmaster, wants) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const accounts = await makeBooks(client, options, say);
    if (wants('transfer')) await transfers({ url, postmaster, accounts }, options);
    if (wants('handing')) await handing({ url, postmaster, client, folder }, options, say);
  } finally {
    await client.end();
  }
}

/** The application and the bare server by turns, so that both meet the same machine. CPU is that of the server and of Postgres, per request. */
async function compare({ name, share, make, renew, pool }, { app, bare, postmaster }) {
  for (let i = 0; i < 20; i += 1) await ask(app.origin, make());
  await app.ask('record');
  const asking = make();
  const body = JSON.parse(await ask(app.origin, asking));
  const statements = await app.ask('recorded');
  const unique = renew ? renew(asking, body) : [];
  await bare.ask('define', { name, statements, unique, body, pool });

  const total = { app: blank(), bare: blank() };
  for (let round = 0; round < Number(options.rounds); round += 1) {
    await measure(total.app, app, postmaster, make);
    await measure(total.bare, bare, postmaster, () => ({
      method: asking.method,
      path: `/run/${encodeURIComponent(name)}`,
      body: asking.body,
    }));
  }
  const each = (side) => ({ node: side.node / side.requests, postgres: side.postgres / side.requests });
  const [ours, theirs] = [each(total.app), each(total.bare)];
  const ratio = (theirs.node + theirs.postgres) / (ours.node + ours.postgres);
  return [
    name,
    {
      statements: statements.length,
      'per second': Math.round(total.app.requests / total.app.seconds),
      'bare per second': Math.round(total.bare.requests / total.bare.seconds),
      'CPU µs (node + pg)': `${micro(ours.node)} + ${micro(ours.postgres)}`,
      'bare CPU µs': `${micro(theirs.node)} + ${micro(theirs.postgres)}`,
      ratio: ratio.toFixed(2),
      target: `≥ ${share}`,
      'p99 ms': total.app.p99.toFixed(1),
      'bare p99 ms': total.bare.p99.toFixed(1),
    },
  ];
}

function blank() {
  return { requests: 0, seconds: 0, node: 0, postgres: 0, p99: 0 };
}

function micro(ms) {
  return Math.round(ms * 1000);
}

async function measure(total, server, postmaster, make) {
  const [node, postgres] = [await server.ask('cpu'), postgresCpu(postmaster) ?? 0];
  const seconds = Number(options.seconds);
  const { requests, p99 } = await load({ origin: server.origin, connections: Number(options.connections), seconds, make });
  const after = await server.ask('cpu');
  total.node += (after.user + after.system - node.user - node.system) / 1000;
  total.postgres += (postgresCpu(postmaster) ?? 0) - postgres;
  total.requests += requests;
  total.seconds += seconds;
  total.p99 = Math.max(total.p99, p99);
}

function child(file, env) {
  const running = fork(join(import.meta.dirname, file), [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = new Promise((resolve) => running.once('exit', resolve));
  stops.push(async () => {
    running.disconnect();
    await gone;
  });
  let asked = 0;
  const waiting = new Map();
  return new Promise((ready, failed) => {
    running.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
    running.on('message', (message) => {
      if (message.ready) {
        const send = (question, rest = {}) =>
          new Promise((resolve) => {
            waiting.set((asked += 1), resolve);
            running.send({ id: asked, ask: question, ...rest });
          });
        return ready({ origin: message.ready, ask: send });
      }
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    });
  });
}
