import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, SISTER_COMMUNITY, SISTER_GRID, STREET } from '../../../test/town.js';

describe('leave', () => {
  let app: TestApp;
  let member: Somebody;
  let leader: Somebody;
  beforeAll(async () => {
    app = await bootApp({ at: '2026-03-11T01:00:00.000Z' });
    await buildTown(app.db.manager, app.clock.now());
    leader = await app.make.person({ name: '李组长', roles: [{ role: 'grid_leader', areaCode: COMMUNITY }] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set('2026-03-11T01:00:00.000Z');
    member = await walker(GRID);
  });
  const walker = (areaCode: string) => app.make.person({ name: '赵巡查', roles: [{ role: 'grid_member', areaCode }] });
  const wish = (more: object = {}) => ({ id: newId(), from: '2026-03-12', to: '2026-03-13', reason: '家里有事', ...more });
  const ask = (more: object = {}, person = member) => app.as(person).post('/leaves', wish(more));
  const asked = async (more: object = {}) => (await ask(more)).body.id as string;
  const decide = (person: Somebody, id: string, what: string, body: object = {}) => app.as(person).post(`/leaves/${id}/${what}`, body);

  it('is asked for, granted by the leader, and the day is none of duty', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({ status: 201, body: { personName: '赵巡查', state: 'asked', note: null, actions: ['cancel'] } });
    const { id } = answer.body;
    const waiting = (await app.as(leader).get('/leaves?box=to_decide')).body.items;
    expect(waiting).toContainEqual(expect.objectContaining({ id, reason: '家里有事', actions: ['grant', 'refuse'] }));
    expect(await decide(leader, id, 'grant', { note: '注意休息' })).toMatchObject({
      status: 200,
      body: { state: 'granted', note: '注意休息', actions: [] },
    });
    expect((await app.as(member).get('/leaves')).body.items).toMatchObject([{ id, state: 'granted', actions: ['cancel'] }]);
    app.clock.set('2026-03-12T01:00:00.000Z');
    expect((await app.as(member).get('/patrols/today')).body).toMatchObject({ duty: false, offReason: '请假' });
    expect(
      (await app.as(member).get('/patrols/month')).body.days.filter((d: { offReason: string }) => d.offReason === '请假'),
    ).toHaveLength(2);
    const events = await app.db.query<{ action: string; principal_id: string | null }[]>(
      `select action, principal_id from events where subject_id = $1 order by id`,
      [id],
    );
    expect(events).toEqual([
      { action: 'leave.ask', principal_id: null },
      { action: 'leave.grant', principal_id: member.id },
    ]);
  });

  it('that is refused, cancelled or still asked takes no day', async () => {
    await decide(leader, await asked(), 'refuse');
    await decide(member, await asked(), 'cancel');
    await asked();
    app.clock.set('2026-03-12T01:00:00.000Z');
    expect((await app.as(member).get('/patrols/today')).body).toMatchObject({ duty: true, offReason: null });
  });

  it.each([
    ['the leader of the grid', 'grid_leader', GRID, 200],
    ['the community’s dispatcher', 'dispatcher', COMMUNITY, 200],
    ['the street’s dispatcher', 'dispatcher', STREET, 200],
    ['a leader of the sister grid', 'grid_leader', SISTER_GRID, 404],
    ['a dispatcher of the sister community', 'dispatcher', SISTER_COMMUNITY, 404],
    ['the street chief', 'street_chief', STREET, 404],
    ['an administrator', 'administrator', DISTRICT, 404],
    ['another grid member', 'grid_member', GRID, 404],
  ] as const)('is decided by %s: %s %s → %i', async (_, role, areaCode, status) => {
    const person = await app.make.person({ roles: [{ role, areaCode }] });
    const id = await asked();
    expect((await decide(person, id, 'grant')).status).toBe(status);
    expect((await app.as(person).get('/leaves?box=all')).body.items?.some((l: { id: string }) => l.id === id) ?? false).toBe(
      status === 200,
    );
  });

  it('is never decided by oneself, not even as the leader', async () => {
    const both = await app.make.person({
      roles: [
        { role: 'grid_member', areaCode: GRID },
        { role: 'grid_leader', areaCode: COMMUNITY },
      ],
    });
    const { id, actions } = (await ask({}, both)).body;
    expect(actions).toEqual(['cancel']);
    for (const what of ['grant', 'refuse'])
      expect(await decide(both, id, what)).toMatchObject({ status: 403, body: { code: 'four_eyes' } });
    expect((await app.as(both).get('/leaves?box=to_decide')).body.items.some((l: { id: string }) => l.id === id)).toBe(false);
    await expect(app.db.query(`update patrol_leaves set decided_by = person_id where id = $1`, [id])).rejects.toThrow(
      /patrol_leaves_four_eyes/,
    );
  });

  it('is decided once', async () => {
    const other = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    const id = await asked();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => decide(i % 2 ? leader : other, id, i % 2 ? 'grant' : 'refuse')));
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect(answers.filter((a) => a.status === 409)).toHaveLength(9);
    expect(await decide(member, await asked({ from: '2026-04-01', to: '2026-04-01' }), 'grant')).toMatchObject({ status: 403 });
  });

  it('can be given back until it begins', async () => {
    const id = await asked();
    await decide(leader, id, 'grant');
    expect((await decide(leader, id, 'cancel')).status).toBe(403);
    app.clock.set('2026-03-12T01:00:00.000Z');
    expect(await decide(member, id, 'cancel')).toMatchObject({ status: 409, body: { state: 'granted' } });
    app.clock.set('2026-03-11T15:59:59.000Z');
    expect((await decide(member, id, 'cancel')).body.state).toBe('cancelled');
    expect((await ask()).status).toBe(201);
  });

  it('sent 20 times at once is one; two that overlap are one', async () => {
    const body = wish();
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.as(member).post('/leaves', body)));
    expect(answers.map((a) => a.status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect((await app.as(member).post('/leaves', { ...body, reason: '别的' })).body.code).toBe('id_taken');
    const races = await Promise.all(Array.from({ length: 8 }, () => ask({ from: '2026-04-01', to: '2026-04-02' })));
    expect(races.filter((a) => a.status === 201)).toHaveLength(1);
    expect(races.find((a) => a.status === 409)?.body.code).toBe('leave_overlap');
  });

  it.each([
    ['31 April', { from: '2026-04-31' }],
    ['an end before the beginning', { from: '2026-03-13', to: '2026-03-12' }],
    ['8 days ago', { from: '2026-03-03', to: '2026-03-12' }],
    ['two years ahead', { from: '2028-03-03', to: '2028-03-12' }],
    ['a whole year', { from: '2026-03-12', to: '2027-03-11' }],
    ['no reason', { reason: '  ' }],
    ['a reason too long', { reason: 'x'.repeat(101) }],
    ['a reason that breaks databases', { reason: 'a\u0000b' }],
    ['a state of its own', { state: 'granted' }],
  ])('%s: 400', async (_, wrong) => expect((await ask(wrong)).status).toBe(400));

  it('is for who walks a grid; the boxes for who decides', async () => {
    expect((await ask({}, leader)).status).toBe(403);
    expect((await app.as(member).get('/leaves?box=to_decide')).status).toBe(403);
    expect((await app.as(await app.make.person()).get('/leaves')).status).toBe(403);
    expect((await app.guest().get('/leaves')).status).toBe(401);
    expect((await decide(leader, newId(), 'grant')).status).toBe(404);
    expect((await decide(leader, 'x', 'grant')).status).toBe(404);
    expect((await app.as(leader).post(`/leaves/${await asked()}/grant`, {}, { key: null })).body.code).toBe('key_required');
  });
});
