import { type Answer, bootApp, DAY, NOON_OF_TESTS, type Somebody, type TestApp } from '../harness.js';
import { type MadeShop, newId } from '../makers.js';
import { buildTown, COMMUNITY } from '../town.js';
import { booksAgree, ready, redeem, shown } from '../vouchers.js';

const RUNNERS = 32;

describe('vouchers under pressure', () => {
  let app: TestApp;
  let shop: MadeShop;
  let keepers: Somebody[];
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    shop = await app.make.shop();
    keepers = [];
    for (let i = 0; i < 4; i += 1) keepers.push(await app.make.merchant(shop));
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.set(NOON_OF_TESTS));
  afterEach(async () => expect(await booksAgree(app)).toBe(true));

  const rich = async (points = 100) => {
    const who = await app.make.person();
    await app.make.points(who, points);
    return who;
  };
  const many = <T>(n: number, one: (i: number) => Promise<T>) => Promise.all(Array.from({ length: n }, (_, i) => one(i)));
  const count = (answers: readonly { status: number }[], ...statuses: number[]) =>
    statuses.map((status) => answers.filter((answer) => answer.status === status).length);
  /** Refused by the rules, or, where the machine is busy, told to try again: asked again it is refused too. */
  const refused = async (answers: readonly Answer[], again: (i: number) => Promise<Answer>) => {
    const codes = await Promise.all(
      answers.map(async (answer, i) => (answer.status === 503 ? await again(i) : answer).body.code as string | undefined),
    );
    return codes.filter((code) => code !== undefined);
  };
  const row = async <T>(sql: string, ...values: unknown[]) => (await app.db.query<T[]>(sql, values))[0]!;
  const vouchersOf = async (column: 'item_id' | 'person_id', id: string) =>
    (await row<{ n: number }>(`select count(*)::int as n from vouchers where ${column} = $1`, id)).n;

  it(`${RUNNERS} people want the last one: one has it`, async () => {
    const item = await app.make.shopItem(shop, { stock: 1 });
    const people = await many(RUNNERS, () => rich());
    const answers = await Promise.all(people.map((who) => redeem(app, who, item)));
    expect(count(answers, 201)).toEqual([1]);
    expect(await refused(answers, (i) => redeem(app, people[i]!, item))).toEqual(Array(RUNNERS - 1).fill('sold_out'));
    expect([await vouchersOf('item_id', item.id), await row('select stock from shop_items where id = $1', item.id)]).toEqual([
      1,
      { stock: 0 },
    ]);
  }, 60_000);

  it(`one person with points for one asks ${RUNNERS} times at once: one`, async () => {
    const [who, item] = [await rich(10), await app.make.shopItem(shop, { stock: 100 })];
    const answers = await many(RUNNERS, () => redeem(app, who, item));
    expect(count(answers, 201)).toEqual([1]);
    expect(await refused(answers, () => redeem(app, who, item))).toEqual(Array(RUNNERS - 1).fill('not_enough_points'));
    expect([await vouchersOf('person_id', who.id), await row('select stock from shop_items where id = $1', item.id)]).toEqual([
      1,
      { stock: 99 },
    ]);
  }, 60_000);

  it(`the same id ${RUNNERS} times at once is one voucher, and the same answer`, async () => {
    const [who, item, id] = [await rich(), await app.make.shopItem(shop, { stock: 5 }), newId()];
    const answers = await many(RUNNERS, () => redeem(app, who, item, id));
    expect(count(answers, 201)).toEqual([1]);
    const said = answers.filter(({ status }) => status !== 503);
    expect(said.slice(1).every(({ status }) => status === 200 || status === 201)).toBe(true);
    expect(new Set(said.map(({ body }) => body.voucherNo as string)).size).toBe(1);
    expect(await row('select stock from shop_items where id = $1', item.id)).toEqual({ stock: 4 });
  }, 60_000);

  it('the limit of each person holds when all come at once', async () => {
    const [who, item] = [await rich(1000), await app.make.shopItem(shop, { perPerson: 3 })];
    const answers = await many(20, () => redeem(app, who, item));
    expect(count(answers, 201)).toEqual([3]);
    expect(await refused(answers, () => redeem(app, who, item))).toEqual(Array(17).fill('person_limit'));
  }, 60_000);

  it(`${RUNNERS} devices of four keepers hand over one voucher: one has`, async () => {
    const [who, item] = [await rich(), await app.make.shopItem(shop)];
    const id = await ready(app, who, item);
    const codes = await Promise.all([-1, 0, 1].map(async (steps) => (await shown(app, who, id, steps)).qr));
    const answers = await many(RUNNERS, (i) => app.as(keepers[i % 4]!).post(`/rewards/vouchers/${id}/redeem`, { code: codes[i % 3]! }));
    expect(count(answers, 200)).toEqual([1]);
    expect(answers.filter(({ status }) => status !== 200).every(({ status }) => [409, 422, 503].includes(status))).toBe(true);
    expect(await row('select count(*)::int as n from transfers where ref_id = $1 and kind = $2', id, 'settle')).toEqual({ n: 1 });
  }, 60_000);

  it('handed over, cancelled and expired at once: one of them', async () => {
    for (let i = 0; i < 10; i += 1) {
      const [who, item] = [await rich(), await app.make.shopItem(shop, { stock: 1, validDays: 1 })];
      const id = await ready(app, who, item);
      app.clock.set('2026-03-12T15:59:59.000Z');
      const { qr } = await shown(app, who, id);
      await Promise.all([
        app.as(keepers[0]!).post(`/rewards/vouchers/${id}/redeem`, { code: qr }),
        app.as(who).post(`/rewards/vouchers/${id}/cancel`),
        app.runJobs('vouchers.clocks'),
      ]);
      const { state } = await row<{ state: string }>('select state from vouchers where id = $1', id);
      const stock = { stock: state === 'redeemed' ? 0 : 1 };
      expect(await row('select stock from shop_items where id = $1', item.id)).toEqual(stock);
      expect(await row(`select count(*)::int as n from transfers where ref_id = $1 and kind in ('settle', 'release')`, id)).toEqual({
        n: 1,
      });
      app.clock.set(NOON_OF_TESTS);
    }
  }, 60_000);

  it('given back by many at once: once', async () => {
    const [who, item] = [await rich(), await app.make.shopItem(shop, { stock: 1 })];
    const id = await ready(app, who, item);
    await app.as(keepers[0]!).post(`/rewards/vouchers/${id}/redeem`, { code: (await shown(app, who, id)).qr });
    const answers = await many(12, (i) =>
      app.as(keepers[i % 4]!).post(`/rewards/vouchers/${id}/refund`, { reason: '卖完了', returned: true }),
    );
    expect(count(answers, 200)).toEqual([1]);
    expect(await row('select stock from shop_items where id = $1', item.id)).toEqual({ stock: 1 });
  }, 60_000);

  it('the clock job on four connections ends each voucher once', async () => {
    const who = await rich(1000);
    const item = await app.make.shopItem(shop, { stock: 60, validDays: 1 });
    for (let i = 0; i < 60; i += 1) await ready(app, who, item);
    app.clock.advance(2 * DAY);
    await many(4, () => app.runJobs('vouchers.clocks'));
    expect(await row('select stock from shop_items where id = $1', item.id)).toEqual({ stock: 60 });
    expect(
      await row(
        `select count(*)::int as n, count(distinct subject_id)::int as once from events where action = 'expire' and data ->> 'itemId' = $1`,
        item.id,
      ),
    ).toEqual({ n: 60, once: 60 });
  }, 60_000);

  it('a shop that closes while people redeem there leaves no open voucher', async () => {
    const closing = await app.make.shop();
    const item = await app.make.shopItem(closing);
    const desk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    const people = await many(20, () => rich());
    const all = people.map((who) => redeem(app, who, item));
    const { status } = await app.as(desk).post(`/rewards/shops/${closing.id}/close`);
    const answers = await Promise.all(all);
    expect(status).toBe(200);
    expect(answers.every((answer) => answer.status === 201 || answer.body.code === 'shop_not_open')).toBe(true);
    expect(await row(`select count(*)::int as n from vouchers where shop_id = $1 and state = 'ready'`, closing.id)).toEqual({ n: 0 });
  }, 60_000);

  it('a connection that dies half way leaves nothing, or everything', async () => {
    const item = await app.make.shopItem(shop, { stock: 1000 });
    const people = await many(24, () => rich());
    const ids = people.map(() => newId());
    let over = false;
    const killer = (async () => {
      while (!over) {
        await app.db
          .query(
            `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and state in ('active', 'idle in transaction') limit 1`,
          )
          .catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 15));
      }
    })();
    const first = await Promise.all(people.map((who, i) => redeem(app, who, item, ids[i])));
    over = true;
    await killer;
    expect(first.every(({ status }) => status === 201 || status === 503)).toBe(true);
    for (const [i, { status }] of first.entries()) {
      const there = await row<{ n: number }>('select count(*)::int as n from vouchers where id = $1', ids[i]);
      if (status === 201) expect(there.n).toBe(1);
    }
    const again = await Promise.all(people.map((who, i) => redeem(app, who, item, ids[i])));
    expect(again.every(({ status }) => status === 200 || status === 201)).toBe(true);
    expect(await row('select stock from shop_items where id = $1', item.id)).toEqual({ stock: 976 });
  }, 60_000);
});
