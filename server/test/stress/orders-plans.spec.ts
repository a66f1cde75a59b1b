import { bootApp, type Somebody, type TestApp } from '../harness.js';
import { act, buildNeighbourhood, FRIDAY, type Neighbourhood, order } from '../serving.js';

const ROWS = process.env.LINLI_LONG ? 100_000 : 10_000;

/** The hot lists come out of an index in order: no sequential scan of orders, no sort of more than a page. */
describe('plans of the hot reads of orders', () => {
  let app: TestApp;
  let near: Neighbourhood;
  beforeAll(async () => {
    app = await bootApp();
    near = await buildNeighbourhood(app);
    const id = await order(app, near.resident);
    await act(app, near.dispatcher, id, 'dispatch', { personIds: [near.volunteer.id] });
    await multiply(app, id, near);
  }, 600_000);
  afterAll(() => app.close());

  const plansOf = async (who: Somebody, path: string): Promise<string[]> => {
    const spy = jest.spyOn(app.db, 'query');
    const { status } = await app.as(who).get(path);
    const asked = spy.mock.calls.map(([sql, values]) => ({ sql, values: values as unknown[] }));
    spy.mockRestore();
    expect(status).toBe(200);
    const plans: string[] = [];
    for (const { sql, values } of asked.filter((q) => /(from orders r|from order_assignments)/.test(q.sql))) {
      const rows = await app.db.query<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  };

  it.each([
    ['a community’s newest', () => near.dispatcher, '/orders', true],
    ['a street’s newest', () => near.streetDispatcher, '/orders', true],
    ['a district’s newest', () => near.auditor, '/orders', true],
    ['a community’s by state', () => near.dispatcher, '/orders?state=confirmed', true],
    ['a street’s by state', () => near.streetDispatcher, '/orders?state=offered', true],
    ['to review', () => near.dispatcher, '/orders?box=to_review', true],
    ['to dispatch', () => near.dispatcher, '/orders?box=to_dispatch', true],
    ['today', () => near.dispatcher, '/orders?box=today', true],
    ['not come', () => near.dispatcher, '/orders?box=no_show', false],
    ['disputed', () => near.dispatcher, '/orders?box=disputed', false],
    ['to call back', () => near.dispatcher, '/orders?box=to_call_back', false],
    ['the board of a day', () => near.dispatcher, `/orders/board?day=${FRIDAY.slice(0, 10)}`, false],
    ['counts', () => near.dispatcher, '/orders/counts', false],
    ['words', () => near.dispatcher, `/orders?q=${encodeURIComponent('磨刀')}`, false],
    ['the own ones', () => near.resident, '/orders/mine', false],
    ['the hall', () => near.mate, '/orders/hall', true],
    ['the hall of posts on a day', () => near.mate, `/orders/hall?kind=posts&day=${FRIDAY.slice(0, 10)}`, false],
    ['invitations', () => near.volunteer, '/orders/invitations', false],
    ['appointments', () => near.volunteer, '/orders/appointments', false],
    ['past appointments', () => near.volunteer, '/orders/appointments?past=true', false],
    ['what one has served', () => near.volunteer, '/orders/serving', false],
  ] as const)('%s', async (_, who, path, ordered) => {
    const plans = await plansOf(who(), path);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (orders|order_words|order_assignments)/);
    if (ordered) expect(plans[0]).not.toMatch(/^\s*(->\s+)?Sort/m);
  });

  it('the minute job finds its rows by their time', async () => {
    const plan = await app.db.query<{ 'QUERY PLAN': string }[]>(
      `explain select * from orders where next_mark_at <= '2026-03-11T03:00:00Z' order by next_mark_at limit 50 for update skip locked`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch('orders_next_mark');
  });
});

/** The one order, over and over: spread over time, place and state as a street's are; nine in ten are over. */
async function multiply(app: TestApp, id: string, near: Neighbourhood): Promise<void> {
  const columnsOf = async (table: string) =>
    (
      await app.db.query<{ column_name: string }[]>(
        `select column_name from information_schema.columns where table_name = $1 order by ordinal_position`,
        [table],
      )
    ).map((row) => row.column_name);
  const own: Record<string, string> = {
    id: 'gen_random_uuid()',
    order_no: `'X' || i`,
    created_at: `r.created_at - i * interval '37 seconds'`,
    start_at: `r.start_at - i % 2000 * interval '1 hour' + interval '5 days'`,
    end_at: `r.end_at - i % 2000 * interval '1 hour' + interval '5 days'`,
    fill_by: `r.fill_by - i % 2000 * interval '1 hour' + interval '5 days'`,
    community_code: `case when i % 3 = 2 then '990101001002' else '990101001001' end`,
    requester_id: `case when i % 500 = 0 then r.requester_id else gen_random_uuid() end`,
    principal_id: `case when i % 500 = 0 then r.principal_id else gen_random_uuid() end`,
    cell: 'r.cell + i % 400',
    state: `(array['submitted', 'approved', 'offered', 'disputed', 'finished', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed'])[1 + i % 10]`,
    published_at: `case when i % 10 in (2, 5, 6) then r.created_at end`,
    finished_at: `case when i % 10 > 2 then r.created_at end`,
    confirm_by: `case when i % 10 > 2 then r.created_at end`,
    confirmed_at: `case when i % 10 > 4 then r.created_at end`,
    next_mark_at: `case when i % 10 < 3 then r.next_mark_at + i * interval '1 minute' end`,
    title: `case when i % 1000 = 7 then '磨刀、修伞、缝补' else r.title end`,
  };
  const columns = await columnsOf('orders');
  const values = columns.map((column) => own[column] ?? `r.${column}`).join(', ');
  const sql = `with made as (insert into orders (${columns.join(', ')}) select ${values} from orders r, generate_series($1::int, $2::int) i where r.id = $3
      returning id, title, state, start_at, end_at),
    told as (insert into order_words (order_id, search)
      select id, to_tsvector('simple', case when title like '磨刀%' then '磨刀 修伞' else '代买 代取' end) from made)
    insert into order_assignments (order_id, person_id, state, during, day, accepted_at, started_at, started_by, finished_at, finished_by, minutes, created_at, updated_at)
    select id, case when random() < 0.002 then $4::uuid else gen_random_uuid() end, 'confirmed', tstzrange(start_at, end_at), start_at::date, start_at, start_at,
      'display_code', end_at, 'display_code', 45, start_at, start_at from made where state = 'confirmed'`;
  for (let from = 1; from <= ROWS; from += 2_000) await app.db.query(sql, [from, from + 1_999, id, near.volunteer.id]);
  await app.db.query('vacuum analyze orders, order_words, order_assignments');
}
