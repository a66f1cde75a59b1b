import { bootApp, type Client, type TestApp } from './harness.js';
import { newId, newPhone } from './makers.js';
import { newPhoto, photoForm } from './photos.js';
import { box } from './town.js';

const DISTRICT = '990909';
const STREET = '990909001';
const COMMUNITY = '990909001001';
const GRID = '990909001001001';
const SISTER = '990909001001002';
const IN_GRID = { lng: 111.405, lat: 23.41 };

describe('a working street from nothing but the first administrator', () => {
  let app: TestApp;
  let administrator: Client;
  const people = new Map<string, { phone: string; client: Client }>();
  const who = (name: string): Client => people.get(name)!.client;

  beforeAll(async () => {
    app = await bootApp();
    const phone = newPhone();
    await app.make.person({ name: '周管理', phone, roles: [{ role: 'administrator', areaCode: DISTRICT }] });
    administrator = await enter(phone);
  });
  afterAll(() => app.close());

  /** As everybody does it: number and code. */
  async function enter(phone: string): Promise<Client> {
    const sent = await app.guest().post('/auth/sms/send', { phone });
    const { body } = await app.guest().post('/auth/sms/verify', { phone, code: sent.body.demoCode as string });
    return app.bearing(body.accessToken as string);
  }
  const made = async (path: string, body: object, by = administrator) => {
    const answer = await by.post(path, body);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({ status: 201 });
    return answer.body;
  };
  const act = async (by: Client, path: string, body: object = {}) => {
    const answer = await by.post(path, body);
    expect({ path, status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    return answer.body;
  };
  const photo = async (by: Client): Promise<string> => {
    const id = newId();
    expect((await by.post('/files', photoForm(id, await newPhoto()))).status).toBe(201);
    return id;
  };

  it('has its areas and their map', async () => {
    for (const [code, name, shortCode] of [
      [DISTRICT, '新城区'],
      [STREET, '江北街道', 'JB'],
      [COMMUNITY, '码头社区'],
      [GRID, '第一网格'],
      [SISTER, '第二网格'],
    ] as const)
      await made('/areas', { code, name, ...(shortCode ? { shortCode } : {}) });
    const feature = (code: string, ...corners: [number, number, number, number]) => ({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'Polygon', coordinates: [box(...corners)] },
    });
    const features = [
      ...[DISTRICT, STREET, COMMUNITY].map((code) => feature(code, 111.4, 23.4, 111.42, 23.42)),
      feature(GRID, 111.4, 23.4, 111.41, 23.42),
      feature(SISTER, 111.41, 23.4, 111.42, 23.42),
    ];
    const shapes = { dryRun: false, coordinates: 'gcj02', geojson: { type: 'FeatureCollection', features } };
    expect((await administrator.post('/areas/shapes', shapes)).body).toMatchObject({ accepted: 5, problems: [] });
    const place = await app.guest().get(`/areas/locate?lng=${IN_GRID.lng}&lat=${IN_GRID.lat}`);
    expect(place.body).toMatchObject({ gridCode: GRID, text: '江北街道 · 码头社区 · 第一网格' });
  });

  it('has its people, whose roles count from their first sign-in', async () => {
    for (const [name, role, areaCode] of [
      ['林值班', 'dispatcher', STREET],
      ['江街长', 'street_chief', STREET],
      ['何网格', 'grid_leader', COMMUNITY],
      ['陈小梅', 'grid_member', GRID],
    ] as const) {
      const phone = newPhone();
      await made('/staff/grants', { id: newId(), phone, name, role, areaCode, from: '2026-01-01' });
      const client = await enter(phone);
      expect((await client.get('/me')).body).toMatchObject({ roles: [{ role, areaCode }] });
      people.set(name, { phone, client });
    }
    const phone = newPhone();
    people.set('居民', { phone, client: await enter(phone) });
  });

  let teamId: string;
  it('has its teams, with and without accounts', async () => {
    const team = (type: string, name: string, hasAccounts: boolean) =>
      made('/teams', { id: newId(), type, name, areaCode: STREET, hasAccounts });
    teamId = (await team('sanitation', '江北环卫站', true)).id as string;
    await team('fire_rescue', '江北消防站', false);
    const phone = newPhone();
    const members = await administrator.put(`/teams/${teamId}/members`, { members: [{ phone, name: '马师傅', lead: true }] });
    expect(members.status).toBe(200);
    people.set('马师傅', { phone, client: await enter(phone) });
    expect((await who('马师傅').get('/me')).body.roles).toMatchObject([{ role: 'handler', teamId, lead: true }]);
  });

  let checkpoint: string;
  it('has hours, limits, checkpoints and a QR point', async () => {
    const hours = { spans: [{ from: '09:00', to: '17:00' }] };
    expect((await administrator.put(`/calendar/office-hours/${STREET}`, hours)).status).toBe(200);
    const limit = { deadlineType: 'work_hour', deadlineValue: 4 };
    expect((await administrator.patch('/categories/E0110', limit)).body).toMatchObject({ deadline: { type: 'work_hour', value: 4 } });
    checkpoint = (await made('/checkpoints', { id: newId(), name: '码头公告栏', position: IN_GRID })).code as string;
    const point = await made('/points', { id: newId(), placeText: '码头公园东门', position: IN_GRID });
    expect((await app.guest().get(`/points/by-code/${point.code}`)).body).toMatchObject({ placeText: '码头公园东门' });
  });

  it('takes a report from the camera to the stars', async () => {
    const resident = who('居民');
    const body = {
      id: newId(),
      categoryCode: 'E0110',
      fileIds: [await photo(resident)],
      position: IN_GRID,
      contactable: true,
      anonymous: false,
    };
    const { caseNo, areaText } = await made('/reports', body, resident);
    expect([caseNo, areaText]).toEqual([expect.stringContaining('JB'), '江北街道 · 码头社区 · 第一网格']);
    const at = `/reports/${body.id}`;
    await act(who('何网格'), `${at}/accept`);
    await act(who('林值班'), `${at}/dispatch`, { teamId });
    await act(who('马师傅'), `${at}/start`);
    await act(who('马师傅'), `${at}/handle`, { outcome: 'solved', note: '已清运', fileIds: [await photo(who('马师傅'))] });
    await act(who('陈小梅'), `${at}/approve`);
    expect(await act(resident, `${at}/rate`, { level: 5 })).toMatchObject({ state: 'closed', closedAs: 'checked', rating: 5 });
  });

  it('is walked by its grid member', async () => {
    const walker = who('陈小梅');
    const id = newId();
    const phoneAt = () => app.clock.now().toISOString();
    await made('/patrols', { id, phoneAt: phoneAt() }, walker);
    app.clock.advance(300_000);
    await made(`/patrols/${id}/scans`, { id: newId(), code: checkpoint, phoneAt: phoneAt(), nothingFound: true }, walker);
    app.clock.advance(300_000);
    await made(`/patrols/${id}/scans`, { id: newId(), code: checkpoint, phoneAt: phoneAt(), nothingFound: true }, walker);
    expect(await act(walker, `/patrols/${id}/end`, { phoneAt: phoneAt() })).toMatchObject({ state: 'ended', countedMinutes: 5, scans: 2 });
    const figures = await who('何网格').get(`/patrols/figures?areaCode=${COMMUNITY}`);
    expect(figures.body[0]).toMatchObject({ areaName: '码头社区', people: 1, checkpoints: 1, coverage: 1 });
  });

  it('keeps its administrator out of the matters', async () => {
    const reports = await administrator.get('/reports?box=to_accept');
    expect(reports.body.items ?? []).toEqual([]);
  });
});
