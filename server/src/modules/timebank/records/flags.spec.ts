import { Bookings } from '../../../../test/bookings.js';
import { bootApp, DAY, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, STREET } from '../../../../test/town.js';

/** The 28th: a month of history lies behind it. */
const START = '2026-03-28T02:00:00.000Z';
let app: TestApp;
let dispatcher: Somebody;
let streetDispatcher: Somebody;
let far: Somebody;
let auditor: Somebody;
let server: Somebody;
let served: Somebody;
let others: Somebody[];
beforeAll(async () => {
  app = await bootApp({ at: START });
  await buildTown(app.db.manager, app.clock.now());
  const as = (role: 'dispatcher' | 'auditor', areaCode: string) => app.make.person({ name: '李建国', roles: [{ role, areaCode }] });
  dispatcher = await as('dispatcher', COMMUNITY);
  streetDispatcher = await as('dispatcher', STREET);
  far = await as('dispatcher', OTHER_STREET);
  auditor = await as('auditor', DISTRICT);
  server = await app.make.member({ name: '何热心' });
  served = await app.make.person({ name: '王小明' });
  others = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => app.make.person({ name: '别人家' })));
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.set(START);
  await app.db.query(`truncate record_flag_records, record_flags, record_cases, service_record_details`);
  await app.db.query(`delete from service_records`);
  await app.db.query(`delete from messages`);
});

interface Made {
  who?: Somebody;
  to?: Somebody | string | null;
  /** Clock of the beginning, in Shanghai. */
  from?: string;
  minutes?: number;
  silent?: boolean;
  byCode?: boolean;
  state?: string;
  source?: string;
}
/** A confirmed service on a day, as checks by code leave it. */
async function serve(day: string, made: Made = {}): Promise<string> {
  const {
    who = server,
    to = served,
    from = '09:00',
    minutes = 60,
    silent = false,
    byCode = true,
    state = 'confirmed',
    source = 'order',
  } = made;
  const [id, start] = [newId(), new Date(`${day}T${from}:00+08:00`)];
  await app.db.query(
    `insert into service_records (id, source, source_id, person_id, district_code, street_code, community_code, state, title, started_at, finished_at, day,
       minutes, served_id, by_code, silent, confirmed_at, entered_by, created_at, updated_at)
     values ($1, $2, $1, $3, $4, $5, $6, $7, '陪聊', $8, $9, $10, $11, $12, $13, $14, $8, case when $2 = 'manual' then $15::uuid end, $8, $8)`,
    [
      id,
      source,
      who.id,
      DISTRICT,
      STREET,
      COMMUNITY,
      state,
      start,
      new Date(start.getTime() + minutes * 60_000),
      day,
      minutes,
      to === null ? null : typeof to === 'string' ? to : to.id,
      byCode,
      silent,
      newId(),
    ],
  );
  return id;
}
const days = (month: string, ...dates: number[]) => dates.map((date) => `${month}-${String(date).padStart(2, '0')}`);
const all = async (list: string[], made: Made = {}) => Promise.all(list.map((day) => serve(day, made)));
const spread = (...dates: number[]) => dates.map((date, i) => serve(days('2026-03', date)[0]!, { to: others[i % 10]!, from: '15:00' }));
const night = () => app.runJobs('timebank.flags');
interface Row {
  id: string;
  kind: string;
  month: string;
  state: string;
  sentence: string;
}
const flags = async (who = dispatcher, query = ''): Promise<Row[]> =>
  (await app.as(who).get(`/timebank/flags?limit=100${query}`)).body.items as Row[];
const kinds = async () => (await flags()).map(({ kind, month }) => `${kind} ${month}`).sort();
const decide = (who: Somebody, id: string, action: string, more: object = {}) =>
  app.as(who).post(`/timebank/flags/${id}/${action}`, {
    reason: '已电话核实，确有其事',
    ...(action === 'uphold' ? { voidRecordIds: [] } : {}),
    ...more,
  });

