import { bootApp, type Somebody, type TestApp } from '../../../test/harness.js';
import {
  act,
  BELL,
  buildNeighbourhood,
  checkedIn,
  checkedOut,
  DOOR,
  FRIDAY,
  makeMember,
  type Neighbourhood,
  offered,
  order,
  SERVED,
} from '../../../test/serving.js';
import { COMMUNITY } from '../../../test/town.js';

let app: TestApp;
let near: Neighbourhood;
let id: string;
let stranger: Somebody;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  stranger = await makeMember(app, { name: '路人甲' });
  id = await offered(app, near, { headcount: 1 });
});
afterAll(() => app.close());

const REMARKED = '13912345678';
const CANARIES = [DOOR, BELL, SERVED, REMARKED, '金丝雀'];
const LISTS = [
  '/orders',
  '/orders/counts',
  '/orders?box=to_dispatch',
  '/orders?box=today',
  `/orders/board?day=${FRIDAY.slice(0, 10)}`,
  '/orders/mine',
  '/orders/hall',
  '/orders/hall?lng=111.302&lat=23.402',
  '/orders/invitations',
  '/orders/appointments',
  '/orders/appointments?past=true',
  '/orders/serving',
  '/me/data',
];
const sings = (body: unknown): string[] => CANARIES.filter((canary) => JSON.stringify(body ?? null).includes(canary));
const heard = async (who: Somebody, path: string) => sings((await app.as(who).get(path)).body);
const looks = async (who: Somebody) =>
  app.db.query<{ field: string }[]>(
    `select field from accesses where person_id = $1 and subject_type in ('order', 'order_list') order by id`,
    [who.id],
  );

describe('a planted phone, address and name', () => {
  it.each(['submitted', 'hall', 'filled', 'finished', 'confirmed'] as const)(
    'are in no list and no view of those who may not: %s',
    async (stage) => {
      if (stage === 'filled') await act(app, near.volunteer, id, 'accept');
      if (stage === 'finished') {
        app.clock.set(FRIDAY);
        await checkedIn(app, near.volunteer, id);
        await checkedOut(app, near.volunteer, id);
      }
      if (stage === 'confirmed') await act(app, near.resident, id, 'confirm', { note: `到了打 ${BELL}` });
      const people = [
        near.volunteer,
        near.mate,
        stranger,
        near.stranger,
        near.neighbour,
        near.chief,
        near.gridLeader,
        near.auditor,
        near.administrator,
      ];
      for (const who of people) for (const path of LISTS) expect([path, await heard(who, path)]).toEqual([path, []]);
      for (const who of people.slice(1)) expect(await heard(who, `/orders/${id}`)).toEqual([]);
      for (const who of people.slice(1)) expect(await heard(who, `/orders/${id}/contact`)).toEqual([]);
      for (const path of LISTS.filter((path) => path !== '/me/data')) {
        const found = await heard(near.dispatcher, path);
        expect([path, found]).toEqual([path, []]);
      }
    },
  );

  it('are in no event, job or refusal', async () => {
    for (const table of ['events', 'graphile_worker._private_jobs', 'accesses']) {
      const rows = await app.db.query<{ row: string }[]>(`select t::text as row from ${table} t`);
      expect([table, rows.flatMap(({ row }) => sings(row))]).toEqual([table, []]);
    }
  });
});

describe('who sees what', () => {
  it('street chiefs and grid leaders: state, category and times only', async () => {
    for (const who of [near.chief, near.gridLeader]) {
      const { body } = await app.as(who).get(`/orders/${id}`);
      expect(body).toMatchObject({
        state: 'confirmed',
        category: 'elder_care',
        itemName: '助老照护',
        orderNo: '',
        itemCode: '',
        forText: '',
        timeline: [],
      });
      expect(body).toMatchObject({ assignments: [], remark: null, actions: [], headcount: 0 });
      const { items } = (await app.as(who).get(`/orders?areaCode=${COMMUNITY}`)).body;
      expect(items).toMatchObject([{ id, orderNo: '', itemCode: '', forText: '' }]);
      expect((await app.as(who).get(`/orders?q=${encodeURIComponent('代买')}`)).status).toBe(403);
    }
    expect((await app.as(near.dispatcher).get(`/orders?q=${encodeURIComponent('代买')}`)).body.items).toMatchObject([
      { id, forText: '为 钱*雀' },
    ]);
    expect((await app.as(near.dispatcher).get('/orders?q=F260311BJ001001')).body.items).toMatchObject([{ id }]);
  });

  it('an administrator sees no orders, an auditor’s look is recorded', async () => {
    expect((await app.as(near.administrator).get(`/orders/${id}`)).status).toBe(404);
    expect((await app.as(near.administrator).get('/orders')).status).toBe(403);
    const before = (await looks(near.auditor)).length;
    await app.as(near.auditor).get(`/orders/${id}`);
    await app.as(near.auditor).get('/orders');
    expect((await looks(near.auditor)).slice(before)).toEqual([{ field: 'order' }, { field: 'list' }]);
  });

  it('whoever accepted sees door and bell from then until the confirmation, and each look is recorded', async () => {
    const other = await offered(app, near, { startAt: '2026-03-16T01:00:00Z' });
    const contact = () => app.as(near.mate).get(`/orders/${other}/contact`);
    expect((await contact()).status).toBe(403);
    await act(app, near.mate, other, 'accept');
    const before = (await looks(near.mate)).length;
    expect((await contact()).body).toMatchObject({ name: SERVED, phone: BELL, address: DOOR });
    expect((await app.as(near.mate).get(`/orders/${other}`)).body.remark).toContain(REMARKED);
    expect(await looks(near.mate)).toHaveLength(before + 1);
    await act(app, near.mate, other, 'withdraw');
    expect((await contact()).status).toBe(403);
    expect((await app.as(near.mate).get(`/orders/${other}`)).body.remark).not.toContain(REMARKED);
    await app.as(near.resident).get(`/orders/${other}/contact`);
    expect(await looks(near.resident)).toEqual([]);
  });

  it('the distance to a home is that to its square, wherever one asks from', async () => {
    const other = await order(app, near.resident, { startAt: '2026-03-17T01:00:00Z' });
    await act(app, near.dispatcher, other, 'publish');
    const from = async (lng: number, lat: number) => {
      const { items } = (await app.as(near.volunteer).get(`/orders/hall?lng=${lng}&lat=${lat}`)).body;
      return (items as { id: string; distanceMetres: number }[]).find((one) => one.id === other)?.distanceMetres ?? 0;
    };
    const before = await from(111.302, 23.402);
    await app.db.query(`update orders set lng = lng + 0.0003 where id = $1`, [other]);
    expect(await from(111.302, 23.402)).toBe(before);
    expect(before % 100).toBe(0);
  });
});
