import { bootApp, type Somebody, type TestApp } from './harness.js';
import { newId, newPhone } from './makers.js';
import { buildStreet, draftOf, type Street } from './street.js';
import { DISTRICT, GRID, STREET } from './town.js';
import { uploadPhoto } from './upload.js';

/** What a stranger found from outside, once each: it stays found. */
describe('attacks from outside', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
  });
  afterAll(() => app.close());

  const report = async (who: Somebody, more: object = {}): Promise<string> => {
    const { status, body } = await app.as(who).post('/reports', draftOf([await uploadPhoto(app, who)], more));
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id as string;
  };
  const done = async (who: Somebody, id: string, action: string, body: object = {}) => {
    const answer = await app.as(who).post(`/reports/${id}/${action}`, body);
    expect({ action, status: answer.status }).toEqual({ action, status: 200 });
    return answer.body;
  };
  const leaves = (who: Somebody) => app.db.query(`update role_grants set ended_at = $2 where person_id = $1`, [who.id, app.clock.now()]);

  describe('answers', () => {
    it.each<[string, string, Record<string, string>, number]>([
      ['an address that cannot be read', '/api/v1/teams/%ff', {}, 400],
      ['an address part that is too long', `/api/v1/teams/${'x'.repeat(300)}`, {}, 400],
      ['a language nobody speaks', '/api/v1/me', { 'content-type': 'application/xml' }, 415],
    ])('are protected for %s', async (_, path, headers, status) => {
      const answer = await fetch(`${app.origin}${path}`, { headers });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    });

    it('are protected above the limit of an address', async () => {
      const { limits } = app.config;
      const small = await bootApp({ config: { limits: { ...limits, perAddress: 1 } } });
      await small.guest().get('/public/reports');
      const { status, headers } = await small.guest().get('/public/reports');
      await small.close();
      expect(status).toBe(429);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    });

    it('let the stylesheet of the H5 bring its own font', async () => {
      const { headers } = await app.guest().get('/health');
      expect(headers.get('content-security-policy')).toContain("font-src 'self' data:");
    });
  });

  describe('input', () => {
    const cut = (path: string, who: Somebody) =>
      app.as(who).post(path, '--x\r\nContent-Disposition: form-data; name="id"\r\n', {
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      });

    it('a form that breaks off is the sender’s fault', async () => {
      expect((await cut('/files', street.resident)).status).toBe(400);
      expect((await cut('/staff/import', street.administrator)).status).toBe(400);
    });

    it.each(['\0', '\ud800', '\ufffe', '\uffff'])('a character that no table or no sheet can hold is refused: %j', async (bad) => {
      const { status, body } = await app.as(street.resident).post('/reports', draftOf([newId()], { description: `楼下${bad}积水` }));
      expect([status, body.code]).toEqual([400, 'bad_text']);
    });

    it('a list for a body is refused in one whole sentence', async () => {
      const id = await report(street.resident);
      for (const [path, who] of [
        [`/reports/${id}/reject`, street.dispatcher],
        [`/reports/${id}/rate`, street.resident],
        ['/leaves', street.gridMember],
        ['/auth/refresh', street.resident],
      ] as const) {
        const { status, body } = await app.as(who).post(path, '[]');
        expect({ path, status, detail: body.detail, fields: body.fields }).toEqual({ path, status: 400, detail: '提交的内容格式不对。' });
      }
    });
  });

  describe('a name that every object has', () => {
    it.each(['toString', 'valueOf', 'hasOwnProperty', 'constructor', '__defineGetter__'])(
      'is no field, and no fault of ours: %s',
      async (name) => {
        const odd = JSON.parse(`{ "${name}": 1 }`) as object;
        const me = app.as(street.resident);
        const answers = [
          await me.patch('/me', { name: '陈丽美', ...odd }),
          await me.post('/reports', draftOf([newId()], { position: { lng: odd, lat: 23.402 } })),
          await me.post('/reports', draftOf([newId()], { accuracyMetres: odd })),
          await me.post('/reports', draftOf([newId()], { position: { lng: 111.302, lat: 23.402, ...odd } })),
        ];
        expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [400, 'invalid_input']));
      },
    );
  });

  describe('what stands inside something else', () => {
    const at = () => app.clock.now().toISOString();
    const member = () => ({ phone: newPhone(), name: '王强', lead: false });
    const shapes = (features: unknown[]) => ({ geojson: { type: 'FeatureCollection', features }, coordinates: 'gcj02', dryRun: true });
    it.each<[string, string, (bad: unknown) => [string, object], keyof Street]>([
      ['a report', 'post', (position) => ['/reports', draftOf([newId()], { position })], 'resident'],
      ['a point', 'post', (position) => ['/points', { id: newId(), placeText: '菜市场门口', position }], 'dispatcher'],
      ['a checkpoint', 'post', (position) => ['/checkpoints', { id: newId(), name: '公告栏', position }], 'gridLeader'],
      ['a patrol', 'post', (position) => ['/patrols', { id: newId(), phoneAt: at(), position }], 'gridMember'],
      ['office hours', 'put', (bad) => [`/calendar/office-hours/${STREET}`, { spans: [bad] }], 'administrator'],
      ['labels', 'put', (bad) => [`/areas/${DISTRICT}/level-labels`, { labels: [bad] }], 'administrator'],
      ['members', 'put', (bad) => [`/teams/${street.sanitation}/members`, { members: [bad] }], 'administrator'],
      ['a track', 'post', (bad) => [`/patrols/${newId()}/track`, { id: newId(), phoneAt: at(), points: [bad] }], 'gridMember'],
    ])('is an object, or %s is refused', async (what, verb, request, who) => {
      for (const bad of [[], [[]], 'x', 7]) {
        const [path, body] = request(bad);
        const { status } = await app.as(street[who] as Somebody).send(verb.toUpperCase(), path, body);
        expect({ what, bad, status }).toEqual({ what, bad, status: 400 });
      }
    });

    it.each<[string, string, (bad: null) => [string, object], keyof Street, number]>([
      ['a report', 'post', (lng) => ['/reports', draftOf([newId()], { position: { lng, lat: 23.402 } })], 'resident', 400],
      [
        'a point',
        'post',
        (lat) => ['/points', { id: newId(), placeText: '菜市场门口', position: { lng: 111.302, lat } }],
        'dispatcher',
        400,
      ],
      ['a checkpoint', 'post', (lng) => ['/checkpoints', { id: newId(), name: '公告栏', position: { lng, lat: 23.4 } }], 'gridLeader', 400],
      ['a patrol', 'post', (lng) => ['/patrols', { id: newId(), phoneAt: at(), position: { lng, lat: 23.4 } }], 'gridMember', 400],
      [
        'a scan',
        'post',
        (lng) => [`/patrols/${newId()}/scans`, { id: newId(), phoneAt: at(), position: { lng, lat: 23.4 } }],
        'gridMember',
        400,
      ],
      [
        'a track',
        'post',
        (lng) => [`/patrols/${newId()}/track`, { id: newId(), phoneAt: at(), points: [{ at: at(), lng, lat: 23.4 }] }],
        'gridMember',
        400,
      ],
      ['a list', 'post', (bad) => ['/reports', draftOf([], { fileIds: [bad] })], 'resident', 400],
      ['office hours', 'put', (to) => [`/calendar/office-hours/${STREET}`, { spans: [{ from: '08:00', to }] }], 'administrator', 400],
      ['labels', 'put', (label) => [`/areas/${DISTRICT}/level-labels`, { labels: [{ level: 'grid', label }] }], 'administrator', 400],
      [
        'a shape',
        'post',
        (bad) => ['/areas/shapes', shapes([{ type: 'Feature', properties: bad, geometry: bad }, bad])],
        'administrator',
        200,
      ],
      [
        'a sheet',
        'post',
        (bad) => ['/areas/import', { rows: [{ code: bad, name: bad, level: 'grid' }], dryRun: true }],
        'administrator',
        200,
      ],
      ['members', 'put', (to) => [`/teams/${street.property}/members`, { members: [{ ...member(), to }] }], 'administrator', 200],
    ])('may be null in %s: left out, never a fault of ours', async (what, verb, request, who, expected) => {
      const [path, body] = request(null);
      const answer = await app.as(street[who] as Somebody).send(verb.toUpperCase(), path, body);
      expect({ what, status: answer.status, problem: answer.status < 300 ? null : answer.body.code }).toEqual({
        what,
        status: expected,
        problem: expected < 300 ? null : 'invalid_input',
      });
    });

    it('is not left out where it is needed', async () => {
      const { dispatcher, gridLeader } = street;
      expect((await app.as(dispatcher).post('/points', { id: newId(), placeText: '菜市场门口' })).status).toBe(400);
      expect((await app.as(gridLeader).post('/checkpoints', { id: newId(), name: '公告栏', position: null })).status).toBe(400);
    });
  });

  describe('what cannot be seen', () => {
    it.each([' ', '\u3000', '\u200b', '\u202e', '\ufeff', '\u3164'])('is no answer, no reason and no name: %j', async (blank) => {
      const id = await report(street.resident);
      const blanks = blank.repeat(12);
      const desk = app.as(street.dispatcher);
      expect((await desk.post(`/reports/${id}/reply`, { text: blanks })).status).toBe(400);
      expect((await desk.post(`/reports/${id}/reject`, { reason: blanks })).status).toBe(400);
      expect((await app.as(street.resident).get(`/reports/${id}`)).body.response.stoppedAt).toBeNull();
      expect((await app.as(street.resident).patch('/me', { name: blanks })).status).toBe(400);
      const grant = { id: newId(), phone: '13900007777', name: blanks, role: 'dispatcher', areaCode: STREET, from: '2026-03-11' };
      expect((await app.as(street.administrator).post('/staff/grants', grant)).status).toBe(400);
    });

    it('is left out around what can be seen, and turns no name around', async () => {
      const { body } = await app.as(street.neighbour).patch('/me', { name: ' 陈\u202e丽美\u200b' });
      expect(body.name).toBe('陈丽美');
      // as some phones copy a number
      expect((await app.guest().post('/auth/sms/send', { phone: '\u202d13900008888\u202c' })).status).toBe(200);
    });
  });

  describe('patrols of others', () => {
    const patrol = async (who: Somebody) => {
      await app.db.query(`insert into consents (person_id, purpose, version, granted, at) values ($1, 'patrol_track', 1, true, $2)`, [
        who.id,
        app.clock.now(),
      ]);
      const { status, body } = await app.as(who).post('/patrols', { id: newId(), phoneAt: app.clock.now().toISOString() });
      expect(status).toBe(201);
      return body.id as string;
    };
    const stored = async (id: string) => (await app.db.query(`select patrol_id, source from reports where id = $1`, [id]))[0];

    it('take no reports of mine, and a made-up one is none', async () => {
      const sibling = await patrol(street.otherGridMember);
      const own = await patrol(street.gridMember);
      expect(await stored(await report(street.gridMember, { patrolId: own }))).toEqual({ patrol_id: own, source: 'grid_patrol' });
      for (const patrolId of [sibling, newId()])
        expect(await stored(await report(street.gridMember, { patrolId }))).toMatchObject({ patrol_id: null });
      // Outside the own grids nothing but the own patrol makes it a report of a patrol.
      const elsewhere = await report(street.otherGridMember, { patrolId: own });
      expect(await stored(elsewhere)).toEqual({ patrol_id: null, source: 'resident' });
    });
  });

  describe('those who left', () => {
    it('a handler who left the team sees and handles nothing of it', async () => {
      const leaver = await app.make.person({ roles: [{ role: 'handler', areaCode: DISTRICT, teamId: street.sanitation }] });
      const id = await report(street.resident);
      await done(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
      await done(leaver, id, 'start');
      await leaves(leaver);
      expect((await app.as(leaver).get(`/reports/${id}`)).status).toBe(404);
      const result = { outcome: 'solved', note: '已清运', fileIds: [await uploadPhoto(app, leaver)] };
      expect((await app.as(leaver).post(`/reports/${id}/handle`, result)).status).toBe(404);
      await done(street.handler, id, 'take-over');
    });

    it('a grid member who left hands a reopened case of theirs to the next one', async () => {
      const leaver = await app.make.person({ roles: [{ role: 'grid_member', areaCode: GRID }] });
      const id = await report(street.resident);
      await done(leaver, id, 'self-handle', { fileIds: [await uploadPhoto(app, leaver)] });
      expect((await done(street.resident, id, 'rate', { level: 1 })).state).toBe('in_progress');
      await leaves(leaver);
      expect((await app.as(leaver).get(`/reports/${id}`)).status).toBe(404);
      expect((await done(street.gridMember, id, 'take-over')).actions).toContain('handle');
    });
  });

  describe('lists', () => {
    it('give an auditor no phone in the place they go on from', async () => {
      const seen: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { body } = await app.as(street.auditor).get(`/staff?limit=3${next && `&cursor=${next}`}`);
        const found = body as { items: { phone: string; grants: { id: string }[] }[]; next: string | null };
        seen.push(...found.items.map(({ grants }) => grants[0]!.id));
        expect(found.items.every(({ phone }) => phone.includes('****'))).toBe(true);
        next = found.next;
        if (next) expect(Buffer.from(next, 'base64url').toString()).not.toMatch(/\d{11}/);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(10);
    });

    it('let an auditor try out no hidden digits of a phone', async () => {
      const { phone } = await app.make.person({ phone: '13956781234', roles: [{ role: 'grid_member', areaCode: GRID }] });
      const found = async (who: Somebody, q: string) => (await app.as(who).get(`/staff?q=${q}`)).body.items.length as number;
      for (const q of [phone!, '1234']) expect({ q, found: await found(street.auditor, q) }).toEqual({ q, found: 1 });
      for (const q of ['5678', '956781', '56781234', '%5678%'])
        expect({ q, found: await found(street.auditor, q) }).toEqual({ q, found: 0 });
      expect(await found(street.administrator, '5678')).toBe(1);
    });

    it('name the handler in full to staff of the place alone', async () => {
      const rider = await app.make.person({ roles: [{ role: 'sentinel', areaCode: DISTRICT }] });
      const id = await report(rider);
      await done(street.dispatcher, id, 'dispatch', { teamId: street.sanitation });
      await done(street.handler, id, 'start');
      const named = (answer: { body: { items: { id: string; handlerName: string | null }[] } }) =>
        answer.body.items.find((card) => card.id === id)?.handlerName;
      expect(named(await app.as(rider).get('/reports/mine'))).toBe('李*国');
      expect(named(await app.as(street.dispatcher).get('/reports'))).toBe('李建国');
    });
  });
});
