// node server/bench/rewards.mjs [--vouchers=4000 --connections=32]: redeem race. Many people at one popular shop: making vouchers, then handing them over.
import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { codeStep, displayCode } from '@linli/shared/display-code';
import { voucherQr } from '@linli/shared/rewards';
import { makeDataSource, migrate } from '../dist/db/data-source.js';
import { startEmbedded } from '../dist/db/embedded.js';
import * as areaWrites from '../dist/modules/areas/areas.writes.js';
import { COMMUNITY, makeDistrict, makePerson, PLACE } from './data.mjs';

const given = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
const options = { vouchers: 4000, connections: 32, people: 64, ...given };
const [VOUCHERS, CONNECTIONS, PEOPLE] = [options.vouchers, options.connections, options.people].map(Number);
const KEEPERS = 16;
const folder = mkdtempSync(join(tmpdir(), 'linli-bench-'));
const stops = [];
try {
  await main();
} finally {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
  const database = await startEmbedded(join(folder, 'pg'));
  stops.push(() => database.stop());
  await migrate(database.url);
  const dataSource = await makeDataSource(database.url).initialize();
  stops.push(() => dataSource.destroy());
  const app = await server({ ...process.env, LINLI_MODE: 'test', DATABASE_URL: database.url, LINLI_DATA_DIR: folder });
  await makeDistrict(dataSource, areaWrites);

  const shop = randomUUID();
  const item = randomUUID();
  await dataSource.query(
    `insert into shops (id, name, category, district_code, street_code, community_code, place_text, lng, lat, agreement_from, agreement_to, state, created_at, updated_at)
     values ($1, '菜市口早点铺', 'food', left($2, 6), left($2, 9), $2, '菜市口', $3, $4, '2020-01-01', '2099-12-31', 'open', now(), now())`,
    [shop, COMMUNITY, PLACE.lng, PLACE.lat],
  );
  await dataSource.query(
    `insert into shop_items (id, shop_id, kind, title, points, stock, state, created_at, updated_at) values ($1, $2, 'goods', '豆浆', 1, 100000, 'on', now(), now())`,
    [item, shop],
  );
  // Guesses are counted for each scanner from before a code is looked at: one person is at so many counters at once only in a benchmark.
  const counters = [];
  for (let i = 0; i < KEEPERS; i += 1) {
    const keeper = await makePerson(dataSource);
    await dataSource.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, shop_id, lead, from_day, created_at)
       select gen_random_uuid(), phone, '粟老板', id, 'merchant', $2, $3, false, '2020-01-01', now() from people where id = $1`,
      [keeper.id, COMMUNITY, shop],
    );
    counters.push(`Bearer ${await app.ask('token', { person: keeper })}`);
  }
  const people = [];
  for (let i = 0; i < PEOPLE; i += 1) {
    const person = await makePerson(dataSource);
    await dataSource.query(
      `select ledger_book(gen_random_uuid(), 'transfer', ledger_open('issuing', null, $2, now()), ledger_open('person', $1, $2, now()), $3, 'earn_service',
         'service_record', gen_random_uuid(), null, $2, null, now())`,
      [person.id, COMMUNITY, VOUCHERS],
    );
    people.push(`Bearer ${await app.ask('token', { person })}`);
  }
  const ids = Array.from({ length: VOUCHERS }, () => randomUUID());

  const making = await race('redeem (one popular item)', (n) =>
    post(app.origin, '/rewards/vouchers', { id: ids[n], itemId: item }, people[n % PEOPLE], 201),
  );
  const secrets = new Map((await dataSource.query('select id, secret from vouchers')).map(({ id, secret }) => [id, secret]));
  const hmac = (key, message) => createHmac('sha256', key).update(message).digest();
  const handing = await race('hand over (one hot shop)', (n) => {
    const code = displayCode(hmac, secrets.get(ids[n]), codeStep(Date.now()));
    return post(app.origin, `/rewards/vouchers/${ids[n]}/redeem`, { code: voucherQr(ids[n], code) }, counters[n % KEEPERS], 200);
  });
  console.table({ ...making, ...handing });
  const [sums] = await dataSource.query(
    `select (select balance from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.kind = 'shop')::int as shop,
            (select count(*)::int from vouchers where state = 'redeemed') as redeemed, (select stock from shop_items) as stock`,
  );
  console.log(`books: the shop has ${sums.shop}, ${sums.redeemed} vouchers are used, ${sums.stock} left of 100000`);
}

/** Every voucher once, so many under way at a time. */
async function race(name, one) {
  const took = [];
  let next = 0;
  const began = performance.now();
  const lane = async () => {
    while (next < VOUCHERS) {
      const n = next;
      next += 1;
      const start = performance.now();
      await one(n);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  const at = (part) => Number(took[Math.floor((took.length - 1) * part)].toFixed(1));
  return { [name]: { requests: VOUCHERS, 'per second': Math.round(VOUCHERS / seconds), 'p50 ms': at(0.5), 'p99 ms': at(0.99) } };
}

async function post(origin, path, body, authorization, expected) {
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== expected) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
}

/** The application in a process of its own. */
function server(env) {
  const running = fork(join(import.meta.dirname, 'app.mjs'), [], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = new Promise((resolve) => running.once('exit', resolve));
  stops.push(async () => {
    running.disconnect();
    await gone;
  });
  let asked = 0;
  const waiting = new Map();
  return new Promise((ready, failed) => {
    running.once('exit', (code) => failed(new Error(`the application ended with ${code}`)));
    running.on('message', (message) => {
      if (message.ready) {
        const ask = (question, rest = {}) =>
          new Promise((resolve) => {
            waiting.set((asked += 1), resolve);
            running.send({ id: asked, ask: question, ...rest });
          });
        return ready({ origin: message.ready, ask });
      }
      waiting.get(message.id)?.(message.answer);
      waiting.delete(message.id);
    });
  });
}
