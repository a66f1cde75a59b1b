import { Bookings } from '../../../../test/bookings.js';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, SISTER_COMMUNITY } from '../../../../test/town.js';

let app: TestApp;
let points: Bookings;
let dispatcher: Somebody;
let administrator: Somebody;
let me: Somebody;
let wife: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  points = new Bookings(app);
  dispatcher = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  administrator = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
  me = await app.make.person({ homeCommunityCode: COMMUNITY });
  wife = await app.make.person({ homeCommunityCode: COMMUNITY });
  await app.db.query(`insert into relatives values ($1, $2, 'spouse', $3, $4)`, [me.id, wife.id, newId(), app.clock.now()]);
  await story();
});
afterAll(() => app.close());

/** Two months, both communities, everything that moves points. */
async function story(): Promise<void> {
  app.clock.set('2026-02-28T15:59:59.000Z');
  await points.earn(me.id, 100);
  // Points are taken from the oldest account first: opened in the same instant, chance would say which that is.
  app.clock.set('2026-02-28T15:59:59.500Z');
  await points.earn(me.id, 40, SISTER_COMMUNITY);
  app.clock.set('2026-03-10T02:00:00.000Z');
  await points.close('settle', (await points.hold(me.id, 30)).ids);
  const away = await points.hold(me.id, 25, SISTER_COMMUNITY);
  await points.close('settle', away.ids);
  await points.refund(away.ids, away.ref);
  await points.close('settle', (await points.hold(me.id, 20, SISTER_COMMUNITY)).ids);
  await app.as(me).post('/timebank/donations', { id: newId(), points: 10, communityCode: SISTER_COMMUNITY, shown: 'anonymous' });
  await app.as(me).post('/timebank/gifts', { id: newId(), points: 5, relativeId: wife.id });
  app.clock.set('2026-03-11T02:00:00.000Z');
  await points.hold(me.id, 8);
  await app.as(me).post('/timebank/donations', { id: newId(), points: 2, communityCode: COMMUNITY, shown: 'masked' });
  await points.reverse(await points.earn(wife.id, 7));
}
const figures = async (person: Somebody, areaCode = COMMUNITY) => (await app.as(person).get(`/timebank/figures/${areaCode}`)).body;
const fold = async (through: string) => {
  await app.db.query(
    `insert into ledger_seals (day, rows, digests, previous_hash, hash, sealed_at) values ($1::date, 0, '', '', '', now())`,
    [through],
  );
  await app.runJobs('wallet.fold');
};

