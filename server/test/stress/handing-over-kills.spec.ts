import { AccessTokens } from '../../src/common/tokens.js';
import { verifyLedger } from '../../src/modules/timebank/ledger/ledger.verify.js';
import { Client } from '../client.js';
import { ForkedServer } from '../forked.js';
import { bootApp, type Somebody, type TestApp } from '../harness.js';
import { type MadeShop, newId } from '../makers.js';
import { buildTown, COMMUNITY } from '../town.js';
import { booksAgree, codesOf, heldVouchers } from '../vouchers.js';

/** One shop, two servers on one database, both killed again and again with batches half booked. */
const VOUCHERS = process.env.LINLI_LONG ? 3000 : 240;
const CLIENTS = 48;
const KEEPERS = 16;
const KILLS = process.env.LINLI_LONG ? 10 : 3;

let app: TestApp;
let shop: MadeShop;
let keepers: Somebody[];
let ids: string[];
let over = false;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
beforeAll(async () => {
  // The forked servers go by the real clock, and so must tokens and codes.
  app = await bootApp({ at: new Date().toISOString() });
  await buildTown(app.db.manager, app.clock.now());
  shop = await app.make.shop();
  keepers = [];
  for (let i = 0; i < KEEPERS; i += 1) keepers.push(await app.make.merchant(shop));
  const item = await app.make.shopItem(shop, { points: 3 });
  const owner = await app.make.person();
  await app.make.points(owner, 3 * VOUCHERS, COMMUNITY);
  ids = await heldVouchers(app, owner, item, VOUCHERS);
}, 120_000);
afterAll(() => app.close());

it(`${VOUCHERS} vouchers of one shop at two servers that are killed: what was acknowledged is there once, whichever was asked`, async () => {
  const servers = [new ForkedServer(app), new ForkedServer(app)];
  await Promise.all(servers.map((server) => server.start()));
  const tokens = keepers.map(({ id, sessionId }) => app.nest.get(AccessTokens).issue({ sub: id, sid: sessionId }).token);
  const acknowledged = new Map<string, string>();
  const refused: string[] = [];
  /** As a phone does it: the same request with the same key, until there is an answer; here at whichever server. */
  const handed = async (id: string, n: number) => {
    let [key, code] = ['', ''];
    const scan = async () => {
      app.clock.set(new Date().toISOString());
      [key, code] = [newId(), (await codesOf(app, [id])).get(id)!.qr];
    };
    await scan();
    for (let attempt = n; !over; attempt += 1) {
      const client = new Client(servers[attempt % 2]!.origin, tokens[n % KEEPERS]!);
      const answer = await client.post(`/rewards/vouchers/${id}/redeem`, { code }, { key }).catch(() => null);
      if (answer?.status === 200) return void acknowledged.set(id, answer.body.redeemedAt as string);
      // Without an answer for a minute the code is too old, and is scanned again.
      if (answer?.body.code === 'code_wrong') await scan();
      else if (answer && answer.status < 500 && answer.status !== 429)
        return void refused.push(`${answer.status} ${answer.body.code as string}`);
      else await wait(20 + Math.random() * 80);
    }
  };
  const waiting = ids.map((id, n) => ({ id, n }));
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (let one = waiting.pop(); one; one = waiting.pop()) await handed(one.id, one.n);
  });
  let kills = 0;
  const killer = (async () => {
    for (; kills < KILLS && waiting.length > 0; kills += 1) {
      await wait(60 + Math.random() * 240);
      const victim = servers[kills % 2]!;
      await victim.kill();
      await victim.start();
    }
  })();
  try {
    await Promise.all([...clients, killer]);
  } finally {
    over = true;
    await Promise.all(servers.map((server) => server.kill()));
  }
  expect(kills).toBeGreaterThan(0);
  expect(refused).toEqual([]);
  const rows = await app.db.query<{ id: string; at: Date | null; settles: number; events: number; uses: number; keys: number }[]>(
    `select v.id, v.redeemed_at as at, (select count(*)::int from transfers t where t.hold_id = any(v.hold_ids) and t.kind = 'settle') as settles,
            (select count(*)::int from events e where e.subject_id = v.id::text and e.action = 'redeem' and e.outcome = 'done') as events,
            (select count(*)::int from voucher_code_uses u where u.voucher_id = v.id) as uses,
            (select count(*)::int from idempotency_keys k where k.answer -> 'value' ->> 'id' = v.id::text) as keys
       from vouchers v where v.id = any($1)`,
    [ids],
  );
  const wrong = rows.filter(
    ({ id, at, settles, events, uses, keys }) =>
      settles !== 1 || events !== 1 || uses !== 1 || keys !== 1 || acknowledged.get(id) !== at?.toISOString(),
  );
  expect([rows.length, wrong]).toEqual([VOUCHERS, []]);
  expect(acknowledged.size).toBe(VOUCHERS);
  expect(await booksAgree(app)).toBe(true);
  expect((await app.db.transaction('REPEATABLE READ', verifyLedger)).faults).toEqual([]);
  const [left] = await app.db.query<{ n: number }[]>(`select count(*)::int as n from idempotency_keys where answer is null`);
  expect(left!.n).toBe(0);
}, 300_000);
