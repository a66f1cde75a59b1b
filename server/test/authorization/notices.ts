import { newId } from '../makers.js';
import { COMMUNITY, IN_GRID } from '../town.js';
import type { Prepare, Requests, World } from './world.js';

const words = () => ({
  title: '周六停水通知',
  text: '3月14日上午检修水管，请提前存水。',
  areaCode: COMMUNITY,
  from: '2026-03-11',
  to: '2026-03-14',
});

/** Written for 万福社区 by its dispatcher; nobody has decided yet. */
async function noticeOf({ app }: World): Promise<string> {
  const writer = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
  return (await app.as(writer).post('/notices', { id: newId(), ...words() })).body.id as string;
}
const at =
  (rest: string, body?: object): Prepare =>
  async (world) => ({ path: `/notices/${await noticeOf(world)}${rest}`, ...(body ? { body } : {}) });

export const notices: Requests = {
  'GET /notices': () => ({ path: `/notices?areaCode=${COMMUNITY}` }),
  'GET /notices/desk': () => ({ path: '/notices/desk' }),
  'GET /notices/:id': async ({ app, ...world }) => {
    const id = await noticeOf({ app, ...world });
    const second = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
    await app.as(second).post(`/notices/${id}/approve`);
    return { path: `/notices/${id}` };
  },
  'POST /notices': () => ({ path: '/notices', body: { id: newId(), ...words() } }),
  'POST /notices/:id/revise': at('/revise', words()),
  'POST /notices/:id/approve': at('/approve'),
  'POST /notices/:id/refuse': at('/refuse', { reason: '请写明哪几栋' }),
  'POST /notices/:id/withdraw': at('/withdraw'),
};

const place = () => ({
  id: newId(),
  kind: 'elder_canteen',
  name: '万福长者食堂',
  address: '菜市口12号一楼',
  position: IN_GRID,
  hours: [{ weekdays: [1], from: '08:30', to: '12:00' }],
});
async function placeOf({ app }: World): Promise<string> {
  const keeper = await app.make.person({ roles: [{ role: 'administrator', areaCode: COMMUNITY }] });
  return (await app.as(keeper).post('/places', place())).body.id as string;
}

export const placesToGo: Requests = {
  'GET /places': () => ({ path: '/places' }),
  'GET /places/:id': async (world) => ({ path: `/places/${await placeOf(world)}` }),
  'POST /places': () => ({ path: '/places', body: place() }),
  'PATCH /places/:id': async (world) => ({ path: `/places/${await placeOf(world)}`, body: { note: '周末休息' } }),
};