describe('the figures of a community', () => {
  it('say what was issued, what became of it and what is still out, month by month', async () => {
    const view = await figures(dispatcher);
    expect(view).toMatchObject({ out: 100 + 7 - 30 - 20 - 10 - 2 - 7, inPool: 2 });
    expect(view.months).toHaveLength(12);
    expect(view.months.slice(-2)).toEqual([
      { month: '2026-02', issued: 100, spent: 0, donated: 0, given: 0, returned: 0 },
      { month: '2026-03', issued: 7, spent: 50, donated: 12, given: 5, returned: 7 },
    ]);
    expect(view.desk).toMatchObject({ held: 8, settledHere: 30, settledElsewhere: 20, stockedPoints: 0, coveragePercent: 0 });
    expect(view.desk).toMatchObject({ year: 2026, issuedThisYear: 100, budget: null, reasons: [{ reason: 'earn_service', points: 107 }] });
  });

  it('are the same folded, half folded and not folded, and folding twice changes nothing', async () => {
    const before = [await figures(dispatcher), await figures(administrator, SISTER_COMMUNITY)];
    for (const day of ['2026-02-28', '2026-03-10', '2026-03-10x', '2026-03-11']) {
      if (!day.endsWith('x')) await fold(day);
      else await app.runJobs('wallet.fold');
      expect([await figures(dispatcher), await figures(administrator, SISTER_COMMUNITY)]).toEqual(before);
    }
    const [{ unfolded }] = await app.db.query(`select count(*)::int as unfolded from ledger_unfolded()`);
    expect(unfolded).toBe(0);
    const months = await app.db.query(
      `select (select sum(moved) from ledger_months) = (select sum(amount) from transfers where kind in ('transfer', 'settle')) as same`,
    );
    expect(months).toEqual([{ same: true }]);
    app.clock.set('2026-03-12T02:00:00.000Z');
    await points.earn(wife.id, 3);
    expect(await figures(dispatcher)).toMatchObject({ out: before[0].out + 3 });
    app.clock.set('2026-03-11T02:00:00.000Z');
  });

  it('weigh what is out against what shops under agreement have in stock', async () => {
    const shop = async (agreementTo: string, items: [number, number | null][]) => {
      const id = newId();
      await app.db.query(
        `insert into shops (id, name, category, district_code, street_code, community_code, place_text, lng, lat, agreement_from, agreement_to, state,
           created_at, updated_at) values ($1, '老街早餐', 'food', '990101', '990101001', $2, '菜市口', 111.3, 23.4, '2026-01-01', $3, 'open', $4, $4)`,
        [id, COMMUNITY, agreementTo, app.clock.now()],
      );
      for (const [price, stock] of items)
        await app.db.query(
          `insert into shop_items (id, shop_id, kind, title, points, stock, state, created_at, updated_at) values ($1, $2, 'goods', '豆浆', $3, $4, 'on', $5, $5)`,
          [newId(), id, price, stock, app.clock.now()],
        );
    };
    await shop('2026-12-31', [
      [5, 10],
      [20, null],
      [7, 0],
    ]);
    await shop('2026-03-10', [[100, 100]]);
    const { out, desk } = await figures(dispatcher);
    expect(desk).toMatchObject({ stockedPoints: 50, stockedItems: 1, uncountedItems: 1, coveragePercent: Math.round(5000 / out) });
  });

  it('show everybody what concerns everybody, and the rest to those who answer for it', async () => {
    expect(await figures(me)).toMatchObject({ out: expect.any(Number), desk: null });
    expect((await figures(administrator)).desk).not.toBeNull();
    expect((await figures(dispatcher, SISTER_COMMUNITY)).desk).toBeNull();
    expect((await app.as(me).get(`/timebank/figures/${DISTRICT}`)).status).toBe(404);
    expect((await app.guest().get(`/timebank/figures/${COMMUNITY}`)).status).toBe(401);
    expect(JSON.stringify(await figures(administrator))).not.toContain(me.id);
  });
});

describe('what communities owe each other', () => {
  it('is whose points were taken where, less what went back; all together nothing', async () => {
    const { body } = await app.as(administrator).get(`/timebank/figures/${DISTRICT}/owed`);
    expect(body.pairs).toEqual([
      {
        ...{ fromCode: COMMUNITY, fromName: '万福社区', toCode: SISTER_COMMUNITY, toName: '码头社区' },
        ...{ settled: 20, donated: 10, points: 30 },
      },
    ]);
    expect(body.communities).toMatchObject([
      { areaCode: SISTER_COMMUNITY, net: 30, isOwed: 30, owes: 0 },
      { areaCode: COMMUNITY, net: -30, isOwed: 0, owes: 30 },
    ]);
    expect(body.communities.reduce((sum: number, { net }: { net: number }) => sum + net, 0)).toBe(0);
    const recent = (await app.as(administrator).get(`/timebank/figures/${DISTRICT}/owed?months=1`)).body;
    expect(recent.pairs).toHaveLength(1);
    expect((await app.as(dispatcher).get(`/timebank/figures/${DISTRICT}/owed`)).status).toBe(403);
    expect((await app.as(administrator).get(`/timebank/figures/${COMMUNITY}/owed`)).status).toBe(404);
  });
});

describe('however large the books are', () => {
  it('only the days after the fold are read, by their index', async () => {
    await app.db.query(
      `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
       select gen_random_uuid(), 'transfer', ledger_open('issuing', null, '${COMMUNITY}', now()), ledger_open('person', '${me.id}', '${COMMUNITY}', now()),
         1, 'earn_service', 'service_record', gen_random_uuid(), '${COMMUNITY}', '2026-04-01T00:00:00Z'::timestamptz + (n * 9 || ' minutes')::interval
         from generate_series(1, 4000) n`,
    );
    await app.db.query('analyze transfers');
    const [{ 'QUERY PLAN': plan }] = await app.db.query(
      `explain (format json) select * from transfers t join ledger_accounts f on f.id = t.from_account_id where t.day > '2026-04-24' and t.day <= 'infinity'`,
    );
    expect(JSON.stringify(plan)).toContain('transfers_sealed');
    expect(JSON.stringify(plan)).not.toMatch(/Seq Scan[^}]*"Relation Name":"transfers"/);
  });
});
