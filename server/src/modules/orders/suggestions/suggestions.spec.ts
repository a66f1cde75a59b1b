import { randomUUID } from 'node:crypto';
import { bootApp, HOUR, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../../test/harness.js';
import { act, buildNeighbourhood, DOOR, makeMember, type Neighbourhood, orderDraft } from '../../../../test/serving.js';
import { COMMUNITY, IN_GRID, SISTER_COMMUNITY } from '../../../../test/town.js';
import { covers } from './suggestions.service.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

const FAR = { lng: IN_GRID.lng, lat: IN_GRID.lat + 0.03 };
interface Row {
  personId: string;
  name: string;
  score: number;
  reasons: { code: string; text: string }[];
  cautions: string[];
  state: string | null;
  acceptedThisWeek: number;
}
async function ordered(more: object = {}, who: Somebody = near.resident): Promise<string> {
  const { status, body } = await app.as(who).post('/orders', orderDraft(more));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id as string;
}
const suggested = async (id: string): Promise<Row[]> => (await app.as(near.dispatcher).get(`/orders/${id}/suggestions`)).body as Row[];
const of = (rows: readonly Row[], who: Somebody) => rows.find(({ personId }) => personId === who.id);
const codes = (row: Row | undefined) => row?.reasons.map(({ code }) => code).sort();

describe('suggestions', () => {
  it('rank the skilled neighbour first, each with reasons in words, the same every time', async () => {
    const far = await makeMember(app, { name: '远邻', position: FAR, radiusMetres: 10_000 });
    const id = await ordered();
    const rows = await suggested(id);
    expect(rows[0]).toMatchObject({ personId: near.volunteer.id, name: '何热心', state: null, acceptedThisWeek: 0 });
    expect(codes(rows[0])).toEqual(['light_load', 'near', 'skill', 'turn']);
    expect(rows[0]?.reasons.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['技能对口', '离这里 10 米', '本周还没有接单', '还没有轮到过 TA']),
    );
    expect(of(rows, far)!.score).toBeLessThan(of(rows, near.mate)!.score);
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(await suggested(id)).toEqual(rows);
  });

  it('never assign by themselves', async () => {
    const id = await ordered({ startAt: '2026-03-14T01:00:00.000Z' });
    await suggested(id);
    const [row] = await app.db.query<{ n: number }[]>(`select count(*)::int as n from order_assignments where order_id = $1`, [id]);
    expect(row?.n).toBe(0);
  });

  it('leave out who may not: whose order it is, relatives, the suspended, the young, strangers, those with another appointment', async () => {
    const relative = await makeMember(app, { name: '外甥' });
    await app.db.query(
      `insert into relatives (person_id, relative_id, relation, verified_by, verified_at) values ($1, $2, 'other', $3, $4)`,
      [relative.id, near.resident.id, near.dispatcher.id, app.clock.now()],
    );
    const suspended = await makeMember(app, { name: '停服务', state: 'suspended' });
    const young = await makeMember(app, { name: '小同学', birthDay: '2010-05-01' });
    const busy = await makeMember(app, { name: '有约' });
    const other = await ordered({ startAt: '2026-03-16T01:30:00.000Z' }, near.neighbour);
    await act(app, near.dispatcher, other, 'publish');
    expect((await act(app, busy, other, 'accept')).status).toBe(200);
    const outside = await suggested(await ordered({ startAt: '2026-03-16T01:00:00.000Z' }));
    for (const who of [relative, suspended, busy, near.stranger, near.resident]) expect(of(outside, who)).toBeUndefined();
    expect(of(outside, young)).toBeDefined();
    const home = await suggested(await ordered({ startAt: '2026-03-17T01:00:00.000Z', itemCode: 'S0101' }));
    expect(of(home, young)).toBeUndefined();
    expect(of(home, busy)!.acceptedThisWeek).toBe(1);
  });

  it('ask for the qualification, in force on the day, and for who may serve', async () => {
    const nurse = await makeMember(app, { name: '护理员', qualifications: ['caregiver'] });
    const id = await ordered({ startAt: '2026-03-18T01:00:00.000Z', itemCode: 'S0106', riskRead: true });
    const rows = await suggested(id);
    expect(rows.map(({ name }) => name)).toEqual(['护理员']);
    expect(codes(rows[0])).toContain('qualified');
    await app.db.query(`update qualifications set expires_on = '2026-03-17' where person_id = $1`, [nurse.id]);
    expect(await suggested(id)).toEqual([]);
    const talk = await ordered({ startAt: '2026-03-19T01:00:00.000Z', itemCode: 'S0504', riskRead: true });
    expect((await suggested(talk)).map(({ name }) => name)).toEqual(['梁先锋']);
  });

  it('know the mediators of the own community', async () => {
    const mediator = await makeMember(app, { name: '调解员', qualifications: ['mediator'] });
    const id = await ordered({ startAt: '2026-03-18T02:00:00.000Z', itemCode: 'S0402', riskRead: true });
    expect(codes(of(await suggested(id), mediator))).toEqual(expect.arrayContaining(['arbiter', 'qualified']));
  });

  it('take turns, count the week, remember who is known, and read the weekly hours', async () => {
    const [rested, tired] = [await makeMember(app, { name: '甲轮到' }), await makeMember(app, { name: '乙刚去' })];
    const past = await ordered({ startAt: '2026-03-20T01:00:00.000Z' });
    await app.db.query(`update orders set state = 'confirmed', confirmed_at = $2, finished_at = $2, confirm_by = $2 where id = $1`, [
      past,
      app.clock.now(),
    ]);
    await app.db.query(
      `insert into order_assignments (order_id, person_id, state, during, day, accepted_at, started_at, started_by, finished_at, finished_by, minutes, created_at, updated_at)
       select id, $2, 'confirmed', tstzrange(start_at, end_at), '2026-03-20', $3, $3, 'display_code', $3, 'display_code', 45, $3, $3 from orders where id = $1`,
      [past, tired.id, app.clock.now()],
    );
    await app.db.query(
      `insert into member_hours (person_id, weekday, from_minute, to_minute) values ($1, 6, 480, 720), ($2, 7, 480, 720)`,
      [rested.id, tired.id],
    );
    const rows = await suggested(await ordered({ startAt: '2026-03-21T01:00:00.000Z' }));
    expect(codes(of(rows, rested))).toEqual(['free', 'light_load', 'near', 'turn']);
    expect(codes(of(rows, tired))).toEqual(['known', 'light_load', 'near', 'turn']);
    expect(of(rows, tired)).toMatchObject({ cautions: ['这个时间不在 TA 的服务时间里'], acceptedThisWeek: 1 });
    expect(of(rows, tired)!.reasons.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['为 TA 服务过 1 次', '最近 30 天只服务过 1 次']),
    );
    expect(of(rows, rested)!.score).toBeGreaterThan(of(rows, tired)!.score);
  });

  it('cross the border only where the community opened the service to neighbours', async () => {
    const neighbour = await makeMember(app, { name: '隔壁社区', communityCode: SISTER_COMMUNITY, position: IN_GRID });
    const startAt = '2026-03-23T01:00:00.000Z';
    expect(of(await suggested(await ordered({ startAt })), neighbour)).toBeUndefined();
    await app.as(near.dispatcher).put(`/menu/settings/${COMMUNITY}/S0102`, { openToNeighbours: true });
    expect(of(await suggested(await ordered({ startAt })), neighbour)).toBeDefined();
  });

  it('do not offer a bound helper, and say how somebody stands already', async () => {
    const elderId = randomUUID();
    const elder = { id: elderId.replace(/^(.{14})./, '$14'), name: '孙桂芳', birthYear: 1940, address: DOOR, communityCode: COMMUNITY };
    expect((await app.as(near.dispatcher).post('/elders', elder)).status).toBe(201);
    await app.db.query(
      `insert into elder_helpers (id, elder_id, helper_id, relation, way, file_ids, made_by, since) values ($1, $2, $3, 'child', 'desk', array[$1::uuid], $4, $5)`,
      [randomUUID(), elder.id, near.mate.id, near.dispatcher.id, app.clock.now()],
    );
    const made = await app
      .as(near.dispatcher)
      .post('/orders/on-behalf', orderDraft({ startAt: '2026-03-24T01:00:00.000Z', elderId: elder.id }));
    const id = made.body.id as string;
    await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    const rows = await suggested(id);
    expect(of(rows, near.mate)).toBeUndefined();
    expect(of(rows, near.volunteer)).toMatchObject({ state: 'invited' });
    const task = await app.as(near.volunteer).get('/orders/invitations');
    const mine = (task.body.items as { id: string; reasons: string[] }[]).find((one) => one.id === id);
    expect(mine?.reasons).toContain('您有对口技能');
    expect(JSON.stringify(mine)).not.toMatch(/TA/);
  });

  it('give the next five, half way to the deadline, once', async () => {
    const id = await ordered({ startAt: '2026-03-25T01:00:00.000Z' });
    await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    const invited = async () =>
      (await app.db.query<{ person_id: string }[]>(`select person_id from order_assignments where order_id = $1`, [id])).length;
    expect(await invited()).toBe(1);
    app.clock.set('2026-03-18T00:00:00.000Z');
    await app.runJobs('orders.clock');
    expect(await invited()).toBe(6);
    app.clock.advance(HOUR);
    await app.runJobs('orders.clock');
    expect(await invited()).toBe(6);
  });

  it('are for the desk', async () => {
    const id = await ordered({ startAt: '2026-03-26T01:00:00.000Z' });
    const ask = async (who: Somebody) => (await app.as(who).get(`/orders/${id}/suggestions`)).status;
    expect([await ask(near.resident), await ask(near.volunteer), await ask(near.strangeDispatcher), await ask(near.administrator)]).toEqual(
      [403, 404, 404, 404],
    );
    expect([await ask(near.streetDispatcher), await ask(near.auditor), await ask(near.chief)]).toEqual([200, 403, 403]);
    await act(app, near.resident, id, 'cancel', { reason: '不用了' });
    expect(await suggested(id)).toEqual([]);
  });
});

