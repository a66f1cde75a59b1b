import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY, STREET } from '../../../test/town.js';
import { ServiceTeams } from './service-teams.service.js';

describe('service teams', () => {
  let app: TestApp;
  let desk: Somebody;
  let leader: Somebody;
  beforeAll(async () => {
    app = await bootApp();
    await buildTown(app.db.manager, app.clock.now());
    desk = await app.make.person({ name: '社区值班', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    leader = await app.make.member({ name: '韦队长' });
  });
  afterAll(() => app.close());

  const wish = (more: object = {}) => ({
    id: newId(),
    type: 'red_armband',
    name: '万福红袖章',
    areaCode: COMMUNITY,
    open: true,
    leaderPhone: leader.phone,
    ...more,
  });
  const made = async (more: object = {}) => (await app.as(desk).post('/service-teams', wish(more))).body.id as string;
  const act = (who: Somebody, id: string, what: string, body: object = {}) => app.as(who).post(`/service-teams/${id}/${what}`, body);

  it('are made by the desk, joined by who serves there, led by one of them', async () => {
    const body = wish();
    expect(await app.as(desk).post('/service-teams', body)).toMatchObject({
      status: 201,
      body: { typeLabel: '红袖章巡逻队', leaderName: '韦队长', memberCount: 1, mine: false, areaName: '万福社区' },
    });
    expect((await app.as(desk).post('/service-teams', body)).status).toBe(200);
    const member = await app.make.member({ name: '农队员' });
    expect((await app.as(member).get(`/service-teams/${body.id}`)).body).toMatchObject({
      leaderName: '韦*长',
      leaderId: null,
      actions: ['join'],
    });
    expect((await act(member, body.id, 'join')).body).toMatchObject({
      mine: true,
      memberCount: 2,
      leaderName: '韦队长',
      actions: ['leave', 'members'],
    });
    expect(await act(member, body.id, 'join')).toMatchObject({ status: 409, body: { state: 'member' } });
    const other = await app.make.member({ name: '黄队员' });
    await act(leader, body.id, 'members', { phone: other.phone });
    const names = async (who: Somebody) =>
      (await app.as(who).get(`/service-teams/${body.id}/members`)).body.items.map((m: { name: string }) => m.name);
    expect(await names(leader)).toEqual(['韦队长', '农队员', '黄队员']);
    expect(await names(member)).toEqual(['韦队长', '农队员', '黄*员']);
    expect(await names(desk)).toEqual(['韦队长', '农队员', '黄队员']);
    expect((await app.as(await app.make.member()).get(`/service-teams/${body.id}/members`)).status).toBe(403);
    expect((await app.as(member).get('/service-teams/mine')).body).toMatchObject([{ id: body.id }]);
    expect(await app.nest.get(ServiceTeams).membersOf(app.db.manager, body.id)).toEqual([leader.id, member.id, other.id]);
    await app.db.query(`update members set state = 'suspended', suspended_at = now() where person_id = $1`, [other.id]);
    expect(await app.nest.get(ServiceTeams).membersOf(app.db.manager, body.id)).toEqual([leader.id, member.id]);
    expect((await act(leader, body.id, `members/${other.id}/remove`)).body.memberCount).toBe(2);
    expect((await act(leader, body.id, `members/${other.id}/remove`)).status).toBe(404);
    expect((await act(member, body.id, 'leave')).body.mine).toBe(false);
    expect((await act(member, body.id, 'leave')).status).toBe(409);
    expect((await act(member, body.id, 'join')).body.mine).toBe(true);
    expect((await act(leader, body.id, 'leave')).body).toMatchObject({ leading: false, memberCount: 1 });
    expect((await act(desk, body.id, 'leader', { personId: member.id })).body).toMatchObject({ leaderId: member.id });
    expect((await app.as(member).patch(`/service-teams/${body.id}`, { about: '每晚七点' })).body.about).toBe('每晚七点');
  });

  it('not open are entered through leader or desk alone', async () => {
    const id = await made({ open: false });
    const member = await app.make.member();
    expect(await act(member, id, 'join')).toMatchObject({ status: 409, body: { code: 'team_closed' } });
    expect((await act(desk, id, 'members', { personId: member.id })).body.memberCount).toBe(2);
    expect(await act(desk, id, 'members', { personId: member.id })).toMatchObject({ status: 409, body: { state: 'member' } });
    expect((await act(member, id, 'members', { phone: leader.phone })).status).toBe(403);
  });

  it('take only who serves in their area; one answer for every other phone', async () => {
    const id = await made();
    const far = await app.make.member({ communityCode: SISTER_COMMUNITY });
    const suspended = await app.make.member({ state: 'suspended' });
    const stranger = await app.make.person();
    for (const phone of [far.phone, suspended.phone, stranger.phone, '13711112222'])
      expect(await act(leader, id, 'members', { phone })).toMatchObject({ status: 422, body: { code: 'not_a_member' } });
    expect((await act(leader, id, 'members', {})).status).toBe(400);
    expect((await act(far, id, 'join')).status).toBe(403);
    expect(await act(stranger, id, 'join')).toMatchObject({ status: 409, body: { code: 'not_enrolled' } });
    const streetDesk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: STREET }] });
    const wide = (await app.as(streetDesk).post('/service-teams', wish({ areaCode: STREET, leaderPhone: undefined }))).body.id as string;
    expect((await act(far, wide, 'join')).body.mine).toBe(true);
    expect((await app.as(desk).post('/service-teams', wish({ areaCode: STREET }))).status).toBe(403);
  });

  it('of the party take confirmed members, and say nobody’s name outside', async () => {
    const comrade = await app.make.member({ name: '陆建国', party: true });
    const id = await made({ type: 'party_team', name: '先锋队', leaderPhone: comrade.phone });
    const other = await app.make.member();
    expect((await app.as(other).get(`/service-teams/${id}`)).body).toMatchObject({ leaderName: null, leaderId: null, actions: [] });
    expect((await act(other, id, 'join')).status).toBe(403);
    expect(await act(desk, id, 'members', { phone: other.phone })).toMatchObject({ status: 422, body: { code: 'not_a_member' } });
    const streetDesk = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: STREET }] });
    expect((await app.as(streetDesk).get(`/members/${comrade.id}`)).body.teams).toEqual([]);
    expect((await app.as(desk).get(`/members/${comrade.id}`)).body.teams).toMatchObject([{ id }]);
  });

  it('retired take nobody, and open again', async () => {
    const id = await made();
    expect((await act(desk, id, 'retire')).body.retired).toBe(true);
    expect(await act(desk, id, 'retire')).toMatchObject({ status: 409, body: { state: 'retired' } });
    expect(await act(await app.make.member(), id, 'join')).toMatchObject({ status: 409, body: { code: 'team_retired' } });
    expect((await app.as(leader).get('/service-teams?limit=100')).body.items.map((t: { id: string }) => t.id)).not.toContain(id);
    expect((await app.as(desk).get('/service-teams?limit=100&retired=true')).body.items.map((t: { id: string }) => t.id)).toContain(id);
    expect((await act(leader, id, 'reopen')).status).toBe(403);
    expect((await act(desk, id, 'reopen')).body.retired).toBe(false);
  });

  it('are listed around where one lives, each once', async () => {
    const neighbour = await app.make.member({ communityCode: SISTER_COMMUNITY });
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app.as(leader).get(`/service-teams?limit=2&cursor=${cursor}`);
      ids.push(...body.items.map((t: { id: string }) => t.id));
      cursor = body.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(3);
    const areas = (await app.as(neighbour).get('/service-teams')).body.items.map((t: { areaCode: string }) => t.areaCode);
    expect(new Set(areas)).toEqual(new Set([STREET]));
  });
});
