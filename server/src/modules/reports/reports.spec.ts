import { bootApp, DAY, HOUR, MINUTE, type Somebody, type TestApp } from '../../../test/harness.js';
import { buildStreet, draftOf, type Street } from '../../../test/street.js';
import { uploadPhoto } from '../../../test/upload.js';

describe('reports', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
  });
  afterAll(() => app.close());

  const photo = (who: Somebody) => uploadPhoto(app, who);
  const report = async (more: object = {}, who: Somebody = street.resident): Promise<string> => {
    const { body, status } = await app.as(who).post('/reports', draftOf([await photo(who)], more));
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id as string;
  };
  const act = (who: Somebody, id: string, action: string, body: object = {}) =>
    app.as(who).post(`/reports/${id}/${action.replaceAll('_', '-')}`, body);
  const done = async (who: Somebody, id: string, action: string, body: object = {}) => {
    const answer = await act(who, id, action, body);
    expect({ action, status: answer.status, problem: answer.status === 200 ? null : answer.body }).toEqual({
      action,
      status: 200,
      problem: null,
    });
    return answer.body;
  };
  const view = async (who: Somebody, id: string) => (await app.as(who).get(`/reports/${id}`)).body;
  const dispatched = async (id: string, teamId = street.sanitation) => done(street.dispatcher, id, 'dispatch', { teamId });
  const handled = async (more: object = {}): Promise<string> => {
    const id = await report(more);
    await dispatched(id);
    await done(street.handler, id, 'start');
    await done(street.handler, id, 'handle', { outcome: 'solved', note: '已清运', fileIds: [await photo(street.handler)] });
    return id;
  };
  const closed = async (more: object = {}): Promise<string> => {
    const id = await handled(more);
    await done(street.gridMember, id, 'approve');
    return id;
  };

  describe('the good path', () => {
    let id: string;

    it('begins with a photo and a promise', async () => {
      const draft = draftOf([await photo(street.resident)]);
      const { status, body } = await app.as(street.resident).post('/reports', draft);
      expect(status).toBe(201);
      expect(body).toEqual({
        id: draft.id,
        caseNo: expect.stringMatching(/^260311-BJ-\d{4}$/),
        state: 'reported',
        responseDueAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
        areaText: '滨江街道 · 万福社区 · 第一网格',
        promise: expect.stringContaining('3月12日 10:00'),
      });
      id = body.id as string;
    });

    it('is on the desk of its community, and on nobody else’s', async () => {
      const ids = async (who: Somebody) =>
        ((await app.as(who).get('/reports?box=to_accept')).body.items as { id: string }[] | undefined)?.map((r) => r.id) ?? null;
      expect(await ids(street.dispatcher)).toContain(id);
      expect(await ids(street.gridLeader)).toContain(id);
      expect(await ids(street.strangeDispatcher)).toEqual([]);
      expect(await ids(street.resident)).toBeNull();
      const counts = (await app.as(street.dispatcher).get('/reports/counts')).body as { box: string; count: number }[];
      expect(counts.find(({ box }) => box === 'to_accept')).toMatchObject({ count: 1, label: '待受理' });
    });

    it('is accepted, which alone does not stop the response clock', async () => {
      expect(await done(street.gridLeader, id, 'accept')).toMatchObject({ state: 'accepted', response: { stoppedAt: null } });
    });

    it('proposes the sanitation team of the street', async () => {
      const { body } = await app.as(street.dispatcher).get(`/reports/${id}/team-proposals`);
      expect(body[0]).toMatchObject({ teamId: street.sanitation, proposed: true, openCases: 0, areaText: '滨江街道' });
      expect(body.map((t: { teamId: string }) => t.teamId)).toContain(street.property);
    });

    it('goes to the team with a due time of its own', async () => {
      app.clock.advance(HOUR);
      const body = await done(street.dispatcher, id, 'dispatch', { teamId: street.sanitation, note: '请尽快' });
      expect(body.response).toMatchObject({ stoppedAt: app.clock.now().toISOString(), colour: 'green' });
      // 11:00 and four working hours with the noon break
      expect(body.disposal).toMatchObject({ dueAt: '2026-03-11T09:30:00.000Z', colour: 'green', kind: 'disposal' });
      const seen = await view(street.resident, id);
      expect(seen.nextStep).toBe('下一步：滨江环卫队到场处置，最迟 3月11日 17:30');
      expect(seen.timeline.map((t: { sentence: string }) => t.sentence)).toEqual([
        '反映人提交了上报',
        '网格长受理了上报',
        '民意专员派给了滨江环卫队',
      ]);
      expect(seen.timeline.at(-1).text).toBeNull();
      expect((await view(street.chief, id)).timeline.at(-1).text).toBe('请尽快');
    });

    it('is started by one, and the second finds it taken', async () => {
      await done(street.handler, id, 'start');
      const second = await act(street.mate, id, 'start');
      expect(second).toMatchObject({ status: 409, body: { code: 'not_now', state: 'in_progress' } });
      const handle = await act(street.mate, id, 'handle', { outcome: 'solved', note: '已清运', fileIds: [await photo(street.mate)] });
      expect(handle).toMatchObject({ status: 409, body: { state: 'in_progress' } });
    });

    it('is handled with a photo from after', async () => {
      const body = await done(street.handler, id, 'handle', { outcome: 'solved', note: '已清运', fileIds: [await photo(street.handler)] });
      expect(body).toMatchObject({
        state: 'handled',
        outcome: 'solved',
        disposal: { stoppedAt: app.clock.now().toISOString(), everLate: false },
      });
      expect(body.photos.map((p: { kind: string }) => p.kind)).toEqual(['before', 'after']);
    });

    it('is checked by the grid member, never by who handled it', async () => {
      expect((await act(street.handler, id, 'approve')).status).toBe(403);
      expect((await act(street.otherGridMember, id, 'approve')).status).toBe(404);
      expect((await view(street.gridMember, id)).actions).toEqual(['approve', 'rework']);
      expect(await done(street.gridMember, id, 'approve')).toMatchObject({ state: 'closed', closedAs: 'checked' });
    });

    it('is rated by its reporter, once', async () => {
      expect((await view(street.resident, id)).actions).toEqual(['rate']);
      expect(await done(street.resident, id, 'rate', { level: 5, comment: '很快' })).toMatchObject({
        rating: 5,
        state: 'closed',
        ratingComment: '很快',
      });
      expect(await act(street.resident, id, 'rate', { level: 1 })).toMatchObject({ status: 409, body: { state: 'closed' } });
    });

    it('left each step in the events, without a word of anybody', async () => {
      const rows = await app.db.query(
        `select action, actor_role, data from events where subject_id = $1 and outcome = 'done' order by id`,
        [id],
      );
      expect((rows as { action: string }[]).map((r) => r.action)).toEqual([
        'report',
        'accept',
        'dispatch',
        'start',
        'handle',
        'approve',
        'rate',
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/清运|很快|139/);
    });
  });

  describe('exactly once', () => {
    it('the same report again is the same report', async () => {
      const draft = draftOf([await photo(street.resident)]);
      const first = await app.as(street.resident).post('/reports', draft);
      const again = await app.as(street.resident).post('/reports', draft);
      expect([first.status, again.status]).toEqual([201, 200]);
      expect(again.body).toEqual(first.body);
    });

    it.each([
      ['other words', () => street.resident, { description: '另一件事' }],
      ['another person', () => street.neighbour, {}],
    ])('the same id with %s shows nothing', async (_, who, changes) => {
      const draft = draftOf([await photo(street.resident)]);
      await app.as(street.resident).post('/reports', draft);
      const other = await app.as(who()).post('/reports', { ...draft, ...changes });
      expect(other).toMatchObject({ status: 409, body: { code: 'id_taken' } });
      expect(JSON.stringify(other.body)).not.toMatch(/BJ/);
    });
  });

  describe('the place', () => {
    it('outside the district asks for a community, the own one first', async () => {
      const { status, body } = await app
        .as(street.resident)
        .post('/reports', draftOf([await photo(street.resident)], { position: { lng: 120, lat: 30 } }));
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'place_needed' });
      expect(body.choices[0]).toEqual({ code: '990101001001', name: '万福社区' });
      expect(body.choices).toHaveLength(3);
    });

    it('takes the community that was named, at sea or without a position', async () => {
      for (const position of [{ lng: 137, lat: 1 }, undefined]) {
        const id = await report({ position, communityCode: '990101001002' });
        expect(await view(street.streetDispatcher, id)).toMatchObject({ areaCode: '990101001002', gridMissing: true });
        expect((await app.as(street.dispatcher).get(`/reports/${id}`)).status).toBe(404);
      }
    });

    it('the dispatcher sets the grid, inside the own area only', async () => {
      const id = await report({ position: undefined, communityCode: '990101001001' });
      expect(await act(street.dispatcher, id, 'amend', { areaCode: '990101001002001' })).toMatchObject({ status: 403 });
      expect(await done(street.dispatcher, id, 'amend', { areaCode: '990101001001002' })).toMatchObject({ areaCode: '990101001001002' });
      expect((await app.as(street.otherGridMember).get(`/reports/${id}`)).status).toBe(200);
    });
  });

  describe('who sees what', () => {
    it('by id it is there for the reporter and staff of the place', async () => {
      const id = await report();
      const status = async (who: Somebody) => (await app.as(who).get(`/reports/${id}`)).status;
      for (const who of ['resident', 'gridMember', 'gridLeader', 'dispatcher', 'streetDispatcher', 'chief', 'auditor'] as const)
        expect([who, await status(street[who])]).toEqual([who, 200]);
      for (const who of ['neighbour', 'otherGridMember', 'handler', 'administrator', 'strangeDispatcher'] as const)
        expect([who, await status(street[who])]).toEqual([who, 404]);
      expect((await app.guest().get(`/reports/${id}`)).status).toBe(401);
      const [look] = await app.db.query(`select count(*)::int as n from accesses where subject_id = $1 and person_id = $2`, [
        id,
        street.auditor.id,
      ]);
      expect(look.n).toBe(1);
    });

    it('numbers in free text are for the desk and the handler', async () => {
      const id = await report();
      expect((await view(street.dispatcher, id)).description).toMatch('13912345678');
      expect((await view(street.chief, id)).description).toMatch('139****78');
      await dispatched(id);
      expect((await view(street.handler, id)).description).toMatch('13912345678');
      expect((await view(street.handler, id)).reporterText).toBe('居民');
    });

    it('the handler may call where the reporter allowed it, and every look is kept', async () => {
      const id = await report();
      await dispatched(id);
      expect((await app.as(street.handler).get(`/reports/${id}/reporter`)).body).toEqual({ name: null, phone: street.resident.phone });
      expect((await app.as(street.dispatcher).get(`/reports/${id}/reporter`)).body).toEqual({
        name: '王小明',
        phone: street.resident.phone,
      });
      expect((await app.as(street.chief).get(`/reports/${id}/reporter`)).status).toBe(403);
      const silent = await report({ contactable: false });
      await dispatched(silent);
      expect((await app.as(street.handler).get(`/reports/${silent}/reporter`)).status).toBe(403);
      const looks = await app.db.query(`select field from accesses where subject_id = $1 order by id`, [id]);
      expect((looks as { field: string }[]).map((l) => l.field)).toEqual(['reporter_phone', 'reporter']);
    });

    it('an anonymous reporter is known to the community’s dispatcher alone', async () => {
      const id = await report({ anonymous: true });
      await dispatched(id);
      const status = async (who: Somebody) => (await app.as(who).get(`/reports/${id}/reporter`)).status;
      expect(await status(street.dispatcher)).toBe(200);
      for (const who of ['streetDispatcher', 'gridLeader', 'handler', 'chief'] as const)
        expect([who, await status(street[who])]).toEqual([who, 403]);
    });

    it('similar ones show category, street, time and state, and can be followed', async () => {
      const id = await report();
      const { body } = await app.as(street.neighbour).get('/reports/similar?categoryCode=E0112&lng=111.3025&lat=23.402');
      const found = body.find((r: { id: string }) => r.id === id);
      expect(found).toMatchObject({
        caseNo: null,
        description: null,
        photo: null,
        placeText: '滨江街道',
        categoryName: '暴露垃圾',
        state: 'reported',
        clock: null,
      });
      expect(body.length).toBeLessThanOrEqual(5);
      expect((await app.as(street.neighbour).post(`/reports/${id}/follow`)).body).toEqual({ following: true, followers: 1 });
      expect((await app.as(street.neighbour).post(`/reports/${id}/follow`)).body).toEqual({ following: true, followers: 1 });
      expect((await app.as(street.neighbour).get(`/reports/${id}`)).status).toBe(404);
      expect((await app.as(street.neighbour).get('/reports/following')).body.items[0]).toMatchObject({ id, description: null });
      expect((await app.as(street.neighbour).post(`/reports/${id}/unfollow`)).body).toEqual({ following: false, followers: 0 });
    });

    it('a confidential one is never shown, followed or released', async () => {
      const id = await report({ categoryCode: 'E2105', description: '楼上楼下吵架' });
      const map = await app.as(street.dispatcher).get('/reports/map');
      expect((map.body as { id: string }[]).map((point) => point.id)).not.toContain(id);
      const { body } = await app.as(street.neighbour).get('/reports/similar?categoryCode=E2105&lng=111.302&lat=23.402');
      expect(body).toEqual([]);
      expect((await app.as(street.neighbour).post(`/reports/${id}/follow`)).status).toBe(404);
      await done(street.gridMember, id, 'self_handle', { fileIds: [await photo(street.gridMember)] });
      expect((await act(street.dispatcher, id, 'release', { text: '已调解', fileIds: [], beforeCount: 0 })).status).toBe(403);
    });
  });

  describe('the clocks', () => {
    it('return leaves the disposal clock running; a new dispatch begins its own; the third return goes to the chief', async () => {
      const id = await report();
      const first = await dispatched(id);
      app.clock.advance(30 * MINUTE);
      const returned = await done(street.handler, id, 'return', { reason: '不归环卫管' });
      expect(returned).toMatchObject({ state: 'accepted', returnCount: 1, disposal: { dueAt: first.disposal.dueAt, stoppedAt: null } });
      expect((await app.as(street.handler).get(`/reports/${id}`)).status).toBe(404);
      const second = await dispatched(id);
      expect(second.disposal.firstDueAt).toBe(first.disposal.dueAt);
      expect(second.disposal.dueAt > first.disposal.dueAt).toBe(true);
      await done(street.handler, id, 'return', { reason: '还是不归我们' });
      await dispatched(id);
      await done(street.handler, id, 'return', { reason: '第三次了' });
      const box = (await app.as(street.chief).get('/reports?box=returned')).body.items as { id: string }[];
      expect(box.map((r) => r.id)).toContain(id);
      const runs = await app.db.query(`select run, ended_by from report_runs where report_id = $1 order by run`, [id]);
      expect(runs).toEqual([
        { run: 1, ended_by: 'return' },
        { run: 2, ended_by: 'return' },
        { run: 3, ended_by: null },
      ]);
    });

    it('a suspension is added in the clock’s own seconds and ends by itself at its true time', async () => {
      app.clock.set('2026-03-12T01:00:00Z');
      const id = await report();
      const before = await dispatched(id);
      expect(before.disposal.dueAt).toBe('2026-03-12T07:30:00.000Z');
      app.clock.set('2026-03-12T02:00:00Z');
      const paused = await done(street.chief, id, 'suspend', { reason: '连日暴雨', until: '2026-03-15' });
      expect(paused).toMatchObject({
        state: 'suspended',
        suspendedUntil: '2026-03-15',
        disposal: { pausedUntil: '2026-03-15', colour: 'green' },
      });
      // the weekend is over since eight hours when the job wakes
      app.clock.set('2026-03-16T00:00:00Z');
      await app.runJobs('reports.clocks');
      const after = await view(street.chief, id);
      // 10:00–18:00 on Thursday and the whole Friday: 5.5 + 7 office hours later
      expect(after).toMatchObject({ state: 'dispatched', suspendedUntil: null, disposal: { dueAt: '2026-03-16T03:30:00.000Z' } });
      expect(after.timeline.at(-1)).toMatchObject({ action: 'resume', by: 'system', at: '2026-03-15T16:00:00.000Z' });
    });

    it('a street dispatcher suspends for the chief: both names are kept', async () => {
      const id = await report();
      await dispatched(id);
      const today = app.clock.now().toISOString().slice(0, 10);
      expect((await act(street.dispatcher, id, 'suspend', { reason: '施工', until: today })).status).toBe(403);
      const body = await done(street.streetDispatcher, id, 'suspend', { reason: '施工', until: today });
      expect(body.timeline.at(-1).sentence).toMatch(/^民意专员代街长挂账/);
      const [event] = await app.db.query(
        `select actor_id, principal_id from events where subject_id = $1 and action = 'suspend' and outcome = 'done'`,
        [id],
      );
      expect(event).toEqual({ actor_id: street.streetDispatcher.id, principal_id: street.chief.id });
      expect((await act(street.chief, id, 'suspend', { reason: '又停', until: '2027-01-01' })).status).toBe(409);
      await done(street.chief, id, 'resume');
      expect((await act(street.chief, id, 'suspend', { reason: '太久', until: '2026-06-30' })).status).toBe(400);
    });

    it('rework goes on with what was left, at least four working hours', async () => {
      app.clock.set('2026-03-17T01:00:00Z');
      const id = await handled();
      app.clock.set('2026-03-17T02:00:00Z');
      const body = await done(street.gridMember, id, 'rework', { reason: '还有一半没清' });
      expect(body).toMatchObject({
        state: 'in_progress',
        reworkCount: 1,
        outcome: null,
        disposal: { dueAt: '2026-03-17T08:30:00.000Z', stoppedAt: null },
      });
    });

    it('an extension is asked once, before red, and granted by another', async () => {
      const id = await report();
      const { disposal } = await dispatched(id);
      await done(street.handler, id, 'start');
      const until = new Date(Date.parse(disposal.dueAt as string) + 2 * DAY).toISOString();
      expect((await act(street.handler, id, 'extend', { reason: '等配件', until: app.clock.now().toISOString() })).status).toBe(400);
      await done(street.handler, id, 'extend', { reason: '等配件', until });
      expect((await act(street.handler, id, 'extend', { reason: '等配件', until })).status).toBe(409);
      expect(((await app.as(street.dispatcher).get('/reports?box=extension')).body.items as { id: string }[]).map((r) => r.id)).toContain(
        id,
      );
      const granted = await done(street.dispatcher, id, 'grant_extension');
      expect(granted).toMatchObject({ extension: { state: 'granted', until }, disposal: { dueAt: until, firstDueAt: disposal.dueAt } });
    });

    it('the hotline’s due time wins where it is earlier and no suspension moves it', async () => {
      const externalDueAt = new Date(app.clock.now().getTime() + HOUR).toISOString();
      const created = await app.as(street.dispatcher).post('/reports/on-behalf', {
        ...draftOf([]),
        contactable: undefined,
        anonymous: undefined,
        source: 'hotline_12345',
        externalNo: '12345-260317-001',
        externalDueAt,
        reporterName: '赵大爷',
        reporterPhone: '13800000000',
      });
      expect(created.status).toBe(201);
      const id = created.body.id as string;
      expect((await dispatched(id)).disposal.dueAt).toBe(externalDueAt);
      const today = app.clock.now().toISOString().slice(0, 10);
      await done(street.chief, id, 'suspend', { reason: '等配件', until: today });
      app.clock.advance(30 * MINUTE);
      expect((await done(street.chief, id, 'resume')).disposal.dueAt).toBe(externalDueAt);
      expect((await app.as(street.handler).get(`/reports/${id}/reporter`)).body).toEqual({ name: null, phone: '13800000000' });
      const found = (await app.as(street.dispatcher).get('/reports?q=12345-260317-001')).body.items as { id: string }[];
      expect(found.map((r) => r.id)).toEqual([id]);
    });

    it('urging: from half the clock on, a day apart, three in all', async () => {
      const id = await report();
      expect((await act(street.resident, id, 'urge')).status).toBe(409);
      app.clock.advance(12 * HOUR - 1);
      expect((await act(street.resident, id, 'urge')).status).toBe(409);
      app.clock.advance(1);
      expect(await done(street.resident, id, 'urge')).toMatchObject({
        urgeCount: 1,
        nextUrgeAt: new Date(app.clock.now().getTime() + DAY).toISOString(),
      });
      expect((await act(street.resident, id, 'urge')).status).toBe(409);
      for (const count of [2, 3]) {
        app.clock.advance(DAY);
        expect(await done(street.resident, id, 'urge')).toMatchObject({ urgeCount: count });
      }
      app.clock.advance(DAY);
      expect((await act(street.resident, id, 'urge')).status).toBe(409);
    });
  });

  describe('time passing', () => {
    it('tells the desk, the street, the chief, each once and with its true time', async () => {
      app.clock.set('2026-03-23T02:00:00Z');
      const id = await report();
      const due = Date.parse('2026-03-24T02:00:00Z');
      const level = async () => (await view(street.chief, id)).response.escalatedLevel as number;
      const mine = async (who: Somebody) =>
        ((await app.as(who).get('/reports?box=escalated')).body.items as { id: string }[]).map((r) => r.id).includes(id);
      app.clock.set(new Date(due).toISOString());
      await app.runJobs('reports.clocks');
      expect(await level()).toBe(0);
      app.clock.set(new Date(due + 1000).toISOString());
      await app.runJobs('reports.clocks');
      await app.runJobs('reports.clocks');
      expect(await level()).toBe(1);
      expect([await mine(street.dispatcher), await mine(street.gridLeader), await mine(street.chief)]).toEqual([true, true, false]);
      app.clock.set(new Date(due + 9 * HOUR).toISOString());
      await app.runJobs('reports.clocks');
      expect(await level()).toBe(3);
      expect(await mine(street.chief)).toBe(true);
      const told = (await view(street.chief, id)).timeline.filter((t: { action: string }) => t.action === 'escalate_response');
      expect(told.map((t: { at: string }) => Date.parse(t.at) - due)).toEqual([0, 2 * HOUR, 4 * HOUR]);
      expect((await app.as(street.dispatcher).get('/reports?colour=red&box=late')).body.items.map((r: { id: string }) => r.id)).toContain(
        id,
      );
      const late = (await app.as(street.chief).get('/reports/late-by-team')).body;
      expect(late.find((t: { teamId: string | null }) => t.teamId === null)).toMatchObject({
        teamName: '尚未派遣',
        late: expect.any(Number),
      });
    });

    it('closes what nobody checked for five working days, counted apart', async () => {
      app.clock.set('2026-03-25T02:00:00Z');
      const id = await handled();
      const listed = async () =>
        ((await app.as(street.dispatcher).get('/reports?box=unchecked')).body.items as { id: string }[]).map((r) => r.id).includes(id);
      app.clock.set('2026-03-27T02:00:00Z');
      expect(await listed()).toBe(false);
      app.clock.set('2026-03-27T02:00:01Z');
      expect(await listed()).toBe(true);
      app.clock.set('2026-04-01T01:59:00Z');
      await app.runJobs('reports.clocks');
      expect(await view(street.chief, id)).toMatchObject({ state: 'handled' });
      app.clock.set('2026-04-01T02:00:00Z');
      await app.runJobs('reports.clocks');
      expect(await view(street.chief, id)).toMatchObject({ state: 'closed', closedAs: 'unchecked' });
    });

    it('draws five of a hundred closed cases of a street, the same whoever asks', async () => {
      await closed();
      app.clock.advance(DAY);
      await Promise.all([app.runJobs('reports.draw'), app.runJobs('reports.draw')]);
      const { body } = await app.as(street.chief).get('/reports?box=second_check');
      expect(body.items.length).toBeGreaterThanOrEqual(1);
      const id = body.items[0].id as string;
      expect((await act(street.dispatcher, id, 'second_check', { passed: true })).status).toBe(403);
      await done(street.chief, id, 'second_check', { passed: false, note: '又堆上了' });
      expect((await act(street.chief, id, 'second_check', { passed: true })).status).toBe(409);
      const drawn = (await app.db.query(`select count(*)::int as n from events where action = 'draw'`))[0].n as number;
      await app.runJobs('reports.draw');
      expect((await app.db.query(`select count(*)::int as n from events where action = 'draw'`))[0].n).toBe(drawn);
    });
  });

  describe('the end', () => {
    it('a bad rating opens it again, once, to its handler, with a clock that starts anew', async () => {
      app.clock.set('2026-04-08T02:00:00Z');
      const id = await closed();
      app.clock.advance(HOUR);
      const opened = await done(street.resident, id, 'rate', { level: 2, comment: '第二天又堆上了' });
      expect(opened).toMatchObject({
        state: 'in_progress',
        reworkCount: 1,
        closedAt: null,
        rating: 2,
        disposal: { startedAt: app.clock.now().toISOString() },
      });
      expect((await view(street.handler, id)).actions).toContain('handle');
      await done(street.handler, id, 'handle', { outcome: 'partly', note: '再次清运', fileIds: [await photo(street.handler)] });
      await done(street.gridMember, id, 'approve');
      expect(await done(street.resident, id, 'rate', { level: 1 })).toMatchObject({ state: 'closed', rating: 1 });
    });

    it('after seven days a bad rating opens nothing', async () => {
      const id = await closed();
      app.clock.advance(7 * DAY + 1000);
      expect(await done(street.resident, id, 'rate', { level: 1 })).toMatchObject({ state: 'closed', rating: 1 });
    });

    it('即查即改: at once, and opened again to its grid member', async () => {
      const draft = { ...draftOf([await photo(street.gridMember)]), afterFileIds: [await photo(street.gridMember)] };
      const { body } = await app.as(street.gridMember).post('/reports', draft);
      expect(body.state).toBe('closed');
      expect(await view(street.gridMember, body.id)).toMatchObject({ closedAs: 'self_handled', source: 'grid_patrol', outcome: 'solved' });
      const refused = { ...draftOf([await photo(street.resident)]), afterFileIds: [await photo(street.resident)] };
      expect((await app.as(street.resident).post('/reports', refused)).status).toBe(403);
      const id = await report();
      expect(await done(street.gridMember, id, 'self_handle', { fileIds: [await photo(street.gridMember)] })).toMatchObject({
        state: 'closed',
      });
      const again = await done(street.resident, id, 'rate', { level: 1 });
      expect(again).toMatchObject({ state: 'in_progress', teamId: null });
      expect((await view(street.gridMember, id)).actions).toContain('handle');
    });

    it('restore within seven days; the response clock stays stopped', async () => {
      const id = await report();
      await done(street.dispatcher, id, 'reject', { reason: '不属于受理范围' });
      expect(await view(street.resident, id)).toMatchObject({ state: 'rejected', rejectReason: '不属于受理范围' });
      app.clock.advance(HOUR);
      const back = await done(street.dispatcher, id, 'restore');
      expect(back.state).toBe('reported');
      expect(back.response.stoppedAt).not.toBeNull();
      await done(street.dispatcher, id, 'reject', { reason: '再次不予受理' });
      app.clock.advance(7 * DAY + 1);
      expect((await act(street.dispatcher, id, 'restore')).status).toBe(409);
    });

    it('merging takes the followers along, unmerging brings them back', async () => {
      const [one, other] = [await report(), await report({}, street.neighbour)];
      const merged = await done(street.dispatcher, other, 'merge', { intoId: one });
      expect(merged).toMatchObject({ state: 'merged', mergedIntoId: one, response: { stoppedAt: expect.any(String) } });
      expect(await view(street.neighbour, other)).toMatchObject({ mergedIntoId: null, nextStep: expect.stringMatching(/^已并入 26/) });
      expect(await view(street.dispatcher, one)).toMatchObject({ followers: 1, mergedCount: 1 });
      expect((await act(street.dispatcher, one, 'merge', { intoId: other })).status).toBe(409);
      expect(await done(street.dispatcher, other, 'unmerge')).toMatchObject({ state: 'reported', mergedIntoId: null });
      expect(await view(street.dispatcher, one)).toMatchObject({ followers: 0, mergedCount: 0 });
      expect((await act(street.dispatcher, one, 'merge', { intoId: one })).status).toBe(400);
    });

    it('a released case is public in the words of staff', async () => {
      const id = await closed();
      expect((await app.guest().get(`/public/reports/${id}`)).status).toBe(404);
      const fileIds = [await photo(street.dispatcher), await photo(street.dispatcher)];
      await done(street.dispatcher, id, 'release', { text: '垃圾已清运。', fileIds, beforeCount: 1 });
      const { body } = await app.guest().get('/public/reports');
      expect(body.items[0]).toMatchObject({ id, text: '垃圾已清运。', placeText: '滨江街道 · 万福社区' });
      expect(body.items[0].before.map((f: { id: string }) => f.id)).toEqual([fileIds[0]]);
      expect(body.items[0].after.map((f: { id: string }) => f.id)).toEqual([fileIds[1]]);
      expect(JSON.stringify(body)).not.toMatch(/139|菜市口|caseNo/);
      await done(street.dispatcher, id, 'unrelease');
      expect((await app.guest().get('/public/reports')).body.items).toEqual([]);
    });

    it('figures stand side by side, and small areas are not broken down', async () => {
      const { body } = await app.guest().get('/public/figures');
      expect(body).toMatchObject({ period: '4月', reported: expect.any(Number), answeredWithin24hRate: expect.any(Number) });
      expect((await app.guest().get('/public/figures?areaCode=990101010')).body).toMatchObject({ status: 422, code: 'too_few' });
    });

    it('what the desk entered is called back by the desk', async () => {
      const { body } = await app
        .as(street.dispatcher)
        .post('/reports/on-behalf', { ...draftOf([]), contactable: undefined, anonymous: undefined, source: 'on_behalf' });
      const id = body.id as string;
      await dispatched(id, street.police);
      expect((await act(street.dispatcher, id, 'handle', { outcome: 'solved', note: '好了', fileIds: [] })).status).toBe(403);
      await done(street.dispatcher, id, 'record_start');
      await done(street.dispatcher, id, 'record_handle', {
        outcome: 'solved',
        note: '民警已处理',
        fileIds: [await photo(street.dispatcher)],
      });
      expect((await act(street.dispatcher, id, 'approve')).status).toBe(403);
      await done(street.streetDispatcher, id, 'approve');
      expect(
        ((await app.as(street.dispatcher).get('/reports?box=to_call_back')).body.items as { id: string }[]).map((r) => r.id),
      ).toContain(id);
      expect(await done(street.dispatcher, id, 'rate', { level: 4 })).toMatchObject({ rating: 4 });
    });
  });

  describe('handling needs its proof', () => {
    it.each([
      ['solved without a photo', { outcome: 'solved', note: '好了', fileIds: [] }, 422],
      ['not now without a day', { outcome: 'cannot_now', note: '要停水', fileIds: [] }, 400],
      ['not now until yesterday', { outcome: 'cannot_now', note: '要停水', fileIds: [], until: '2026-01-01' }, 400],
      ['outside without a name', { outcome: 'outside', note: '铁路', fileIds: ['p'] }, 400],
      ['nonsense', { outcome: 'done', note: '铁路', fileIds: [] }, 400],
    ])('%s', async (_, body, status) => {
      const id = await report();
      await dispatched(id);
      await done(street.handler, id, 'start');
      const fileIds = await Promise.all(body.fileIds.map(() => photo(street.handler)));
      expect((await act(street.handler, id, 'handle', { ...body, fileIds })).status).toBe(status);
    });

    it('the photo from before is no photo from after', async () => {
      const before = await photo(street.gridMember);
      const { body } = await app.as(street.gridMember).post('/reports', draftOf([before]));
      expect((await act(street.gridMember, body.id, 'self_handle', { fileIds: [before] })).status).toBe(422);
    });
  });

  it('a grid leader sends only to the community and to property companies', async () => {
    const id = await report();
    expect((await act(street.gridLeader, id, 'dispatch', { teamId: street.sanitation })).status).toBe(403);
    expect((await app.as(street.gridLeader).get(`/reports/${id}/team-proposals`)).body.map((t: { teamId: string }) => t.teamId)).toEqual([
      street.property,
    ]);
    await done(street.gridLeader, id, 'dispatch', { teamId: street.property });
  });

  it('a team from elsewhere, one that is no team: refused', async () => {
    const id = await report();
    const elsewhere = (await app.make.team({ areaCode: '990101010' })).id;
    expect((await act(street.dispatcher, id, 'dispatch', { teamId: elsewhere })).status).toBe(422);
    expect((await act(street.dispatcher, id, 'dispatch', { teamId: id })).status).toBe(400);
  });

  it('pages go on where the last one ended', async () => {
    const all: string[] = [];
    let cursor = '';
    for (let i = 0; i < 40; i++) {
      const { body } = await app.as(street.streetDispatcher).get(`/reports?limit=7${cursor && `&cursor=${cursor}`}`);
      all.push(...(body.items as { id: string }[]).map((r) => r.id));
      if (!body.next) break;
      cursor = body.next as string;
    }
    const [{ n }] = await app.db.query(`select count(*)::int as n from reports where street_code = '990101001'`);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(n as number);
  });

  it('finds by words, by number and on the map', async () => {
    const id = await report({ description: '蓝色三轮车占了盲道' });
    const found = async (q: string) =>
      ((await app.as(street.dispatcher).get(`/reports?q=${encodeURIComponent(q)}`)).body.items as { id: string }[]).map((r) => r.id);
    expect(await found('三轮车')).toEqual([id]);
    expect(await found('车轮三')).toEqual([]);
    const { caseNo } = await view(street.dispatcher, id);
    expect(await found(caseNo as string)).toEqual([id]);
    expect((await app.as(street.dispatcher).get(`/reports?q=${encodeURIComponent('！！')}`)).status).toBe(400);
    expect((await app.as(street.chief).get('/reports/map')).body.map((p: { id: string }) => p.id)).toContain(id);
    const near = (await app.as(street.chief).get('/reports/near?lng=111.302&lat=23.402&radiusMetres=100')).body;
    expect(near.find((c: { id: string }) => c.id === id)).toMatchObject({ distanceMetres: 0 });
    expect((await app.as(street.resident).get('/reports/mine')).body.items[0]).toMatchObject({ id, photo: expect.any(Object) });
  });
});
