import { MINUTE_MS } from '@linli/shared/calendar';
import { POLICY_DEFAULT, type PolicyTerms } from '@linli/shared/timebank-policy';
import fc from 'fast-check';
import { bootApp, MINUTE, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { fillPool, makePolicy } from '../../../../test/points.js';
import { buildTown, COMMUNITY, DISTRICT, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';
import { dayOf } from '../../../common/days.js';
import { EarningService, type Served } from '../earning/earning.service.js';
import { LedgerService } from '../ledger/ledger.service.js';

let app: TestApp;
let writer: Somebody;
let dispatcher: Somebody;
beforeEach(async () => {
  app = await bootApp({ at: '2026-02-01T00:00:00.000Z' });
  await buildTown(app.db.manager, app.clock.now());
  writer = await app.make.person({ roles: [{ role: 'administrator', areaCode: DISTRICT }] });
  dispatcher = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
});
afterEach(() => app.close());

const DAY_MS = 86_400_000;
const FEBRUARY = Date.parse('2026-02-01T00:00:00+08:00');
async function confirm(
  personId: string,
  communityCode: string,
  startedAt: number,
  minutes: number,
  more: Partial<Served> = {},
): Promise<void> {
  const served: Served = {
    source: 'order',
    sourceId: newId(),
    personId,
    districtCode: DISTRICT,
    streetCode: STREET,
    communityCode,
    title: '助医陪诊',
    itemCode: 'S0105',
    category: 'elder_care',
    coefficient: 100,
    startedAt: new Date(startedAt),
    finishedAt: new Date(startedAt + minutes * MINUTE_MS),
    minutes,
    servedId: null,
    inChargeId: null,
    teamId: null,
    byCode: true,
    silent: false,
    confirmedBy: null,
    orderedBy: [],
    ...more,
  };
  await app.db.transaction((tx) => app.nest.get(EarningService).confirm(tx, [served]));
}
async function trialOf(areaCode: string, terms: PolicyTerms, who = writer) {
  const id = newId();
  const made = await app.as(writer).post('/timebank/policies', { id, areaCode, terms });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const { status, body } = await app.as(who).post(`/timebank/policies/${id}/try`, { month: '2026-02' });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body.trial;
}

it('under the terms that were in force, what was really given: random services, overlaps, caps, duty, households, spending', async () => {
  const people: Somebody[] = [];
  for (let i = 0; i < 5; i += 1) people.push(await app.make.person({ name: `何热${i}` }));
  // One works for the public, and is on duty in office hours.
  await app.make.grant(people[0]!, { role: 'street_chief', areaCode: STREET });
  const pool = async (personId: string, amount: number) => {
    const ledger = app.nest.get(LedgerService);
    const id = newId();
    await app.db.transaction(async (tx) => {
      const to = await ledger.open(tx, { kind: 'pool', communityCode: COMMUNITY });
      await ledger.spend(tx, 'transfer', { id, personId, to, amount, reason: 'donate', ref: ['donation', id], actorId: personId });
    });
  };
  await fillPool(app, 1);
  const service = fc.record({
    who: fc.nat(4),
    there: fc.boolean(),
    day: fc.nat(27),
    minute: fc.nat(23 * 60),
    minutes: fc.integer({ min: 1, max: 480 }),
    coefficient: fc.constantFrom(100, 120, 150),
    own: fc.integer({ min: 0, max: 9 }),
    donates: fc.boolean(),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(service, { minLength: 5, maxLength: 25 }),
      fc.record({
        nightCoefficientPercent: fc.integer({ min: 100, max: 150 }),
        holidayCoefficientPercent: fc.integer({ min: 100, max: 150 }),
        dailyEarnCapMinutes: fc.integer({ min: 30, max: 480 }),
        monthlyEarnCapPoints: fc.option(fc.integer({ min: 1, max: 200 })),
        balanceCapPoints: fc.option(fc.integer({ min: 100, max: 300 })),
        publicServants: fc.constantFrom('donated' as const, 'honoured' as const, 'spendable' as const),
      }),
      async (services, more) => {
        // Each round its own people would be slow: its own month does as well, as the month before of the one that stands now.
        round += 1;
        for (const table of ['service_records', 'earnings']) await app.db.query(`delete from ${table}`);
        app.clock.set(new Date(FEBRUARY + 35 * DAY_MS + round * DAY_MS).toISOString());
        const terms = { ...POLICY_DEFAULT, pointsPerHour: 13, ...more };
        await app.db.query(`delete from timebank_policies where published_by is null`);
        await makePolicy(app, DISTRICT, terms, new Date(FEBRUARY - DAY_MS));
        for (const one of services) {
          const personId = people[one.who]!.id;
          const startedAt = FEBRUARY + one.day * DAY_MS + one.minute * MINUTE_MS;
          app.clock.advance(MINUTE);
          const own = one.own === 0 ? { orderedBy: [personId] } : {};
          await confirm(personId, one.there ? COMMUNITY : SISTER_COMMUNITY, startedAt, one.minutes, {
            coefficient: one.coefficient,
            ...own,
          });
          if (one.donates) await pool(personId, 7).catch(() => undefined);
        }
        const { total, communities, people: changed } = await trialOf(DISTRICT, terms);
        const [real] = await app.db.query<{ given: number; pool: number }[]>(
          `select coalesce(sum(points), 0)::int as given, coalesce(sum(surplus_points), 0)::int as pool from service_records
            where state = 'confirmed' and day between '2026-02-01' and '2026-02-28'`,
        );
        expect([total.given, total.givenPool]).toEqual([real!.given, real!.pool]);
        expect([total.would, total.wouldPool]).toEqual([total.given, total.givenPool]);
        for (const one of communities) expect([one.would, one.wouldPool]).toEqual([one.given, one.givenPool]);
        expect(changed).toEqual([]);
        // One community alone, with what its people earn next door filling the same caps.
        const alone = (await trialOf(COMMUNITY, terms)).total;
        expect([alone.would, alone.wouldPool]).toEqual([alone.given, alone.givenPool]);
      },
    ),
    { numRuns: 12 },
  );
});

describe('what a dry run says', () => {
  const evening = (day: number) => FEBRUARY + day * DAY_MS + 19 * 60 * MINUTE_MS;
  beforeEach(async () => {
    const served = async (name: string, communityCode: string, minutes: number) => {
      const person = await app.make.person({ name });
      await confirm(person.id, communityCode, evening(4), minutes);
    };
    app.clock.set('2026-03-02T02:00:00Z');
    await served('何热心', COMMUNITY, 120);
    await served('吕帮忙', COMMUNITY, 60);
    await served('邓邻居', SISTER_COMMUNITY, 60);
  });

  it('sums for each community, before and after, and to the desk the biggest changes of its own people, masked', async () => {
    const terms = { ...POLICY_DEFAULT, pointsPerHour: 15, monthlyEarnCapPoints: 25 };
    const figures = await trialOf(DISTRICT, terms);
    expect(figures.total).toEqual({ people: 3, services: 3, minutes: 240, given: 40, givenPool: 0, would: 55, wouldPool: 5 });
    expect(figures.communities).toMatchObject([
      { code: COMMUNITY, name: '万福社区', people: 2, given: 30, would: 40 },
      { code: SISTER_COMMUNITY, name: '码头社区', given: 10, would: 15 },
    ]);
    expect(figures.ranks).toEqual([{ label: '全部', people: 3, given: 40, would: 55 }]);
    expect(figures.shifts.filter(({ people }: { people: number }) => people)).toEqual([{ label: '多 1–9 分', people: 3 }]);
    // The administrator sees figures; no id of anybody comes with them.
    expect(figures.people).toEqual([]);
    expect(JSON.stringify(figures)).not.toMatch(/personId|何|吕|邓/);
    const own = await trialOf(COMMUNITY, terms, dispatcher);
    expect(own.people).toEqual([
      {
        name: expect.stringMatching(/^(何\*心|吕\*忙)$/),
        community: '万福社区',
        minutes: expect.any(Number),
        given: expect.any(Number),
        would: expect.any(Number),
      },
      expect.objectContaining({ community: '万福社区' }),
    ]);
    expect(JSON.stringify(own)).not.toMatch(/personId|邓/);
  });

  it('leaves alone who has rules of their own, and changes nothing', async () => {
    await makePolicy(app, COMMUNITY, { pointsPerHour: 10 });
    const before = await app.db.query(`select * from transfers`);
    const { total, communities, communitiesApart } = await trialOf(DISTRICT, { ...POLICY_DEFAULT, pointsPerHour: 20 });
    expect([total.given, total.would, communitiesApart]).toEqual([10, 20, 1]);
    expect(communities).toMatchObject([{ code: SISTER_COMMUNITY }]);
    expect(await app.db.query(`select * from transfers`)).toEqual(before);
    expect(dayOf(app.clock.now())).toBe('2026-03-02');
  });
});
