import { newId, newPhone } from '../makers.js';
import { COMMUNITY, IN_GRID } from '../town.js';
import type { Requests, World } from './world.js';

/** A shop for one row alone: it is paused, closed, changed. Its merchant cannot be asked for: they belong to the world's. */
const fresh = ({ app, shop }: World, state: 'open' | 'paused' = 'open') => app.make.shop({ communityCode: shop.communityCode, state });
const newShop = () => ({
  id: newId(),
  communityCode: COMMUNITY,
  name: '新开的粉店',
  category: 'food',
  placeText: '菜市口 15 号',
  position: IN_GRID,
  agreementFrom: '2026-03-01',
  agreementTo: '2027-02-28',
});
const newPerson = () => ({ id: newId(), phone: newPhone(), name: '粟帮手', from: '2026-03-11' });
const itemOf = async ({ app, shop }: World, state: 'on' | 'off' = 'on') => (await app.make.shopItem(shop, { state, stock: 5 })).id;
let months = 0;
/** A closed sheet of the world's shop, each of another month. */
async function sheetOf({ app, shop }: World): Promise<string> {
  const id = newId();
  const month = `19${String(Math.floor(months / 12)).padStart(2, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  months += 1;
  await app.db.query(
    `insert into shop_sheets (id, shop_id, community_code, month, state, redeemed, redeemed_points, refunded, refunded_points, points, ledger_points, checked_at, closed_at)
     values ($1, $2, $3, $4, 'closed', 0, 0, 0, 0, 0, 0, $5, $5)`,
    [id, shop.id, shop.communityCode, month, app.clock.now()],
  );
  return id;
}

export const shops: Requests = {
  'GET /rewards/shops': () => ({ path: '/rewards/shops' }),
  'GET /rewards/shops/mine': () => ({ path: '/rewards/shops/mine' }),
  'POST /rewards/shops': () => ({ path: '/rewards/shops', body: newShop() }),
  'GET /rewards/shops/:id': ({ shop }) => ({ path: `/rewards/shops/${shop.id}` }),
  'PATCH /rewards/shops/:id': ({ shop }) => ({ path: `/rewards/shops/${shop.id}`, body: { about: '早上六点半开门' } }),
  'POST /rewards/shops/:id/pause': async (world) => ({ path: `/rewards/shops/${(await fresh(world)).id}/pause` }),
  'POST /rewards/shops/:id/resume': async (world) => ({ path: `/rewards/shops/${(await fresh(world, 'paused')).id}/resume` }),
  'POST /rewards/shops/:id/close': async (world) => ({ path: `/rewards/shops/${(await fresh(world)).id}/close` }),
  'GET /rewards/shops/:id/items': ({ shop }) => ({ path: `/rewards/shops/${shop.id}/items` }),
  'GET /rewards/shops/:id/people': ({ shop }) => ({ path: `/rewards/shops/${shop.id}/people` }),
  'POST /rewards/shops/:id/people': ({ shop }) => ({ path: `/rewards/shops/${shop.id}/people`, body: newPerson() }),
  'POST /rewards/shops/:id/people/:grantId/end': async ({ app, shop }) => {
    const helper = await app.make.person({ name: '粟帮手' });
    const grantId = await app.make.grant(helper, { role: 'merchant', areaCode: shop.communityCode, shopId: shop.id });
    return { path: `/rewards/shops/${shop.id}/people/${grantId}/end` };
  },
  'POST /rewards/items': ({ shop }) => ({
    path: '/rewards/items',
    body: { id: newId(), shopId: shop.id, kind: 'goods', title: '豆浆一杯', points: 5, stock: 20 },
  }),
  'GET /rewards/items/:id': async (world) => ({ path: `/rewards/items/${await itemOf(world)}` }),
  'PATCH /rewards/items/:id': async (world) => ({ path: `/rewards/items/${await itemOf(world)}`, body: { points: 6 } }),
  'POST /rewards/items/:id/put-on': async (world) => ({ path: `/rewards/items/${await itemOf(world, 'off')}/put-on` }),
  'POST /rewards/items/:id/take-off': async (world) => ({ path: `/rewards/items/${await itemOf(world)}/take-off` }),
  'POST /rewards/items/:id/stock': async (world) => ({ path: `/rewards/items/${await itemOf(world)}/stock`, body: { change: 3 } }),
  'GET /rewards/mall/items': () => ({ path: '/rewards/mall/items' }),
  'GET /rewards/mall/items/:id': async (world) => ({ path: `/rewards/mall/items/${await itemOf(world)}` }),
  'GET /rewards/mall/shops': () => ({ path: '/rewards/mall/shops' }),
  'GET /rewards/mall/shops/:id': ({ shop }) => ({ path: `/rewards/mall/shops/${shop.id}` }),
  'GET /rewards/owed': () => ({ path: '/rewards/owed' }),
  'GET /rewards/sheets': () => ({ path: '/rewards/sheets' }),
  'GET /rewards/sheets/:id': async (world) => ({ path: `/rewards/sheets/${await sheetOf(world)}` }),
  'GET /rewards/sheets/:id/lines': async (world) => ({ path: `/rewards/sheets/${await sheetOf(world)}/lines` }),
  'GET /rewards/sheets/:id/file': async (world) => ({ path: `/rewards/sheets/${await sheetOf(world)}/file?format=xlsx` }),
  'POST /rewards/sheets/:id/handle': async (world) => ({
    path: `/rewards/sheets/${await sheetOf(world)}/handle`,
    body: { note: '三月五日对公转账' },
  }),
};