describe('weekly hours', () => {
  const at = (from: string, to: string) => ({ startAt: new Date(`${from}+08:00`), endAt: new Date(`${to}+08:00`) });
  const hours = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute });
  it.each([
    ['none given', [], at('2026-03-13T09:00', '2026-03-13T10:00'), null],
    ['exactly', [hours(5, 540, 600)], at('2026-03-13T09:00', '2026-03-13T10:00'), true],
    ['a minute short', [hours(5, 540, 599)], at('2026-03-13T09:00', '2026-03-13T10:00'), false],
    ['another day', [hours(4, 540, 600)], at('2026-03-13T09:00', '2026-03-13T10:00'), false],
    ['until midnight', [hours(5, 1380, 1440)], at('2026-03-13T23:00', '2026-03-14T00:00'), true],
    ['past midnight, both days', [hours(5, 1380, 1440), hours(6, 0, 60)], at('2026-03-13T23:00', '2026-03-14T01:00'), true],
    ['past midnight, one day', [hours(5, 1380, 1440)], at('2026-03-13T23:00', '2026-03-14T01:00'), false],
    ['Sunday into Monday', [hours(7, 1380, 1440), hours(1, 0, 60)], at('2026-03-15T23:00', '2026-03-16T01:00'), true],
  ])('%s', (_, week, times, expected) => expect(covers(week, times)).toBe(expected));
});
