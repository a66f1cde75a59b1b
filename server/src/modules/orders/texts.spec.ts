import { randomUUID } from 'node:crypto';
import { bootApp, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../test/harness.js';
import { newId, newPhone } from '../../../test/makers.js';
import { act, buildNeighbourhood, DOOR, FRIDAY, type Neighbourhood, orderDraft } from '../../../test/serving.js';
import { COMMUNITY } from '../../../test/town.js';
import { byDay } from './texts.service.js';

let app: TestApp;
let near: Neighbourhood;
let daughter: Somebody;
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  daughter = await app.make.person({ name: '陈小红' });
});
beforeEach(() => app.clock.set(NOON_OF_TESTS));
afterAll(() => app.close());

async function makeElder(phone: string | null = newPhone()): Promise<{ id: string; phone: string | null }> {
  const id = newId();
  const body = { id, name: '孙桂芳', birthYear: 1940, address: DOOR, communityCode: COMMUNITY, ...(phone ? { phone } : {}) };
  await app.as(near.dispatcher).post('/elders', body);
  await app.db.query(
    `insert into elder_helpers (id, elder_id, helper_id, relation, way, file_ids, made_by, since) values ($1, $2, $3, 'child', 'desk', array[$1::uuid], $4, $5)`,
    [randomUUID(), id, daughter.id, near.dispatcher.id, app.clock.now()],
  );
  return { id, phone };
}
let minutes = 0;
/** Each at its own time, so that one volunteer can take them all. */
const nextStart = () => new Date(Date.parse(FRIDAY) + (minutes += 24 * 60) * 60_000).toISOString();
async function published(elderId: string, more: object = {}): Promise<string> {
  const made = await app.as(daughter).post('/orders', orderDraft({ elderId, startAt: nextStart(), contactPhone: undefined, ...more }));
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  await act(app, near.dispatcher, made.body.id as string, 'publish');
  return made.body.id as string;
}
const sentTo = (phone: string | null) => app.sandbox.sms.messages.filter((message) => message.phone === phone);

