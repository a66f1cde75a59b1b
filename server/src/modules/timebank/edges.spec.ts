import fc from 'fast-check';
import { POLICY_DEFAULT } from '@linli/shared/timebank-policy';
import { bootApp, DAY, type Somebody, type TestApp } from '../../../test/harness.js';
import { type MadeShop, newId } from '../../../test/makers.js';
import { givePoints, makePolicy, standing } from '../../../test/points.js';
import { recordOf, voidRecord } from '../../../test/service-records.js';
import { buildTown, COMMUNITY, DISTRICT, STREET } from '../../../test/town.js';
import { redeem } from '../../../test/vouchers.js';
import { ServingStarts } from '../members/serving-starts.service.js';
import { PoliciesService } from './policies.service.js';

/** Midnights of Shanghai at which something begins: a leap day and the day after it, a year, a short month, a plain one. */
const MIDNIGHTS = ['2028-02-28', '2028-02-29', '2028-02-01', '2027-12-31', '2027-02-28', '2027-04-30', '2027-05-31'].map(
  (day) => Date.parse(`${day}T00:00:00+08:00`) + DAY,
);
const EDGES = [-DAY, -1000, -1, 0, 1, 999, DAY] as const;
const moment = fc.record({ at: fc.constantFrom(...MIDNIGHTS), by: fc.constantFrom(...EDGES) }).map(({ at, by }) => at + by);
const story = fc.uniqueArray(moment, { minLength: 3, maxLength: 9 }).map((times) => times.toSorted((a, b) => a - b));
/** By the calendar on the wall, not by the code under test. */
const wall = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(at);
const monthOf = (at: number) => wall(at).slice(0, 7);
const yearOf = (at: number) => wall(at).slice(0, 4);
const RUNS = { numRuns: process.env.LINLI_LONG ? 60 : 8 };

let app: TestApp;
let shop: MadeShop;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  shop = await app.make.shop();
});
afterAll(() => app.close());
afterEach(() => app.db.query(`delete from timebank_policies`));

describe('what counts by the month', () => {
  it.each([
    ['pieces of an item', { perPersonMonth: 2 }, {}, 'month_limit'],
    ['points of all items', {}, { redeemMonthlyCapPoints: 11 }, 'month_points_limit'],
  ] as const)('%s roll over at midnight in Shanghai', async (_, limits, terms, code) => {
    const item = await app.make.shopItem(shop, { points: 5, stock: 10_000, ...limits });
    if (Object.keys(terms).length) await makePolicy(app, COMMUNITY, terms, new Date(0));
    await fc.assert(
      fc.asyncProperty(story, async (times) => {
        const me = await app.make.person();
        await givePoints(app, me, 1000);
        const counted = new Map<string, number>();
        for (const at of times) {
          app.clock.set(new Date(at).toISOString());
          const before = counted.get(monthOf(at)) ?? 0;
          const { status, body } = await redeem(app, me, item);
          expect([wall(at), status, body.code]).toEqual([wall(at), before < 2 ? 201 : 409, before < 2 ? undefined : code]);
          if (before < 2) counted.set(monthOf(at), before + 1);
        }
      }),
      RUNS,
    );
  });
});

describe('what counts by the year', () => {
  it('points given to relatives: the cap is that of the calendar year in Shanghai', async () => {
    const cap = POLICY_DEFAULT.giftYearCapPoints;
    const part = Math.ceil(cap / 3);
    await fc.assert(
      fc.asyncProperty(story, async (times) => {
        const [giver, taker] = [await app.make.person(), await app.make.person()];
        await app.db.query(
          `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'parent', $3, $4)`,
          [giver.id, taker.id, newId(), app.clock.now()],
        );
        await givePoints(app, giver, 10 * cap);
        const given = new Map<string, number>();
        for (const at of times) {
          app.clock.set(new Date(at).toISOString());
          const before = given.get(yearOf(at)) ?? 0;
          const fits = before + part <= cap;
          const { status, body } = await app.as(giver).post('/timebank/gifts', { id: newId(), relativeId: taker.id, points: part });
          expect([wall(at), status, body.code]).toEqual([wall(at), fits ? 201 : 409, fits ? undefined : 'gift_cap']);
          if (fits) given.set(yearOf(at), before + part);
        }
      }),
      RUNS,
    );
  });

  it('donations stand in the month of the day they were given, whole years add up', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (times) => {
        const me = await app.make.person();
        await givePoints(app, me, 1000);
        const expected = new Map<string, number>();
        for (const [i, at] of times.entries()) {
          app.clock.set(new Date(at).toISOString());
          const body = { id: newId(), points: 1 + i, communityCode: COMMUNITY, shown: 'masked' };
          expect((await app.as(me).post('/timebank/donations', body)).status).toBe(201);
          expected.set(monthOf(at), (expected.get(monthOf(at)) ?? 0) + 1 + i);
        }
        const months = (await app.as(me).get('/timebank/statement/months')).body as { month: string; out: number }[];
        expect(new Map(months.filter(({ out }) => out > 0).map(({ month, out }) => [month, out]))).toEqual(
          new Map([...expected].toSorted(([a], [b]) => (a < b ? 1 : -1))),
        );
      }),
      RUNS,
    );
  });
});

