import { enrol, FRIDAY, order, orderDraft, putInto } from '../serving.js';
import { COMMUNITY } from '../town.js';
import type { Asker, Asking, Requests, World } from './world.js';

/** In the first grid; the asker's own when the relation says so. */
const made = ({ app, owner }: World, { self }: Asker): Promise<string> => order(app, self ?? owner);
const desk =
  (action: string, body: object = {}) =>
  async (world: World, asker: Asker): Promise<Asking> => ({ path: `/orders/${await made(world, asker)}/${action}`, body });
/** `self` has a part in the owner's order. */
const server =
  (action: string, state: 'offered' | 'filled', part: string) =>
  async ({ app, owner }: World, { self }: Asker): Promise<Asking> => {
    const id = await order(app, owner);
    if (self) {
      await enrol(app, self);
      await putInto(app, id, state, { personId: self.id, state: part });
    }
    return { path: `/orders/${id}/${action}`, body: {} };
  };
const read =
  (path: string) =>
  async (world: World, asker: Asker): Promise<Asking> => ({ path: `/orders/${await made(world, asker)}${path}` });
const WHY = { reason: '没有人在家' };

export const orders: Requests = {
  'POST /orders': () => ({ path: '/orders', body: orderDraft() }),
  'POST /orders/on-behalf': () => ({ path: '/orders/on-behalf', body: orderDraft({ contactName: '黄阿姨' }) }),
  'GET /orders/draft': () => ({ path: '/orders/draft?itemCode=S0102' }),
  'GET /orders/price': () => ({ path: `/orders/price?itemCode=S0102&communityCode=${COMMUNITY}` }),
  'GET /orders': () => ({ path: `/orders?areaCode=${COMMUNITY}` }),
  'GET /orders/counts': () => ({ path: '/orders/counts' }),
  'GET /orders/board': () => ({ path: `/orders/board?day=${FRIDAY.slice(0, 10)}` }),
  'GET /orders/mine': () => ({ path: '/orders/mine' }),
  'GET /orders/hall': () => ({ path: '/orders/hall' }),
  'GET /orders/invitations': () => ({ path: '/orders/invitations' }),
  'GET /orders/appointments': () => ({ path: '/orders/appointments' }),
  'GET /orders/serving': () => ({ path: '/orders/serving' }),
  'GET /orders/:id': read(''),
  'GET /orders/:id/contact': read('/contact'),
  'POST /orders/:id/approve': desk('approve'),
  'POST /orders/:id/reject': desk('reject', WHY),
  'POST /orders/:id/dispatch': async (world, asker) => {
    const id = await made(world, asker);
    return { path: `/orders/${id}/dispatch`, body: { personIds: [world.owner.id] } };
  },
  'POST /orders/:id/publish': desk('publish'),
  'POST /orders/:id/unpublish': desk('unpublish'),
  'POST /orders/:id/insure': desk('insure', { reference: '团体意外险 2026-18' }),
  'POST /orders/:id/start-with-fewer': desk('start-with-fewer'),
  'POST /orders/:id/accept': server('accept', 'offered', 'invited'),
  'POST /orders/:id/decline': server('decline', 'offered', 'invited'),
  'POST /orders/:id/withdraw': server('withdraw', 'filled', 'accepted'),
  'POST /orders/:id/no-show': async (world, asker) => ({
    path: `/orders/${await made(world, asker)}/no-show`,
    body: { personId: world.owner.id },
  }),
  'POST /orders/:id/end': desk('end'),
  'POST /orders/:id/confirm': desk('confirm'),
  'POST /orders/:id/dispute': desk('dispute', WHY),
  'POST /orders/:id/uphold': desk('uphold', WHY),
  'POST /orders/:id/void': desk('void', WHY),
  'POST /orders/:id/rate': desk('rate', { level: 5 }),
  'POST /orders/:id/call-back': desk('call-back', { ...WHY, tookPlace: true }),
  'POST /orders/:id/cancel': desk('cancel', WHY),
};
