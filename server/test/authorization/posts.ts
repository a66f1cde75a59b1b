import { newId } from '../makers.js';
import { enrol, order, orderDraft, putInto } from '../serving.js';
import { COMMUNITY, IN_GRID } from '../town.js';
import type { Asker, Asking, Requests, World } from './world.js';

const post = () => ({
  id: newId(),
  title: '南门值守',
  itemCode: 'S0702',
  areaCode: COMMUNITY,
  placeText: '南门',
  position: IN_GRID,
  startAt: '2026-03-13T01:00:00Z',
  minutes: 60,
  headcount: 3,
});
/** `self` is in charge of it. */
async function postOf({ app }: World, { self }: Asker): Promise<string> {
  const keeper = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  const id = (await app.as(keeper).post('/posts', post())).body.id as string;
  if (self) await app.db.query(`update posts set in_charge_id = $2 where id = $1`, [id, self.id]);
  return id;
}
const at =
  (rest: string, body?: object) =>
  async (world: World, asker: Asker): Promise<Asking> => ({
    path: `/posts/${await postOf(world, asker)}${rest}`,
    ...(body ? { body } : {}),
  });

/** An order somebody has accepted; `self` ordered it. */
async function filledOrder({ app, owner }: World, { self }: Asker): Promise<{ id: string; personId: string }> {
  const id = await order(app, self ?? owner);
  const server = await app.make.person({ name: '何热心' });
  await enrol(app, server);
  await putInto(app, id, 'filled', { personId: server.id, state: 'accepted' });
  return { id, personId: server.id };
}
const orderAt =
  (rest: string, body?: object) =>
  async (world: World, asker: Asker): Promise<Asking> => ({
    path: `/orders/${(await filledOrder(world, asker)).id}${rest}`,
    ...(body ? { body } : {}),
  });
const recorded =
  (action: string) =>
  async (world: World, asker: Asker): Promise<Asking> => {
    const { id, personId } = await filledOrder(world, asker);
    return { path: `/orders/${id}/${action}`, body: { personId, at: world.app.clock.now().toISOString(), reason: '电话核实' } };
  };

export const posts: Requests = {
  'GET /posts': () => ({ path: '/posts' }),
  'POST /posts': () => ({ path: '/posts', body: post() }),
  'GET /posts/:id': at(''),
  'PATCH /posts/:id': at('', { headcount: 5 }),
  'POST /posts/:id/end': at('/end', { reason: '不需要了' }),
};
export const checks: Requests = {
  'GET /orders/:id/display-code': orderAt('/display-code'),
  'POST /orders/:id/start': orderAt('/start', { code: '12345678' }),
  'POST /orders/:id/finish': orderAt('/finish', { code: '12345678' }),
  'POST /orders/:id/record-start': recorded('record-start'),
  'POST /orders/:id/record-finish': recorded('record-finish'),
  'GET /orders/:id/suggestions': async ({ app, owner }, { self }) => {
    const id = orderDraft().id;
    await app.as(self ?? owner).post('/orders', orderDraft({ id }));
    return { path: `/orders/${id}/suggestions` };
  },
};
