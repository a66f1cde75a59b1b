import { bootApp, DAY, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildNeighbourhood, type Neighbourhood } from '../../../../test/serving.js';
import { COMMUNITY } from '../../../../test/town.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { verifyLedger } from '../ledger/ledger.verify.js';

const NOTE = '端午节慰问志愿者';
let app: TestApp;
let near: Neighbourhood;
let ledger: LedgerService;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  ledger = app.nest.get(LedgerService);
});
afterAll(async () => {
  const { faults } = await app.db.transaction('REPEATABLE READ', verifyLedger);
  await app.close();
  expect(faults).toEqual([]);
});

const PATH = '/timebank/adjustments';
const standing = (who: Somebody) => ledger.standing(app.db.manager, who.id);
const ask = (who: Somebody, body: object) => app.as(who).post(PATH, { id: newId(), note: NOTE, ...body });
const grant = (to: Somebody, points: number, who = near.dispatcher) =>
  ask(who, { kind: 'grant_fund', communityCode: COMMUNITY, phone: to.phone, points });
const decide = (who: Somebody, id: string, action: string, body: object = {}) => app.as(who).post(`${PATH}/${id}/${action}`, body);
const setBudget = (who: Somebody, points: number) => app.as(who).send('PUT', `/timebank/budgets/${COMMUNITY}`, { year: 2026, points });
const rowOf = async (refId: string) =>
  (await app.db.query<{ id: string }[]>(`select id from transfers where ref_id = $1 order by seq limit 1`, [refId]))[0]!.id;

async function granted(to: Somebody, points: number): Promise<string> {
  const { body } = await grant(to, points);
  const answer = await decide(near.colleague, body.id as string, 'approve');
  expect(answer.status).toBe(200);
  return rowOf(body.id as string);
}

describe('a grant', () => {
  it('waits for a budget, a second person, and is booked once', async () => {
    const { status, body } = await grant(near.volunteer, 30);
    expect([status, body]).toMatchObject([201, { state: 'requested', points: 30, personName: '何*心', actions: ['withdraw'] }]);
    expect((await decide(near.colleague, body.id, 'approve')).body).toMatchObject({ code: 'no_budget' });
    expect((await setBudget(near.dispatcher, 50)).status).toBe(403);
    expect((await setBudget(near.streetDispatcher, 50)).body).toMatchObject({ points: 50, issued: 0, left: 50, exceeded: false });
    expect((await decide(near.dispatcher, body.id, 'approve')).status).toBe(403);
    const key = newId();
    const twice = () => app.as(near.colleague).post(`${PATH}/${body.id}/approve`, {}, { key });
    expect([(await twice()).body, (await twice()).body]).toMatchObject([
      { state: 'approved', decidedByName: '李建国' },
      { state: 'approved' },
    ]);
    expect(await standing(near.volunteer)).toMatchObject({ balance: 30 });
    expect((await decide(near.colleague, body.id, 'approve')).body).toMatchObject({ code: 'not_now', state: 'approved' });
  });

  it('beyond the budget is refused with what is left, also when two are approved at once', async () => {
    const [a, b] = [await grant(near.mate, 15), await grant(near.mate, 15)];
    const answers = await Promise.all([decide(near.colleague, a.body.id, 'approve'), decide(near.streetDispatcher, b.body.id, 'approve')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'over_budget',
      detail: '超出今年的积分预算，还能发放 5 分。',
    });
    expect(await standing(near.mate)).toMatchObject({ balance: 15 });
  });

  it('is not asked for oneself, nor approved by whom it is for; refused and withdrawn ones move nothing', async () => {
    expect((await grant(near.dispatcher, 1)).status).toBe(403);
    const { body } = await grant(near.colleague, 1);
    expect((await decide(near.colleague, body.id, 'approve')).status).toBe(403);
    expect((await decide(near.streetDispatcher, body.id, 'refuse', { note: '今年已经发过' })).body).toMatchObject({
      state: 'refused',
      actions: [],
    });
    const other = await grant(near.partyMember, 1);
    expect((await decide(near.dispatcher, other.body.id, 'withdraw')).body).toMatchObject({ state: 'withdrawn' });
    expect([await standing(near.colleague), await standing(near.partyMember)]).toMatchObject([{ balance: 0 }, { balance: 0 }]);
  });

  it('of a phone nobody has, without points, or of another community is refused in words', async () => {
    expect(
      (await ask(near.dispatcher, { kind: 'grant_fund', communityCode: COMMUNITY, phone: '13000000000', points: 1 })).body.fields,
    ).toEqual({
      phone: '这个手机号还没有注册。',
    });
    expect((await ask(near.dispatcher, { kind: 'grant_pool', communityCode: COMMUNITY })).body.fields).toEqual({ points: '请填写积分。' });
    expect((await ask(near.strangeDispatcher, { kind: 'grant_pool', communityCode: COMMUNITY, points: 1 })).status).toBe(403);
  });

  it('the same request again is the same, with other content it is refused', async () => {
    const body = { id: newId(), kind: 'grant_pool', communityCode: COMMUNITY, points: 2, note: NOTE };
    const send = (more: object) => app.as(near.dispatcher).post(PATH, { ...body, ...more });
    expect([(await send({})).status, (await send({})).status, (await send({ points: 3 })).status]).toEqual([201, 200, 409]);
  });
});