describe('rules', () => {
  it('are at every instant those published last of the nearest area: from their very millisecond on, and never before', async () => {
    const place = fc.record({ area: fc.constantFrom(COMMUNITY, STREET, DISTRICT), at: moment, rate: fc.integer({ min: 1, max: 99 }) });
    const history = fc.uniqueArray(place, { selector: ({ area, at }) => `${area}${at}`, minLength: 1, maxLength: 8 });
    const policies = app.nest.get(PoliciesService);
    await fc.assert(
      fc.asyncProperty(history, story, async (published, asked) => {
        await app.db.query(`delete from timebank_policies`);
        for (const { area, at, rate } of published) await makePolicy(app, area, { pointsPerHour: rate }, new Date(at));
        for (const now of [...asked, ...published.map(({ at }) => at), ...published.map(({ at }) => at - 1)]) {
          const inForce = published.filter(({ at }) => at <= now).toSorted((a, b) => b.area.length - a.area.length || b.at - a.at)[0];
          const { terms } = await policies.inForce(app.db.manager, COMMUNITY, new Date(now));
          expect([now, terms.pointsPerHour]).toEqual([now, inForce?.rate ?? POLICY_DEFAULT.pointsPerHour]);
        }
      }),
      { numRuns: RUNS.numRuns * 2 },
    );
  });
});

describe('starting points', () => {
  it.each([
    ['2008-02-29', '2026-02-28T15:59:59.999Z', 0],
    ['2008-02-29', '2026-02-28T16:00:00.000Z', 15],
    ['2008-02-29', '2028-02-28T15:59:59.999Z', 15],
    ['2009-12-31', '2027-12-30T15:59:59.999Z', 0],
    ['2009-12-31', '2027-12-30T16:00:00.000Z', 15],
    ['2010-01-01', '2027-12-31T15:59:59.999Z', 0],
    ['2010-01-01', '2027-12-31T16:00:00.000Z', 15],
  ])('of somebody born on %s who joins at %s are %s, once', async (birthDay, at, points) => {
    await makePolicy(app, COMMUNITY, { initialPoints: 15, initialPointsFromAge: 18 }, new Date(0));
    app.clock.set(at);
    const me = await app.make.person();
    for (let again = 0; again < 2; again += 1)
      await app.db.transaction((tx) => app.nest.get(ServingStarts).tell(tx, { personId: me.id, communityCode: COMMUNITY, birthDay }));
    expect(await standing(app, me)).toMatchObject({ balance: points });
  });
});

describe('an item for stars or hours', () => {
  const asks = async (me: Somebody, terms: object) => {
    const item = await app.make.shopItem(shop, { points: 1, stock: 100, ...terms });
    const { status, body } = await redeem(app, me, item);
    return status === 201 ? 'made' : (body.code as string);
  };
  it.each([
    ['hours', { minutesLeast: 600 }, 600, 'minutes_too_few'],
    ['a star', { starLeast: 1 }, 6000, 'star_too_low'],
  ] as const)('counts what stands of %s at this moment, not what waits, not what was voided', async (_, terms, least, refused) => {
    app.clock.set('2026-03-11T02:00:00.000Z');
    const me = await app.make.person();
    await givePoints(app, me, 100);
    for (let left: number = least - 1; left > 0; left -= 480) await recordOf(app, me, { minutes: Math.min(480, left) });
    await recordOf(app, me, { minutes: 60, state: 'publicised' });
    await recordOf(app, me, { minutes: 60, state: 'pending' });
    expect(await asks(me, terms)).toBe(refused);
    const last = await recordOf(app, me, { minutes: 1, publicisedUntil: new Date(app.clock.now().getTime() + DAY) });
    expect(await asks(me, terms)).toBe('made');
    await voidRecord(app, last);
    expect(await asks(me, terms)).toBe(refused);
  });
});
