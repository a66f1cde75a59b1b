import { codeStep, displayCode } from '@linli/shared/display-code';
import { createHmac } from 'node:crypto';
import { bootApp, HOUR, MINUTE, NOON_OF_TESTS, type Somebody, type TestApp } from '../../../test/harness.js';
import {
  act,
  buildNeighbourhood,
  checkedIn,
  checkedOut,
  filled,
  makeMember,
  type Neighbourhood,
  offered,
  order,
  orderDraft,
} from '../../../test/serving.js';
import { OrderHooks } from './orders.hooks.js';

let app: TestApp;
let near: Neighbourhood;
let suggested: string[] = [];
beforeAll(async () => {
  app = await bootApp();
  near = await buildNeighbourhood(app);
  app.nest
    .get(OrderHooks)
    .suggestBy((_, __, { only }) => Promise.resolve(only ? [] : suggested.map((personId) => ({ personId, reasons: ['离您 200 米'] }))));
});
beforeEach(() => {
  app.clock.set(NOON_OF_TESTS);
  suggested = [];
});
afterAll(() => app.close());

const view = async (who: Somebody, id: string) => (await app.as(who).get(`/orders/${id}`)).body;
const at = async (iso: string) => {
  app.clock.set(iso);
  await app.runJobs('orders.clock');
};
const shown = async (who: Somebody, id: string) => {
  const { body } = await app.as(who).get(`/orders/${id}/display-code`);
  const hmac = (key: Uint8Array, message: Uint8Array) => createHmac('sha256', key).update(message).digest();
  return displayCode(hmac, Buffer.from((body as { secret: string }).secret, 'base64'), codeStep(app.clock.now().getTime())).digits;
};
const told = async (id: string, action: string) => {
  const rows = await app.db.query<{ data: Record<string, unknown> }[]>(
    `select data from events where subject_type = 'order' and subject_id = $1 and action = $2 order by id`,
    [id, action],
  );
  return rows.map(({ data }) => data);
};

describe('finding people', () => {
  it('an invitation waits for half of the time left and then lapses; half way the next five are asked, once', async () => {
    const id = await order(app, near.resident);
    const { body } = await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    // filled by the 12th, 13:00Z: 35 hours left, half of them, 17:30 after
    expect(body).toMatchObject({ answerBy: '2026-03-11T19:30:00.000Z', fillBy: '2026-03-12T13:00:00.000Z' });
    suggested = [near.mate.id];
    await at('2026-03-11T19:29:59.999Z');
    expect((await view(near.volunteer, id)).assignments).toMatchObject([{ state: 'invited' }]);
    await at('2026-03-11T19:30:00.000Z');
    expect((await view(near.volunteer, id)).assignments).toMatchObject([{ state: 'invited' }]);
    expect(await told(id, 'next_offer')).toMatchObject([{ personIds: [near.mate.id], answerBy: '2026-03-12T04:15:00.000Z' }]);
    await at('2026-03-11T19:30:00.001Z');
    expect((await view(near.volunteer, id)).assignments).toMatchObject([{ state: 'lapsed' }]);
    expect((await view(near.mate, id)).assignments).toMatchObject([{ state: 'invited' }]);
    suggested = [near.partyMember.id];
    await at('2026-03-12T03:00:00.000Z');
    expect(await told(id, 'next_offer')).toHaveLength(1);
    expect((await view(near.volunteer, id)).actions).toEqual(['accept']);
  });

  it('warns at three quarters, honestly, and expires just after the deadline', async () => {
    const id = await offered(app, near, {});
    await at('2026-03-12T04:14:59.999Z');
    expect((await view(near.dispatcher, id)).flags).toEqual([]);
    await at('2026-03-12T04:15:00.000Z');
    expect((await view(near.dispatcher, id)).flags).toEqual(['unfilled']);
    expect((await app.as(near.dispatcher).get('/orders?box=unfilled')).body.items.map((one: { id: string }) => one.id)).toContain(id);
    expect((await view(near.resident, id)).nextStep).toBe('还差人，社区正在想办法，最迟 3月12日 21:00 告诉结果');
    expect(await told(id, 'warn')).toMatchObject([{ missing: 1 }]);
    await at('2026-03-12T13:00:00.000Z');
    expect((await view(near.resident, id)).state).toBe('offered');
    await at('2026-03-12T13:00:00.001Z');
    expect((await view(near.resident, id)).state).toBe('expired');
    await app.runJobs('orders.clock');
    expect(await told(id, 'expire')).toHaveLength(1);
  });

  it('takes the warning back when the last place is taken', async () => {
    const id = await offered(app, near, {});
    await at('2026-03-12T04:15:00.000Z');
    expect((await act(app, near.partyMember, id, 'accept')).status).toBe(200);
    expect(await view(near.dispatcher, id)).toMatchObject({ state: 'filled', flags: [] });
    await act(app, near.partyMember, id, 'withdraw');
    expect((await view(near.dispatcher, id)).flags).toEqual(['unfilled', 'late_withdrawal']);
  });

  it('a job that wakes weeks late does everything once, in order', async () => {
    const id = await order(app, near.resident, { startAt: '2026-03-17T01:00:00Z' });
    await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    await at('2026-05-01T00:00:00Z');
    await app.runJobs('orders.clock');
    expect((await view(near.resident, id)).state).toBe('expired');
    for (const action of ['lapse', 'warn', 'expire']) expect([action, (await told(id, action)).length]).toEqual([action, 1]);
    const [row] = await app.db.query<{ next_mark_at: Date | null }[]>(`select next_mark_at from orders where id = $1`, [id]);
    expect(row?.next_mark_at).toBeNull();
  });
});

