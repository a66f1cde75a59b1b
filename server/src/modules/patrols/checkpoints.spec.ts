import { bootApp, DAY, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildTown, COMMUNITY, DISTRICT, GRID, IN_GRID, OTHER_STREET, SISTER_GRID, STREET } from '../../../test/town.js';

const AT = '2026-03-11T01:00:00.000Z';

describe('checkpoints, coverage, completion and targets', () => {
  let app: TestApp;
  let keeper: Somebody;
  let leader: Somebody;
  beforeAll(async () => {
    app = await bootApp({ at: AT });
    await buildTown(app.db.manager, app.clock.now());
    keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: STREET }] });
    leader = await app.make.person({ roles: [{ role: 'grid_leader', areaCode: COMMUNITY }] });
  });
  afterAll(() => app.close());
  beforeEach(() => app.clock.set(AT));

  const create = (more: object = {}, person = keeper) =>
    app.as(person).post('/checkpoints', { id: newId(), name: '菜市口公告栏', position: IN_GRID, ...more });
  const member = (areaCode = GRID, from = '2026-03-01') =>
    app.make.person({ name: '赵巡查', roles: [{ role: 'grid_member', areaCode, from }] });
  const phoneAt = () => app.clock.now().toISOString();
  const start = async (person: Somebody) => (await app.as(person).post('/patrols', { id: newId(), phoneAt: phoneAt() })).body.id as string;
  const visit = async (person: Somebody, code: string) => {
    const id = await start(person);
    const scan = { id: newId(), phoneAt: phoneAt(), code, nothingFound: true };
    expect((await app.as(person).post(`/patrols/${id}/scans`, scan)).status).toBe(201);
    await app.as(person).post(`/patrols/${id}/end`, { phoneAt: phoneAt() });
  };

  describe('a checkpoint', () => {
    it('finds its grid and gets a code that can be printed', async () => {
      const { status, body } = await create();
      expect(status).toBe(201);
      expect(body).toMatchObject({
        name: '菜市口公告栏',
        position: IN_GRID,
        gridCode: GRID,
        gridName: '第一网格',
        retired: false,
        lastVisitAt: null,
      });
      expect(body.code).toMatch(/^[2-9A-HJ-NP-Za-km-z]{10}$/);
      expect(body.qrSvg).toMatch(/^<svg /);
      const opened = await app.guest().get(`/c/${body.code}`);
      expect([opened.status, opened.headers.get('location')]).toEqual([302, '/']);
    });

    it('sent 20 times at once is one', async () => {
      const id = newId();
      const answers = await Promise.all(Array.from({ length: 20 }, () => create({ id })));
      expect(answers.map((a) => a.status).sort()).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
      expect(new Set(answers.map((a) => a.body.code)).size).toBe(1);
      expect((await create({ id, name: '别处' })).body.code).toBe('id_taken');
    });

    it('has codes that do not repeat', async () => {
      const codes = await Promise.all(Array.from({ length: 50 }, async () => (await create()).body.code as string));
      expect(new Set(codes).size).toBe(50);
    });

    it('is renamed, retired and taken up again', async () => {
      const { id } = (await create()).body;
      expect((await app.as(keeper).patch(`/checkpoints/${id}`, { name: '南门岗亭' })).body).toMatchObject({
        name: '南门岗亭',
        retired: false,
      });
      expect((await app.as(keeper).patch(`/checkpoints/${id}`, { retired: true })).body).toMatchObject({ name: '南门岗亭', retired: true });
      expect((await app.as(keeper).patch(`/checkpoints/${id}`, { retired: false })).body.retired).toBe(false);
    });

    it.each([
      ['a leader of the grid', 'grid_leader', GRID, 201, 200],
      ['the community’s dispatcher', 'dispatcher', COMMUNITY, 201, 200],
      ['the district’s administrator', 'administrator', DISTRICT, 201, 200],
      ['a leader of the sister grid', 'grid_leader', SISTER_GRID, 403, 404],
      ['an administrator of the other street', 'administrator', OTHER_STREET, 403, 404],
      ['the street chief', 'street_chief', STREET, 403, 403],
      ['who walks there', 'grid_member', GRID, 403, 403],
    ] as const)('by %s', async (_, role, areaCode, made, changed) => {
      const person = await app.make.person({ roles: [{ role, areaCode }] });
      expect((await create({}, person)).status).toBe(made);
      const { id } = (await create()).body;
      expect((await app.as(person).patch(`/checkpoints/${id}`, { name: '南门岗亭' })).status).toBe(changed);
      const list = await app.as(person).get('/checkpoints?limit=100');
      expect(list.status).toBe(changed === 403 ? 403 : 200);
      if (changed !== 403) expect(list.body.items.some((c: { id: string }) => c.id === id)).toBe(changed === 200);
    });

    it.each([
      ['outside every grid', { position: { lng: 111.33, lat: 23.415 } }, 422],
      ['at sea', { position: { lng: 0, lat: 0 } }, 400],
      ['without a name', { name: ' ' }, 400],
      ['with a name too long', { name: 'x'.repeat(41) }, 400],
      ['with a code of its own', { code: 'AAAAAAAAAA' }, 400],
      ['in words', { position: '这里' }, 400],
    ])('%s: refused', async (_, wrong, status) => expect((await create(wrong)).status).toBe(status));

    it('that is none: 404, and lists go page by page', async () => {
      expect((await app.as(keeper).patch(`/checkpoints/${newId()}`, { name: '南门岗亭' })).status).toBe(404);
      expect((await app.as(keeper).patch(`/checkpoints/x`, { name: '南门岗亭' })).status).toBe(404);
      const ids: string[] = [];
      for (let next: string | null = ''; next !== null;) {
        const { body } = await app.as(keeper).get(`/checkpoints?areaCode=${COMMUNITY}&limit=20${next ? `&cursor=${next}` : ''}`);
        ids.push(...body.items.map((c: { id: string }) => c.id));
        next = body.next;
      }
      const [count] = await app.db.query<{ n: number }[]>(`select count(*)::int as n from checkpoints`);
      expect(ids).toHaveLength(count!.n);
      expect(new Set(ids).size).toBe(count!.n);
      expect((await app.as(keeper).get(`/checkpoints?areaCode=${OTHER_STREET}`)).body.items).toEqual([]);
    });

    it('shows who walks there what is still to visit, without its code', async () => {
      const person = await member(SISTER_GRID);
      const point = (await create({ position: { lng: 111.302, lat: 23.412 } })).body;
      const today = async () => (await app.as(person).get('/patrols/today')).body;
      expect((await today()).checkpoints).toMatchObject([{ id: point.id, gridName: '第二网格', lastVisitAt: null, visitedToday: false }]);
      await visit(person, point.code);
      const after = await today();
      expect(after.checkpoints).toMatchObject([{ lastVisitAt: AT, visitedToday: true }]);
      expect(JSON.stringify(after)).not.toContain(point.code);
      app.clock.advance(DAY);
      expect((await today()).checkpoints[0].visitedToday).toBe(false);
    });
  });

  describe('figures', () => {
    const figures = async (person: Somebody, areaCode: string, month = '2026-03') =>
      (await app.as(person).get(`/patrols/figures?areaCode=${areaCode}&month=${month}`)).body;

    it('coverage: checkpoints visited in the last 7 days ÷ all that hang', async () => {
      const fresh = await bootApp({ at: AT });
      try {
        await buildTown(fresh.db.manager, fresh.clock.now());
        const [admin, chief, person] = [
          await fresh.make.person({ roles: [{ role: 'administrator', areaCode: STREET }] }),
          await fresh.make.person({ roles: [{ role: 'street_chief', areaCode: STREET }] }),
          await fresh.make.person({ roles: [{ role: 'grid_member', areaCode: GRID }] }),
        ];
        const points: { id: string; code: string }[] = [];
        for (const lat of [23.401, 23.402, 23.403, 23.412])
          points.push((await fresh.as(admin).post('/checkpoints', { id: newId(), name: '岗亭', position: { lng: 111.302, lat } })).body);
        await fresh.as(admin).patch(`/checkpoints/${points[2]!.id}`, { retired: true });
        const clock = () => fresh.clock.now().toISOString();
        const id = (await fresh.as(person).post('/patrols', { id: newId(), phoneAt: clock() })).body.id;
        await fresh.as(person).post(`/patrols/${id}/scans`, { id: newId(), phoneAt: clock(), code: points[0]!.code, nothingFound: true });
        const read = async () => (await fresh.as(chief).get(`/patrols/figures?areaCode=${COMMUNITY}`)).body;
        expect(await read()).toMatchObject([
          { areaCode: COMMUNITY, areaName: '万福社区', people: 1, checkpoints: 3, visited: 1, coverage: 1 / 3 },
          { areaCode: GRID, checkpoints: 2, visited: 1, coverage: 0.5 },
          { areaCode: SISTER_GRID, people: 0, checkpoints: 1, visited: 0, coverage: 0, completion: null },
        ]);
        fresh.clock.advance(7 * DAY);
        expect((await read())[1].visited).toBe(1);
        fresh.clock.advance(1);
        expect((await read())[1].visited).toBe(0);
        const street = (await fresh.as(chief).get(`/patrols/figures?areaCode=${STREET}`)).body;
        expect(street.map((f: { areaCode: string; members: unknown }) => [f.areaCode, f.members === null])).toEqual([
          [STREET, true],
          [COMMUNITY, false],
          ['990101001002', false],
        ]);
        expect(street[2].coverage).toBeNull();
      } finally {
        await fresh.close();
      }
    });

    it('completion: duty days with the target ÷ duty days, up to today', async () => {
      const person = await member(GRID, '2026-03-09');
      const walked = async (day: string, minutes: number) => {
        const id = newId();
        await app.db.query(
          `insert into patrols (id, person_id, request_hash, grid_codes, scope_codes, state, started_at, ended_at, ended_by, last_sign_at, start_offset_ms, offset_ms, created_at)
           values ($1, $2, '', $3, $3, 'ended', $4, $4, 'person', $4, 0, 0, $4)`,
          [id, person.id, [GRID], `${day}T02:00:00Z`],
        );
        await app.db.query(`insert into patrol_days (patrol_id, day, person_id, counted_ms) values ($1, $2, $3, $4)`, [
          id,
          day,
          person.id,
          minutes * 60_000,
        ]);
      };
      await walked('2026-03-09', 40);
      await walked('2026-03-09', 20);
      await walked('2026-03-10', 59);
      const month = (await app.as(person).get('/patrols/month?month=2026-03')).body;
      expect(month).toMatchObject({ month: '2026-03', dutyDays: 3, reachedDays: 1, completion: 1 / 3 });
      expect(month.days).toHaveLength(31);
      expect(month.days[8]).toEqual({
        day: '2026-03-09',
        duty: true,
        offReason: null,
        countedMinutes: 60,
        targetMinutes: 60,
        reached: true,
      });
      expect((await app.as(leader).get(`/patrols/month?personId=${person.id}`)).body).toMatchObject({ dutyDays: 3, reachedDays: 1 });
      const own = (await figures(leader, GRID))[0];
      expect(own.members).toContainEqual({ personId: person.id, name: '赵巡查', dutyDays: 3, reachedDays: 1, completion: 1 / 3 });
      expect((await figures(leader, GRID, '2026-02'))[0].members.some((m: { personId: string }) => m.personId === person.id)).toBe(false);
    });

    it.each([
      ['the chief of the street', 'street_chief', STREET, 200],
      ['a leader of a grid in it', 'grid_leader', GRID, 403],
      ['the other street’s chief', 'street_chief', OTHER_STREET, 403],
      ['an administrator', 'administrator', DISTRICT, 403],
      ['a grid member', 'grid_member', GRID, 403],
    ] as const)('of a community for %s', async (_, role, areaCode, status) => {
      const person = await app.make.person({ roles: [{ role, areaCode }] });
      expect((await app.as(person).get(`/patrols/figures?areaCode=${COMMUNITY}`)).status).toBe(status);
    });

    it('of somebody else’s month for who does not look after them: 404', async () => {
      const person = await member();
      const stranger = await app.make.person({ roles: [{ role: 'grid_leader', areaCode: SISTER_GRID }] });
      expect((await app.as(stranger).get(`/patrols/month?personId=${person.id}`)).status).toBe(404);
      expect((await app.as(await member()).get(`/patrols/month?personId=${person.id}`)).status).toBe(404);
      expect((await app.as(stranger).get('/patrols/month')).status).toBe(403);
    });

    it.each(['month=2026-13', 'month=2024-01', 'month=2027-01', 'month=x', 'personId=1', 'areaCode=1'])('%s: 400', async (query) => {
      const person = await member();
      expect((await app.as(person).get(`/patrols/month?${query}`)).status).toBe(400);
    });
    it.each(['', 'areaCode=1', `areaCode=${COMMUNITY}&month=2026-99`])('figures of “%s”: 400', async (query) =>
      expect((await app.as(leader).get(`/patrols/figures?${query}`)).status).toBe(400),
    );
    it('of an area that is none: 404', async () => {
      const chief = await app.make.person({ roles: [{ role: 'street_chief', areaCode: STREET }] });
      expect((await app.as(chief).get(`/patrols/figures?areaCode=${STREET}777`)).status).toBe(404);
    });
  });

  describe('the target', () => {
    it('is 60, set for a street or community, inherited, and from today on', async () => {
      const chief = await app.make.person({ roles: [{ role: 'street_chief', areaCode: STREET }] });
      const person = await member(SISTER_GRID);
      const at = (path: string) => app.as(chief).get(`/patrols/target/${path}`);
      const set = (code: string, targetMinutes: unknown, who = chief) => app.as(who).put(`/patrols/target/${code}`, { targetMinutes });
      expect((await at(COMMUNITY)).body).toEqual({ areaCode: COMMUNITY, targetMinutes: 60, inheritedFrom: null });
      expect((await set(STREET, 45)).body).toEqual({ areaCode: STREET, targetMinutes: 45, inheritedFrom: null });
      expect((await at(COMMUNITY)).body).toEqual({ areaCode: COMMUNITY, targetMinutes: 45, inheritedFrom: STREET });
      expect((await app.as(person).get('/patrols/today')).body.targetMinutes).toBe(45);
      const { days } = (await app.as(person).get('/patrols/month')).body;
      expect([days[9].targetMinutes, days[10].targetMinutes, days[11].targetMinutes]).toEqual([60, 45, 45]);
      expect((await set(STREET, 50)).body.targetMinutes).toBe(50);
      for (const wrong of [9, 481, 45.5, '45', null, -60]) expect((await set(STREET, wrong)).status).toBe(400);
      expect((await set(GRID, 45)).status).toBe(422);
      expect((await set(DISTRICT, 45)).status).toBe(403);
      expect((await set(OTHER_STREET, 45)).status).toBe(403);
      expect((await set('x', 45)).status).toBe(404);
      expect((await set(STREET, 45, leader)).status).toBe(403);
      expect((await set(COMMUNITY, 45, person)).status).toBe(403);
    });
  });
});
