// Transfers: ours through the service and TypeORM, the same SQL from a bare pg loop, the same work as five statements of a TypeORM transaction,
// and bookings gathered into batches by one lane. All by turns, on the same rows.
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource, EntitySchema } from 'typeorm';
import { SystemClock } from '../dist/common/clock.js';
import { dayOf } from '../dist/common/days.js';
import { makeDataSource } from '../dist/db/data-source.js';
import { LedgerService } from '../dist/modules/timebank/ledger/ledger.service.js';
import { postgresCpu } from './cpu.mjs';

export const HERE = '450403001001';
const CHUNK = 20_000;
const EACH = 1_000_000;
const BOOK = `select ledger_book($1, 'transfer', $2, $3, $4, $5, 'gift', $1, null, $6, null, $7)`;
const BATCH = `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
  select id, 'transfer', f, t, 1, $4, 'gift', id, $5, $6 from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as b (id, f, t) on conflict (id) do nothing`;

const column = (type, more = {}) => ({ type, ...more });
/** The tables of the five statements, as TypeORM knows them. */
export const PLAIN = [
  new EntitySchema({
    name: 'bench_balances',
    columns: { account_id: column('uuid', { primary: true }), balance: column('bigint'), held: column('bigint'), debt: column('bigint') },
  }),
  new EntitySchema({
    name: 'bench_transfers',
    columns: {
      id: column('uuid', { primary: true }),
      kind: column('text'),
      from_account_id: column('uuid'),
      to_account_id: column('uuid'),
      amount: column('bigint'),
      reason: column('text'),
      ref_type: column('text'),
      ref_id: column('uuid'),
      hold_id: column('uuid', { nullable: true }),
      community_code: column('text'),
      booked_at: column('timestamptz'),
      day: column('date'),
      digest: column('bytea'),
    },
  }),
];