describe('the day itself', () => {
  it('reminds a day and an hour before, once each, and not after the fact', async () => {
    const id = await filled(app, near, { startAt: '2026-03-16T01:00:00Z' });
    await at('2026-03-15T01:00:00Z');
    await app.runJobs('orders.clock');
    expect(await told(id, 'remind')).toMatchObject([{ hours: 24, personIds: [near.volunteer.id] }]);
    await at('2026-03-16T00:00:00Z');
    expect((await told(id, 'remind')).map(({ hours }) => hours)).toEqual([24, 1]);
    app.clock.set('2026-03-16T02:00:00Z');
    const soon = await order(app, near.resident, { startAt: '2026-03-16T20:00:00Z', itemCode: 'S0109' }).catch(() => null);
    expect(soon).toBeNull();
    const late = await filled(app, near, { startAt: '2026-03-17T01:00:00Z' });
    await at('2026-03-16T02:01:00Z');
    expect(await told(late, 'remind')).toEqual([]);
  });

  it('a forgotten check-out ends at the planned end, flagged; silence for 72 hours confirms, just after', async () => {
    const id = await filled(app, near, { startAt: '2026-03-18T01:00:00Z' });
    app.clock.set('2026-03-18T01:10:00Z');
    await checkedIn(app, near.volunteer, id);
    await at('2026-03-18T02:14:59Z');
    expect((await view(near.resident, id)).state).toBe('in_service');
    await at('2026-03-18T02:30:00Z');
    expect(await view(near.dispatcher, id)).toMatchObject({
      state: 'finished',
      flags: ['auto_finished'],
      assignments: [{ minutes: 35, finishedAt: '2026-03-18T01:45:00.000Z', finishedBy: 'auto', flags: ['auto_finished'] }],
      confirmBy: '2026-03-21T02:15:00.000Z',
    });
    await at('2026-03-21T02:15:00.000Z');
    expect((await view(near.resident, id)).state).toBe('finished');
    await at('2026-03-21T02:15:00.001Z');
    await app.runJobs('orders.clock');
    expect(await view(near.dispatcher, id)).toMatchObject({ state: 'confirmed', flags: ['auto_finished', 'silent'] });
    expect(await told(id, 'confirm_silently')).toHaveLength(1);
    expect((await app.as(near.volunteer).get('/orders/serving')).body.minutesEver).toBe(35);
  });

  it('within half an hour of the planned end the real check-out counts, unflagged; a minute elsewhere counts there', async () => {
    const id = await filled(app, near, { startAt: '2026-03-20T01:00:00Z' });
    app.clock.set('2026-03-20T01:00:00Z');
    await checkedIn(app, near.volunteer, id);
    await at('2026-03-20T02:14:59Z');
    await checkedOut(app, near.volunteer, id);
    await at('2026-03-20T02:40:00Z');
    expect(await view(near.dispatcher, id)).toMatchObject({
      state: 'finished',
      flags: [],
      assignments: [{ minutes: 74, finishedAt: '2026-03-20T02:14:59.000Z', flags: [] }],
    });
    expect(await told(id, 'auto_finish')).toEqual([]);
  });

  it('a minute is counted once: who has begun the next service leaves the one before', async () => {
    const first = await filled(app, near, { startAt: '2026-03-23T01:00:00Z' });
    const next = await filled(app, near, { startAt: '2026-03-23T01:45:00Z' });
    app.clock.set('2026-03-23T01:00:00Z');
    await checkedIn(app, near.volunteer, first);
    app.clock.set('2026-03-23T01:40:00Z');
    await checkedIn(app, near.volunteer, next);
    app.clock.set('2026-03-23T02:00:00Z');
    const code = await shown(near.resident, first);
    expect((await act(app, near.volunteer, first, 'finish', { code })).body.assignments).toMatchObject([{ minutes: 40 }]);
    await at('2026-03-23T03:00:00Z');
    expect((await view(near.volunteer, next)).assignments).toMatchObject([{ minutes: 50, finishedBy: 'auto' }]);
  });

  it('where nobody has an account the silence is flagged for a call-back', async () => {
    const call = orderDraft({ contactName: '黄阿姨', contactPhone: '13700009998', startAt: '2026-03-19T01:00:00Z' });
    const { id } = (await app.as(near.dispatcher).post('/orders/on-behalf', call)).body;
    await act(app, near.dispatcher, id, 'publish');
    await act(app, near.volunteer, id, 'accept');
    app.clock.set('2026-03-19T01:00:00Z');
    await checkedIn(app, near.volunteer, id);
    app.clock.advance(40 * MINUTE);
    await checkedOut(app, near.volunteer, id);
    await at('2026-03-22T01:40:00.001Z');
    expect((await view(near.dispatcher, id)).flags).toEqual(['silent', 'call_back']);
    expect((await app.as(near.colleague).get('/orders?box=to_call_back')).body.items).toMatchObject([{ id }]);
    expect((await act(app, near.colleague, id, 'call_back', { reason: '满意', tookPlace: true })).status).toBe(200);
    expect((await app.as(near.colleague).get('/orders?box=to_call_back')).body.items).toEqual([]);
  });
});