describe('a correction', () => {
  it('takes back what is there, leaves the rest as a debt, and gives the budget its points back', async () => {
    await setBudget(near.administrator, 1000);
    const before = (await app.as(near.dispatcher).get('/timebank/budgets')).body.items[0] as { issued: number };
    const transferId = await granted(near.stranger, 40);
    await app.db.transaction(async (tx) => {
      const to = await ledger.open(tx, { kind: 'shop', shopId: newId(), communityCode: COMMUNITY });
      const id = newId();
      await ledger.spend(tx, 'hold', {
        id,
        personId: near.stranger.id,
        to,
        amount: 25,
        reason: 'spend_goods',
        ref: ['voucher', id],
        actorId: null,
      });
    });
    const found = await app.as(near.dispatcher).get(`${PATH}/transfers?phone=${near.stranger.phone}`);
    expect(found.body.items).toMatchObject([{ id: transferId, points: 40, incoming: true, obstacle: null }]);
    const looks = await app.db.query(`select 1 from accesses where field = 'points' and subject_id = $1`, [near.stranger.id]);
    expect(looks).toHaveLength(1);
    const { body } = await ask(near.dispatcher, { kind: 'reversal', transferId });
    expect((await ask(near.colleague, { kind: 'reversal', transferId })).body).toMatchObject({ code: 'asked' });
    const done = await decide(near.streetDispatcher, body.id, 'approve');
    expect(done.body).toMatchObject({ state: 'approved', points: 40, taken: 15, debt: 25, reasonText: '基金发放' });
    expect(await standing(near.stranger)).toMatchObject({ balance: 25, held: 25, debt: 25, free: 0 });
    expect((await ask(near.dispatcher, { kind: 'reversal', transferId })).body).toMatchObject({ code: 'reversed' });
    const after = (await app.as(near.dispatcher).get('/timebank/budgets')).body.items[0] as { issued: number };
    expect(after.issued - before.issued).toBe(25);
  });

  it('of what somebody concerned asks for or decides, of another street, or of no such row is refused', async () => {
    const transferId = await granted(near.volunteer, 3);
    expect((await ask(near.strangeDispatcher, { kind: 'reversal', transferId })).status).toBe(404);
    expect((await ask(near.dispatcher, { kind: 'reversal', transferId: newId() })).status).toBe(404);
    await app.make.grant(near.volunteer, { role: 'dispatcher', areaCode: COMMUNITY });
    expect((await ask(near.volunteer, { kind: 'reversal', transferId })).status).toBe(403);
    const { body } = await ask(near.dispatcher, { kind: 'reversal', transferId });
    expect((await app.as(near.volunteer).get(`${PATH}/${body.id}`)).body.actions).toEqual([]);
    expect((await decide(near.volunteer, body.id, 'approve')).status).toBe(403);
  });
});

describe('the desk', () => {
  it('lists what its areas asked for, page by page', async () => {
    const first = await app.as(near.colleague).get(`${PATH}?limit=2`);
    const second = await app.as(near.colleague).get(`${PATH}?limit=2&cursor=${first.body.next}`);
    const ids = [...first.body.items, ...second.body.items].map((item: { id: string }) => item.id);
    expect(new Set(ids).size).toBe(4);
    expect((await app.as(near.strangeDispatcher).get(PATH)).body.items).toEqual([]);
    expect((await app.as(near.colleague).get(`${PATH}?state=requested&kind=reversal`)).body.items).toHaveLength(1);
  });

  it('is told once in the record when services have brought more than the budget', async () => {
    const flagged = () => app.db.query(`select action from events where subject_type = 'timebank_budget' and action <> 'set' order by id`);
    await setBudget(near.administrator, 1);
    await app.runJobs('timebank.budgets');
    await app.runJobs('timebank.budgets');
    expect(await flagged()).toEqual([{ action: 'exceed' }]);
    const [row] = (await app.as(near.dispatcher).get('/timebank/budgets')).body.items as object[];
    expect(row).toMatchObject({ exceeded: true, left: 0, actions: [] });
    await setBudget(near.administrator, 5000);
    await app.runJobs('timebank.budgets');
    expect(await flagged()).toEqual([{ action: 'exceed' }, { action: 'hold_again' }]);
  });

  it('lets the district auditor read sealed days, each look recorded', async () => {
    app.clock.advance(DAY);
    await app.runJobs('ledger.seal');
    const seals = await app.as(near.auditor).get('/timebank/seals');
    expect(seals.body.items).toMatchObject([{ day: '2026-03-11' }]);
    const rows = await app.as(near.auditor).get('/timebank/seals/2026-03-11/rows.csv');
    expect(String(rows.body).trim().split('\n')).toHaveLength(1 + (seals.body.items[0].rows as number));
    const looks = await app.db.query(`select 1 from accesses where subject_type = 'ledger_day'`);
    expect(looks).toHaveLength(1);
    expect((await app.as(near.auditor).get('/timebank/seals/2026-03-10/rows.csv')).status).toBe(404);
  });
});