describe('a pair too often', () => {
  it('is nine services within thirty days, over the month’s end too', async () => {
    await all([...days('2026-02', 27, 28), ...days('2026-03', 1, 4, 8, 12, 16, 20, 26)]);
    await Promise.all(spread(2, 3, 5, 6, 7, 9, 10, 11, 13, 14));
    await Promise.all(others.map((one, i) => serve(days('2026-03', i + 2)[0]!, { who: one, from: '18:00' })));
    await night();
    const [flag, ...rest] = await flags();
    expect(rest).toEqual([]);
    expect(flag).toMatchObject({
      kind: 'pair_often',
      month: '2026-03',
      personName: '何*心',
      otherName: '王*明',
      figures: { part: 9 },
      records: 9,
      sentence: '30 天内同一对服务 9 次，超过 8 次。',
      actions: ['clear', 'uphold'],
    });
  });
  it.each([
    ['eight', () => all(days('2026-03', 1, 2, 3, 4, 5, 6, 7, 8))],
    ['nine in 31 days', () => all([...days('2026-02', 24, 25, 26, 27), ...days('2026-03', 5, 10, 15, 20, 26)])],
    [
      'nine of which one was voided',
      async () => {
        const [first] = await all(days('2026-03', 1, 2, 3, 4, 5, 6, 7, 8, 9));
        await app.db.query(`update service_records set state = 'voided', voided_at = now() where id = $1`, [first]);
      },
    ],
    ['nine for nobody in particular', () => all(days('2026-03', 1, 2, 3, 4, 5, 6, 7, 8, 9), { to: null })],
  ])('is not %s', async (_, history) => {
    await history();
    await night();
    expect((await kinds()).filter((kind) => kind.startsWith('pair_often'))).toEqual([]);
  });
});

describe('a pair’s share', () => {
  it('is more than half of either’s month, from five services on', async () => {
    await all(days('2026-03', 2, 5, 9, 12, 16));
    await Promise.all(spread(3, 4, 6, 7));
    await night();
    expect(await flags()).toMatchObject([{ kind: 'pair_share', sentence: '当月 5 次服务中有 5 次在这一对之间，超过一半。', records: 5 }]);
  });
  it('says nothing of two of three, of four of four, nor of five of ten on both sides', async () => {
    const [a, b] = [others[8]!, others[9]!];
    await all(days('2026-03', 2, 5), { who: a, to: b });
    await serve('2026-03-09', { who: a, to: others[1]! });
    await all(days('2026-03', 2, 5, 9, 12), { who: others[2]!, to: others[3]! });
    await all(days('2026-03', 2, 5, 9, 12, 16));
    await Promise.all(spread(3, 4, 6, 7, 8));
    await Promise.all(
      [10, 11, 13, 14, 15].map((date, i) => serve(days('2026-03', date)[0]!, { who: others[4 + (i % 4)]!, from: '18:00' })),
    );
    await night();
    expect(await kinds()).toEqual([]);
  });
  it('counts each month for itself', async () => {
    await all([...days('2026-02', 26, 27, 28), ...days('2026-03', 1, 2, 3, 4)]);
    await night();
    expect(await kinds()).toEqual([]);
  });
});

describe('silence between two', () => {
  it('is more than half of four or more', async () => {
    const pair = days('2026-03', 2, 5, 9, 12);
    await all(pair.slice(0, 3), { silent: true });
    await all(pair.slice(3));
    await night();
    expect(await flags()).toMatchObject([
      { kind: 'silent_pair', records: 3, sentence: '当月这一对的 4 次服务中有 3 次是超时自动确认，超过一半。' },
    ]);
  });
  it.each([
    ['three of three', 3, 0],
    ['two of four', 2, 2],
  ])('is not %s', async (_, silent, said) => {
    await all(days('2026-03', 2, 5, 9).slice(0, silent), { silent: true });
    await all(days('2026-03', 16, 19).slice(0, said));
    await night();
    expect(await kinds()).toEqual([]);
  });
});