/** People with points, and so many rows of history; gives the accounts. */
export async function makeBooks(client, { people = 60_000, entries = 200_000 }, say) {
  await client.query(`insert into ledger_accounts (id, kind, owner_id, community_code, opened_at)
    select ledger_account_id('person', o, '${HERE}'), 'person', o, '${HERE}', now() from (select gen_random_uuid() o from generate_series(1, ${people})) x`);
  await client.query(`insert into ledger_balances (account_id) select id from ledger_accounts where kind = 'person'`);
  const issuing = await one(client, `select ledger_open('issuing', null, '${HERE}', now()) as id`);
  const pool = await one(client, `select ledger_open('pool', null, '${HERE}', now()) as id`);
  await client.query(`create temp table numbered as select id, row_number() over () - 1 as n from ledger_accounts where kind = 'person'`);
  await client.query(`create index on numbered (n)`);
  const started = performance.now();
  for (let done = 0; done < entries; done += CHUNK)
    await client.query(
      `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
       select gen_random_uuid(), 'transfer', $1, n.id, $2, 'earn_service', 'service_record', gen_random_uuid(), '${HERE}', now() - make_interval(days => 1)
         from generate_series($3::int, $4::int - 1) i join numbered n on n.n = i % $5`,
      [issuing, EACH, done, Math.min(done + CHUNK, entries), people],
    );
  say(`${entries} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  // The same columns, checks and indexes for the five statements, without functions and triggers.
  await client.query(`create table bench_balances (like ledger_balances including all)`);
  await client.query(`insert into bench_balances select * from ledger_balances`);
  await client.query(`create table bench_transfers (like transfers including all)`);
  await client.query(`analyze`);
  const { rows } = await client.query(`select id from numbered order by random() limit 60000`);
  return { pool, people: rows.map(({ id }) => id) };
}

const one = async (client, sql) => (await client.query(sql)).rows[0].id;
const any = (list) => list[Math.floor(Math.random() * list.length)];

/** `lanes` lanes of `book` for so long: bookings a second, and the processor time of one (this process and Postgres). */
export async function measured({ lanes, seconds, postmaster }, book) {
  const [node, postgres] = [process.cpuUsage(), postgresCpu(postmaster) ?? 0];
  const end = performance.now() + Number(seconds) * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: Number(lanes) }, async () => {
      while (performance.now() < end) {
        await book();
        done += 1;
      }
    }),
  );
  const { user, system } = process.cpuUsage(node);
  return { perSecond: done / Number(seconds), micro: (user + system + ((postgresCpu(postmaster) ?? 0) - postgres) * 1000) / done };
}

export async function transfers({ url, postmaster, accounts }, { seconds = 3, rounds = 3, lanes = 32 }) {
  const bare = new pg.Pool({ connectionString: url, max: Number(lanes) });
  const { options } = makeDataSource(url);
  const source = await new DataSource({ ...options, entities: [...options.entities, ...PLAIN], poolSize: Number(lanes) }).initialize();
  const ledger = new LedgerService(new SystemClock());
  const sides = {
    spread: () => ({ from: any(accounts.people), to: any(accounts.people), reason: 'gift' }),
    hot: () => ({ from: any(accounts.people), to: accounts.pool, reason: 'donate' }),
  };
  const apart = (make) => {
    for (;;) {
      const pair = make();
      if (pair.from !== pair.to) return pair;
    }
  };
  const ways = {
    ours: (make) => {
      const { from, to, reason } = apart(make);
      const id = randomUUID();
      const entry = { id, from, to, amount: 1, reason, ref: ['gift', id], communityCode: HERE, actorId: null };
      return ledger.book(source.manager, entry);
    },
    bare: async (make) => {
      const { from, to, reason } = apart(make);
      await bare.query({ name: 'book', text: BOOK, values: [randomUUID(), from, to, 1, reason, HERE, new Date()] });
    },
    'five statements': (make) => {
      const { from, to, reason } = apart(make);
      const [first, second] = [from, to].sort();
      return source.transaction(async (tx) => {
        const lock = { mode: 'pessimistic_write' };
        await tx.findOne('bench_balances', { where: { account_id: first }, lock });
        await tx.findOne('bench_balances', { where: { account_id: second }, lock });
        const now = new Date();
        const id = randomUUID();
        await tx.insert('bench_transfers', {
          id,
          kind: 'transfer',
          from_account_id: from,
          to_account_id: to,
          amount: 1,
          reason,
          ref_type: 'gift',
          ref_id: id,
          community_code: HERE,
          booked_at: now,
          day: dayOf(now),
          digest: createHash('sha256').update(`${id}|${from}|${to}|1|${reason}|${now.toISOString()}`).digest(),
        });
        await tx.decrement('bench_balances', { account_id: from }, 'balance', 1);
        await tx.increment('bench_balances', { account_id: to }, 'balance', 1);
      });
    },
    batched: batching(bare, apart),
  };
  const totals = {};
  for (let round = 0; round < Number(rounds); round += 1)
    for (const [side, make] of Object.entries(sides))
      for (const [way, book] of Object.entries(ways)) {
        const one = await measured({ lanes, seconds, postmaster }, () => book(make));
        (totals[`transfer ${side}: ${way}`] ??= []).push(one);
      }
  const mean = (name, of) => totals[name].reduce((sum, one) => sum + one[of], 0) / totals[name].length;
  const beside = (name, other, of) => (of === 'micro' ? mean(other, of) / mean(name, of) : mean(name, of) / mean(other, of)).toFixed(2);
  console.table(
    Object.fromEntries(
      Object.keys(totals).map((name) => {
        const five = name.replace(/: .*/, ': five statements');
        const spread = 'transfer spread: ours';
        return [
          name,
          {
            'per second': Math.round(mean(name, 'perSecond')),
            'CPU µs': Math.round(mean(name, 'micro')),
            '× five statements': beside(name, five, 'perSecond'),
            'the same in CPU': beside(name, five, 'micro'),
            'of own spread': beside(name, spread, 'perSecond'),
          },
        ];
      }),
    ),
  );
  await source.destroy();
  await bare.end();
}

/** One lane: whatever has come while the last batch was booked goes with the next one. */
function batching(pool, apart) {
  const waiting = new Map();
  let running = false;
  const run = async (reason) => {
    running = true;
    for (let batch = waiting.get(reason); batch?.length; batch = waiting.get(reason)) {
      waiting.set(reason, []);
      const columns = ['id', 'from', 'to'].map((name) => batch.map((one) => one[name]));
      await pool.query({ name: 'batch', text: BATCH, values: [...columns, reason, HERE, new Date()] });
      for (const { done } of batch) done();
    }
    running = false;
  };
  return (make) =>
    new Promise((done) => {
      const pair = apart(make);
      waiting.set(pair.reason, [...(waiting.get(pair.reason) ?? []), { ...pair, id: randomUUID(), done }]);
      if (!running) void run(pair.reason);
    });
}