describe('days in Asia/Shanghai', () => {
  const accepts = async (who: Somebody, startAt: string, minutes = 60) => {
    const id = await order(app, near.resident, { itemCode: 'S0102', minutes, startAt: '2026-03-25T01:00:00Z' });
    await app.db.query(
      `update orders set start_at = $2::timestamptz, end_at = $2::timestamptz + minutes * interval '1 minute', fill_by = $2::timestamptz - interval '12 hours' where id = $1`,
      [id, startAt],
    );
    await act(app, near.dispatcher, id, 'publish');
    const { status, body } = await act(app, who, id, 'accept');
    return status === 200 ? 'ok' : body.code;
  };

  it('overlap is found across midnight and across the month', async () => {
    const who = await makeMember(app, {});
    // 23:30 on 31 March to 00:30 on 1 April
    expect(await accepts(who, '2026-03-31T15:30:00Z')).toBe('ok');
    expect(await accepts(who, '2026-03-31T16:00:00Z')).toBe('overlap');
    expect(await accepts(who, '2026-03-31T16:29:00Z')).toBe('overlap');
    expect(await accepts(who, '2026-03-31T16:30:00Z')).toBe('ok');
    expect(await accepts(who, '2026-03-31T14:30:00Z')).toBe('ok');
  });

  it('eight hours are counted by the day they fall in', async () => {
    const who = await makeMember(app, {});
    // 20:00 to 04:00: four hours on each day
    expect(await accepts(who, '2026-04-05T12:00:00Z', 480)).toBe('ok');
    expect(await accepts(who, '2026-04-05T22:00:00Z', 240)).toBe('ok');
    expect(await accepts(who, '2026-04-06T03:00:00Z', 5)).toBe('day_limit');
    expect(await accepts(who, '2026-04-06T16:00:00Z', 480)).toBe('ok');
    expect(await accepts(who, '2026-04-05T06:00:00Z', 240)).toBe('ok');
    expect(await accepts(who, '2026-04-05T04:00:00Z', 30)).toBe('day_limit');
  });

  it('a month’s minutes are those of its days', async () => {
    const who = await makeMember(app, {});
    const id = await offered(app, near, { startAt: '2026-04-01T01:00:00Z' });
    await act(app, who, id, 'accept');
    app.clock.set('2026-04-01T01:00:00Z');
    await checkedIn(app, who, id);
    app.clock.advance(30 * MINUTE);
    await checkedOut(app, who, id);
    await act(app, near.resident, id, 'confirm');
    expect((await app.as(who).get('/orders/serving')).body).toMatchObject({ minutesThisMonth: 30, minutesEver: 30 });
    app.clock.advance(31 * 24 * HOUR);
    expect((await app.as(who).get('/orders/serving')).body).toMatchObject({ minutesThisMonth: 0, minutesEver: 30 });
  });
});
