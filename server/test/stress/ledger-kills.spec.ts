import { AccessTokens } from '../../src/common/tokens.js';
import { verifyLedger } from '../../src/modules/timebank/ledger/ledger.verify.js';
import { Client } from '../client.js';
import { ForkedServer } from '../forked.js';
import { bootApp, type Somebody, type TestApp } from '../harness.js';
import { newId } from '../makers.js';
import { buildTown, COMMUNITY, DISTRICT, SISTER_COMMUNITY } from '../town.js';

/** 64 clients approve grants over HTTP while the server is killed; every answer they got must be in the books, once. */
const CLIENTS = 64;
const GRANTS = process.env.LINLI_LONG ? 4000 : 192;
const KILLS = process.env.LINLI_LONG ? 12 : 2;
const COMMUNITIES = [COMMUNITY, SISTER_COMMUNITY];

let app: TestApp;
let approvers: Somebody[];
let people: Somebody[];
let grants: string[];
beforeAll(async () => {
  // The forked server goes by the real clock, and so must the tokens.
  app = await bootApp({ at: new Date().toISOString() });
  await buildTown(app.db.manager, app.clock.now());
  const asker = await app.make.person();
  approvers = [];
  people = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    approvers.push(await app.make.person({ roles: [{ role: 'dispatcher', areaCode: DISTRICT }] }));
    people.push(await app.make.person());
  }
  grants = Array.from({ length: GRANTS }, newId);
  await app.db.query(
    `insert into timebank_budgets (community_code, year, points, set_at)
     select code, year, 1000000, now() from unnest($1::text[]) code, generate_series(2020, 2100) year`,
    [COMMUNITIES],
  );
  await app.db.query(
    `insert into timebank_adjustments (id, kind, state, community_code, points, person_id, note, requested_by, requested_at, request_hash)
     select id, 'grant_fund', 'requested', ($2::text[])[1 + n % 2], 1 + n % 9, ($3::uuid[])[1 + n % $5], '压力测试', $4, now(), ''
       from unnest($1::uuid[]) with ordinality as g (id, n)`,
    [grants, COMMUNITIES, people.map(({ id }) => id), asker.id, CLIENTS],
  );
}, 120_000);
afterAll(() => app.close());

let server: ForkedServer;
let over = false;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As a phone does it: the same request with the same key, until there is an answer. */
async function approved(token: string, id: string): Promise<void> {
  const key = newId();
  while (!over) {
    const answer = await new Client(server.origin, token).post(`/timebank/adjustments/${id}/approve`, {}, { key }).catch(() => null);
    if (answer?.status === 200) return;
    if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
    await wait(50 + Math.random() * 150);
  }
}

it(`${CLIENTS} clients book while the server is killed: what was acknowledged is there once, and not a point more`, async () => {
  server = new ForkedServer(app);
  await server.start();
  const waiting = [...grants];
  const acknowledged: string[] = [];
  const clients = approvers.map(async (approver) => {
    const { token } = app.nest.get(AccessTokens).issue({ sub: approver.id, sid: approver.sessionId });
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      await approved(token, id);
      acknowledged.push(id);
    }
  });
  let kills = 0;
  const killer = (async () => {
    while (kills < KILLS && waiting.length > 0) {
      await wait(200 + Math.random() * 800);
      if (!waiting.length) return;
      await server.kill();
      kills += 1;
      await server.start();
    }
  })();
  try {
    await Promise.all([...clients, killer]);
  } finally {
    over = true;
    await server.kill();
  }
  expect(kills).toBeGreaterThan(0);
  const [sums] = await app.db.query<{ rows: number; distinct: number; points: string; asked: string; balance: string }[]>(
    `select count(*)::int as rows, count(distinct t.ref_id)::int as distinct, sum(t.amount) as points,
            (select sum(points) from timebank_adjustments where state = 'approved' and id = any($1)) as asked,
            (select sum(balance) from ledger_balances) as balance
       from transfers t where t.ref_id = any($1)`,
    [acknowledged],
  );
  const points = sums!.asked;
  expect({ ...sums, acknowledged: acknowledged.length }).toEqual({
    ...{ rows: GRANTS, distinct: GRANTS, points, asked: points, balance: points },
    acknowledged: GRANTS,
  });
  expect((await app.db.transaction('REPEATABLE READ', verifyLedger)).faults).toEqual([]);
}, 300_000);
