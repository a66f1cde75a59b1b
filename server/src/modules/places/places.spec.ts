import { bootApp, HOUR, type TestApp } from '../../../test/harness.js';
import { newId } from '../../../test/makers.js';
import { buildStreet, type Street } from '../../../test/street.js';
import { COMMUNITY, IN_GRID, OTHER_STREET } from '../../../test/town.js';

let app: TestApp;
let street: Street;
beforeAll(async () => {
  app = await bootApp();
  street = await buildStreet(app);
});
afterAll(() => app.close());
beforeEach(() => app.db.query(`delete from places`));

const HOURS = [
  { weekdays: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
  { weekdays: [5, 1, 2, 3, 4], from: '14:30', to: '18:00' },
];
const draft = (more: object = {}) => ({
  id: newId(),
  kind: 'elder_canteen',
  name: '万福长者食堂',
  address: '菜市口12号一楼',
  phone: '0774-3886655',
  position: IN_GRID,
  hours: HOURS,
  ...more,
});
const open = async (more: object = {}): Promise<string> => {
  const answer = await app.as(street.dispatcher).post('/places', draft(more));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id as string;
};
const names = async (query = ''): Promise<string[]> =>
  ((await app.guest().get(`/places${query}`)).body.items as { name: string }[]).map(({ name }) => name);

describe('a place', () => {
  it('is found by everybody, with its hours and whether it is open', async () => {
    const id = await open();
    const { body } = await app.guest().get(`/places/${id}`);
    expect(body).toMatchObject({
      name: '万福长者食堂',
      phone: '0774-3886655',
      areaCode: COMMUNITY,
      areaText: '滨江街道 · 万福社区',
      hoursText: '周一至周五 08:30–12:00，14:30–18:00',
      openNow: true,
      editable: false,
    });
    const at = app.clock.now().toISOString();
    app.clock.advance(3 * HOUR);
    expect((await app.guest().get(`/places/${id}`)).body.openNow).toBe(false);
    app.clock.set(at);
    expect((await app.as(street.dispatcher).get(`/places/${id}`)).body.editable).toBe(true);
  });

  it('is listed by distance and kind, page by page', async () => {
    await open({ name: '远处食堂', position: { lng: 111.309, lat: 23.416 } });
    await open({ name: '近处食堂', position: { lng: 111.3021, lat: 23.4021 } });
    await open({ name: '中间服务站', kind: 'service_station', position: { lng: 111.305, lat: 23.403 } });
    const here = `?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}`;
    expect(await names(here)).toEqual(['近处食堂', '中间服务站', '远处食堂']);
    expect(await names(`${here}&kind=elder_canteen`)).toEqual(['近处食堂', '远处食堂']);
    expect((await names()).sort()).toEqual(['中间服务站', '近处食堂', '远处食堂'].sort());
    const first = (await app.guest().get(`/places${here}&limit=2`)).body;
    expect(first.items[0].distanceMetres).toBeLessThan(30);
    expect((await app.guest().get(`/places${here}&limit=2&cursor=${first.next}`)).body.items.map((p: { name: string }) => p.name)).toEqual([
      '远处食堂',
    ]);
    expect(await names(`?areaCode=${OTHER_STREET}`)).toEqual([]);
    expect((await app.guest().get('/places?lng=111')).status).toBe(400);
  });

  it('is changed and closed by those who keep the area', async () => {
    const id = await open();
    const { body } = await app.as(street.administrator).patch(`/places/${id}`, { phone: '', hours: [], note: '装修中' });
    expect(body).toMatchObject({ phone: null, hoursText: '', openNow: false, note: '装修中', name: '万福长者食堂' });
    expect((await app.as(street.resident).patch(`/places/${id}`, { name: '别人的' })).status).toBe(403);
    expect((await app.as(street.strangeDispatcher).patch(`/places/${id}`, { name: '别人的' })).status).toBe(403);
    await app.as(street.dispatcher).patch(`/places/${id}`, { retired: true });
    expect((await app.guest().get(`/places/${id}`)).status).toBe(404);
    expect(await names()).toEqual([]);
    expect((await app.as(street.dispatcher).get('/places')).body.items).toHaveLength(1);
    expect((await app.as(street.strangeDispatcher).patch(`/places/${id}`, { name: '别人的' })).status).toBe(404);
    await app.as(street.dispatcher).patch(`/places/${id}`, { retired: false });
    expect(await names()).toEqual(['万福长者食堂']);
  });

  it('is made once, whatever is sent twice', async () => {
    const body = draft();
    const answers = await Promise.all(Array.from({ length: 4 }, () => app.as(street.dispatcher).post('/places', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect((await app.as(street.dispatcher).post('/places', { ...body, name: '另一个' })).status).toBe(409);
  });

  it.each([
    [{ position: { lng: 111.305, lat: 24 } }, 422],
    [{ position: { lng: 111.33, lat: 23.405 } }, 403],
    [{ phone: '电话' }, 400],
    [{ hours: [{ weekdays: [1], from: '09:00', to: '08:00' }] }, 400],
    [{ hours: [{ weekdays: [8], from: '08:00', to: '09:00' }] }, 400],
    [{ hours: [{ weekdays: [1], from: '8:00', to: '25:00' }] }, 400],
    [{ kind: 'bar' }, 400],
    [{ retired: true }, 400],
  ])('refuses %j', async (more, status) => {
    expect((await app.as(street.dispatcher).post('/places', draft(more))).status).toBe(status);
  });
});
