import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { buildTown, COMMUNITY, DISTRICT, OTHER_STREET, SISTER_COMMUNITY, STREET } from '../../../../test/town.js';

let app: TestApp;
let dispatcher: Somebody;
let streetDispatcher: Somebody;
let administrator: Somebody;
let resident: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  const as = (role: 'dispatcher' | 'administrator', areaCode: string) => app.make.person({ name: '李建国', roles: [{ role, areaCode }] });
  [dispatcher, streetDispatcher, administrator] = [
    await as('dispatcher', COMMUNITY),
    await as('dispatcher', STREET),
    await as('administrator', DISTRICT),
  ];
  resident = await app.make.person({ homeCommunityCode: COMMUNITY });
});
afterAll(() => app.close());

const menuOf = async (communityCode: string, more = '') =>
  (await app.guest().get(`/menu?communityCode=${communityCode}${more}`)).body as { code: string; name: string; minutes: number }[];
const codesOf = async (communityCode: string, more = '') => (await menuOf(communityCode, more)).map(({ code }) => code);
const settings = (body: object, who = dispatcher, area = COMMUNITY, code = 'S0104') =>
  app.as(who).put(`/menu/settings/${area}/${code}`, body);

describe('the menu', () => {
  it('shows forty items in ten categories to a guest', async () => {
    const items = (await app.guest().get('/menu')).body as { category: string }[];
    expect(items).toHaveLength(40);
    expect(new Set(items.map(({ category }) => category)).size).toBe(10);
  });

  it('says of one item what an order needs to know', async () => {
    const { body } = await app.guest().get(`/menu/S0106?communityCode=${COMMUNITY}`);
    expect(body).toMatchObject({
      name: '助浴协助',
      category: 'elder_care',
      servedBy: ['professional'],
      qualificationCode: 'caregiver',
      insuranceRequired: true,
      needsReview: true,
      twoPersonRule: true,
      minPeople: 2,
      maxPeople: 2,
      mode: 'home',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      slots: [
        { fromMinute: 510, toMinute: 690 },
        { fromMinute: 840, toMinute: 1080 },
      ],
    });
    expect(body.riskNote).toContain('两人同行');
  });

  it('finds by the words people use, by category, and nothing for what is nowhere', async () => {
    expect(await codesOf(COMMUNITY, '&q=送餐')).toContain('S0104');
    expect(await codesOf(COMMUNITY, '&q=剪头发')).toEqual(['S0107']);
    expect(await codesOf(COMMUNITY, '&q=看病')).toEqual(['S0103']);
    expect(await codesOf(COMMUNITY, '&category=legal')).toEqual(['S0401', 'S0402', 'S0403']);
    expect(await codesOf(COMMUNITY, '&q=火箭')).toEqual([]);
    expect(await codesOf(COMMUNITY, '&q=%25')).toEqual([]);
  });

  it('takes the home community of whoever is signed in', async () => {
    await settings({ enabled: false }, dispatcher, COMMUNITY, 'S0903');
    const mine = (await app.as(resident).get('/menu')).body as { code: string }[];
    expect(mine.map(({ code }) => code)).not.toContain('S0903');
    expect(await codesOf(SISTER_COMMUNITY)).toContain('S0903');
    expect((await app.as(resident).get('/menu/S0903')).status).toBe(404);
  });

  it.each(['/menu/S9999', '/menu/nothing'])('404: %s', async (path) => expect((await app.guest().get(path)).status).toBe(404));
  it.each(['/menu?communityCode=990109001001', '/menu?communityCode=x', '/menu?category=__proto__', '/menu?sort=name'])(
    '400: %s',
    async (path) => expect((await app.guest().get(path)).status).toBe(400),
  );
});