describe('the text message to an elder', () => {
  it('says when, who and where to ring, once the order is filled', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    await app.runJobs();
    expect(sentTo(elder.phone)).toEqual([]);
    await act(app, near.volunteer, id, 'accept');
    await app.runJobs();
    const [message] = sentTo(elder.phone);
    expect(message?.text).toBe(
      '孙*芳您好，家人或社区为您预约的“代买代取（菜、药、快递）”已安排好：3月14日 09:00，由 何*心 为您服务。有疑问请致电 12345。',
    );
    expect(JSON.stringify(message)).not.toMatch(new RegExp(`何热心|${near.volunteer.phone}|${DOOR}`));
  });

  it('is one per order, however often somebody gives it back and the job runs', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    await act(app, near.volunteer, id, 'accept');
    await app.runJobs();
    await Promise.all([app.runJobs('orders.text', { orderId: id }), app.runJobs('orders.text', { orderId: id })]);
    await act(app, near.volunteer, id, 'withdraw');
    await act(app, near.mate, id, 'accept');
    await app.runJobs();
    expect(sentTo(elder.phone)).toHaveLength(1);
  });

  it('is one although two processes run the job at the same moment', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    await act(app, near.volunteer, id, 'accept');
    await Promise.all(Array.from({ length: 6 }, () => app.runJobs('orders.text', { orderId: id })));
    expect(sentTo(elder.phone)).toHaveLength(1);
  });

  it('waits for the morning', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    app.clock.set('2026-03-11T14:00:00.000Z');
    await act(app, near.volunteer, id, 'accept');
    await app.runJobs();
    app.clock.set('2026-03-11T22:59:59.999Z');
    await app.runJobs();
    await app.runJobs('orders.text', { orderId: id });
    expect(sentTo(elder.phone)).toEqual([]);
    app.clock.set('2026-03-11T23:00:00.000Z');
    await app.runJobs();
    expect(sentTo(elder.phone)).toHaveLength(1);
  });

  it('is not sent for what was cancelled, given back or begun meanwhile', async () => {
    const elder = await makeElder();
    app.clock.set('2026-03-11T15:00:00.000Z');
    const [cancelled, open] = [await published(elder.id), await published(elder.id)];
    for (const id of [cancelled, open]) await act(app, near.volunteer, id, 'accept');
    await act(app, daughter, cancelled, 'cancel', { reason: '不用了' });
    await act(app, near.volunteer, open, 'withdraw');
    app.clock.set('2026-03-12T01:00:00.000Z');
    await app.runJobs();
    expect(sentTo(elder.phone)).toEqual([]);
    await act(app, near.mate, open, 'accept');
    app.clock.set((await app.as(near.mate).get(`/orders/${open}`)).body.startAt as string);
    await app.runJobs('orders.text', { orderId: open });
    expect(sentTo(elder.phone)).toEqual([]);
  });

  it('comes when the gateway is well again', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    await act(app, near.volunteer, id, 'accept');
    await app.db.query(`update elders set phone = '13000000009' where id = $1`, [elder.id]);
    await expect(app.runJobs('orders.text', { orderId: id })).rejects.toThrow('sms_unavailable');
    await app.db.query(`update elders set phone = $2 where id = $1`, [elder.id, elder.phone]);
    await app.runJobs('orders.text', { orderId: id });
    expect(sentTo(elder.phone)).toHaveLength(1);
  });

  it('goes to the elder, never to the helper; an elder without a phone gets none', async () => {
    const elder = await makeElder(null);
    const id = await published(elder.id, { contactPhone: daughter.phone });
    await act(app, near.volunteer, id, 'accept');
    await app.runJobs();
    expect(sentTo(daughter.phone)).toEqual([]);
  });

  it('goes to whoever rang the desk, not to somebody who ordered themselves, not for a post or a group', async () => {
    const caller = newPhone();
    const made = await app
      .as(near.dispatcher)
      .post('/orders/on-behalf', orderDraft({ startAt: nextStart(), contactName: '黄大爷', contactPhone: caller }));
    await act(app, near.dispatcher, made.body.id as string, 'publish');
    await act(app, near.volunteer, made.body.id as string, 'accept');
    const own = await app.as(near.resident).post('/orders', orderDraft({ startAt: nextStart(), contactPhone: near.resident.phone }));
    await act(app, near.dispatcher, own.body.id as string, 'publish');
    await act(app, near.volunteer, own.body.id as string, 'accept');
    await app.runJobs();
    expect([sentTo(caller).length, sentTo(near.resident.phone).length]).toEqual([1, 0]);
  });

  it('leaves no phone in jobs, events or its own row', async () => {
    const elder = await makeElder();
    const id = await published(elder.id);
    await act(app, near.volunteer, id, 'accept');
    const rows = await app.db.query<{ row: string }[]>(
      `select payload::text as row from graphile_worker._private_jobs union all select row_to_json(e)::text from events e
       union all select row_to_json(t)::text from order_texts t`,
    );
    expect(rows.filter(({ row }) => row.includes(elder.phone!))).toEqual([]);
  });
});

it.each([
  ['2026-03-11T13:59:59.999Z', '2026-03-11T13:59:59.999Z'],
  ['2026-03-11T14:00:00.000Z', '2026-03-11T23:00:00.000Z'],
  ['2026-03-11T16:30:00.000Z', '2026-03-11T23:00:00.000Z'],
  ['2026-03-11T22:59:00.000Z', '2026-03-11T23:00:00.000Z'],
  ['2026-03-11T23:00:00.000Z', '2026-03-11T23:00:00.000Z'],
  ['2026-02-28T15:00:00.000Z', '2026-02-28T23:00:00.000Z'],
])('at %s a message goes out at %s', (now, expected) => expect(byDay(new Date(now)).toISOString()).toBe(expected));
