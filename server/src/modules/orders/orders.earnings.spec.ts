import type { OrderView } from '@linli/shared/orders.dto';
import { bootApp, DAY, HOUR, MINUTE, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import {
  act,
  buildNeighbourhood,
  checkedIn,
  checkedOut,
  filled,
  FRIDAY,
  makeMember,
  offered,
  type Neighbourhood,
} from '../../../test/serving.js';
import { COMMUNITY, IN_GRID } from '../../../test/town.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
});
beforeEach(async () => {
  app.clock.set('2026-03-11T02:00:00.000Z');
  await app.db.query(`truncate orders, service_records cascade`);
  near ??= await buildNeighbourhood(app);
  near.volunteer = await makeMember(app, { name: '何热心' });
});
afterAll(() => app.close());

const standing = (who: Somebody) => app.nest.get(LedgerService).standing(app.db.manager, who.id);
const rows = (sql: string, ...values: unknown[]) => app.db.query<Record<string, unknown>[]>(sql, values);
const recordsOf = (id: string) =>
  rows(`select person_id, source, state, minutes, points, by_code, silent, served_id from service_records where source_id = $1`, id);
const seen = async (who: Somebody, id: string) => (await app.as(who).get(`/orders/${id}`)).body as OrderView;
const own = async (who: Somebody, id: string) => (await seen(who, id)).assignments.find(({ mine }) => mine);

/** Two hours on Friday morning, to be confirmed. */
async function finished(more: object = {}): Promise<string> {
  const id = await filled(app, near, more);
  app.clock.set(FRIDAY);
  await checkedIn(app, near.volunteer, id);
  app.clock.advance(2 * HOUR);
  await checkedOut(app, near.volunteer, id);
  return id;
}

it('a confirmed order is two hours and twenty points for who served, at once and once', async () => {
  const id = await finished();
  expect((await own(near.volunteer, id))!.earned).toBeNull();
  const answers = await Promise.all(Array.from({ length: 32 }, () => act(app, near.resident, id, 'confirm')));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...new Array<number>(31).fill(409)]);
  expect(await recordsOf(id)).toEqual([
    {
      person_id: near.volunteer.id,
      source: 'order',
      state: 'confirmed',
      minutes: 120,
      points: 20,
      by_code: true,
      silent: false,
      served_id: near.resident.id,
    },
  ]);
  expect(await standing(near.volunteer)).toMatchObject({ balance: 20, free: 20 });
  expect((await own(near.volunteer, id))!.earned).toMatchObject({ minutes: 120, points: 20, surplusPoints: 0, limits: [], voided: false });
  // Whoever was served reads that the minutes are recorded, not what they bring.
  expect((await seen(near.resident, id)).assignments[0]!.earned).toMatchObject({ minutes: 120, points: null, limits: [] });
  expect((await seen(near.dispatcher, id)).assignments[0]!.earned).toMatchObject({ minutes: 120, points: 20 });
});

it('the record leads whoever served back to the order, and nobody else', async () => {
  const id = await finished();
  await act(app, near.resident, id, 'confirm');
  const [record] = await rows('select id from service_records where source_id = $1', id);
  const linkFor = async (who: Somebody) => (await app.as(who).get(`/timebank/records/${String(record!.id)}`)).body.link;
  expect(await linkFor(near.volunteer)).toEqual({ type: 'order', id });
  expect(await linkFor(near.dispatcher)).toBeNull();
});

it('the same confirmation sent again has the same answer and brings nothing more', async () => {
  const id = await finished();
  const key = newId();
  for (let i = 0; i < 3; i += 1) expect((await app.as(near.resident).post(`/orders/${id}/confirm`, {}, { key })).status).toBe(200);
  expect(await standing(near.volunteer)).toMatchObject({ balance: 20 });
});

it('who served is told what it brought', async () => {
  const id = await finished();
  await act(app, near.resident, id, 'confirm');
  await app.runJobs();
  const [message] = await rows(`select title, body, path from messages where person_id = $1 and kind = 'order.confirm'`, near.volunteer.id);
  expect(message).toMatchObject({
    title: '服务已确认，谢谢您',
    body: expect.stringMatching(/^\+20 积分 · 服务 2 小时。“.+”（.+）已确认。$/) as string,
    path: `/features/tasks/pages/detail/index?id=${id}`,
  });
});

it('silence confirms and earns the same, marked', async () => {
  const id = await finished();
  app.clock.advance(3 * DAY + MINUTE);
  await app.runJobs('orders.clock');
  await app.runJobs('orders.clock');
  expect(await recordsOf(id)).toMatchObject([{ state: 'confirmed', points: 20, silent: true }]);
  expect(await standing(near.volunteer)).toMatchObject({ balance: 20 });
});

