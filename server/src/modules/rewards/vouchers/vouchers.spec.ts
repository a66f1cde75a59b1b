import { type Answer, bootApp, DAY, HOUR, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../../test/harness.js';
import { type MadeShop, type MadeShopItem, newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, OTHER_STREET, SISTER_COMMUNITY } from '../../../../test/town.js';
import { booksAgree, ready, redeem, shown } from '../../../../test/vouchers.js';
import { POLICY_DEFAULT } from '@linli/shared/timebank-policy';

describe('vouchers', () => {
  let app: TestApp;
  let shop: MadeShop;
  let soymilk: MadeShopItem;
  let owner: Somebody;
  let keeper: Somebody;
  let farKeeper: Somebody;
  let desk: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    shop = await app.make.shop();
    soymilk = await app.make.shopItem(shop, { points: 20, stock: 1000 });
    keeper = await app.make.merchant(shop);
    farKeeper = await app.make.merchant(await app.make.shop({ name: '码头理发店', communityCode: SISTER_COMMUNITY }));
    desk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set(NOON_OF_TESTS);
    owner = await app.make.person({ name: '王桂兰' });
    await app.make.points(owner, 100);
    // Guesses of the test before.
    await app.db.query('delete from code_tries');
  });
  afterEach(async () => expect(await booksAgree(app)).toBe(true));

  const points = async (who: Somebody) => {
    const [row] = await app.db.query<{ balance: string; held: string }[]>(
      `select sum(balance) as balance, sum(held) as held from ledger_accounts a join ledger_balances b on b.account_id = a.id where owner_id = $1`,
      [who.id],
    );
    return { balance: Number(row?.balance), held: Number(row?.held) };
  };
  const stock = async ({ id }: MadeShopItem) =>
    (await app.db.query<{ stock: number }[]>('select stock from shop_items where id = $1', [id]))[0]?.stock;
  const check = (who: Somebody, code: string) => app.as(who).post('/rewards/vouchers/check', { code });
  const handOver = (who: Somebody, id: string, code: string, key?: string) =>
    app.as(who).post(`/rewards/vouchers/${id}/redeem`, { code }, key ? { key } : {});
  const refund = (who: Somebody, id: string, returned = true) =>
    app.as(who).post(`/rewards/vouchers/${id}/refund`, { reason: '豆浆卖完了', returned });
  const cancel = (who: Somebody, id: string) => app.as(who).post(`/rewards/vouchers/${id}/cancel`);
  const told = async (who: Somebody) => {
    await app.runJobs();
    return app.db.query<{ kind: string; body: string }[]>('select kind, body from messages where person_id = $1 order by kind', [who.id]);
  };
  const used = async (who = owner) => {
    const id = await ready(app, who, soymilk);
    expect((await handOver(keeper, id, (await shown(app, who, id)).digits)).status).toBe(200);
    return id;
  };
  const refusal = ({ status, body }: Answer) => [status, body.code as string];

  const promised = async (item: MadeShopItem) => {
    const { lastDay, cutByAgreement } = (await app.as(owner).get(`/rewards/mall/items/${item.id}`)).body;
    return [lastDay, cutByAgreement] as [string | null, boolean];
  };

  it.each([
    ['the item’s days', '2026-12-31', '2026-03-11T04:00:00.000Z', ['2026-03-25', false]],
    ['the last instant of a day', '2026-12-31', '2026-03-11T15:59:59.999Z', ['2026-03-25', false]],
    ['the first instant of the next day', '2026-12-31', '2026-03-11T16:00:00.000Z', ['2026-03-26', false]],
    ['the agreement, where it ends first', '2026-03-20', '2026-03-11T04:00:00.000Z', ['2026-03-20', true]],
    ['both alike, which is no cut', '2026-03-25', '2026-03-11T04:00:00.000Z', ['2026-03-25', false]],
    ['the day itself, on the last of the agreement', '2026-03-11', '2026-03-11T15:59:59.999Z', ['2026-03-11', true]],
    ['29 February', '2028-12-31', '2028-02-15T04:00:00.000Z', ['2028-02-29', false]],
    ['the year’s end', '2027-12-31', '2026-12-31T15:59:59.999Z', ['2027-01-14', false]],
  ])('is promised the last day it then has, by %s', async (_, agreementTo, at, expected) => {
    const item = await app.make.shopItem(await app.make.shop({ agreementTo }), { points: 5 });
    app.clock.set(at);
    expect(await promised(item)).toEqual(expected);
    const { body } = await redeem(app, owner, item);
    expect([new Date(Date.parse(body.expiresAt) + 8 * HOUR).toISOString(), body.cutByAgreement]).toEqual([
      `${String(expected[0])}T23:59:59.000Z`,
      expected[1],
    ]);
  });

  it('is promised no day where none can be made', async () => {
    const item = await app.make.shopItem(await app.make.shop({ agreementTo: '2026-03-10' }));
    expect(await promised(item)).toEqual([null, false]);
  });

  it('goes from points to a thing in the hand', async () => {
    const before = await stock(soymilk);
    const { status, body: voucher } = await redeem(app, owner, soymilk);
    expect([status, voucher]).toMatchObject([
      201,
      { state: 'ready', title: '豆浆油条', points: 20, shopName: '万福早点铺', cutByAgreement: false, actions: ['cancel'] },
    ]);
    expect(voucher.voucherNo).toMatch(/^DH260311-BJ001-\d{4}$/);
    expect(voucher.expiresAt).toBe('2026-03-25T15:59:59.000Z');
    expect(JSON.stringify(voucher)).not.toContain('secret');
    expect([await points(owner), await stock(soymilk)]).toEqual([{ balance: 100, held: 20 }, before! - 1]);

    const { digits, qr } = await shown(app, owner, voucher.id);
    for (const code of [digits, qr]) {
      const { status: seen, body: what } = await check(keeper, code);
      expect([seen, what]).toMatchObject([200, { voucherId: voucher.id, title: '豆浆油条', points: 20, kind: 'goods' }]);
      expect(JSON.stringify(what)).not.toContain(owner.id);
    }
    const { status: done, body: handed } = await handOver(keeper, voucher.id, digits);
    expect([done, handed]).toMatchObject([200, { state: 'redeemed', points: 20, actions: ['refund'] }]);
    expect(await points(owner)).toEqual({ balance: 80, held: 0 });
    expect((await app.as(owner).get(`/rewards/vouchers/${voucher.id}`)).body).toMatchObject({ state: 'redeemed', actions: [] });
    expect(await told(owner)).toMatchObject([{ kind: 'voucher.redeem', body: expect.stringContaining('在万福早点铺兑换了豆浆油条') }]);
  });

  it('answers the same id with the first answer, and refuses it for anything else', async () => {
    const id = newId();
    const first = await redeem(app, owner, soymilk, id);
    const again = await redeem(app, owner, soymilk, id);
    expect([first.status, again.status, again.body.voucherNo]).toEqual([201, 200, first.body.voucherNo]);
    expect(await points(owner)).toEqual({ balance: 100, held: 20 });
    const other = await app.make.shopItem(shop);
    expect(refusal(await redeem(app, owner, other, id))).toEqual([409, 'id_taken']);
    const stranger = await app.make.person();
    await app.make.points(stranger, 50);
    expect(refusal(await redeem(app, stranger, soymilk, id))).toEqual([409, 'id_taken']);
  });

  describe('is not made', () => {
    const item = (wishes: Parameters<TestApp['make']['shopItem']>[1]) => app.make.shopItem(shop, wishes);
    const obstacle = async (thing: MadeShopItem, who = owner) => {
      const before = await points(who);
      const answer = refusal(await redeem(app, who, thing));
      expect(await points(who)).toEqual(before);
      return answer;
    };
    it('without a verified phone', async () =>
      expect(refusal(await redeem(app, await app.make.person({ phone: null }), soymilk))).toEqual([403, 'phone_needed']));
    it('of what is not there', async () =>
      expect((await app.as(owner).post('/rewards/vouchers', { id: newId(), itemId: newId() })).status).toBe(404));
    it('from a shop that is paused', async () =>
      expect(await obstacle(await app.make.shopItem(await app.make.shop({ state: 'paused' })))).toEqual([409, 'shop_not_open']));
    it('after the end of the agreement', async () =>
      expect(await obstacle(await app.make.shopItem(await app.make.shop({ agreementTo: '2026-03-10' })))).toEqual([409, 'shop_not_open']));
    it('of an item taken off', async () => expect(await obstacle(await item({ state: 'off' }))).toEqual([409, 'item_off']));
    it('when there is none left', async () => expect(await obstacle(await item({ stock: 0 }))).toEqual([409, 'sold_out']));
    it('with too few points', async () => expect(await obstacle(await item({ points: 101 }))).toEqual([409, 'not_enough_points']));
    it('below the star', async () => expect(await obstacle(await item({ starLeast: 1 }))).toEqual([409, 'star_too_low']));
    it('below the hours', async () => expect(await obstacle(await item({ minutesLeast: 60 }))).toEqual([409, 'minutes_too_few']));
    it('when it costs something else by now', async () => {
      const answer = await app.as(owner).post('/rewards/vouchers', { id: newId(), itemId: soymilk.id, points: 19 });
      expect(refusal(answer)).toEqual([409, 'not_now']);
      expect(await points(owner)).toEqual({ balance: 100, held: 0 });
    });
    it('once more than each may have; what was cancelled does not count', async () => {
      const thing = await item({ perPerson: 1 });
      const id = await ready(app, owner, thing);
      expect(await obstacle(thing)).toEqual([409, 'person_limit']);
      await cancel(owner, id);
      await ready(app, owner, thing);
    });
    it('once more than each may have in a month, until the next month of Shanghai', async () => {
      const thing = await item({ perPersonMonth: 1, points: 1 });
      app.clock.set('2026-03-31T15:59:00.000Z');
      await ready(app, owner, thing);
      expect(await obstacle(thing)).toEqual([409, 'month_limit']);
      app.clock.advance(MINUTE);
      await ready(app, owner, thing);
    });
    it('over what the community lets somebody redeem in a month, or before so many hours', async () => {
      const far = await app.make.shop({ communityCode: `${OTHER_STREET}001` });
      const thing = await app.make.shopItem(far, { points: 10 });
      const rules = (terms: object) =>
        app.db.query(
          `insert into timebank_policies (id, area_code, version, state, terms, from_at, created_at, published_at)
           select $1, $2, coalesce(max(version), 0) + 1, 'published', $3, $4, $4, $4 from timebank_policies where area_code = $2`,
          [newId(), `${OTHER_STREET}001`, { ...POLICY_DEFAULT, ...terms }, app.clock.now()],
        );
      await rules({ redeemMonthlyCapPoints: 15 });
      await ready(app, owner, thing);
      expect(await obstacle(thing)).toEqual([409, 'month_points_limit']);
      await rules({ minMinutesBeforeRedeem: 60 });
      expect(await obstacle(thing)).toEqual([409, 'hours_before_redeem']);
    });
  });

  it('ends with the agreement, and says so', async () => {
    const thing = await app.make.shopItem(await app.make.shop({ agreementTo: '2026-03-20' }));
    const { body } = await redeem(app, owner, thing);
    expect(body).toMatchObject({ expiresAt: '2026-03-20T15:59:59.000Z', cutByAgreement: true });
  });

  it('shows its secret to its owner alone, while it is ready', async () => {
    const id = await ready(app, owner, soymilk);
    for (const who of [keeper, farKeeper, desk]) {
      expect((await app.as(who).get(`/rewards/vouchers/${id}`)).status).toBe(404);
      expect((await app.as(who).get(`/rewards/vouchers/${id}/display-code`)).status).toBe(404);
    }
    await cancel(owner, id);
    expect((await app.as(owner).get(`/rewards/vouchers/${id}/display-code`)).status).toBe(409);
  });

  it('is listed for its owner by tab, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      ids.unshift(await ready(app, owner, soymilk));
      app.clock.advance(1000);
    }
    await cancel(owner, ids[1]!);
    const first = await app.as(owner).get('/rewards/vouchers?tab=ready&limit=1');
    const second = await app.as(owner).get(`/rewards/vouchers?tab=ready&limit=1&cursor=${first.body.next as string}`);
    expect([first, second].map(({ body }) => body.items[0].id as string)).toEqual([ids[0], ids[2]]);
    expect(second.body.next).toBeNull();
    expect((await app.as(owner).get('/rewards/vouchers?tab=ended')).body.items).toMatchObject([{ id: ids[1], state: 'cancelled' }]);
    expect((await app.as(owner).get('/rewards/vouchers')).body.items).toHaveLength(3);
    expect((await app.as(keeper).get('/rewards/vouchers')).body.items).toHaveLength(0);
  });

  it('is cancelled by its owner alone: points and stock are back', async () => {
    const before = await stock(soymilk);
    const id = await ready(app, owner, soymilk);
    expect((await cancel(await app.make.person(), id)).status).toBe(404);
    expect((await cancel(keeper, id)).status).toBe(403);
    expect((await cancel(owner, id)).body.state).toBe('cancelled');
    expect([await points(owner), await stock(soymilk)]).toEqual([{ balance: 100, held: 0 }, before]);
    expect(refusal(await cancel(owner, id))).toEqual([409, 'not_now']);
  });

  describe('at the counter', () => {
    it('is used once: a second time, another device, the same key', async () => {
      const mate = await app.make.merchant(shop);
      const id = await ready(app, owner, soymilk);
      const { digits } = await shown(app, owner, id);
      const key = newId();
      const [first, same] = [await handOver(keeper, id, digits, key), await handOver(keeper, id, digits, key)];
      expect([first.status, same.status, same.body]).toEqual([200, 200, first.body]);
      expect(await handOver(keeper, id, digits)).toMatchObject({ status: 409, body: { state: 'redeemed' } });
      expect((await handOver(mate, id, digits)).status).toBe(409);
      expect(refusal(await check(keeper, digits))).toEqual([422, 'code_wrong']);
      expect(await points(owner)).toEqual({ balance: 80, held: 0 });
    });

    it('of another shop looks like a wrong code, and like nothing by its id', async () => {
      const id = await ready(app, owner, soymilk);
      const { digits, qr } = await shown(app, owner, id);
      for (const code of [digits, qr, '00000000', 'nonsense'])
        expect((await check(farKeeper, code)).body).toMatchObject({ code: 'code_wrong', detail: expect.stringContaining('码不对') });
      expect((await handOver(farKeeper, id, digits)).status).toBe(404);
    });

    it('is for merchants only', async () => {
      const id = await ready(app, owner, soymilk);
      const { digits } = await shown(app, owner, id);
      expect((await check(owner, digits)).status).toBe(403);
      expect((await handOver(owner, id, digits)).status).toBe(403);
      expect((await handOver(desk, id, digits)).status).toBe(403);
      expect((await handOver(await app.make.person(), id, digits)).status).toBe(404);
    });

    it('is refused to whom it belongs, keeper or not', async () => {
      await app.make.points(keeper, 50);
      const id = await ready(app, keeper, soymilk);
      const { digits } = await shown(app, keeper, id);
      expect(refusal(await check(keeper, digits))).toEqual([403, 'own_voucher']);
      expect(refusal(await handOver(keeper, id, digits))).toEqual([403, 'own_voucher']);
      expect((await handOver(await app.make.merchant(shop), id, digits)).status).toBe(200);
      expect(refusal(await refund(keeper, id))).toEqual([403, 'own_voucher']);
    });

    it('is dead when it is over by a second, and alive in the last one', async () => {
      const brief = await app.make.shopItem(shop, { validDays: 1, points: 5 });
      const [one, other] = [await ready(app, owner, brief), await ready(app, owner, brief)];
      app.clock.set('2026-03-12T15:59:59.000Z');
      expect((await handOver(keeper, one, (await shown(app, owner, one)).digits)).status).toBe(200);
      const late = await shown(app, owner, other);
      app.clock.advance(1000);
      expect(await handOver(keeper, other, late.digits)).toMatchObject({ status: 409, body: { state: 'expired' } });
      expect(await check(keeper, late.qr)).toMatchObject({ status: 409, body: { state: 'expired' } });
      await app.runJobs('vouchers.clocks');
      expect((await handOver(keeper, other, late.digits)).status).toBe(409);
    });

    it('is dead when it was cancelled or given back', async () => {
      const id = await ready(app, owner, soymilk);
      const { digits, qr } = await shown(app, owner, id);
      await cancel(owner, id);
      expect(await handOver(keeper, id, digits)).toMatchObject({ status: 409, body: { state: 'cancelled' } });
      expect(await check(keeper, qr)).toMatchObject({ status: 409, body: { state: 'cancelled' } });
      const given = await ready(app, owner, soymilk);
      const code = await shown(app, owner, given);
      await handOver(keeper, given, code.digits);
      await refund(keeper, given);
      expect(await handOver(keeper, given, code.digits)).toMatchObject({ status: 409, body: { state: 'refunded' } });
    });

    it('takes the code of this half minute and of one around it: a photo is dead in a minute', async () => {
      const id = await ready(app, owner, soymilk);
      for (const steps of [-2, 2]) expect((await check(keeper, (await shown(app, owner, id, steps)).qr)).status).toBe(422);
      for (const steps of [-1, 0, 1]) expect((await check(keeper, (await shown(app, owner, id, steps)).qr)).status).toBe(200);
    });

    it('takes a code on one phone only: what one scanner has looked at is worth nothing on another', async () => {
      const mate = await app.make.merchant(shop);
      const id = await ready(app, owner, soymilk);
      const { qr } = await shown(app, owner, id);
      expect((await check(keeper, qr)).status).toBe(200);
      expect(refusal(await check(mate, qr))).toEqual([422, 'code_used']);
      expect(refusal(await handOver(mate, id, qr))).toEqual([422, 'code_used']);
      app.clock.advance(2 * MINUTE);
      expect((await handOver(keeper, id, qr)).status).toBe(200);
    });

    it('asks to scan again when handing over took too long', async () => {
      const id = await ready(app, owner, soymilk);
      const { qr } = await shown(app, owner, id);
      await check(keeper, qr);
      app.clock.advance(4 * MINUTE);
      expect(refusal(await handOver(keeper, id, qr))).toEqual([422, 'code_wrong']);
    });

    it('asks to scan when two show the same digits', async () => {
      const [one, other] = [await ready(app, owner, soymilk), await ready(app, owner, soymilk)];
      await app.db.query('update vouchers set secret = (select secret from vouchers where id = $1) where id = $2', [one, other]);
      const { digits, qr } = await shown(app, owner, one);
      expect(refusal(await check(keeper, digits))).toEqual([422, 'code_ambiguous']);
      expect((await check(keeper, qr)).body.voucherId).toBe(one);
    });

    it('counts guesses: 429 after ten, for right ones too', async () => {
      const guesser = await app.make.merchant(shop);
      const id = await ready(app, owner, soymilk);
      for (let i = 0; i < 10; i += 1) expect((await check(guesser, `0000000${i}`)).status).toBe(422);
      const { digits } = await shown(app, owner, id);
      expect((await check(guesser, digits)).status).toBe(429);
      expect((await handOver(guesser, id, digits)).status).toBe(429);
      app.clock.advance(HOUR);
      expect((await check(guesser, (await shown(app, owner, id)).digits)).status).toBe(200);
    });
  });

  describe('given back', () => {
    it('by the shop on the same day: the points where they came from, the thing on the shelf, the owner told', async () => {
      const before = await stock(soymilk);
      const id = await used();
      const { status, body } = await refund(keeper, id);
      expect([status, body]).toMatchObject([200, { state: 'refunded', refundReason: '豆浆卖完了', returned: true, actions: [] }]);
      expect([await points(owner), await stock(soymilk)]).toEqual([{ balance: 100, held: 0 }, before]);
      expect((await told(owner)).map(({ kind }) => kind)).toEqual(['voucher.redeem', 'voucher.refund']);
      expect(refusal(await refund(keeper, id))).toEqual([409, 'not_now']);
      const rows = await app.db.query<{ reason: string }[]>('select reason from transfers where ref_id = $1 order by seq', [id]);
      expect(rows.map(({ reason }) => reason)).toEqual(['spend_goods', 'spend_goods', 'refund']);
    });
    it('without the thing: the shelf stays as it is', async () => {
      const id = await used();
      const before = await stock(soymilk);
      await refund(keeper, id, false);
      expect(await stock(soymilk)).toBe(before);
    });
    it('of points that came from two communities, to both', async () => {
      const mixed = await app.make.person();
      await app.make.points(mixed, 12);
      await app.make.points(mixed, 12, SISTER_COMMUNITY);
      const id = await used(mixed);
      await refund(keeper, id);
      const rows = await app.db.query<{ balance: string }[]>(
        `select b.balance from ledger_accounts a join ledger_balances b on b.account_id = a.id where owner_id = $1`,
        [mixed.id],
      );
      expect(rows.map(({ balance }) => Number(balance))).toEqual([12, 12]);
    });
    it('by the desk alone after the day is over', async () => {
      const id = await used();
      app.clock.advance(DAY);
      const listed = (await app.as(keeper).get('/rewards/merchant/vouchers?limit=100')).body.items as { id: string; actions: string[] }[];
      expect(listed.find((one) => one.id === id)?.actions).toEqual([]);
      expect(refusal(await refund(keeper, id))).toEqual([409, 'not_now']);
      expect((await refund(farKeeper, id)).status).toBe(404);
      expect((await refund(owner, id)).status).toBe(403);
      const { body } = await app.as(owner).get(`/rewards/vouchers/${id}`);
      const found = await app.as(desk).get(`/rewards/vouchers/desk?voucherNo=${body.voucherNo as string}`);
      expect(found.body.items).toMatchObject([{ id, actions: ['refund'] }]);
      expect((await refund(desk, id)).status).toBe(200);
    });
    it('by a desk that is no relative of whose it was; a shop does on the day, as for anybody', async () => {
      const [wife, colleague] = await Promise.all(
        ['黄丽萍', '蒋大明'].map((name) => app.make.person({ name, roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] })),
      );
      for (const one of [wife!, keeper])
        await app.db.query(`insert into relatives values ($1, $2, 'spouse', $3, $4)`, [owner.id, one.id, newId(), app.clock.now()]);
      const [here, there] = [await used(), await used()];
      const { body } = await app.as(owner).get(`/rewards/vouchers/${there}`);
      const seen = async (who: Somebody) =>
        (await app.as(who).get(`/rewards/vouchers/desk?voucherNo=${body.voucherNo as string}`)).body.items as unknown[];
      expect(await seen(wife!)).toMatchObject([{ id: there, actions: [] }]);
      expect(refusal(await refund(wife!, there))).toEqual([403, 'forbidden']);
      expect((await refund(keeper, here)).status).toBe(200);
      expect(await seen(colleague!)).toMatchObject([{ id: there, actions: ['refund'] }]);
      expect((await refund(colleague!, there)).status).toBe(200);
    });
    it('not to whoever has closed the account', async () => {
      const id = await used();
      expect((await app.as(owner).post('/me/close', { confirm: '注销账号', points: 80 })).status).toBe(204);
      expect(refusal(await refund(keeper, id))).toEqual([409, 'account_closed']);
    });
  });

  describe('by itself', () => {
    it('is told of three days before, and at its end; the job may run twice', async () => {
      const thing = await app.make.shopItem(shop, { points: 20, stock: 3 });
      const id = await ready(app, owner, thing);
      app.clock.set('2026-03-22T00:59:00.000Z');
      expect(await told(owner)).toEqual([]);
      app.clock.advance(MINUTE);
      for (let i = 0; i < 2; i += 1) await app.runJobs('vouchers.clocks');
      expect((await told(owner)).map(({ kind }) => kind)).toEqual(['voucher.remind']);
      app.clock.set('2026-03-25T15:59:59.000Z');
      await app.runJobs('vouchers.clocks');
      expect(await points(owner)).toEqual({ balance: 100, held: 20 });
      app.clock.advance(1000);
      for (let i = 0; i < 2; i += 1) await app.runJobs('vouchers.clocks');
      expect([await points(owner), await stock(thing)]).toEqual([{ balance: 100, held: 0 }, 3]);
      expect((await told(owner)).map(({ kind }) => kind)).toEqual(['voucher.expire', 'voucher.remind']);
      expect((await app.as(owner).get(`/rewards/vouchers/${id}`)).body.state).toBe('expired');
    });

    it('is released when its shop closes, and its owner told', async () => {
      const ending = await app.make.shop({ name: '要关的店' });
      const thing = await app.make.shopItem(ending, { stock: 5 });
      const [open, spent] = [await ready(app, owner, thing), await ready(app, owner, thing)];
      const hers = await app.make.merchant(ending);
      await handOver(hers, spent, (await shown(app, owner, spent)).digits);
      expect((await app.as(desk).post(`/rewards/shops/${ending.id}/close`)).status).toBe(200);
      expect(await points(owner)).toEqual({ balance: 90, held: 0 });
      const states = [open, spent].map(async (id) => (await app.as(owner).get(`/rewards/vouchers/${id}`)).body.state as string);
      expect(await Promise.all(states)).toEqual(['released', 'redeemed']);
      expect((await told(owner)).map(({ kind }) => kind)).toContain('voucher.release');
      expect(refusal(await redeem(app, owner, thing))).toEqual([409, 'shop_not_open']);
    });

    it('is cancelled when its owner closes the account', async () => {
      const id = await ready(app, owner, soymilk);
      expect((await app.as(owner).post('/me/close', { confirm: '注销账号', points: 100 })).status).toBe(204);
      const [row] = await app.db.query<{ state: string }[]>('select state from vouchers where id = $1', [id]);
      expect(row?.state).toBe('cancelled');
      expect((await points(owner)).held).toBe(0);
    });
  });

  it('shows a shop its days: what was used, what was given back, what is owed', async () => {
    const own = await app.make.shop({ name: '新开的店' });
    const [thing, hers] = [await app.make.shopItem(own, { points: 10 }), await app.make.merchant(own)];
    const use = async () => {
      const id = await ready(app, owner, thing);
      await handOver(hers, id, (await shown(app, owner, id)).digits);
      return id;
    };
    await use();
    app.clock.advance(DAY);
    const [second] = [await use(), await use()];
    await refund(hers, second);
    const { body: today } = await app.as(hers).get('/rewards/merchant/today');
    expect(today).toMatchObject({
      day: '2026-03-12',
      shops: [
        {
          shopName: '新开的店',
          today: { vouchers: 2, points: 20 },
          month: { month: '2026-03', vouchers: 3, refunds: 1, owedPoints: 20 },
        },
      ],
    });
    const first = await app.as(hers).get('/rewards/merchant/days?limit=1');
    expect(first.body.items).toEqual([{ day: '2026-03-12', vouchers: 2, points: 20, refunds: 1, refundedPoints: 10 }]);
    const rest = await app.as(hers).get(`/rewards/merchant/days?limit=1&cursor=${first.body.next as string}`);
    expect(rest.body).toMatchObject({ items: [{ day: '2026-03-11', vouchers: 1, points: 10, refunds: 0 }], next: null });
    const handed = await app.as(hers).get('/rewards/merchant/vouchers?day=2026-03-12');
    expect(handed.body.items).toHaveLength(2);
    expect(JSON.stringify(handed.body)).not.toContain(owner.id);
    expect((await app.as(hers).get('/rewards/merchant/vouchers?day=2026-02-30')).status).toBe(400);
    expect((await app.as(hers).get(`/rewards/merchant/days?shopId=${shop.id}`)).status).toBe(404);
    expect((await app.as(owner).get('/rewards/merchant/today')).status).toBe(403);
  });

  it('is found by the desk of its community alone, by number or by shop', async () => {
    const id = await used();
    const found = (await app.as(desk).get(`/rewards/vouchers/desk?shopId=${shop.id}&limit=100`)).body.items as { id: string }[];
    expect(found.map((one) => one.id)).toContain(id);
    expect((await app.as(desk).get('/rewards/vouchers/desk')).status).toBe(400);
    const far = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: SISTER_COMMUNITY }] });
    expect((await app.as(far).get(`/rewards/vouchers/desk?shopId=${shop.id}`)).body.items).toEqual([]);
    expect((await app.as(keeper).get(`/rewards/vouchers/desk?shopId=${shop.id}`)).status).toBe(403);
  });
});
