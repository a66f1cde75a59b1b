import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId, newPhone } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, IN_GRID, SISTER_COMMUNITY } from '../../../../test/town.js';
import { uploadPhoto } from '../../../../test/upload.js';
import { ItemsService } from './items.service.js';
import { ShopsService } from './shops.service.js';

let app: TestApp;
let desk: Somebody;
let stranger: Somebody;
let resident: Somebody;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  desk = await app.make.person({ name: '韦专员', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  stranger = await app.make.person({ name: '农专员', roles: [{ role: 'dispatcher', areaCode: SISTER_COMMUNITY }] });
  resident = await app.make.person({ name: '陈居民', homeCommunityCode: COMMUNITY });
});
afterAll(() => app.close());

const draft = (more: object = {}) => ({
  id: newId(),
  communityCode: COMMUNITY,
  name: '万福早点铺',
  category: 'food',
  placeText: '菜市口 12 号',
  position: IN_GRID,
  phone: '0774-2023456',
  hoursText: '06:30–13:00',
  agreementFrom: '2026-03-01',
  agreementTo: '2027-02-28',
  ...more,
});
const newItem = (shopId: string, more: object = {}) => ({ id: newId(), shopId, kind: 'goods', title: '豆浆油条', points: 10, ...more });

describe('the story of a shop', () => {
  it('is registered with pictures, gets its people and its shelf, is seen in the mall, pauses, and leaves for good', async () => {
    const photo = await uploadPhoto(app, desk);
    const { status, body: shop } = await app.as(desk).post('/rewards/shops', draft({ fileIds: [photo] }));
    expect([status, shop.state, shop.photos.length, shop.agreementDaysLeft, shop.communityName]).toEqual([201, 'open', 1, 355, '万福社区']);
    expect(shop.actions).toEqual(['pause', 'close', 'update', 'add_item', 'people']);

    const phone = newPhone();
    const granted = await app.as(desk).post(`/rewards/shops/${shop.id}/people`, { id: newId(), phone, name: '粟老板', from: '2026-03-11' });
    expect([granted.status, granted.body.phone, granted.body.joined]).toEqual([201, phone, false]);
    const keeper = await app.make.merchant(shop);
    const mine = await app.as(keeper).get('/rewards/shops/mine');
    expect([mine.body.length, mine.body[0].name, mine.body[0].actions]).toEqual([1, '万福早点铺', []]);
    const seen = await app.as(keeper).get(`/rewards/shops/${shop.id}/people`);
    expect(seen.body.map((one: { phone: string }) => one.phone).includes(phone)).toBe(false);

    const made = await app.as(desk).post('/rewards/items', newItem(shop.id, { stock: 3, perPersonMonth: 2 }));
    expect([made.status, made.body.stock, made.body.actions]).toEqual([201, 3, ['take_off', 'stock', 'update']]);
    const path = `/rewards/items/${made.body.id}`;
    expect((await app.as(keeper).post(`${path}/stock`, { change: -2 })).body).toMatchObject({ stock: 1, actions: ['take_off', 'stock'] });
    expect((await app.as(keeper).post(`${path}/stock`, { change: -2 })).body).toMatchObject({ status: 409, code: 'stock_too_low' });
    expect((await app.as(keeper).post(`${path}/take-off`)).body).toMatchObject({ state: 'off' });
    expect((await app.guest().get(`/rewards/mall/items?shopId=${shop.id}`)).body.items).toEqual([]);
    expect((await app.as(keeper).post(`${path}/put-on`)).body).toMatchObject({ state: 'on' });
    const [card] = (await app.guest().get(`/rewards/mall/items?shopId=${shop.id}`)).body.items;
    expect(card).toMatchObject({ title: '豆浆油条', left: 1, missingPoints: null, shopName: '万福早点铺' });

    expect((await app.as(desk).patch(`/rewards/shops/${shop.id}`, { phone: '', fileIds: [] })).body).toMatchObject({
      phone: null,
      photos: [],
    });
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/pause`)).body.state).toBe('paused');
    expect((await app.guest().get(`/rewards/mall/shops/${shop.id}`)).body.open).toBe(false);
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/pause`)).body).toMatchObject({ status: 409, state: 'paused' });
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/resume`)).body.state).toBe('open');

    const told: string[] = [];
    app.nest.get(ShopsService).onClosed((_, shopId) => Promise.resolve(void told.push(shopId)));
    const closed = await app.as(desk).post(`/rewards/shops/${shop.id}/close`);
    expect([closed.body.state, closed.body.actions, told]).toEqual(['closed', ['people'], [shop.id]]);
    for (const verb of ['resume', 'close', 'pause'])
      expect((await app.as(desk).post(`/rewards/shops/${shop.id}/${verb}`)).body).toMatchObject({ status: 409, state: 'closed' });
    expect((await app.as(desk).post(`${path}/take-off`)).body).toMatchObject({ status: 409, state: 'closed' });
    expect((await app.as(desk).post('/rewards/items', newItem(shop.id))).status).toBe(409);
    expect((await app.guest().get(`/rewards/mall/shops/${shop.id}`)).status).toBe(404);
    expect((await app.as(keeper).get(`/rewards/shops/${shop.id}`)).body.state).toBe('closed');
  });

  it('is made once, whatever is sent twice', async () => {
    const body = draft();
    const answers = await Promise.all(Array.from({ length: 4 }, () => app.as(desk).post('/rewards/shops', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201]);
    expect((await app.as(desk).post('/rewards/shops', { ...body, name: '另一家' })).body.code).toBe('id_taken');
  });

  it('tells the desk once that an agreement ends within thirty days, and again when it was renewed as shortly', async () => {
    const { id } = await app.make.shop({ agreementTo: '2026-04-10' });
    const warnings = () => app.db.query(`select 1 from events where subject_id = $1 and action = 'agreement_ending'`, [id]);
    for (let i = 0; i < 2; i += 1) await app.runJobs('rewards.agreements');
    expect(await warnings()).toHaveLength(1);
    const ending = await app.as(desk).get('/rewards/shops?ending=true');
    expect(ending.body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    await app.as(desk).patch(`/rewards/shops/${id}`, { agreementTo: '2026-04-09' });
    await app.runJobs('rewards.agreements');
    expect(await warnings()).toHaveLength(2);
    await app.as(desk).patch(`/rewards/shops/${id}`, { agreementTo: '2027-04-09' });
    expect((await app.as(desk).get('/rewards/shops?ending=true')).body.items).toEqual([]);
  });

  it('takes the role from somebody at once, and is nobody else’s', async () => {
    const shop = await app.make.shop();
    const keeper = await app.make.merchant(shop);
    const { grantId } = ((await app.as(desk).get(`/rewards/shops/${shop.id}/people`)).body as [{ grantId: string }])[0];
    expect((await app.as(keeper).get(`/rewards/shops/${shop.id}`)).status).toBe(200);
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/people/${grantId}/end`)).body).toMatchObject({ active: false, actions: [] });
    expect((await app.as(keeper).get(`/rewards/shops/${shop.id}`)).status).toBe(404);
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/people/${grantId}/end`)).status).toBe(409);
  });
});

describe('refused', () => {
  it.each([
    ['a community that is not theirs', { communityCode: SISTER_COMMUNITY }, 403],
    ['a street for a community', { communityCode: '990101001' }, 400],
    ['a place outside the district', { position: { lng: 111.9, lat: 23.4 } }, 422],
    ['an agreement that ends before it begins', { agreementTo: '2026-02-28' }, 400],
    ['a day that is none', { agreementTo: '2027-02-29' }, 400],
    ['somebody else’s picture', { fileIds: [newId()] }, 422],
    ['a state of its own', { state: 'closed' }, 400],
  ])('%s', async (_, more, status) => {
    expect((await app.as(desk).post('/rewards/shops', draft(more))).status).toBe(status);
  });

  it('the desk of another community and everybody else find nothing', async () => {
    const shop = await app.make.shop();
    const item = await app.make.shopItem(shop);
    for (const who of [stranger, resident, await app.make.merchant(await app.make.shop({ name: '别家' }))]) {
      expect((await app.as(who).get(`/rewards/shops/${shop.id}`)).status).toBe(404);
      expect((await app.as(who).post(`/rewards/shops/${shop.id}/close`)).status).toBe(404);
      expect((await app.as(who).post(`/rewards/items/${item.id}/stock`, { change: 1 })).status).toBe(404);
    }
  });

  it('a shop’s people neither write its items nor its page; a desk that runs a shop does not keep it', async () => {
    const shop = await app.make.shop();
    const item = await app.make.shopItem(shop);
    const keeper = await app.make.merchant(shop);
    expect((await app.as(keeper).patch(`/rewards/items/${item.id}`, { points: 1 })).status).toBe(403);
    expect((await app.as(keeper).patch(`/rewards/shops/${shop.id}`, { name: '改名' })).status).toBe(403);
    expect((await app.as(keeper).post('/rewards/items', newItem(shop.id))).status).toBe(403);
    const both = await app.make.merchant(shop);
    await app.make.grant(both, { role: 'dispatcher', areaCode: COMMUNITY });
    expect((await app.as(both).patch(`/rewards/items/${item.id}`, { points: 1 })).status).toBe(403);
    const self = { id: newId(), phone: desk.phone, name: '自己', from: '2026-03-11' };
    expect((await app.as(desk).post(`/rewards/shops/${shop.id}/people`, self)).body.code).toBe('not_oneself');
  });

  it.each([{ points: 0 }, { points: 1.5 }, { points: 100_001 }, { stock: -1 }, { validDays: 0 }, { starLeast: 6 }, { perPerson: 0 }])(
    'an item with %j',
    async (more) => {
      const shop = await app.make.shop();
      expect((await app.as(desk).post('/rewards/items', newItem(shop.id, more))).status).toBe(400);
    },
  );
});

describe('stock', () => {
  it('is exact whatever comes at once: 20 redemptions and 10 corrections by differences', async () => {
    const shop = await app.make.shop();
    const item = await app.make.shopItem(shop, { stock: 15 });
    const items = app.nest.get(ItemsService);
    const takes = Array.from({ length: 20 }, () => app.db.transaction((tx) => items.takeStock(tx, item.id)));
    const changes = Array.from({ length: 10 }, () => app.as(desk).post(`/rewards/items/${item.id}/stock`, { change: 1 }));
    const taken = (await Promise.all(takes)).filter(Boolean).length;
    const added = (await Promise.all(changes)).filter(({ status }) => status === 200).length;
    const { body } = await app.as(desk).get(`/rewards/items/${item.id}`);
    expect([added, body.stock]).toEqual([10, 15 + added - taken]);
  });

  it('gives the last one to one of 32', async () => {
    const item = await app.make.shopItem(await app.make.shop(), { stock: 1 });
    const items = app.nest.get(ItemsService);
    const taken = await Promise.all(Array.from({ length: 32 }, () => app.db.transaction((tx) => items.takeStock(tx, item.id))));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it('begins and ends to be counted, and an uncounted item has always one more', async () => {
    const item = await app.make.shopItem(await app.make.shop(), { stock: null });
    const path = `/rewards/items/${item.id}/stock`;
    expect(await app.db.transaction((tx) => app.nest.get(ItemsService).takeStock(tx, item.id))).toBe(true);
    expect((await app.as(desk).post(path, { change: 1 })).body.code).toBe('stock_not_counted');
    expect((await app.as(desk).post(path, { counted: true, change: 4 })).body.stock).toBe(4);
    expect((await app.as(desk).post(path, { counted: true, change: 4 })).status).toBe(409);
    expect((await app.as(desk).post(path, { counted: false })).body.stock).toBeNull();
    expect((await app.as(desk).post(path, {})).status).toBe(400);
  });
});

describe('the mall', () => {
  it('shows the nearest first, by pages, within the district, and what the caller’s points reach for', async () => {
    const near = await app.make.shop({ name: '近处书店', position: { lng: 111.3021, lat: 23.402 } });
    const far = await app.make.shop({ name: '远处书店', position: { lng: 111.315, lat: 23.415 } });
    const over = await app.make.shop({ name: '过期书店', agreementTo: '2026-03-10' });
    const cheap = await app.make.shopItem(far, { title: '书签', points: 2 });
    const dear = await app.make.shopItem(near, { title: '书架', points: 300 });
    await app.make.shopItem(over, { title: '书包' });
    const q = `q=${encodeURIComponent('书')}&lng=111.302&lat=23.402`;
    const me = await app.make.person({ homeCommunityCode: COMMUNITY });
    await app.make.points(me, 8);
    const first = await app.as(me).get(`/rewards/mall/items?${q}&limit=1`);
    expect(first.body.items.map((one: { id: string }) => one.id)).toEqual([dear.id]);
    expect(first.body.items[0]).toMatchObject({ missingPoints: 292, distanceMetres: 10 });
    const second = await app.as(me).get(`/rewards/mall/items?${q}&limit=1&cursor=${String(first.body.next)}`);
    expect([second.body.items.map((one: { id: string }) => one.id), second.body.next]).toEqual([[cheap.id], null]);
    const reach = await app.as(me).get(`/rewards/mall/items?${q}&affordable=true`);
    expect(reach.body.items.map((one: { title: string }) => one.title)).toEqual(['书签']);
    const byPoints = await app.guest().get(`/rewards/mall/items?q=${encodeURIComponent('书')}&order=points`);
    expect(byPoints.body.items.map((one: { points: number }) => one.points)).toEqual([2, 300]);
    const shops = await app.guest().get(`/rewards/mall/shops?${q}`);
    expect(shops.body.items.map((one: { name: string }) => one.name)).toEqual(['近处书店', '远处书店']);
    expect((await app.guest().get('/rewards/mall/items?areaCode=110101')).body.items).toEqual([]);
  });

  it('says to the caller what stands in the way, the weightiest first, and nothing of that to a guest', async () => {
    const shop = await app.make.shop();
    const item = await app.make.shopItem(shop, { points: 20, stock: 0, starLeast: 1, minutesLeast: 600 });
    const me = await app.make.person({});
    await app.make.points(me, 8);
    const { body } = await app.as(me).get(`/rewards/mall/items/${item.id}`);
    expect(body.obstacles).toEqual([
      { code: 'sold_out', text: '已经兑完了，谢谢您的关注。' },
      { code: 'star_too_low', text: '这一项为一星及以上的志愿者准备。' },
      { code: 'minutes_too_few', text: '再服务 10 小时就可以兑换。' },
      { code: 'not_enough_points', text: '还差 12 积分。' },
    ]);
    expect(body).toMatchObject({ freePoints: 8, missingPoints: 12, soldOut: true, shop: { id: shop.id } });
    expect((await app.guest().get(`/rewards/mall/items/${item.id}`)).body).toMatchObject({ obstacles: null, freePoints: null });
  });

  it('knows the value of what is on the shelves, by community', async () => {
    const [before] = await app.db.query<{ points: string }[]>(`select points from shop_stocked_values where community_code = $1`, [
      COMMUNITY,
    ]);
    await app.make.shopItem(await app.make.shop(), { points: 30, stock: 4 });
    await app.make.shopItem(await app.make.shop({ state: 'paused' }), { points: 30, stock: 4 });
    const [after] = await app.db.query<{ points: string }[]>(`select points from shop_stocked_values where community_code = $1`, [
      COMMUNITY,
    ]);
    expect(Number(after?.points) - Number(before?.points)).toBe(120);
  });
});