describe('what a community sets', () => {
  it('inherits from street and district, the nearest first, and writes its history', async () => {
    expect((await settings({ minutes: 40, noticeHours: 6 }, streetDispatcher, STREET)).status).toBe(200);
    expect((await app.guest().get(`/menu/S0104?communityCode=${SISTER_COMMUNITY}`)).body).toMatchObject({ minutes: 40, noticeHours: 6 });
    const { status, body } = await settings({ minutes: 45, openToNeighbours: true, reason: '路远，时间不够', description: '只送午饭' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ minutes: 45, noticeHours: 6, openToNeighbours: true, edited: true, reviewFixed: false, enabled: true });
    expect((await app.guest().get(`/menu/S0104?communityCode=${COMMUNITY}`)).body).toMatchObject({ minutes: 45, description: '只送午饭' });
    expect((await app.guest().get(`/menu/S0104?communityCode=${OTHER_STREET}001`)).body).toMatchObject({ minutes: 30 });
    await settings({ slots: [{ fromMinute: 660, toMinute: 720 }], weekdays: [5, 1] });
    const history = (await app.as(dispatcher).get(`/menu/settings/${COMMUNITY}/S0104/history`)).body as { changes: string[] }[];
    expect(history).toMatchObject([
      { changes: ['服务日 每天 → 周一、周五', '时段 10:30–12:30、16:30–18:30 → 11:00–12:00'], reason: null },
      { by: '李建国', changes: ['时长 40 → 45 分钟', '向邻近社区开放', '修改了服务说明'], reason: '路远，时间不够' },
    ]);
  });

  it('keeps words out of the events', async () => {
    const rows = await app.db.query<{ data: object }[]>(`select data from events where subject_type = 'menu_setting'`);
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/路远|午饭/);
  });

  it('may switch a review on, and off only where the catalogue does not ask for one', async () => {
    expect((await settings({ needsReview: true })).body.needsReview).toBe(true);
    expect((await settings({ needsReview: false })).body.needsReview).toBe(false);
    expect(await settings({ needsReview: false }, dispatcher, COMMUNITY, 'S0106')).toMatchObject({
      status: 422,
      body: { code: 'review_fixed' },
    });
  });

  it.each([
    [{ maxPeople: 1 }, 'S0106', 'maxPeople'],
    [{ radiusMetres: 500 }, 'S0109', 'radiusMetres'],
    [{ weekdays: [] }, 'S0104', 'weekdays'],
    [{ weekdays: [1, 1] }, 'S0104', 'weekdays'],
    [{ slots: [] }, 'S0104', 'slots'],
    [{ slots: [{ fromMinute: 700, toMinute: 600 }] }, 'S0104', 'slots'],
    [{ minutes: 481 }, 'S0104', 'minutes'],
    [{ name: '改名' }, 'S0104', 'name'],
  ])('refuses %j', async (body, code, field) => {
    const answer = await settings(body, dispatcher, COMMUNITY, code);
    expect([answer.status, Object.keys(answer.body.fields)]).toEqual([400, [field]]);
  });

  it('does the same twice only once', async () => {
    const key = 'menu-setting-once-1234';
    const twice = () => app.as(dispatcher).put(`/menu/settings/${COMMUNITY}/S0305`, { minutes: 50 }, { key });
    expect([(await twice()).status, (await twice()).status]).toEqual([200, 200]);
    expect((await app.as(dispatcher).get(`/menu/settings/${COMMUNITY}/S0305/history`)).body).toHaveLength(1);
  });

  it('is for the desk of the place', async () => {
    expect((await settings({ minutes: 20 }, resident)).status).toBe(403);
    expect((await settings({ minutes: 20 }, dispatcher, SISTER_COMMUNITY)).status).toBe(403);
    expect((await settings({ minutes: 20 }, dispatcher, STREET)).status).toBe(403);
    expect((await settings({ minutes: 20 }, administrator)).status).toBe(403);
    expect((await settings({ minutes: 20 }, dispatcher, `${COMMUNITY}001`)).status).toBe(404);
    expect((await settings({ minutes: 20 }, dispatcher, COMMUNITY, 'S9999')).status).toBe(404);
    expect((await app.as(administrator).get(`/menu/settings?communityCode=${COMMUNITY}`)).body).toHaveLength(40);
    expect((await app.as(dispatcher).get('/menu/settings')).body).toHaveLength(40);
    expect((await app.as(resident).get('/menu/settings')).status).toBe(403);
  });
});
