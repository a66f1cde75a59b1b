import type { Somebody } from '../harness.js';
import { newId } from '../makers.js';
import { ready, shown } from '../vouchers.js';
import type { Asker, Prepare, Requests, World } from './world.js';

/** Of the owner, or for `self` of whoever asks, at the shop of the object. */
async function voucherIn({ app, owner, shop }: World, { self }: Asker): Promise<{ who: Somebody; id: string }> {
  const who = self ?? owner;
  await app.make.points(who, 10);
  return { who, id: await ready(app, who, await app.make.shopItem(shop)) };
}
const at =
  (rest: string): Prepare =>
  async (world, asker) => ({ path: `/rewards/vouchers/${(await voucherIn(world, asker)).id}${rest}` });
const withCode =
  (path: (id: string) => string): Prepare =>
  async (world, asker) => {
    const { who, id } = await voucherIn(world, asker);
    return { path: path(id), body: { code: (await shown(world.app, who, id)).qr } };
  };

export const vouchers: Requests = {
  'POST /rewards/vouchers': async ({ app, shop }, { somebody }) => {
    const item = await app.make.shopItem(shop);
    if (somebody) await app.make.points(somebody, 10);
    return { path: '/rewards/vouchers', body: { id: newId(), itemId: item.id } };
  },
  'GET /rewards/vouchers': () => ({ path: '/rewards/vouchers' }),
  'GET /rewards/vouchers/desk': ({ shop }) => ({ path: `/rewards/vouchers/desk?shopId=${shop.id}` }),
  'GET /rewards/vouchers/:id': at(''),
  'GET /rewards/vouchers/:id/display-code': at('/display-code'),
  'POST /rewards/vouchers/:id/cancel': at('/cancel'),
  'POST /rewards/vouchers/check': withCode(() => '/rewards/vouchers/check'),
  'POST /rewards/vouchers/:id/redeem': withCode((id) => `/rewards/vouchers/${id}/redeem`),
  'POST /rewards/vouchers/:id/refund': async (world, asker) => {
    const { app, shop } = world;
    const { who, id } = await voucherIn(world, asker);
    const { qr } = await shown(app, who, id);
    await app.as(await app.make.merchant(shop)).post(`/rewards/vouchers/${id}/redeem`, { code: qr });
    return { path: `/rewards/vouchers/${id}/refund`, body: { reason: '东西坏了', returned: false } };
  },
  'GET /rewards/merchant/today': () => ({ path: '/rewards/merchant/today' }),
  'GET /rewards/merchant/days': ({ shop }) => ({ path: `/rewards/merchant/days?shopId=${shop.id}` }),
  'GET /rewards/merchant/vouchers': ({ shop }) => ({ path: `/rewards/merchant/vouchers?shopId=${shop.id}` }),
};
