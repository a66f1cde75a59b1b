import { codeStep, displayCode, serviceQr } from '@linli/shared/display-code';
import { uuidV7 } from '@linli/shared/ids';
import { createHmac, randomBytes } from 'node:crypto';
import { bootApp, DAY, HOUR, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { act, buildNeighbourhood, makeMember, type Neighbourhood } from '../../../../test/serving.js';
import { COMMUNITY, GRID, IN_GRID, SISTER_COMMUNITY } from '../../../../test/town.js';

let app: TestApp;
let near: Neighbourhood;
let leader: Somebody;
let teamId: string;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  leader = await makeMember(app, { name: '韦队长' });
  teamId = newId();
  await app.db.query(
    `insert into service_teams (id, type, name, area_code, open, leader_id, created_at) values ($1, 'red_armband', '万福红袖章', $2, true, $3, $4)`,
    [teamId, COMMUNITY, leader.id, app.clock.now()],
  );
  for (const who of [leader, near.volunteer])
    await app.db.query(`insert into service_team_members (team_id, person_id, since) values ($1, $2, $3)`, [
      teamId,
      who.id,
      app.clock.now(),
    ]);
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

/** Mondays, Wednesdays and Fridays 08:00–09:00, from Friday 13 March. */
const draft = (more: object = {}) => ({
  id: uuidV7(Date.now(), randomBytes(10)),
  title: '南门文明劝导',
  itemCode: 'S0702',
  areaCode: COMMUNITY,
  placeText: '幸福路南门',
  position: IN_GRID,
  startAt: '2026-03-13T00:00:00.000Z',
  minutes: 60,
  headcount: 2,
  ...more,
});
const WEEKLY = { weekly: { weekdays: [1, 3, 5] } };
const create = (who: Somebody, body: object) => app.as(who).post('/posts', body);
const said = async (answer: Promise<{ status: number; body: { code?: string; state?: string } }>) => {
  const { status, body } = await answer;
  return [status, body.code, body.state].filter(Boolean).join(' ');
};
const shiftRows = (postId: string) =>
  app.db.query<{ id: string; state: string; day: string }[]>(
    `select id, state, (start_at at time zone 'Asia/Shanghai')::date::text as day from orders where source_id = $1 order by start_at`,
    [postId],
  );

describe('a post', () => {
  it('makes one shift, open to the hall, that begins with whoever has come and is confirmed by the person in charge', async () => {
    const made = await create(near.dispatcher, draft({ inChargeId: leader.id, headcount: 3 }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      whenText: '3 月 13 日 08:00–09:00',
      areaCode: GRID,
      itemName: '垃圾分类桶边督导',
      inChargeName: '韦队长',
      mayEdit: true,
      weekdays: null,
      shifts: [{ headcount: 3, accepted: 0, mine: false }],
    });
    const { orderId } = made.body.shifts[0] as { orderId: string };
    const hall = await app.as(near.mate).get('/orders/hall?kind=posts');
    expect(hall.body.items).toMatchObject([{ id: orderId, title: '南门文明劝导', placeText: '幸福路南门' }]);
    for (const who of [near.volunteer, near.mate]) expect((await act(app, who, orderId, 'accept')).status).toBe(200);
    expect((await app.as(near.volunteer).get(`/posts/${made.body.id}`)).body).toMatchObject({
      inChargeName: '韦队长',
      shifts: [{ mine: true, accepted: 2 }],
    });
    app.clock.set('2026-03-13T00:00:00.000Z');
    const code = async () => {
      const { body } = await app.as(leader).get(`/orders/${orderId}/display-code`);
      const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
      return displayCode(hmac, Buffer.from(body.secret as string, 'base64'), codeStep(app.clock.now().getTime()));
    };
    for (const who of [near.volunteer, near.mate, near.dispatcher])
      expect((await app.as(who).get(`/orders/${orderId}/display-code`)).status).toBe(403);
    const started = await act(app, near.volunteer, orderId, 'start', { code: (await code()).digits });
    expect(started.body).toMatchObject({ state: 'in_service' });
    expect((await app.as(leader).get(`/orders/${orderId}`)).body.assignments.map((one: { startedBy: string }) => one.startedBy)).toContain(
      'place_code',
    );
    await act(app, near.mate, orderId, 'start', { code: serviceQr(orderId, await code()) });
    app.clock.advance(50 * MINUTE);
    for (const who of [near.volunteer, near.mate]) await act(app, who, orderId, 'finish', { code: (await code()).digits });
    const over = await act(app, leader, orderId, 'confirm', { except: [near.mate.id] });
    expect(over.body).toMatchObject({ state: 'confirmed' });
    const parts = await app.db.query(`select state, minutes from order_assignments where order_id = $1 order by state`, [orderId]);
    expect(parts).toEqual([
      { state: 'confirmed', minutes: 50 },
      { state: 'voided', minutes: 50 },
    ]);
  });

  it('is told as short of people two days before a shift, not a week', async () => {
    const { body } = await create(near.dispatcher, draft(WEEKLY));
    const friday = (body.shifts as { orderId: string }[])[3]!.orderId;
    const inBox = async (iso: string) => {
      app.clock.set(iso);
      await app.runJobs('orders.clock');
      const box = await app.as(near.dispatcher).get('/orders?box=unfilled&limit=100');
      return (box.body.items as { id: string }[]).some(({ id }) => id === friday);
    };
    expect(await inBox('2026-03-17T23:59:59.999Z')).toBe(false);
    expect(await inBox('2026-03-18T00:00:00.000Z')).toBe(true);
    const told = await app.db.query<object[]>(`select 1 from events where subject_id = $1 and action = 'warn'`, [friday]);
    expect(told).toHaveLength(1);
  });

  it('stands first in the hall of its team, and every page goes on from there', async () => {
    const early = await create(near.dispatcher, draft({ startAt: '2026-03-12T00:00:00.000Z' }));
    const ours = await create(leader, draft({ teamId, startAt: '2026-04-01T00:00:00.000Z' }));
    const idOf = ({ body }: { body: { shifts: { orderId: string }[] } }) => body.shifts[0]!.orderId;
    const seen: { id: string; reasons: string[] }[] = [];
    for (let cursor = ''; ;) {
      const { body } = await app.as(near.volunteer).get(`/orders/hall?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...(body.items as typeof seen));
      if (!body.next) break;
      cursor = body.next as string;
    }
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.indexOf(idOf(ours))).toBeLessThan(ids.indexOf(idOf(early)));
    expect(seen[ids.indexOf(idOf(ours))]?.reasons[0]).toBe('您队里的班次');
    const other = (await app.as(near.mate).get('/orders/hall?limit=100')).body.items as typeof seen;
    expect(other.findIndex(({ id }) => id === idOf(early))).toBeLessThan(other.findIndex(({ id }) => id === idOf(ours)));
    expect(JSON.stringify(other)).not.toContain('您队里的班次');
  });

  it('is made once for its id', async () => {
    const body = draft(WEEKLY);
    expect((await create(near.dispatcher, body)).status).toBe(201);
    const again = await create(near.dispatcher, body);
    expect([again.status, again.body.id]).toEqual([200, body.id]);
    expect(await said(create(near.dispatcher, { ...body, headcount: 9 }))).toBe('409 id_taken');
    expect(await said(create(near.colleague, body))).toBe('409 id_taken');
    expect(await shiftRows(body.id)).toHaveLength(12);
  });

  it.each([
    ['a start in the past', { startAt: '2026-03-01T00:00:00Z' }],
    ['a start without zone', { startAt: '2026-03-13T08:00:00' }],
    ['half minutes', { startAt: '2026-03-13T00:00:30Z' }],
    ['a street instead of a community', { areaCode: '990101001' }],
    ['an area that is none', { areaCode: '990101001777' }],
    ['a service in the home', { itemCode: 'S0104' }],
    ['one alone where two are needed', { itemCode: 'S0801', headcount: 1 }],
    ['201 people', { headcount: 201 }],
    ['no weekday', { weekly: { weekdays: [] } }],
    ['a pattern that never comes', { weekly: { weekdays: [1], until: '2026-03-14' } }],
    ['a day that is none', { weekly: { weekdays: [5], until: '2026-02-30' } }],
    ['a stranger in charge', { inChargeId: newId() }],
    ['a resident in charge who does not serve', () => ({ inChargeId: near.resident.id })],
    ['a team that is none', { teamId: newId() }],
    ['a state of its own', { state: 'ended' }],
  ])('is refused: %s', async (_, more) => {
    const answer = await create(near.dispatcher, draft(typeof more === 'function' ? more() : more));
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input']);
  });

  it('is made by the desk of the place, or by the leader for the own team', async () => {
    expect((await create(leader, draft({ teamId }))).status).toBe(201);
    expect(await said(create(leader, draft()))).toBe('403 forbidden');
    expect(await said(create(near.volunteer, draft({ teamId })))).toBe('403 forbidden');
    expect(await said(create(leader, draft({ teamId, areaCode: SISTER_COMMUNITY, position: undefined })))).toBe('403 forbidden');
    expect(await said(create(near.resident, draft()))).toBe('403 forbidden');
    expect(await said(create(near.administrator, draft()))).toBe('403 forbidden');
    expect(await said(create(await app.make.person({ phone: null }), draft()))).toMatch(/^403/);
  });

  it('takes two hundred', async () => {
    const { body } = await create(near.dispatcher, draft({ headcount: 200 }));
    expect(body.shifts).toMatchObject([{ headcount: 200 }]);
  });
});

describe('a weekly pattern', () => {
  it('makes its shifts four weeks ahead, each once, whoever runs the job and how often', async () => {
    const body = draft(WEEKLY);
    await create(near.dispatcher, body);
    const first = await shiftRows(body.id);
    expect(first.map(({ day }) => day).slice(0, 4)).toEqual(['2026-03-13', '2026-03-16', '2026-03-18', '2026-03-20']);
    expect(first.at(-1)?.day).toBe('2026-04-08');
    await Promise.all([app.runJobs('posts.make_shifts'), app.runJobs('posts.make_shifts')]);
    expect(await shiftRows(body.id)).toHaveLength(first.length);
    app.clock.advance(7 * DAY);
    await Promise.all(Array.from({ length: 4 }, () => app.runJobs('posts.make_shifts')));
    expect((await shiftRows(body.id)).slice(first.length).map(({ day }) => day)).toEqual(['2026-04-10', '2026-04-13', '2026-04-15']);
  });

  it('does not make again what was cancelled, and stops at its last day', async () => {
    const body = draft({ weekly: { weekdays: [5], until: '2026-03-27' } });
    await create(near.dispatcher, body);
    const [first] = await shiftRows(body.id);
    expect((await act(app, near.dispatcher, first!.id, 'cancel', { reason: '下大雨' })).status).toBe(200);
    app.clock.advance(DAY);
    await app.db.query(`update posts set made_until = '2026-03-12' where id = $1`, [body.id]);
    await app.runJobs('posts.make_shifts');
    expect((await shiftRows(body.id)).map(({ day, state }) => `${day} ${state}`)).toEqual([
      '2026-03-13 cancelled',
      '2026-03-20 offered',
      '2026-03-27 offered',
    ]);
  });

  it('a server that slept for a month makes no shift of the past', async () => {
    const body = draft(WEEKLY);
    await create(near.dispatcher, body);
    const before = (await shiftRows(body.id)).length;
    app.clock.advance(60 * DAY);
    await app.runJobs('posts.make_shifts');
    const fresh = (await shiftRows(body.id)).slice(before);
    expect(fresh[0]?.day).toBe('2026-05-11');
    expect(fresh.at(-1)?.day).toBe('2026-06-05');
  });
});

describe('changing and ending', () => {
  it('moves later shifts that nobody has accepted; the rest stay as they were promised', async () => {
    const { body } = await create(leader, draft({ ...WEEKLY, teamId }));
    const [taken, free] = body.shifts as { orderId: string }[];
    await act(app, near.volunteer, taken!.orderId, 'accept');
    const changed = await app
      .as(leader)
      .patch(`/posts/${body.id}`, { placeText: '北门', headcount: 5, title: '北门劝导', inChargeId: near.mate.id });
    expect(changed.body).toMatchObject({ title: '北门劝导', placeText: '北门', headcount: 5, inChargeName: '吕帮忙' });
    const rows = await app.db.query(
      `select place_text, headcount, title, in_charge_id from orders where id = any($1) order by accepted_count`,
      [[taken!.orderId, free!.orderId]],
    );
    expect(rows).toEqual([
      { place_text: '北门', headcount: 5, title: '北门劝导', in_charge_id: near.mate.id },
      { place_text: '幸福路南门', headcount: 2, title: '南门文明劝导', in_charge_id: near.mate.id },
    ]);
    const found = await app.as(near.dispatcher).get(`/orders?q=${encodeURIComponent('北门劝导')}`);
    expect(found.body.items.map((card: { id: string }) => card.id)).toContain(free!.orderId);
    expect(await said(app.as(near.volunteer).patch(`/posts/${body.id}`, { headcount: 9 }))).toBe('403 forbidden');
    expect(await said(app.as(near.strangeDispatcher).patch(`/posts/${body.id}`, { headcount: 9 }))).toBe('404 not_found');
    expect(await said(app.as(leader).patch(`/posts/${body.id}`, { minutes: 30 }))).toBe('400 invalid_input');
  });

  it('ends: what nobody has accepted is cancelled, the rest takes place, no more are made', async () => {
    const { body } = await create(near.dispatcher, draft(WEEKLY));
    const [taken] = body.shifts as { orderId: string }[];
    await act(app, near.mate, taken!.orderId, 'accept');
    expect(await said(app.as(near.mate).post(`/posts/${body.id}/end`, { reason: '不需要了' }))).toBe('403 forbidden');
    expect(await said(app.as(near.dispatcher).post(`/posts/${body.id}/end`, {}))).toBe('400 invalid_input');
    const ended = await app.as(near.dispatcher).post(`/posts/${body.id}/end`, { reason: '路修好了' });
    expect(ended.body).toMatchObject({ mayEdit: false, shifts: [{ orderId: taken!.orderId }] });
    const states = (await shiftRows(body.id as string)).map(({ state }) => state);
    expect([states.filter((one) => one === 'cancelled').length, states.filter((one) => one === 'offered').length]).toEqual([11, 1]);
    app.clock.advance(30 * DAY);
    await app.runJobs('posts.make_shifts');
    expect(await shiftRows(body.id as string)).toHaveLength(12);
    expect(await said(app.as(near.dispatcher).post(`/posts/${body.id}/end`, { reason: '再结束一次' }))).toBe('409 not_now ended');
    expect(await said(app.as(near.dispatcher).patch(`/posts/${body.id}`, { headcount: 3 }))).toBe('409 not_now ended');
    const notes = await app.db.query<{ data: object }[]>(`select data from events where subject_type = 'post'`);
    expect(JSON.stringify(notes)).not.toMatch(/路修好了|劝导|南门/);
  });
});

describe('who sees posts', () => {
  it('the community, the desk and the team; names of the person in charge are masked for those who do not go', async () => {
    app.clock.advance(HOUR);
    const { body } = await create(near.dispatcher, draft({ inChargeId: leader.id, teamId }));
    expect((await app.as(near.resident).get(`/posts/${body.id}`)).body).toMatchObject({
      inChargeName: '韦*长',
      teamName: '万福红袖章',
      mayEdit: false,
    });
    expect((await app.as(near.stranger).get(`/posts/${body.id}`)).status).toBe(404);
    expect((await app.as(near.administrator).get(`/posts/${body.id}`)).status).toBe(404);
    const outside = await makeMember(app, { communityCode: SISTER_COMMUNITY });
    await app.db.query(`insert into service_team_members (team_id, person_id, since) values ($1, $2, $3)`, [
      teamId,
      outside.id,
      app.clock.now(),
    ]);
    expect((await app.as(outside).get(`/posts/${body.id}`)).status).toBe(200);
    expect((await app.as(outside).get('/posts')).body.items.every((one: { teamId: string }) => one.teamId === teamId)).toBe(true);
  });

  it('page by page, each once, narrowed and never widened', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await app.as(near.resident).get(`/posts?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (!body.next) break;
      cursor = body.next as string;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(5);
    expect((await app.as(near.stranger).get(`/posts?areaCode=${COMMUNITY}`)).body.items).toEqual([]);
    expect((await app.as(near.resident).get(`/posts?teamId=${teamId}`)).body.items.length).toBeGreaterThan(0);
    expect((await app.as(near.resident).get('/posts?cursor=x')).status).toBe(400);
  });
});
