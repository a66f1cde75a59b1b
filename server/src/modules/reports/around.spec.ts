import { AccountMoves } from '../accounts/account-links.service.js';
import { bootApp, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildStreet, draftOf, type Street } from '../../../test/street.js';
import { DISTRICT, IN_GRID } from '../../../test/town.js';

/** What stands around a report: the catalogue, QR points, and the account of its reporter. */
describe('around a report', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
  });
  afterAll(() => app.close());

  const create = async (who = street.resident, more: object = {}): Promise<string> => {
    const { body, status } = await app.as(who).post('/reports', draftOf([], { categoryCode: 'E2199', ...more }));
    expect(status).toBe(201);
    return body.id as string;
  };

  describe('the catalogue', () => {
    it('is shipped whole, with what to do first where somebody is in danger', async () => {
      const { body } = await app.guest().get('/categories');
      expect(body).toHaveLength(112);
      expect(body.find((c: { code: string }) => c.code === 'E0502')).toMatchObject({
        name: '燃气管道破裂',
        deadline: { type: 'urgent_hour', value: 1 },
        teamType: 'utility',
        priority: 'critical',
        emergency: expect.stringContaining('119'),
      });
    });

    it('is searched by words and by one character', async () => {
      const codes = async (q: string) =>
        ((await app.guest().get(`/categories?q=${encodeURIComponent(q)}`)).body as { code: string }[]).map(({ code }) => code);
      expect(await codes('路灯')).toEqual(expect.arrayContaining(['C0137', 'C0106']));
      expect(await codes('垃圾')).toEqual(expect.arrayContaining(['E0110', 'E0192', 'C0305']));
      expect(await codes('没有这样的')).toEqual([]);
    });

    it('suggests six, those reported nearby first', async () => {
      await create();
      const { body } = await app.guest().get(`/categories/suggested?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}`);
      expect(body).toHaveLength(6);
      expect(body[0].code).toBe('E2199');
      expect((await app.guest().get('/categories/suggested')).body).toHaveLength(6);
    });

    it('an edited limit moves no promise that was given', async () => {
      const id = await create();
      const before = await app.as(street.dispatcher).post(`/reports/${id}/dispatch`, { teamId: street.sanitation });
      const edited = await app.as(street.administrator).patch('/categories/E2199', { deadlineType: 'work_hour', deadlineValue: 1 });
      expect(edited.body.deadline).toEqual({ type: 'work_hour', value: 1 });
      expect((await app.as(street.dispatcher).get(`/reports/${id}`)).body.disposal).toEqual(before.body.disposal);
      const next = await create();
      const after = await app.as(street.dispatcher).post(`/reports/${next}/dispatch`, { teamId: street.sanitation });
      expect(after.body.disposal.dueAt).toBe('2026-03-11T03:00:00.000Z');
      await app.as(street.administrator).patch('/categories/E2199', { deadlineType: 'work_day', deadlineValue: 3 });
    });

    it('one that is switched off is not taken; one for staff is not for residents', async () => {
      await app.as(street.administrator).patch('/categories/E2115', { enabled: false });
      expect((await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2115' }))).status).toBe(400);
      const forStaff = await app.as(street.resident).post('/reports', draftOf([newId()], { categoryCode: 'E0102' }));
      expect(forStaff).toMatchObject({ status: 422, body: { code: 'category_for_staff' } });
      const noPhoto = await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E0110' }));
      expect(noPhoto).toMatchObject({ status: 400, body: { fields: { fileIds: expect.any(String) } } });
    });
  });

  describe('a QR point', () => {
    it('is made once, printed, scanned, and fills the place', async () => {
      const wish = { id: newId(), placeText: '南门公告栏', position: IN_GRID };
      const made = await app.as(street.dispatcher).post('/points', wish);
      expect(made.status).toBe(201);
      expect((await app.as(street.dispatcher).post('/points', wish)).status).toBe(200);
      const { code, url, qrSvg, id } = made.body as { code: string; url: string; qrSvg: string; id: string };
      expect(code).toMatch(/^[0-9A-Za-z]{10}$/);
      expect(url.endsWith(`/q/${code}`)).toBe(true);
      expect(qrSvg).toMatch(/^<svg/);
      const scanned = await app.guest().get(`/q/${code}`);
      expect([scanned.status, scanned.headers.get('location')]).toEqual([302, `/#/features/reports/pages/new/index?q=${code}`]);
      expect((await app.guest().get(`/points/by-code/${code}`)).body).toMatchObject({ placeText: '南门公告栏', position: IN_GRID });
      const report = await create(street.resident, { pointCode: code, position: undefined, placeText: undefined });
      expect((await app.as(street.dispatcher).get(`/reports/${report}`)).body).toMatchObject({
        source: 'qr',
        placeText: '南门公告栏',
        position: IN_GRID,
      });
      expect((await app.as(street.dispatcher).get('/points')).body.items[0]).toMatchObject({ id, reports: 1 });
      await app.as(street.dispatcher).patch(`/points/${id}`, { retired: true });
      expect((await app.guest().get(`/points/by-code/${code}`)).status).toBe(404);
      expect((await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199', pointCode: code }))).status).toBe(400);
    });

    it('stands in the own area only', async () => {
      const wish = { id: newId(), placeText: '南门公告栏', position: IN_GRID };
      expect((await app.as(street.strangeDispatcher).post('/points', wish)).status).toBe(403);
      expect((await app.as(street.dispatcher).post('/points', { ...wish, position: { lng: 120, lat: 30 } })).status).toBe(422);
    });
  });

  describe('the account of the reporter', () => {
    it('joined to another takes its reports along', async () => {
      const [from, to] = [await app.make.person({ phone: null }), await app.make.person()];
      const id = await create(from);
      const followed = await create(street.neighbour);
      await app.as(from).post(`/reports/${followed}/follow`);
      await app.db.transaction((tx) => app.nest.get(AccountMoves).move(tx, from.id, to.id));
      expect((await app.as(to).get('/reports/mine')).body.items.map((r: { id: string }) => r.id)).toEqual([id]);
      expect((await app.as(to).get('/reports/following')).body.items.map((r: { id: string }) => r.id)).toEqual([followed]);
      expect((await app.as(from).get(`/reports/${id}`)).status).toBe(404);
      expect((await app.as(street.dispatcher).get(`/reports/${followed}`)).body.followers).toBe(1);
    });

    it('reads out its own words and closes without them', async () => {
      const person = await app.make.person();
      const id = await create(person, { description: '我家楼下很吵' });
      expect((await app.as(person).get('/me/data')).body.reports).toEqual([expect.objectContaining({ id, description: '我家楼下很吵' })]);
      expect((await app.as(person).post('/me/close', { confirm: '注销账号' })).status).toBeLessThan(300);
      const seen = (await app.as(street.dispatcher).get(`/reports/${id}`)).body;
      expect(seen).toMatchObject({ description: null, placeText: null, state: 'reported' });
      expect((await app.as(street.dispatcher).get(`/reports?q=${encodeURIComponent('很吵')}`)).body.items).toEqual([]);
    });

    it('stays open while a case is in hand', async () => {
      const handler = await app.make.person({ roles: [{ role: 'handler', areaCode: DISTRICT, teamId: street.sanitation }] });
      const id = await create();
      await app.as(street.dispatcher).post(`/reports/${id}/dispatch`, { teamId: street.sanitation });
      await app.as(handler).post(`/reports/${id}/start`);
      expect((await app.as(handler).get('/me/closing')).body.obstacles).toEqual([expect.stringContaining('正在办理')]);
      expect((await app.as(handler).post('/me/close', { confirm: '注销账号' })).status).toBe(409);
    });
  });
});