describe('hours without codes', () => {
  it('are flagged above half of the minutes, from four records on; wishes do not count', async () => {
    await all(days('2026-03', 2, 5, 9, 12), { byCode: false, to: null });
    await all(days('2026-03', 3, 6, 10), { to: null });
    await night();
    expect(await flags()).toMatchObject([
      { kind: 'no_codes', otherName: null, records: 4, sentence: '当月 420 分钟中有 240 分钟没有扫码，超过一半。' },
    ]);
    await app.db.query(`truncate record_flag_records, record_flags`);
    await serve('2026-03-11', { to: null });
    await all(days('2026-03', 13, 14), { byCode: false, to: null, source: 'wish' });
    await night();
    expect(await kinds()).toEqual([]);
  });
  it('are not three records', async () => {
    await all(days('2026-03', 2, 5, 9), { byCode: false, to: null });
    await night();
    expect(await kinds()).toEqual([]);
  });
});

describe('overlaps', () => {
  it('are found in the night, over midnight and the month’s end too', async () => {
    await serve('2026-02-28', { from: '22:30', minutes: 180 });
    await serve('2026-03-01', { from: '01:00', to: others[0]! });
    await serve('2026-03-01', { from: '02:00', to: others[1]! });
    await serve('2026-03-01', { from: '01:00', who: others[2]!, to: others[3]! });
    await night();
    expect(await flags()).toMatchObject([{ kind: 'overlap', month: '2026-03', records: 2, sentence: '同一人有 2 条记录的时间互相重叠。' }]);
  });
  it('are found at once when a record by hand is confirmed beside one by codes', async () => {
    const byHand = await serve('2026-03-20', { source: 'manual', state: 'publicised', byCode: false, to: null });
    await app.db.query(`update service_records set publicised_until = $2, confirmed_at = null where id = $1`, [byHand, app.clock.now()]);
    await serve('2026-03-20', { from: '09:30' });
    expect((await app.as(dispatcher).post(`/timebank/records/${byHand}/confirm`)).status).toBe(200);
    expect(await flags()).toMatchObject([{ kind: 'overlap', records: 2 }]);
  });
  it('are not two services one after the other, nor one that was voided or refused', async () => {
    await serve('2026-03-20');
    await serve('2026-03-20', { from: '10:00' });
    await serve('2026-03-20', { from: '09:30', state: 'refused' });
    await night();
    expect(await kinds()).toEqual([]);
  });
});

