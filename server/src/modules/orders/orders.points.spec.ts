import { randomUUID } from 'node:crypto';
import { fillPool, givePoints, makePolicy, poolStanding, standing } from '../../../test/points.js';
import { act, buildNeighbourhood, checkedIn, checkedOut, filled, type Neighbourhood, order, orderDraft } from '../../../test/serving.js';
import { bootApp, DAY, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { COMMUNITY, IN_GRID } from '../../../test/town.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';
import { verifyLedger } from '../timebank/ledger/ledger.verify.js';

let app: TestApp;
let near: Neighbourhood;
/** 代买代取 takes 45 minutes: at 20 an hour 15 points. */
const PRICE = 15;
/** Two come. */
const PAIR = 'S0101';
beforeEach(async () => {
  app = await bootApp({ at: NOON_OF_TESTS });
  near = await buildNeighbourhood(app);
  await makePolicy(app, COMMUNITY, { orderPointsPerHour: 20 });
});
afterEach(() => app.close());

const view = async (who: Somebody, id: string) => (await app.as(who).get(`/orders/${id}`)).body;
/** Accepted, begun on time and ended after so many minutes. */
async function served(minutes: number): Promise<string> {
  const id = await filled(app, near);
  app.clock.set('2026-03-13T00:55:00Z');
  await checkedIn(app, near.volunteer, id);
  app.clock.advance(minutes * MINUTE);
  await checkedOut(app, near.volunteer, id);
  return id;
}
async function elder(accountId: string | null, more: { helperId?: string } = {}): Promise<string> {
  const id = newId();
  const [desk, now] = [near.dispatcher.id, app.clock.now()];
  await app.db.query(
    `insert into elders (id, request_hash, person_id, name, phone, birth_year, community_code, address, lng, lat, created_by, created_at, updated_at)
     values ($1, 'x', $2, '黄阿姨', '13700009999', 1940, $3, '滨江路1号', $4, $5, $6, $7, $7)`,
    [id, accountId, COMMUNITY, IN_GRID.lng, IN_GRID.lat, desk, now],
  );
  if (more.helperId)
    await app.db.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, made_by, since) values ($1, $2, $3, 'child', 'code', $3, $4)`,
      [newId(), id, more.helperId, now],
    );
  return id;
}

describe('an order that takes points', () => {
  it('says its price before, holds it at submission and settles it to the pool at confirmation, for the minutes really served', async () => {
    await givePoints(app, near.resident, 35);
    expect((await app.as(near.resident).get('/orders/price?itemCode=S0102')).body).toEqual({
      points: PRICE,
      payer: 'self',
      have: 35,
      enough: true,
    });
    const id = await served(30);
    expect(await standing(app, near.resident)).toEqual({ balance: 35, held: PRICE, debt: 0, free: 20 });
    expect((await view(near.resident, id)).points).toEqual({ price: PRICE, held: PRICE, payer: 'person', state: 'held', settled: null });
    expect((await view(near.dispatcher, id)).points).toMatchObject({ state: 'held' });
    expect((await view(near.volunteer, id)).points).toBeNull();
    await act(app, near.resident, id, 'confirm');
    expect(await standing(app, near.resident)).toEqual({ balance: 25, held: 0, debt: 0, free: 25 });
    expect(await poolStanding(app)).toMatchObject({ balance: 10 });
    expect((await view(near.resident, id)).points).toMatchObject({ state: 'settled', settled: 10 });
    const to = await app.db.query(
      `select a.kind, a.owner_id as owner from transfers t join ledger_accounts a on a.id = t.to_account_id where t.ref_id = $1 and t.kind = 'settle'`,
      [id],
    );
    expect(to).toEqual([{ kind: 'pool', owner: null }]);
  });

  it('takes never more than was held, however long it lasted', async () => {
    await givePoints(app, near.resident, 35);
    const id = await served(60);
    await act(app, near.resident, id, 'confirm');
    expect(await standing(app, near.resident)).toMatchObject({ balance: 20, held: 0 });
    expect(await poolStanding(app)).toMatchObject({ balance: PRICE });
  });

  it('settles after three days of silence', async () => {
    await givePoints(app, near.resident, 15);
    const id = await served(45);
    app.clock.set('2026-03-17T02:00:00Z');
    await app.runJobs('orders.clock');
    expect(await view(near.resident, id)).toMatchObject({ state: 'confirmed', points: { state: 'settled', settled: PRICE } });
    expect(await poolStanding(app)).toMatchObject({ balance: PRICE });
  });

  it('takes what the verdict says, and nothing when it is void', async () => {
    await givePoints(app, near.resident, 40);
    const upheld = await served(45);
    await act(app, near.resident, upheld, 'dispute', { reason: '没有做这么久' });
    const minutes = [{ personId: near.volunteer.id, minutes: 15 }];
    expect((await act(app, near.dispatcher, upheld, 'uphold', { reason: '核实为十五分钟', minutes })).status).toBe(200);
    expect(await standing(app, near.resident)).toMatchObject({ balance: 35, held: 0 });
    app.clock.set(NOON_OF_TESTS);
    const id = await filled(app, near, { startAt: '2026-03-16T01:00:00.000Z' });
    app.clock.set('2026-03-16T00:55:00Z');
    await checkedIn(app, near.volunteer, id);
    app.clock.advance(45 * MINUTE);
    await checkedOut(app, near.volunteer, id);
    await act(app, near.resident, id, 'dispute', { reason: '根本没有来过' });
    expect(await standing(app, near.resident)).toMatchObject({ held: PRICE });
    expect((await act(app, near.dispatcher, id, 'void', { reason: '核实没有服务' })).body).toMatchObject({ state: 'voided' });
    expect(await standing(app, near.resident)).toMatchObject({ balance: 35, held: 0 });
  });

  it.each([
    ['cancelled', (id: string) => act(app, near.resident, id, 'cancel', { reason: '不用了' })],
    ['cancelled by the desk', (id: string) => act(app, near.dispatcher, id, 'cancel', { reason: '没有人手' })],
    [
      'expired',
      async () => {
        app.clock.set('2026-03-12T13:00:01Z');
        await app.runJobs('orders.clock');
      },
    ],
  ])('gives back what is held when it is %s', async (_, end) => {
    await givePoints(app, near.resident, PRICE);
    const id = await order(app, near.resident);
    expect(await standing(app, near.resident)).toMatchObject({ held: PRICE });
    await end(id);
    expect(await standing(app, near.resident)).toEqual({ balance: PRICE, held: 0, debt: 0, free: PRICE });
    expect((await view(near.resident, id)).points).toMatchObject({ state: 'released', settled: null });
  });

  it('gives back what is held when it is rejected', async () => {
    await givePoints(app, near.resident, 100);
    const id = await order(app, near.resident, { itemCode: 'S0105', riskRead: true });
    expect((await standing(app, near.resident)).held).toBeGreaterThan(0);
    expect((await act(app, near.dispatcher, id, 'reject', { reason: '这个时间没有人' })).status).toBe(200);
    expect(await standing(app, near.resident)).toMatchObject({ balance: 100, held: 0 });
  });

  it('keeps its price when the rules change, and never a debt from a confirmation', async () => {
    await givePoints(app, near.resident, PRICE);
    const id = await served(30);
    await makePolicy(app, COMMUNITY, { orderPointsPerHour: 60 });
    const earned = await app.db.query<{ id: string }[]>(`select id from transfers where reason = 'earn_service' and amount = $1 limit 1`, [
      PRICE,
    ]);
    const ledger = app.nest.get(LedgerService);
    await app.db.transaction((tx) =>
      ledger.reverse(tx, { id: randomUUID(), transferId: earned[0]!.id, ref: ['correction', id], actorId: null }),
    );
    expect(await standing(app, near.resident)).toEqual({ balance: PRICE, held: PRICE, debt: PRICE, free: 0 });
    expect((await act(app, near.resident, id, 'confirm')).body).toMatchObject({ state: 'confirmed', points: { state: 'released' } });
    expect(await standing(app, near.resident)).toEqual({ balance: 0, held: 0, debt: 0, free: 0 });
  });

  it('is refused where points are missing, with what is missing', async () => {
    await givePoints(app, near.resident, 5);
    const { status, body } = await app.as(near.resident).post('/orders', orderDraft());
    expect([status, body.code, body.detail]).toEqual([409, 'not_enough_points', '这项服务需 15 积分，您有 5 积分，还差 10 积分。']);
    expect(await app.db.query('select id from orders')).toEqual([]);
  });

  it('is made once for points that are there once, however many are sent at the same time', async () => {
    await givePoints(app, near.resident, PRICE);
    const answers = await Promise.all(Array.from({ length: 32 }, () => app.as(near.resident).post('/orders', orderDraft())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['409 not_enough_points']),
    );
    expect(await standing(app, near.resident)).toEqual({ balance: PRICE, held: PRICE, debt: 0, free: 0 });
  });

  it('sent twice with its id is held once', async () => {
    await givePoints(app, near.resident, 35);
    const draft = orderDraft();
    expect([
      (await app.as(near.resident).post('/orders', draft)).status,
      (await app.as(near.resident).post('/orders', draft)).status,
    ]).toEqual([201, 200]);
    expect(await standing(app, near.resident)).toMatchObject({ held: PRICE });
  });
});

describe('a service that did not take place after all', () => {
  /** Confirmed by silence, and paid for. */
  async function silentlyConfirmed(): Promise<string> {
    const id = await served(45);
    app.clock.set('2026-03-17T02:00:00Z');
    await app.runJobs('orders.clock');
    return id;
  }
  const nobodyCame = { tookPlace: false, reason: '老人说那天没有人来' };
  const books = async () => (await app.db.transaction('REPEATABLE READ', verifyLedger)).faults;

  it('gives the points back once a call-back says so', async () => {
    await givePoints(app, near.resident, 20);
    const id = await silentlyConfirmed();
    expect(await standing(app, near.resident)).toMatchObject({ balance: 5 });
    expect((await act(app, near.dispatcher, id, 'call_back', nobodyCame)).body.state).toBe('voided');
    expect(await standing(app, near.resident)).toEqual({ balance: 20, held: 0, debt: 0, free: 20 });
    expect(await poolStanding(app)).toMatchObject({ balance: 0, debt: 0 });
    expect((await view(near.resident, id)).points).toMatchObject({ state: 'returned', settled: PRICE });
    const lines = (await app.as(near.resident).get('/timebank/statement')).body.items;
    expect(lines[0]).toMatchObject({ change: PRICE, link: { type: 'order', id } });
    expect(await books()).toEqual([]);
  });

  it('what the pool has spent meanwhile it owes, and pays with what comes in', async () => {
    await givePoints(app, near.resident, PRICE);
    const id = await silentlyConfirmed();
    await elder(near.neighbour.id);
    app.clock.set(NOON_OF_TESTS);
    await order(app, near.neighbour, { startAt: '2026-03-14T01:00:00Z' });
    app.clock.set('2026-03-17T02:00:00Z');
    expect(await poolStanding(app)).toMatchObject({ balance: PRICE, held: PRICE });
    await act(app, near.dispatcher, id, 'call_back', nobodyCame);
    expect(await poolStanding(app)).toMatchObject({ debt: PRICE });
    expect(await standing(app, near.resident)).toMatchObject({ balance: 0 });
    await fillPool(app, 20);
    expect(await standing(app, near.resident)).toEqual({ balance: PRICE, held: 0, debt: 0, free: PRICE });
    expect(await poolStanding(app)).toMatchObject({ balance: 20, debt: 0 });
    expect(await books()).toEqual([]);
  });

  it('gives the pool back what it paid, which is no issuing', async () => {
    await elder(near.resident.id);
    await fillPool(app, 20);
    const id = await silentlyConfirmed();
    expect(await poolStanding(app)).toMatchObject({ balance: 5 });
    const issued = async () => (await app.as(near.dispatcher).get(`/timebank/figures/${COMMUNITY}`)).body.desk.issuedThisYear;
    const before = await issued();
    await act(app, near.dispatcher, id, 'call_back', nobodyCame);
    expect(await poolStanding(app)).toEqual({ balance: 20, held: 0, debt: 0, free: 20 });
    expect((await view(near.resident, id)).points).toMatchObject({ payer: 'pool', state: 'returned' });
    // What the volunteer had earned is taken back; what the pool got back was never given out anew.
    const [earned] = await app.db.query<{ points: number }[]>(`select points from service_records where source_id = $1`, [id]);
    expect(await issued()).toBe(before - earned!.points);
    expect(await books()).toEqual([]);
  });

  it('the same by an objection that was right, once; a confirmed service that stands keeps them', async () => {
    await givePoints(app, near.resident, 20);
    const id = await served(45);
    await act(app, near.resident, id, 'confirm');
    const [record] = await app.db.query<{ id: string }[]>(`select id from service_records where source_id = $1`, [id]);
    const objected = await app
      .as(near.neighbour)
      .post(`/timebank/records/${record!.id}/objections`, { id: newId(), reason: '那天他没有来' });
    expect([objected.status, await standing(app, near.resident)]).toMatchObject([201, { balance: 5 }]);
    const upheld = await app
      .as(near.dispatcher)
      .post(`/timebank/record-cases/${objected.body.id}/uphold`, { answer: '双方核实，那天没有人来' });
    expect(upheld.status).toBe(200);
    expect(await standing(app, near.resident)).toEqual({ balance: 20, held: 0, debt: 0, free: 20 });
    expect((await view(near.resident, id)).points).toMatchObject({ state: 'returned' });
    expect(await books()).toEqual([]);
  });

  /** Two came: one for the whole time, the other for less. */
  async function pair(minutes: number, fewer: number): Promise<string> {
    const id = await filled(app, near, { itemCode: PAIR });
    expect((await act(app, near.mate, id, 'accept')).status).toBe(200);
    app.clock.set('2026-03-13T00:55:00Z');
    for (const who of [near.volunteer, near.mate]) await checkedIn(app, who, id);
    app.clock.advance(fewer * MINUTE);
    await checkedOut(app, near.mate, id);
    app.clock.advance((minutes - fewer) * MINUTE);
    await checkedOut(app, near.volunteer, id);
    expect((await act(app, near.resident, id, 'confirm')).status).toBe(200);
    return id;
  }
  const recordOf = async (id: string, who: Somebody) =>
    (await app.db.query<{ id: string }[]>(`select id from service_records where source_id = $1 and person_id = $2`, [id, who.id]))[0]!.id;
  const voiding = async (id: string, who: Somebody) => {
    const reason = '核实这一位没有到场';
    return app.as(near.dispatcher).post(`/timebank/records/${await recordOf(id, who)}/void`, { reason });
  };
  const paid = async (id: string) => {
    const { state, settled } = (await view(near.resident, id)).points as { state: string; settled: number };
    return [state, settled, (await standing(app, near.resident)).balance];
  };

  it('of two who came is reckoned anew by the longest that stands, and given back whole with the last', async () => {
    await givePoints(app, near.resident, 40);
    const id = await pair(45, 30);
    expect(await paid(id)).toEqual(['settled', PRICE, 25]);
    expect((await voiding(id, near.volunteer)).status).toBe(200);
    expect(await paid(id)).toEqual(['settled', 10, 30]);
    expect(await poolStanding(app)).toMatchObject({ balance: 10, debt: 0 });
    expect((await voiding(id, near.volunteer)).status).toBe(409);
    expect((await voiding(id, near.mate)).status).toBe(200);
    expect(await paid(id)).toEqual(['returned', 10, 40]);
    expect(await poolStanding(app)).toMatchObject({ balance: 0, debt: 0 });
    expect(await books()).toEqual([]);
  });

  it('of two keeps its price when the shorter one goes, by two voidings at once too', async () => {
    await givePoints(app, near.resident, 40);
    const id = await pair(45, 30);
    expect((await voiding(id, near.mate)).status).toBe(200);
    expect(await paid(id)).toEqual(['settled', PRICE, 25]);
    app.clock.set(NOON_OF_TESTS);
    await app.db.query(`update orders set start_at = start_at - interval '1 day', end_at = end_at - interval '1 day'`);
    const other = await pair(45, 30);
    expect(await paid(other)).toEqual(['settled', PRICE, 10]);
    const answers = await Promise.all([voiding(other, near.volunteer), voiding(other, near.mate)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await paid(other))[2]).toBe(25);
    expect(await books()).toEqual([]);
  });

  it.each([
    ['shorter', '09:00', '09:15', 'confirm', ['settled', 5, 35]],
    ['longer, which takes no more than was paid', '08:55', '10:55', 'confirm', ['settled', PRICE, 25]],
    ['and comes to nothing', '08:55', '09:25', 'refuse', ['returned', PRICE, 40]],
  ] as const)('is reckoned anew when a correction that was asked for ends %s', async (_, from, to, end, expected) => {
    await givePoints(app, near.resident, 40);
    const id = await served(45);
    await act(app, near.resident, id, 'confirm');
    const [asked, recordId, record] = [newId(), newId(), await recordOf(id, near.volunteer)];
    await app.as(near.volunteer).post(`/timebank/records/${record}/corrections`, { id: asked, text: '时间记错了', fileIds: [] });
    app.clock.set('2026-03-13T06:00:00Z');
    const correct = { answer: '按签到表更正', recordId, title: '代买代取', day: '2026-03-13', from, to };
    expect((await app.as(near.dispatcher).post(`/timebank/record-cases/${asked}/correct`, correct)).status).toBe(200);
    expect(await paid(id)).toEqual(['settled', PRICE, 25]);
    const onward = (action: string, body: object = {}) => app.as(near.colleague).post(`/timebank/records/${recordId}/${action}`, body);
    if (end === 'refuse') expect((await onward('refuse', { reason: '签到表也对不上' })).status).toBe(200);
    else {
      expect((await onward('publicise')).status).toBe(200);
      expect(await paid(id)).toEqual(['settled', PRICE, 25]);
      app.clock.advance(10 * DAY);
      expect((await onward('confirm')).status).toBe(200);
    }
    expect(await paid(id)).toEqual(expected);
    expect(await books()).toEqual([]);
  });

  it('keeps its price while a correction is corrected itself, before anybody confirmed it', async () => {
    await givePoints(app, near.resident, 40);
    const id = await served(45);
    await act(app, near.resident, id, 'confirm');
    app.clock.set('2026-03-13T06:00:00Z');
    const correct = async (who: Somebody, record: string, to: string): Promise<string> => {
      const [asked, recordId] = [newId(), newId()];
      await app.as(near.volunteer).post(`/timebank/records/${record}/corrections`, { id: asked, text: '时间记错了', fileIds: [] });
      const answer = { answer: '按签到表更正', recordId, title: '代买代取', day: '2026-03-13', from: '09:00', to };
      expect((await app.as(who).post(`/timebank/record-cases/${asked}/correct`, answer)).status).toBe(200);
      return recordId;
    };
    const first = await correct(near.dispatcher, await recordOf(id, near.volunteer), '09:15');
    const second = await correct(near.colleague, first, '09:30');
    expect(await paid(id)).toEqual(['settled', PRICE, 25]);
    expect((await app.as(near.dispatcher).post(`/timebank/records/${second}/publicise`)).status).toBe(200);
    app.clock.advance(10 * DAY);
    expect((await app.as(near.dispatcher).post(`/timebank/records/${second}/confirm`)).status).toBe(200);
    expect(await paid(id)).toEqual(['settled', 10, 30]);
    expect(await books()).toEqual([]);
  });

  it.each([
    ['confirmed', 'voided'],
    ['publicised', 'refused'],
    ['pending', 'refused'],
  ] as const)('a call-back takes a correction that is %s along with the service', async (before, after) => {
    await givePoints(app, near.resident, 20);
    const id = await silentlyConfirmed();
    const [asked, recordId, record] = [newId(), newId(), await recordOf(id, near.volunteer)];
    await app.as(near.volunteer).post(`/timebank/records/${record}/corrections`, { id: asked, text: '时间记错了', fileIds: [] });
    const correct = { answer: '按签到表更正', recordId, title: '代买代取', day: '2026-03-13', from: '09:00', to: '09:30' };
    expect((await app.as(near.dispatcher).post(`/timebank/record-cases/${asked}/correct`, correct)).status).toBe(200);
    const onward = async (action: string) => (await app.as(near.colleague).post(`/timebank/records/${recordId}/${action}`)).status;
    if (before !== 'pending') expect(await onward('publicise')).toBe(200);
    app.clock.advance(10 * DAY);
    if (before === 'confirmed') expect(await onward('confirm')).toBe(200);
    expect((await act(app, near.colleague, id, 'call_back', nobodyCame)).body.state).toBe('voided');
    const [row] = await app.db.query<{ state: string }[]>(`select state from service_records where id = $1`, [recordId]);
    expect(row!.state).toBe(after);
    // The order tells it, once.
    await app.runJobs();
    const told = await app.db.query<{ kind: string }[]>(`select kind from messages where person_id = $1`, [near.volunteer.id]);
    expect(told.map(({ kind }) => kind).filter((kind) => /^service_record\.(refuse|void)$/.test(kind))).toEqual([]);
    expect(await standing(app, near.resident)).toMatchObject({ balance: 20, held: 0 });
    expect(await standing(app, near.volunteer)).toMatchObject({ balance: 0 });
    expect(await books()).toEqual([]);
  });

  it('nothing is made by a reversal that takes nothing back', async () => {
    const ledger = app.nest.get(LedgerService);
    const sides = await ledger.openAll(app.db.manager, [
      { kind: 'issuing', communityCode: COMMUNITY },
      { kind: 'pool', communityCode: COMMUNITY },
    ]);
    const [from, to] = [sides[0]!, sides[1]!];
    const made = { id: randomUUID(), from, to, amount: 5, reason: 'reversal', ref: ['order', randomUUID()], actorId: null } as const;
    await expect(ledger.book(app.db.manager, { ...made, communityCode: COMMUNITY })).rejects.toThrow('transfers_reversal');
  });
});

describe('whose points', () => {
  it('of an elder with a profile the pool pays, as far as it reaches, and never refuses', async () => {
    const id = await elder(near.resident.id);
    await fillPool(app, 20);
    expect((await app.as(near.resident).get(`/orders/price?itemCode=S0102&elderId=${id}`)).body).toEqual({
      points: PRICE,
      payer: 'pool',
      have: null,
      enough: true,
    });
    const first = await order(app, near.resident, { elderId: id });
    expect(await poolStanding(app)).toMatchObject({ balance: 20, held: PRICE });
    // Without naming the profile it is the same elder.
    const second = await order(app, near.resident, { startAt: '2026-03-14T01:00:00Z' });
    expect((await view(near.resident, second)).points).toMatchObject({ payer: 'pool', price: PRICE, held: 5 });
    const third = await order(app, near.resident, { startAt: '2026-03-15T01:00:00Z' });
    expect((await view(near.resident, third)).points).toMatchObject({ payer: 'pool', price: PRICE, held: 0 });
    for (const one of [first, second, third]) await act(app, near.resident, one, 'cancel', { reason: '不用了' });
    expect(await poolStanding(app)).toEqual({ balance: 20, held: 0, debt: 0, free: 20 });
    expect(await standing(app, near.resident)).toMatchObject({ balance: 0, held: 0 });
  });

  it('the pool pays for what was served, back to where points come from', async () => {
    await elder(near.resident.id);
    await fillPool(app, 20);
    const id = await served(30);
    await act(app, near.resident, id, 'confirm');
    expect(await poolStanding(app)).toEqual({ balance: 10, held: 0, debt: 0, free: 10 });
    expect((await view(near.resident, id)).points).toMatchObject({ payer: 'pool', state: 'settled', settled: 10 });
  });

  it('a helper orders with the elder’s points, and is not told how many there are', async () => {
    await makePolicy(app, COMMUNITY, { orderPointsPerHour: 20, orderFreeForElders: false });
    const elderId = await elder(near.resident.id, { helperId: near.neighbour.id });
    await givePoints(app, near.neighbour, 100);
    const price = `/orders/price?itemCode=S0102&elderId=${elderId}`;
    expect((await app.as(near.neighbour).get(price)).body).toEqual({ points: PRICE, payer: 'elder', have: null, enough: false });
    const refused = await app.as(near.neighbour).post('/orders', orderDraft({ elderId }));
    expect([refused.status, refused.body.detail]).toEqual([409, '这项服务需 15 积分，服务对象的积分不够。']);
    await givePoints(app, near.resident, 20);
    await order(app, near.neighbour, { elderId });
    expect([await standing(app, near.resident), await standing(app, near.neighbour)]).toMatchObject([{ held: PRICE }, { held: 0 }]);
  });

  it('nobody’s where there is no account, for a group, and where the rules ask for none', async () => {
    const onBehalf = (more: object) => app.as(near.dispatcher).post('/orders/on-behalf', orderDraft(more));
    expect((await onBehalf({ contactName: '黄阿姨', contactPhone: '13700008888' })).status).toBe(201);
    expect((await onBehalf({ itemCode: 'S0403', audience: 30, address: '社区活动室', contactPhone: undefined })).status).toBe(201);
    await makePolicy(app, COMMUNITY, { orderPointsPerHour: 0 });
    expect((await app.as(near.resident).get('/orders/price?itemCode=S0102')).body).toMatchObject({ points: 0, payer: 'nobody' });
    await order(app, near.resident);
    expect(await app.db.query('select order_id from order_points')).toEqual([]);
  });
});