it('a call-back that it did not take place voids what silence confirmed; what was spent is a debt', async () => {
  const id = await finished();
  app.clock.advance(3 * DAY + MINUTE);
  await app.runJobs('orders.clock');
  const ledger = app.nest.get(LedgerService);
  await app.db.transaction(async (tx) => {
    const to = await ledger.open(tx, { kind: 'pool', communityCode: COMMUNITY });
    const [personId, gift] = [near.volunteer.id, newId()];
    await ledger.spend(tx, 'transfer', { id: gift, personId, to, amount: 5, reason: 'donate', ref: ['donation', gift], actorId: personId });
  });
  const answer = await act(app, near.dispatcher, id, 'call_back', { tookPlace: false, reason: '老人说那天没有人来' });
  expect([answer.status, answer.body.state]).toEqual([200, 'voided']);
  expect(await recordsOf(id)).toMatchObject([{ state: 'voided', points: 20 }]);
  expect(await standing(near.volunteer)).toMatchObject({ balance: 0, debt: 5 });
  const mine = await own(near.volunteer, id);
  expect([mine!.state, mine!.earned]).toMatchObject(['voided', { voided: true, voidReason: '老人说那天没有人来' }]);
});

it('a call-back voids nothing that was confirmed by a person, and nothing when it did take place', async () => {
  const confirmed = await finished();
  await act(app, near.resident, confirmed, 'confirm');
  expect((await act(app, near.dispatcher, confirmed, 'call_back', { tookPlace: false, reason: '记不清了' })).body.state).toBe('confirmed');
  expect(await standing(near.volunteer)).toMatchObject({ balance: 20 });
});

it('a verdict sets the minutes; a void one brings no record', async () => {
  const id = await finished();
  await act(app, near.resident, id, 'dispute', { reason: '只来了一小时' });
  const minutes = [{ personId: near.volunteer.id, minutes: 60 }];
  expect((await act(app, near.colleague, id, 'uphold', { reason: '核实为一小时', minutes })).status).toBe(200);
  expect(await recordsOf(id)).toMatchObject([{ minutes: 60, points: 10 }]);
  app.clock.set('2026-03-11T02:00:00.000Z');
  near.volunteer = await makeMember(app);
  const other = await finished();
  await act(app, near.resident, other, 'dispute', { reason: '没有来' });
  await act(app, near.colleague, other, 'void', { reason: '核实没有来' });
  expect(await recordsOf(other)).toEqual([]);
  // No minute, no record.
  app.clock.set('2026-03-11T02:00:00.000Z');
  near.volunteer = await makeMember(app);
  const third = await finished();
  await act(app, near.resident, third, 'dispute', { reason: '没有来' });
  await act(app, near.colleague, third, 'uphold', { reason: '只到过门口', minutes: [{ personId: near.volunteer.id, minutes: 0 }] });
  expect(await recordsOf(third)).toEqual([]);
});

it('the list of a shift is confirmed by the person in charge: each with the own minutes, but for those struck off', async () => {
  const post = {
    id: newId(),
    title: '路口值守',
    itemCode: 'S0702',
    areaCode: COMMUNITY,
    placeText: '南门',
    position: IN_GRID,
    startAt: FRIDAY,
    minutes: 120,
    headcount: 3,
  };
  const made = await app.as(near.dispatcher).post('/posts', post);
  const id = (made.body as { shifts: { orderId: string }[] }).shifts[0]!.orderId;
  const people = [near.volunteer, await makeMember(app), await makeMember(app)];
  for (const who of people) await act(app, who, id, 'accept');
  app.clock.set(FRIDAY);
  for (const who of people) await checkedIn(app, who, id, { way: 'place_code' });
  for (const who of people) {
    app.clock.advance(30 * MINUTE);
    await checkedOut(app, who, id, { way: 'place_code' });
  }
  const answer = await act(app, near.dispatcher, id, 'confirm', { except: [people[2]!.id] });
  expect(answer.status).toBe(200);
  const found = await rows(
    `select person_id, source, minutes, points, served_id from service_records where source_id = $1 order by minutes`,
    id,
  );
  expect(found).toEqual([
    { person_id: people[0]!.id, source: 'shift', minutes: 30, points: 5, served_id: null },
    { person_id: people[1]!.id, source: 'shift', minutes: 60, points: 10, served_id: null },
  ]);
  expect((await own(people[1]!, id))!.earned).toMatchObject({ minutes: 60, points: 10 });
  expect((await own(people[2]!, id))!.earned).toBeNull();
});

it('the hall says about how many points a task brings', async () => {
  const id = await offered(app, near);
  const { body } = await app.as(near.mate).get('/orders/hall');
  const card = (body as { items: { id: string; minutes: number; points: number }[] }).items.find((one) => one.id === id)!;
  expect(card.points).toBe(Math.floor(card.minutes / 6));
});