describe('a review', () => {
  const flagged = async (): Promise<string> => {
    await all(days('2026-03', 2, 5, 9, 12, 16));
    await night();
    return (await flags())[0]!.id;
  };

  it('clears with a reason; the same facts leave it cleared, a new record opens it again', async () => {
    const id = await flagged();
    expect((await decide(dispatcher, id, 'clear')).body).toMatchObject({ state: 'cleared', reason: '已电话核实，确有其事', actions: [] });
    await night();
    expect(await flags()).toMatchObject([{ state: 'cleared', reopened: false }]);
    await serve('2026-03-20');
    await night();
    expect(await flags()).toMatchObject([{ id, state: 'open', reopened: true, figures: { part: 6 }, records: 6 }]);
    await app.runJobs();
    const sent = await app.db.query<{ kind: string }[]>(`select kind from messages where person_id = $1 order by kind`, [dispatcher.id]);
    expect(sent.map(({ kind }) => kind)).toEqual(['record_flag.raise', 'record_flag.reopen']);
  });

  it('upholds, and voids the records chosen of those behind it', async () => {
    const id = await flagged();
    const behind = (await app.as(dispatcher).get(`/timebank/flags/${id}/records?limit=2`)).body;
    expect([behind.items.length, behind.items[0].day]).toEqual([2, '2026-03-16']);
    const next = (await app.as(dispatcher).get(`/timebank/flags/${id}/records?limit=4&cursor=${behind.next}`)).body;
    expect([next.items.length, next.next]).toEqual([3, null]);
    const stranger = await serve('2026-03-20', { to: others[0]! });
    expect((await decide(dispatcher, id, 'uphold', { voidRecordIds: [stranger] })).status).toBe(400);
    const [first, second] = behind.items as { id: string }[];
    expect((await decide(dispatcher, id, 'uphold', { voidRecordIds: [first!.id, second!.id] })).body).toMatchObject({ state: 'upheld' });
    const rows = await app.db.query(`select state, void_reason from service_records where id = any($1)`, [[first!.id, second!.id]]);
    expect(rows).toEqual([0, 1].map(() => ({ state: 'voided', void_reason: '已电话核实，确有其事' })));
    expect((await decide(dispatcher, id, 'clear')).body).toMatchObject({ status: 409, state: 'upheld' });
  });

  it('is for a dispatcher of the place or above, and never one of the two', async () => {
    await app.make.grant(served, { role: 'dispatcher', areaCode: COMMUNITY });
    const id = await flagged();
    expect([
      (await flags(streetDispatcher)).length,
      (await flags(auditor)).length,
      (await flags(far)).length,
      (await flags(served)).length,
    ]).toEqual([1, 1, 0, 0]);
    expect((await app.as(served).get(`/timebank/flags/${id}`)).status).toBe(404);
    expect((await decide(served, id, 'clear')).status).toBe(404);
    expect((await decide(far, id, 'clear')).status).toBe(404);
    expect((await decide(auditor, id, 'clear')).status).toBe(403);
    expect((await decide(server, id, 'clear')).status).toBe(404);
    expect((await app.as(server).get('/timebank/flags')).status).toBe(403);
    expect((await decide(streetDispatcher, id, 'clear', { reason: '' })).status).toBe(400);
    expect((await decide(streetDispatcher, id, 'clear')).status).toBe(200);
    expect([(await flags(dispatcher, '&state=open')).length, (await flags(dispatcher, '&state=cleared&kind=pair_share')).length]).toEqual([
      0, 1,
    ]);
    await app.runJobs();
    expect(await app.db.query(`select 1 from messages where person_id = $1`, [served.id])).toEqual([]);
  });

  it('is not for whoever entered or confirmed a record behind it', async () => {
    const id = await flagged();
    await app.db.query(
      `update service_records set confirmed_by = $2 where id = (select record_id from record_flag_records where flag_id = $1 limit 1)`,
      [id, dispatcher.id],
    );
    expect(await flags(dispatcher)).toMatchObject([{ actions: [] }]);
    expect((await decide(dispatcher, id, 'clear')).status).toBe(403);
    expect((await decide(streetDispatcher, id, 'clear')).status).toBe(200);
  });

  it('is raised once by two nights at the same time', async () => {
    await all(days('2026-03', 2, 5, 9, 12, 16));
    await Promise.all([night(), night(), night()]);
    expect(await flags()).toHaveLength(1);
    expect(
      await app.db.query(
        `select count(*)::int as n from events where subject_type = 'record_flag' and action = 'raise' and subject_id = $1`,
        [(await flags())[0]!.id],
      ),
    ).toEqual([{ n: 1 }]);
  });
});

