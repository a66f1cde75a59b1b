import { bootApp, type Somebody, type TestApp } from '../harness.js';
import { buildStreet, draftOf, type Street } from '../street.js';

const ROWS = process.env.LINLI_LONG ? 100_000 : 10_000;

/** The hot lists come out of an index in order: no sequential scan of reports, no sort of more than a page. */
describe('plans of the hot reads', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
    await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199' }));
    await multiply(app);
  }, 600_000);
  afterAll(() => app.close());

  const plansOf = async (who: Somebody, path: string): Promise<string[]> => {
    const spy = jest.spyOn(app.db, 'query');
    const { status } = await app.as(who).get(path);
    const asked = spy.mock.calls.map(([sql, values]) => ({ sql, values: values as unknown[] }));
    spy.mockRestore();
    expect(status).toBe(200);
    const plans: string[] = [];
    for (const { sql, values } of asked.filter((q) => /from reports r/.test(q.sql))) {
      const rows = await app.db.query<{ 'QUERY PLAN': string }[]>(`explain ${sql}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans;
  };

  it.each([
    ['a grid’s newest', () => street.gridMember, '/reports', true],
    ['a community’s newest', () => street.dispatcher, '/reports', true],
    ['a street’s newest', () => street.chief, '/reports', true],
    ['a district’s newest', () => street.auditor, '/reports', true],
    ['a community’s to accept', () => street.dispatcher, '/reports?box=to_accept', true],
    ['a street’s by state', () => street.chief, '/reports?state=closed', true],
    ['a street’s late ones', () => street.chief, '/reports?box=late&order=due', true],
    ['a team’s cases', () => street.handler, '/reports?box=team_cases&order=due', false],
    ['a street’s to check by due time', () => street.streetDispatcher, '/reports?box=to_check&order=due', false],
    ['a street’s to release by due time', () => street.streetDispatcher, '/reports?box=to_release&order=due', false],
    ['the own ones', () => street.resident, '/reports/mine', false],
    ['near a place', () => street.chief, '/reports/near?lng=111.302&lat=23.402&radiusMetres=100', false],
    ['similar ones', () => street.neighbour, '/reports/similar?categoryCode=E0110&lng=111.302&lat=23.402', false],
    ['a word that every row has', () => street.dispatcher, `/reports?q=${encodeURIComponent('道灯')}`, true],
    ['words', () => street.dispatcher, `/reports?q=${encodeURIComponent('蓝色路灯')}`, false],
  ] as const)('%s', async (_, who, path, ordered) => {
    const plans = await plansOf(who(), path);
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on reports|Seq Scan on report_words/);
    if (ordered) expect(plans[0]).not.toMatch(/Sort/);
  });

  it('the minute job finds its rows by their time', async () => {
    const plan = await app.db.query<{ 'QUERY PLAN': string }[]>(
      `explain select * from reports where next_mark_at <= '2026-03-11T03:00:00Z' order by next_mark_at limit 50 for update skip locked`,
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch('reports_next_mark');
  });

  it('answers the next page as quickly as the first', async () => {
    const times: number[] = [];
    let cursor = '';
    for (let i = 0; i < 30; i++) {
      const begun = performance.now();
      const { body } = await app.as(street.auditor).get(`/reports?limit=100${cursor}`);
      times.push(performance.now() - begun);
      cursor = `&cursor=${body.next as string}`;
    }
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
    expect(median(times.slice(-10))).toBeLessThan(5 * median(times.slice(1, 11)) + 50);
  });
});

/** The one report, over and over: spread over time, place, state and words as a street's are. */
async function multiply(app: TestApp): Promise<void> {
  const columns = (
    await app.db.query<{ column_name: string }[]>(`select column_name from information_schema.columns where table_name = 'reports'`)
  ).map((row) => row.column_name);
  const own: Record<string, string> = {
    id: 'gen_random_uuid()',
    case_no: `'X' || i`,
    created_at: `r.created_at - i * interval '37 seconds'`,
    grid_code: `case i % 3 when 0 then '990101001001001' when 1 then '990101001001002' else '990101001002001' end`,
    community_code: `case when i % 3 = 2 then '990101001002' else '990101001001' end`,
    cell: 'r.cell + i % 400',
    reporter_id: `case when i % 500 = 0 then r.reporter_id else gen_random_uuid() end`,
    state: `case when i % 50 = 0 then 'reported' else 'closed' end`,
    closed_at: `case when i % 50 <> 0 then r.created_at end`,
    closed_as: `case when i % 50 <> 0 then 'checked' end`,
    open_due_at: `case when i % 50 = 0 then r.open_due_at - i * interval '7 seconds' end`,
    open_amber_at: `case when i % 50 = 0 then r.open_amber_at - i * interval '7 seconds' end`,
    next_mark_at: `case when i % 50 = 0 then r.next_mark_at end`,
  };
  const values = columns.map((column) => own[column] ?? `r.${column}`).join(', ');
  const sql = `with made as (insert into reports (${columns.join(', ')}) select ${values} from reports r, generate_series($1::int, $2::int) i where r.id = $3 returning id)
    insert into report_words (report_id, description, search)
    select id, '楼道灯坏了', to_tsvector('simple', '楼道 道灯 灯坏 坏了 ' || substr(id::text, 1, 4)) from made`;
  const [first] = await app.db.query<{ id: string }[]>('select id from reports');
  for (let from = 1; from <= ROWS; from += 2_000) await app.db.query(sql, [from, from + 1_999, first?.id]);
  // Also empties the search index's list of pending words, which makes it look dear to the planner.
  await app.db.query('vacuum analyze reports, report_words');
}