describe('who is told', () => {
  const told = async (who: Somebody) => {
    await app.runJobs();
    return app.db.query<{ title: string; body: string; path: string }[]>(
      `select title, body, path from messages where person_id = $1 order by created_at desc, id desc limit 1`,
      [who.id],
    );
  };
  // Two messages of one moment have no order: what was told before is put away first.
  const forget = async () => {
    await app.runJobs();
    await app.db.query(`delete from messages`);
  };
  beforeEach(async () => {
    await forget();
    await setBudget(near.administrator, 100_000);
  });

  it('of a grant: the second person that it waits, and whom it is for when it is there, with the reason in the statement', async () => {
    const someone = await app.make.person({ name: '张建国' });
    const { body } = await grant(someone, 30);
    const [waits] = await told(near.colleague);
    expect(waits).toEqual({
      title: '账目调整待复核',
      body: '滨江街道万福社区有一笔基金发放（30 积分）等另一位同事复核。',
      path: '/features/timebank-desk/pages/adjustments/index',
    });
    expect([await told(near.dispatcher), await told(someone)]).toEqual([[], []]);
    await decide(near.colleague, body.id, 'approve');
    expect(await told(someone)).toEqual([
      {
        title: '收到社区发放的积分',
        body: '滨江街道万福社区发放给您 30 积分，已到账。原因写在积分明细里。',
        path: `/features/timebank/pages/statement/index?line=${String(body.id)}`,
      },
    ]);
    const [line] = (await app.as(someone).get('/timebank/statement')).body.items;
    expect(line).toMatchObject({ id: body.id, change: 30, title: `社区发放：${NOTE}` });
    expect(await told(near.dispatcher)).toEqual([]);
  });

  it('of a correction: whose points go, with what is owed, once', async () => {
    const someone = await app.make.person({ name: '张建国' });
    const transferId = await granted(someone, 40);
    await app.db.transaction(async (tx) => {
      const to = await ledger.open(tx, { kind: 'pool', communityCode: COMMUNITY });
      const id = newId();
      await ledger.spend(tx, 'transfer', {
        id,
        personId: someone.id,
        to,
        amount: 25,
        reason: 'donate',
        ref: ['donation', id],
        actorId: null,
      });
    });
    const { body } = await ask(near.dispatcher, { kind: 'reversal', transferId });
    await forget();
    await decide(near.streetDispatcher, body.id, 'approve');
    expect(await told(someone)).toMatchObject([
      {
        title: '积分有更正，还有欠分',
        body: '滨江街道万福社区更正了您3月12日的“基金发放”：应扣回 40 积分，已扣回 15，还欠 25。以后得到的积分先补还，补还前不能使用积分。',
        path: expect.stringContaining(`line=${String(body.id)}`),
      },
    ]);
    expect(await app.db.query(`select 1 from messages where person_id = $1`, [someone.id])).toHaveLength(1);
    const [line] = (await app.as(someone).get('/timebank/statement')).body.items;
    expect(line).toMatchObject({ id: body.id, change: -15, title: `更正：${NOTE}` });
    const other = await granted(near.mate, 5);
    const whole = await ask(near.dispatcher, { kind: 'reversal', transferId: other });
    await forget();
    await decide(near.streetDispatcher, whole.body.id, 'approve');
    expect(await told(near.mate)).toMatchObject([{ title: '积分有更正', body: expect.stringContaining('扣回 5 积分。') }]);
  });

  it('of a correction of a gift: both, each their side', async () => {
    const [giver, receiver] = [await app.make.person({ name: '张建国' }), await app.make.person({ name: '张小妹' })];
    await granted(giver, 10);
    const ref = newId();
    await app.db.transaction((tx) =>
      ledger.handOver(tx, {
        personId: giver.id,
        to: { heirId: receiver.id },
        amount: 10,
        reason: 'gift',
        ref: ['gift', ref],
        actorId: null,
      }),
    );
    const { body } = await ask(near.dispatcher, { kind: 'reversal', transferId: await rowOf(ref) });
    await forget();
    await decide(near.colleague, body.id, 'approve');
    expect([await told(giver), await told(receiver)]).toMatchObject([
      [{ title: '积分退回给您', body: expect.stringContaining('10 积分已退回给您') }],
      [{ title: '积分有更正', body: expect.stringContaining('扣回 10 积分') }],
    ]);
  });

  it('of a refusal: who asked, and nobody else', async () => {
    const someone = await app.make.person({ name: '张建国' });
    const { body } = await grant(someone, 3);
    await decide(near.colleague, body.id, 'refuse', { note: '今年已经发过' });
    expect(await told(near.dispatcher)).toMatchObject([
      {
        title: '账目调整没有通过',
        body: '您申请的基金发放（3 积分）复核没有通过，原因请打开查看。',
        path: '/features/timebank-desk/pages/adjustments/index',
      },
    ]);
    expect(await told(someone)).toEqual([]);
  });
});