describe('a budget of the year that services have gone beyond', () => {
  let books: Bookings;
  beforeAll(() => (books = new Bookings(app)));
  beforeEach(async () => {
    await app.db.query(`delete from timebank_budgets`);
  });
  const budget = async (points: number, by: Somebody | null = null, year = 2026) => {
    await app.db.query(
      `insert into timebank_budgets (community_code, year, points, set_by, set_at) values ($1, $2, $3, $4, $5)
       on conflict (community_code, year) do update set points = excluded.points, set_by = excluded.set_by`,
      [COMMUNITY, year, points, by?.id ?? null, app.clock.now()],
    );
  };
  const issued = async (year = 2026): Promise<number> => {
    const { body } = await app.as(streetDispatcher).get(`/timebank/budgets?year=${year}`);
    return (body.items as { communityCode: string; issued: number }[]).find(({ communityCode }) => communityCode === COMMUNITY)!.issued;
  };
  const told = async () => {
    await app.runJobs();
    return app.db.query<{ kind: string; title: string }[]>(
      `select kind, title from messages where person_id = $1 order by created_at, kind`,
      [dispatcher.id],
    );
  };

  it('is one flag that rises in place, with its figures, and issuing is never refused', async () => {
    await books.earn(others[0]!.id, 30);
    const before = await issued();
    await budget(before);
    await night();
    expect(await flags()).toEqual([]);
    await books.earn(others[0]!.id, 7);
    await Promise.all([night(), night()]);
    const [flag, ...rest] = await flags();
    expect(rest).toEqual([]);
    expect(flag).toMatchObject({
      ...{ kind: 'over_budget', kindText: '积分发放超出年度预算', month: '2026', state: 'open' },
      ...{ personName: null, otherName: null, records: 0, figures: { part: before + 7, whole: before } },
      sentence: `今年已发放 ${before + 7} 积分，预算 ${before} 积分，超出 7 积分。`,
      actions: ['clear', 'uphold'],
    });
    await books.earn(others[0]!.id, 5);
    await night();
    expect(await flags()).toMatchObject([{ id: flag!.id, figures: { part: before + 12, whole: before } }]);
    expect(await told()).toEqual([{ kind: 'record_flag.raise', title: '积分发放超出预算' }]);
    expect((await app.as(dispatcher).get(`/timebank/flags/${flag!.id}/records`)).body.items).toEqual([]);
  });

  it('once decided with a note opens again for a tenth of the budget more, or for another budget, and not for less', async () => {
    const before = await issued();
    await budget(before - 1);
    await night();
    const [{ id }] = (await flags()) as [Row];
    expect((await decide(dispatcher, id, 'uphold')).body).toMatchObject({ state: 'upheld', reason: '已电话核实，确有其事' });
    await books.earn(others[0]!.id, 1);
    await night();
    expect(await flags()).toMatchObject([{ state: 'upheld', figures: { part: before } }]);
    await books.earn(others[0]!.id, Math.ceil(before / 10));
    await Promise.all([night(), night()]);
    expect(await flags()).toMatchObject([{ id, state: 'open', reopened: true }]);
    expect((await decide(dispatcher, id, 'clear')).status).toBe(200);
    await budget(before);
    await night();
    expect(await flags()).toMatchObject([{ id, state: 'open', figures: { whole: before } }]);
    expect((await told()).map(({ title }) => title).slice(-2)).toEqual(['积分超出预算有新情况', '积分超出预算有新情况']);
  });

  it('is not for whoever set it, nor for another street; the setter is not told', async () => {
    await budget((await issued()) - 1, dispatcher);
    await night();
    const [flag] = await flags();
    expect(flag).toMatchObject({ actions: [] });
    expect((await decide(dispatcher, flag!.id, 'clear')).status).toBe(403);
    expect((await decide(far, flag!.id, 'clear')).status).toBe(404);
    expect(await told()).toEqual([]);
    expect((await decide(streetDispatcher, flag!.id, 'clear')).status).toBe(200);
  });

  it('counts the last instant of December in the old year, and is found in the night to January', async () => {
    const old = await issued();
    await budget(old);
    await budget(0, null, 2027);
    app.clock.set('2026-12-31T15:59:59.999Z');
    await books.earn(others[0]!.id, 3);
    app.clock.set('2026-12-31T17:30:00.000Z');
    await night();
    expect(await flags()).toMatchObject([{ month: '2026', figures: { part: old + 3, whole: old } }]);
    await books.earn(others[0]!.id, 4);
    app.clock.advance(DAY);
    await night();
    expect(await flags(dispatcher, '&kind=over_budget')).toMatchObject([
      { month: '2027', figures: { part: 4, whole: 0 } },
      { month: '2026', figures: { part: old + 3 } },
    ]);
    expect([await issued(2026), await issued(2027)]).toEqual([old + 3, 4]);
  });
});
