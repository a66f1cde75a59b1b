import type { ReportBox } from '@linli/shared/reports';
import { bootApp, HOUR, type Somebody, type TestApp } from '../../../test/harness.js';
import { buildStreet, draftOf, type Street } from '../../../test/street.js';
import { GRID, OTHER_STREET, SISTER_COMMUNITY, SISTER_GRID } from '../../../test/town.js';

interface Card {
  id: string;
  clock: { dueAt: string } | null;
}
type Row = Record<string, unknown>;

/** Whoever taps a figure wants to see the rows it counted: all of them, and no other. */
describe('every count opens exactly the rows it counts', () => {
  let app: TestApp;
  let street: Street;
  beforeAll(async () => {
    app = await bootApp();
    street = await buildStreet(app);
    const { body } = await app.as(street.resident).post('/reports', draftOf([], { categoryCode: 'E2199' }));
    const made = [...lives()];
    for (const [i, life] of made.entries()) await copy(body.id as string, { ...placeOf(i), ...life, case_no: `X${i}` });
  });
  afterAll(() => app.close());

  const at = (hours: number) => new Date(app.clock.now().getTime() + hours * HOUR);
  const placeOf = (i: number): Row =>
    [
      { community_code: GRID.slice(0, 12), grid_code: GRID },
      { community_code: GRID.slice(0, 12), grid_code: SISTER_GRID },
      { community_code: SISTER_COMMUNITY, grid_code: null },
      { street_code: OTHER_STREET, community_code: null, grid_code: null },
      { community_code: GRID.slice(0, 12), grid_code: GRID },
    ][(i + Math.floor(i / 5) + Math.floor(i / 25)) % 5] ?? {};

  /** Cases in every state: late, soon late, in time, and with no clock that runs. */
  function* lives(): Generator<Row> {
    const due: Row[] = [
      { open_due_at: at(-1), open_amber_at: at(-5) },
      { open_due_at: at(1), open_amber_at: at(-1) },
      { open_due_at: at(9), open_amber_at: at(5) },
      { open_due_at: null, open_amber_at: null },
    ];
    const answered = { response_stopped_at: at(-20) };
    const held = { ...answered, team_id: street.sanitation, team_has_accounts: true };
    const mine = { ...held, handler_id: street.handler.id, worked_by: [street.handler.id] };
    for (const clock of due)
      for (const n of [0, 1, 2, 3, 4]) {
        yield { ...clock, state: 'reported', response_level: n % 4 };
        yield { ...clock, ...answered, state: 'accepted', return_count: n, disposal_level: n % 3 };
        yield { ...clock, ...held, state: 'dispatched', disposal_level: n % 3, extension_state: n ? null : 'asked' };
        yield { ...clock, ...mine, state: 'in_progress', disposal_level: n % 3 };
        yield { ...clock, ...mine, state: 'suspended', suspended_until: '2026-03-20' };
      }
    const still = { open_due_at: null, open_amber_at: null };
    for (const n of [0, 1, 2, 3, 4]) {
      yield { ...still, ...mine, state: 'handled', check_due_at: at(n - 2) };
      yield { ...still, ...mine, state: 'handled', check_due_at: at(-1), worked_by: [street.dispatcher.id] };
      const closed = { ...still, ...mine, state: 'closed', closed_at: at(-2), closed_as: 'checked' };
      yield closed;
      yield { ...closed, reporter_id: null, entered_by: street.dispatcher.id, drawn_at: at(-1) };
      yield { ...closed, released_at: at(-1), drawn_at: at(-1), checked_by: street.chief.id };
    }
  }

  let copies = 0;
  async function copy(from: string, changes: Row): Promise<void> {
    const table = `select column_name as name from information_schema.columns where table_name = 'reports'`;
    const columns = (await app.db.query<{ name: string }[]>(table)).map(({ name }) => name);
    const all: Row = { created_at: at(-30 - (copies += 1) / 100), ...changes };
    const names = Object.keys(all);
    const place = (name: string) => (name === 'id' ? 'gen_random_uuid()' : names.includes(name) ? `$${names.indexOf(name) + 2}` : name);
    const sql = `insert into reports (${columns.join(', ')}) select ${columns.map(place).join(', ')} from reports where id = $1`;
    await app.db.query(sql, [from, ...Object.values(all)]);
  }

  const rowsOf = async (who: Somebody, query: string): Promise<Card[]> => {
    const rows: Card[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body, status } = await app.as(who).get(`/reports?limit=7&${query}${next ? `&cursor=${next}` : ''}`);
      expect(status).toBe(200);
      rows.push(...(body.items as Card[]));
      next = body.next as string | null;
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    return rows;
  };

  it.each([
    'gridMember',
    'gridLeader',
    'dispatcher',
    'streetDispatcher',
    'chief',
    'handler',
    'mate',
    'strangeHandler',
    'strangeDispatcher',
  ] as const)('%s, box by box, newest first and by due time', async (name) => {
    const who = street[name];
    const counts = (await app.as(who).get('/reports/counts')).body as { box: ReportBox; count: number }[];
    expect(counts.length).toBeGreaterThan(0);
    for (const { box, count } of counts) {
      const newest = await rowsOf(who, `box=${box}`);
      const byDue = await rowsOf(who, `box=${box}&order=due`);
      expect([box, newest.length, byDue.length]).toEqual([box, count, count]);
      expect(new Set(byDue.map(({ id }) => id))).toEqual(new Set(newest.map(({ id }) => id)));
      const dues = byDue.map(({ clock }) => clock?.dueAt ?? '9');
      expect(dues).toEqual([...dues].sort());
    }
  });

  it('the fixture fills every box of somebody', async () => {
    const filled = new Set<string>();
    for (const who of [street.streetDispatcher, street.chief, street.handler])
      for (const { box, count } of (await app.as(who).get('/reports/counts')).body as { box: string; count: number }[])
        if (count) filled.add(box);
    expect(filled.size).toBe(14);
  });

  it('late by team: each row’s figures, the one without a team too', async () => {
    const teams = (await app.as(street.chief).get('/reports/late-by-team')).body as {
      teamId: string | null;
      late: number;
      dueSoon: number;
      open: number;
    }[];
    expect(teams.map(({ teamId }) => teamId)).toContain(null);
    for (const { teamId, late, dueSoon, open } of teams) {
      const of = `order=due&${teamId === null ? 'withoutTeam=true' : `teamId=${teamId}`}`;
      const found = await Promise.all(['&colour=red', '&colour=amber', ''].map((colour) => rowsOf(street.chief, of + colour)));
      expect([teamId, ...found.map((rows) => rows.length)]).toEqual([teamId, late, dueSoon, open]);
      expect(open).toBeGreaterThan(0);
    }
    expect((await app.as(street.chief).get('/reports?withoutTeam=yes')).status).toBe(400);
  });

  it('without a team: open ones only, also those for which no clock runs', async () => {
    const states = (await app.as(street.chief).get('/reports?withoutTeam=true&limit=100')).body.items.map(
      (r: { state: string }) => r.state,
    );
    expect(new Set(states)).toEqual(new Set(['reported', 'accepted']));
    expect((await rowsOf(street.chief, 'withoutTeam=true&state=accepted&order=due')).some(({ clock }) => clock === null)).toBe(true);
  });
});
