import { OPEN_ORDER_STATES, ORDER_ACTIONS, ORDER_STATES, type OrderAction, type OrderState } from '@linli/shared/orders';
import { bootApp, MINUTE, type Somebody, type TestApp } from '../harness.js';
import { stateAfter } from '../../src/modules/orders/orders.conditions.js';
import {
  act,
  buildNeighbourhood,
  checkedIn,
  filled,
  makeMember,
  type Neighbourhood,
  offered,
  order,
  orderDraft,
  putInto,
} from '../serving.js';

const RACERS = 500;

describe('orders under pressure', () => {
  let app: TestApp;
  let near: Neighbourhood;
  beforeAll(async () => {
    app = await bootApp();
    near = await buildNeighbourhood(app);
  });
  afterAll(() => app.close());

  const statuses = (answers: readonly { status: number; body: { code?: string } }[]) => {
    const counted: Record<string, number> = {};
    for (const { status, body } of answers) {
      const key = `${status}${status === 409 ? ` ${body.code ?? ''}` : ''}`;
      counted[key] = (counted[key] ?? 0) + 1;
    }
    return counted;
  };
  const rowOf = async (id: string) =>
    (
      await app.db.query<{ state: string; accepted: number; parts: number; events: number }[]>(
        `select state, accepted_count as accepted, (select count(*)::int from order_assignments a where a.order_id = o.id and a.state = 'accepted') as parts,
           (select count(*)::int from events e where e.subject_type = 'order' and e.subject_id = o.id::text and e.action = 'accept' and e.outcome = 'done') as events
         from orders o where id = $1`,
        [id],
      )
    )[0];
  const many = async (count: number) => {
    const people: Somebody[] = [];
    for (let i = 0; i < count; i += 20)
      people.push(...(await Promise.all(Array.from({ length: Math.min(20, count - i) }, () => makeMember(app)))));
    return people;
  };

  it('500 members race for one place: one has it, 499 are told so; then for the place that opens again', async () => {
    const racers = await many(RACERS);
    const id = await offered(app, near);
    const race = () => Promise.all(racers.map((who) => act(app, who, id, 'accept')));
    const answers = await race();
    expect(statuses(answers)).toEqual({ 200: 1, '409 full': RACERS - 1 });
    expect(await rowOf(id)).toEqual({ state: 'filled', accepted: 1, parts: 1, events: 1 });
    const winner = racers[answers.findIndex(({ status }) => status === 200)]!;
    await act(app, winner, id, 'withdraw');
    expect(statuses(await race())).toEqual({ 200: 1, '409 full': RACERS - 2, '409 not_now': 1 });
    expect(await rowOf(id)).toEqual({ state: 'filled', accepted: 1, parts: 1, events: 2 });
  }, 240_000);

  it('N places never become N + 1, whoever comes and goes', async () => {
    const racers = await many(60);
    const id = await order(app, near.resident, { itemCode: 'S0701', headcount: 7, startAt: '2026-03-16T01:00:00Z' });
    await act(app, near.dispatcher, id, 'publish');
    const answers = await Promise.all(racers.map((who) => act(app, who, id, 'accept')));
    expect(statuses(answers)).toEqual({ 200: 7, '409 full': 53 });
    const inside = racers.filter((_, i) => answers[i]?.status === 200);
    await Promise.all([
      ...inside.slice(0, 3).map((who) => act(app, who, id, 'withdraw')),
      ...racers.filter((_, i) => answers[i]?.status === 409).map((who) => act(app, who, id, 'accept')),
    ]);
    const row = await rowOf(id);
    expect(row?.accepted).toBe(row?.parts);
    expect(row?.accepted).toBeLessThanOrEqual(7);
  }, 120_000);

  it('one person accepting overlapping tasks at once has one of them', async () => {
    for (let i = 0; i < 5; i += 1) {
      const who = await makeMember(app);
      const ids = await Promise.all(
        ['2026-03-17T01:00:00Z', '2026-03-17T01:30:00Z', '2026-03-17T01:44:00Z'].map((startAt) => offered(app, near, { startAt })),
      );
      const answers = await Promise.all(ids.map((id) => act(app, who, id, 'accept')));
      expect(statuses(answers)).toEqual({ 200: 1, '409 overlap': 2 });
    }
  });

  it('one person accepting six tasks of a day at once has three; ten hours at once become eight', async () => {
    const who = await makeMember(app);
    const hours = ['00:30', '01:30', '02:30', '06:00', '07:00', '08:00'];
    const ids = await Promise.all(hours.map((hour) => offered(app, near, { startAt: `2026-03-18T${hour}:00Z` })));
    expect(statuses(await Promise.all(ids.map((id) => act(app, who, id, 'accept'))))).toEqual({ 200: 3, '409 day_limit': 3 });
    const other = await makeMember(app);
    const long = await Promise.all(
      ['2026-03-19T01:00:00Z', '2026-03-19T06:00:00Z'].map((startAt) => offered(app, near, { startAt, minutes: 300 })),
    );
    expect(statuses(await Promise.all(long.map((id) => act(app, other, id, 'accept'))))).toEqual({ 200: 1, '409 day_limit': 1 });
  });

  it('the same order sent 30 times at once is one, with one number; 30 others have 30', async () => {
    const draft = orderDraft();
    const answers = await Promise.all(Array.from({ length: 30 }, () => app.as(near.resident).post('/orders', draft)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.orderNo)).size).toBe(1);
    const ids = await Promise.all(Array.from({ length: 30 }, () => order(app, near.resident)));
    const [row] = await app.db.query<{ n: number }[]>(`select count(distinct order_no)::int as n from orders where id = any($1)`, [ids]);
    expect(row?.n).toBe(30);
  });

  it('accepting with one key 20 times at once happens once', async () => {
    const id = await offered(app, near, { startAt: '2026-03-20T01:00:00Z' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.as(near.mate).post(`/orders/${id}/accept`, {}, { key: `one-key-of-many-${id.slice(0, 8)}` })),
    );
    expect(statuses(answers)).toEqual({ 200: 20 });
    expect(await rowOf(id)).toMatchObject({ accepted: 1, events: 1 });
  });

  it('withdrawing and cancelling at once: both sides agree afterwards', async () => {
    for (let i = 0; i < 5; i += 1) {
      const id = await filled(app, near, { startAt: `2026-03-2${i + 3}T01:00:00Z` });
      await Promise.all([act(app, near.volunteer, id, 'withdraw'), act(app, near.resident, id, 'cancel', { reason: '不用了' })]);
      expect(await rowOf(id)).toMatchObject({ state: 'cancelled', accepted: 0, parts: 0 });
    }
  });

  it('the minute job four times at once does each thing once, and half way through nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => offered(app, near, { startAt: '2026-04-06T01:00:00Z' })));
    app.clock.set('2026-04-05T13:00:01Z');
    await app.db.query(`alter table orders add constraint no_end check (state <> 'expired' or created_at < '2026-01-01') not valid`);
    await expect(app.runJobs('orders.clock')).rejects.toThrow();
    const told = async () =>
      (
        await app.db.query<{ action: string; n: number }[]>(
          `select action, count(*)::int as n from events where subject_id = any($1::text[]) and action in ('expire', 'warn') group by 1 order by 1`,
          [ids],
        )
      ).map(({ action, n }) => [action, n]);
    expect(await told()).toEqual([]);
    await app.db.query(`alter table orders drop constraint no_end`);
    await Promise.all(Array.from({ length: 4 }, () => app.runJobs('orders.clock')));
    expect(await told()).toEqual([
      ['expire', 20],
      ['warn', 20],
    ]);
  });

  it('check-in twice at once is one', async () => {
    const id = await filled(app, near, { startAt: '2026-04-10T01:00:00Z' });
    app.clock.set('2026-04-10T01:00:00Z');
    const done = await Promise.allSettled([checkedIn(app, near.volunteer, id), checkedIn(app, near.volunteer, id)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    app.clock.advance(MINUTE);
  });

  describe('every action in every state', () => {
    const WHY = { reason: '没有人在家' };
    const BODIES: Partial<Record<OrderAction, object>> = {
      reject: WHY,
      cancel: WHY,
      dispute: WHY,
      uphold: WHY,
      void: WHY,
      insure: { reference: '团体意外险' },
      rate: { level: 5 },
      call_back: { ...WHY, tookPlace: true },
    };
    const BY: Partial<Record<OrderAction, keyof Neighbourhood>> = {
      accept: 'volunteer',
      decline: 'volunteer',
      withdraw: 'volunteer',
      confirm: 'resident',
      dispute: 'resident',
      rate: 'resident',
      cancel: 'resident',
    };
    /** Checked with their codes. */
    const CODED: readonly OrderAction[] = ['start', 'finish', 'record_start', 'record_finish'];
    const bodyOf = (action: OrderAction): object => {
      if (action === 'dispatch') return { personIds: [near.mate.id] };
      return action === 'no_show' ? { personId: near.volunteer.id } : (BODIES[action] ?? {});
    };

    it.each(ORDER_ACTIONS.filter((action) => !CODED.includes(action)))(
      '%s where the table has none: 409 with the state',
      async (action) => {
        const id = await order(app, near.resident, { startAt: '2026-04-20T01:00:00Z' });
        const part = (state: OrderState) => ((OPEN_ORDER_STATES as readonly string[]).includes(state) ? 'invited' : 'lapsed');
        for (const state of ORDER_STATES.filter((one) => stateAfter(one, action) === null)) {
          await putInto(app, id, state, { personId: near.volunteer.id, state: part(state) });
          const { status, body } = await act(app, near[BY[action] ?? 'dispatcher'], id, action, bodyOf(action));
          expect([state, status, body.state]).toEqual([state, 409, state]);
          expect((await rowOf(id))?.state).toBe(state);
        }
      },
    );
  });
});
