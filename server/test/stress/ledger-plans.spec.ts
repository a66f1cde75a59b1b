import { randomUUID } from 'node:crypto';
import { LedgerService } from '../../src/modules/timebank/ledger/ledger.service.js';
import { bootApp, type Somebody, type TestApp } from '../harness.js';
import type { MadeShopItem } from '../makers.js';
import { buildTown, COMMUNITY, DISTRICT, STREET } from '../town.js';

const ROWS = process.env.LINLI_LONG ? 200_000 : 20_000;
const HOT = ['transfers', 'service_records', 'vouchers', 'board_scores'];
/** Of so many people each has a like share of everything. */
const PEOPLE = 200;

/** What is asked at the counter and in one's pocket comes out of an index, however much there is of it. */
describe('plans of the hot reads of the time bank', () => {
  let app: TestApp;
  let me: Somebody;
  let keeper: Somebody;
  let dispatcher: Somebody;
  let shopId: string;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    me = await app.make.person({ homeCommunityCode: COMMUNITY });
    dispatcher = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    const shop = await app.make.shop();
    shopId = shop.id;
    keeper = await app.make.merchant(shop);
    await fill(app, me, await app.make.shopItem(shop));
  }, 600_000);
  afterAll(() => app.close());

  /** Of every statement of this request that reads one of the big tables. */
  const plansOf = async (who: Somebody | null, path: string): Promise<string[]> => {
    const runner = Object.getPrototypeOf(app.db.createQueryRunner()) as { query: (sql: string, values?: unknown[]) => Promise<unknown> };
    const spy = jest.spyOn(runner, 'query');
    const { status } = await (who ? app.as(who) : app.guest()).get(path);
    const asked = spy.mock.calls.map(([sql, values]) => ({ sql, values }));
    spy.mockRestore();
    expect(status).toBe(200);
    const plans: string[] = [];
    for (const { sql, values } of asked.filter((q) => /\b(from|join) "?(transfers|service_records|vouchers)\b/i.test(q.sql))) {
      const rows = await app.db.query<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  };

  it.each<[string, () => Somebody | null, () => string]>([
    ['the statement', () => me, () => '/timebank/statement'],
    ['the statement of a month', () => me, () => '/timebank/statement?month=2026-02'],
    ['what went out', () => me, () => '/timebank/statement?direction=out'],
    ['one’s records', () => me, () => '/timebank/records/mine'],
    ['one’s hours', () => me, () => '/timebank/records/mine/totals'],
    ['the public list', () => null, () => `/public/timebank/records?communityCode=${COMMUNITY}`],
    ['one’s vouchers', () => me, () => '/rewards/vouchers'],
    ['a shop’s vouchers', () => keeper, () => '/rewards/merchant/vouchers'],
    ['a shop’s today', () => keeper, () => '/rewards/merchant/today'],
    ['a shop’s vouchers for the desk', () => dispatcher, () => `/rewards/vouchers/desk?shopId=${shopId}`],
  ])('%s', async (_, who, path) => {
    const plans = await plansOf(who(), path());
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (transfers|service_records|vouchers|board_scores)/);
  });

  it('spending reads none of the big tables whole', async () => {
    const ledger = app.nest.get(LedgerService);
    const read = await app.db.transaction(async (tx) => {
      const to = await ledger.open(tx, { kind: 'shop', shopId, communityCode: COMMUNITY });
      const readSoFar = async () => {
        const [row] = await tx.query<{ rows: number }[]>(
          `select sum(seq_tup_read)::int as rows from pg_stat_xact_user_tables where relname = any($1)`,
          [HOT],
        );
        return row!.rows;
      };
      const before = await readSoFar();
      const spending = { id: randomUUID(), personId: me.id, to, amount: 5, reason: 'spend_goods', actorId: me.id } as const;
      const ids = await ledger.spend(tx, 'hold', { ...spending, ref: ['voucher', randomUUID()] });
      await ledger.close(tx, 'settle', ids, me.id);
      return (await readSoFar()) - before;
    });
    expect(read).toBe(0);
  });
});

/** A community's years: everybody has earned, served and redeemed; one of them is the reader. */
async function fill(app: TestApp, me: Somebody, item: MadeShopItem): Promise<void> {
  const now = app.clock.now();
  const whose = `case when i % ${PEOPLE} = 0 then $1::uuid else md5('payer ' || i % ${PEOPLE})::uuid end`;
  await app.db.query(`select ledger_open('person', ${whose}, $2, $3) from generate_series(0, ${PEOPLE - 1}) i`, [me.id, COMMUNITY, now]);
  await app.db.query(
    `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
     select gen_random_uuid(), 'transfer', ledger_open('issuing', null, $2, $3), ledger_account_id('person', ${whose}, $2), 10, 'earn_service',
            'service_record', gen_random_uuid(), $2, $3::timestamptz - i % 700 * interval '1 hour'
       from generate_series(1, $4::int) i`,
    [me.id, COMMUNITY, now, ROWS],
  );
  await app.db.query(
    `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
     select gen_random_uuid(), 'transfer', ledger_account_id('person', ${whose}, $2), ledger_open('pool', null, $2, $3), 1, 'donate', 'donation',
            gen_random_uuid(), $2, $3::timestamptz - i % 700 * interval '1 hour'
       from generate_series(1, $4::int) i`,
    [me.id, COMMUNITY, now, ROWS / 2],
  );
  await app.db.query(
    `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, category, started_at,
       finished_at, day, minutes, by_code, points, confirmed_at, publicised_until, created_at, updated_at)
     select gen_random_uuid(), 'order', gen_random_uuid(), ${whose}, $4, $5, case when i % 3 = 2 then '990101001002' else $2 end, 'confirmed', '陪伴聊天',
            'elder_care', at, at + interval '1 hour', at::date, 60, true, 10, at, at + interval '5 days', at, at
       from (select i, $3::timestamptz - i % 700 * interval '1 hour' as at from generate_series(1, $6::int) i) made`,
    [me.id, COMMUNITY, now, DISTRICT, STREET, ROWS],
  );
  const others = await Promise.all(Array.from({ length: 9 }, async () => app.make.shopItem(await app.make.shop())));
  const items = [item, ...others];
  await app.db.query(
    `insert into vouchers (id, voucher_no, item_id, shop_id, person_id, community_code, kind, title, points, state, secret, hold_ids, expires_at,
       redeemed_at, redeemed_by, request_hash, created_at)
     select gen_random_uuid(), 'V' || i, ($4::uuid[])[1 + i / 7 % 10], ($5::uuid[])[1 + i / 7 % 10], ${whose}, $2, 'goods', '豆浆油条', 10, 'redeemed',
            decode(repeat('00', 32), 'hex'), array[gen_random_uuid()], at + interval '14 days', at + interval '1 hour', gen_random_uuid(), '', at
       from (select i, $3::timestamptz - i % 700 * interval '1 hour' - interval '2 hours' as at from generate_series(1, $6::int) i) made`,
    [me.id, COMMUNITY, now, items.map(({ id }) => id), items.map((one) => one.shopId), ROWS],
  );
  await app.db.query('vacuum analyze transfers, service_records, vouchers, ledger_accounts, ledger_balances');
}
