import { bootApp, DAY, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildStreet, type Street } from '../../../test/street.js';
import { COMMUNITY, DISTRICT, GRID, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../test/town.js';

let app: TestApp;
let street: Street;
beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
});
afterAll(() => app.close());
beforeEach(() => app.db.query(`delete from notices`));

const draft = (more: object = {}) => ({
  id: newId(),
  title: '周六停水通知',
  text: '3月14日 9:00–17:00 万福花园检修水管，请提前存水。',
  areaCode: COMMUNITY,
  from: '2026-03-11',
  to: '2026-03-14',
  ...more,
});
const write = async (who: Somebody, more: object = {}): Promise<string> => {
  const answer = await app.as(who).post('/notices', draft(more));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id as string;
};
const publish = async (more: object = {}): Promise<string> => {
  const id = await write(street.streetDispatcher, more);
  const answer = await app.as(street.chief).post(`/notices/${id}/approve`);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return id;
};
const onFor = async (areaCode?: string): Promise<string[]> =>
  ((await app.guest().get(`/notices${areaCode ? `?areaCode=${areaCode}` : ''}`)).body.items as { id: string }[]).map(({ id }) => id);

describe('a notice', () => {
  it('is written by one, published by another, read by everybody of the area until its last day', async () => {
    const id = await write(street.dispatcher);
    expect(await onFor(COMMUNITY)).toEqual([]);
    expect((await app.guest().get(`/notices/${id}`)).status).toBe(404);
    expect((await app.as(street.dispatcher).get(`/notices/${id}`)).body).toMatchObject({
      state: 'submitted',
      mine: true,
      actions: ['revise', 'withdraw'],
    });
    const { body } = await app.as(street.streetDispatcher).post(`/notices/${id}/approve`);
    expect(body).toMatchObject({ state: 'published', on: true, areaText: '滨江街道 · 万福社区', actions: ['withdraw'] });
    expect(await onFor(COMMUNITY)).toEqual([id]);
    expect(await onFor(GRID)).toEqual([id]);
    expect(await onFor(SISTER_COMMUNITY)).toEqual([]);
    expect((await app.as(street.resident).get('/notices')).body.items).toHaveLength(1);
    expect((await app.guest().get(`/notices/${id}`)).body).toMatchObject({ refuseReason: null, mine: false, actions: [] });
    const at = app.clock.now().toISOString();
    app.clock.advance(3 * DAY);
    expect(await onFor(COMMUNITY)).toEqual([id]);
    app.clock.advance(DAY);
    expect(await onFor(COMMUNITY)).toEqual([]);
    expect((await app.guest().get(`/notices/${id}`)).status).toBe(404);
    app.clock.set(at);
  });

  it('is never published by whoever wrote it, nor by whoever touched it', async () => {
    const id = await write(street.dispatcher);
    expect((await app.as(street.dispatcher).post(`/notices/${id}/approve`)).status).toBe(403);
    expect((await app.as(street.streetDispatcher).post(`/notices/${id}/revise`, { ...draft(), id: undefined })).status).toBe(200);
    expect((await app.as(street.streetDispatcher).post(`/notices/${id}/approve`)).status).toBe(403);
    expect((await app.as(street.chief).post(`/notices/${id}/approve`)).status).toBe(200);
  });

  it('is published as the second person read it, never as it was changed in the meantime', async () => {
    const id = await write(street.dispatcher);
    const { version } = (await app.as(street.chief).get(`/notices/${id}`)).body;
    await app.as(street.dispatcher).post(`/notices/${id}/revise`, { ...draft({ text: '悄悄换成另一段没人看过的文字。' }), id: undefined });
    const late = await app.as(street.chief).post(`/notices/${id}/approve`, { version });
    expect(late.body).toMatchObject({ status: 409, state: 'submitted' });
    const again = (await app.as(street.chief).get(`/notices/${id}`)).body;
    expect(again.version).not.toBe(version);
    expect((await app.as(street.chief).post(`/notices/${id}/approve`, { version: again.version })).status).toBe(200);
  });

  it('keeps the two apart in its row', async () => {
    const id = await publish();
    expect(id).toBeTruthy();
    await expect(app.db.query(`update notices set decided_by = written_by[1]`)).rejects.toThrow('notices_four_eyes');
  });

  it('comes back with a reason, is mended and goes out; and is taken down', async () => {
    const id = await write(street.dispatcher);
    expect((await app.as(street.chief).post(`/notices/${id}/refuse`, { reason: '' })).status).toBe(400);
    await app.as(street.chief).post(`/notices/${id}/refuse`, { reason: '请写明哪几栋' });
    expect((await app.as(street.chief).post(`/notices/${id}/approve`)).body).toMatchObject({ status: 409, state: 'refused' });
    const seen = (await app.as(street.dispatcher).get(`/notices/${id}`)).body;
    expect(seen).toMatchObject({ refuseReason: '请写明哪几栋', actions: ['revise'] });
    const words = draft({ text: '3月14日 9:00–17:00 万福花园 1–3 栋检修水管。', id: undefined });
    expect((await app.as(street.dispatcher).post(`/notices/${id}/revise`, words)).body).toMatchObject({
      state: 'submitted',
      refuseReason: null,
    });
    await app.as(street.chief).post(`/notices/${id}/approve`);
    await app.as(street.dispatcher).post(`/notices/${id}/withdraw`);
    expect(await onFor(COMMUNITY)).toEqual([]);
    expect((await app.as(street.dispatcher).post(`/notices/${id}/withdraw`)).status).toBe(409);
  });

  it('of a street is read in its communities, of the district everywhere', async () => {
    const [ofStreet, ofOther] = [await publish({ areaCode: STREET }), newId()];
    expect(ofOther).toBeTruthy();
    const head = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: DISTRICT }] });
    const second = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: DISTRICT }] });
    const ofDistrict = await write(head, { areaCode: DISTRICT });
    await app.as(second).post(`/notices/${ofDistrict}/approve`);
    expect((await onFor(SISTER_COMMUNITY)).sort()).toEqual([ofStreet, ofDistrict].sort());
    expect(await onFor(OTHER_STREET)).toEqual([ofDistrict]);
    expect(await onFor()).toEqual([ofDistrict]);
  });

  it('is written once, whatever is sent twice', async () => {
    const body = draft();
    const answers = await Promise.all(Array.from({ length: 5 }, () => app.as(street.dispatcher).post('/notices', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    expect((await app.as(street.dispatcher).post('/notices', { ...body, title: '另一条公告' })).status).toBe(409);
    expect((await app.as(street.streetDispatcher).post('/notices', body)).status).toBe(409);
  });

  it.each([
    [{ areaCode: GRID }, 400],
    [{ areaCode: OTHER_STREET }, 403],
    [{ areaCode: '990199' }, 400],
    [{ to: '2026-03-10', from: '2026-03-09' }, 400],
    [{ from: '2026-03-15' }, 400],
    [{ from: '2026-02-30' }, 400],
    [{ to: '2028-03-15' }, 400],
    [{ title: '短' }, 400],
    [{ text: ' 　​​​​​​​​​​​ ' }, 400],
    [{ state: 'published' }, 400],
    [{ writtenBy: [] }, 400],
  ])('refuses %j', async (more, status) => {
    expect((await app.as(street.streetDispatcher).post('/notices', draft(more))).status).toBe(status);
  });

  it('lists for the desk by state and page, each their own areas', async () => {
    for (let i = 0; i < 3; i += 1) await write(street.dispatcher);
    await publish();
    const { body } = await app.as(street.streetDispatcher).get('/notices/desk?limit=3');
    expect(body.items).toHaveLength(3);
    expect((await app.as(street.streetDispatcher).get(`/notices/desk?limit=3&cursor=${body.next}`)).body.items).toHaveLength(1);
    expect((await app.as(street.chief).get('/notices/desk?state=submitted')).body.items).toHaveLength(3);
    expect((await app.as(street.strangeDispatcher).get('/notices/desk')).body.items).toEqual([]);
    expect((await app.as(street.resident).get('/notices/desk')).status).toBe(403);
  });

  it('tells a second person, and the writer what became of it', async () => {
    const id = await write(street.dispatcher);
    await app.runJobs();
    const titles = async (who: Somebody) =>
      ((await app.as(who).get('/notifications')).body.items as { title: string; path: string }[]).map(({ title }) => title);
    expect(await titles(street.streetDispatcher)).toContain('公告待审批');
    expect(await titles(street.dispatcher)).toEqual([]);
    await app.as(street.streetDispatcher).post(`/notices/${id}/approve`);
    await app.runJobs();
    expect(await titles(street.dispatcher)).toEqual(['公告已发布']);
  });
});
