import {
  act,
  BELL,
  buildNeighbourhood,
  checkedIn,
  checkedOut,
  DOOR,
  filled,
  type Neighbourhood,
  offered,
  order,
  orderDraft,
} from '../../../test/serving.js';
import { bootApp, DAY, HOUR, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../test/harness.js';
import { COMMUNITY } from '../../../test/town.js';

let app: TestApp;
let near: Neighbourhood;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

const view = async (who: Somebody, id: string) => (await app.as(who).get(`/orders/${id}`)).body;
const said = async (answer: Promise<{ status: number; body: { code?: string; state?: string } }>) => {
  const { status, body } = await answer;
  return [status, body?.code, body?.state].filter(Boolean).join(' ');
};

describe('the story of an order', () => {
  it('goes from the menu to the rating, and everybody sees the same order move', async () => {
    const made = await app.as(near.resident).post('/orders', orderDraft());
    expect(made.status).toBe(201);
    const id = made.body.id as string;
    expect(made.body).toMatchObject({
      state: 'approved',
      source: 'resident',
      forText: '为自己',
      mine: true,
      orderNo: 'F260311-BJ001-001',
      minutes: 45,
      fillBy: '2026-03-12T13:00:00.000Z',
      actions: ['cancel'],
    });
    expect((await app.as(near.dispatcher).get('/orders?box=to_dispatch')).body.items.map((card: { id: string }) => card.id)).toContain(id);
    const desk = await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id, near.mate.id] });
    expect(desk.body).toMatchObject({ state: 'offered' });
    expect(desk.body.assignments).toHaveLength(2);
    expect((await app.as(near.volunteer).get('/orders/invitations')).body.items).toMatchObject([{ id, invited: true, placeText: null }]);
    expect((await view(near.volunteer, id)).actions).toEqual(['accept', 'decline']);
    const accepted = await act(app, near.volunteer, id, 'accept');
    expect(accepted.body).toMatchObject({ state: 'filled', accepted: 1, contactVisible: true });
    expect(await said(act(app, near.mate, id, 'accept'))).toBe('409 full filled');
    expect((await app.as(near.volunteer).get('/orders/appointments')).body.items).toMatchObject([{ id, mine: 'accepted' }]);
    expect((await app.as(near.volunteer).get(`/orders/${id}/contact`)).body).toMatchObject({ phone: BELL, address: DOOR });
    app.clock.set('2026-03-13T00:55:00Z');
    await checkedIn(app, near.volunteer, id);
    expect(await view(near.resident, id)).toMatchObject({ state: 'in_service', nextStep: '下一步：服务结束后签退，最迟 3月13日 09:45' });
    app.clock.advance(40 * MINUTE + 30_000);
    await checkedOut(app, near.volunteer, id);
    const finished = await view(near.resident, id);
    expect(finished).toMatchObject({ state: 'finished', actions: ['confirm', 'dispute'], confirmBy: '2026-03-16T01:35:30.000Z' });
    expect(finished.assignments).toMatchObject([{ state: 'finished', minutes: 40, name: '何热心', badge: '志愿者' }]);
    expect(await said(act(app, near.volunteer, id, 'confirm'))).toBe('403 forbidden');
    expect((await act(app, near.resident, id, 'confirm')).body).toMatchObject({ state: 'confirmed', actions: ['rate'] });
    expect((await act(app, near.resident, id, 'rate', { level: 5, comment: '很好' })).body.actions).toEqual([]);
    expect(await said(act(app, near.resident, id, 'rate', { level: 1 }))).toBe('409 not_now confirmed');
    expect((await act(app, near.volunteer, id, 'rate', { level: 5 })).body.ratings).toHaveLength(2);
    expect((await app.as(near.volunteer).get('/orders/serving')).body).toMatchObject({
      minutesThisMonth: 40,
      minutesEver: 40,
      services: 1,
    });
    expect((await app.as(near.volunteer).get(`/orders/${id}/contact`)).status).toBe(403);
    const told = (await view(near.resident, id)).timeline.map((entry: { sentence: string }) => entry.sentence);
    expect(told).toEqual([
      '您下了单',
      '服务人员接单了',
      '服务人员签到（服务码）',
      '服务人员签退（服务码），40 分钟',
      '您确认服务完成',
      '您评价了服务：5 星',
    ]);
  });

  it('hangs in the hall for members of the community, without address, phone and name', async () => {
    const id = await offered(app, near, { startAt: '2026-03-20T01:00:00Z' });
    const { body } = await app.as(near.mate).get('/orders/hall');
    expect(body.items).toMatchObject([{ id, title: '代买代取（菜、药、快递）', placeText: null }]);
    expect((await app.as(near.stranger).get('/orders/hall')).body.items).toEqual([]);
    expect((await app.as(near.stranger).get(`/orders/${id}`)).status).toBe(404);
    expect((await app.as(near.neighbour).get('/orders/hall')).body.items).toEqual([]);
    await act(app, near.resident, id, 'cancel', { reason: '不用了' });
    expect((await app.as(near.mate).get('/orders/hall')).body.items).toEqual([]);
  });
});
