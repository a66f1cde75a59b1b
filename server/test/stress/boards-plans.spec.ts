import { standingOf, topOf } from '../../src/modules/timebank/honours/boards.queries.js';
import { fillBoard } from '../boards.js';
import { bootApp, type TestApp } from '../harness.js';
import { COMMUNITY } from '../town.js';

const PEOPLE = process.env.LINLI_LONG ? 60_000 : 20_000;
const TABLES = ['board_scores', 'board_steps', 'boards', 'people', 'board_people'];

/** The list and one's own rank come out of indexes: what is read does not grow with the board. The reads are functions, so the tables are asked. */
describe('what the leaderboards read', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await bootApp({ config: { poolSize: 2 } });
    await fillBoard(app.db, COMMUNITY, PEOPLE);
  }, 600_000);
  afterAll(() => app.close());
  const wanted = { areaCode: COMMUNITY, period: '2026', from: '2026-01-01', to: '2026-12-31', measure: 'hours' } as const;

  /** Rows read by scans of whole tables, and rows read at all, of what `ask` does. */
  const readBy = async (ask: (tx: TestApp['db']['manager']) => Promise<unknown>) =>
    app.db.transaction(async (tx) => {
      const before = await readSoFar(tx);
      await ask(tx);
      const after = await readSoFar(tx);
      return { scanned: after.scanned - before.scanned, found: after.found - before.found };
    });
  const boardId = async () =>
    (await app.db.query<{ id: number }[]>(`select id from boards where period = '2026' and area_code = $1`, [COMMUNITY]))[0]!.id;
  /** Rows of one table. */
  const readOf = (table: string, ask: (tx: TestApp['db']['manager']) => Promise<unknown>) =>
    app.db.transaction(async (tx) => {
      const soFar = async () =>
        (
          await tx.query<{ n: number }[]>(
            `select (seq_tup_read + coalesce(idx_tup_fetch, 0))::int as n from pg_stat_xact_user_tables where relname = $1`,
            [table],
          )
        )[0]!.n;
      const before = await soFar();
      await ask(tx);
      return (await soFar()) - before;
    });
  const readSoFar = async (tx: TestApp['db']['manager']) => {
    const rows = await tx.query<{ scanned: number; found: number }[]>(
      `select sum(seq_tup_read)::int as scanned, sum(coalesce(idx_tup_fetch, 0))::int as found from pg_stat_xact_user_tables where relname = any($1)`,
      [TABLES],
    );
    return rows[0]!;
  };

  it('top 100', async () => {
    const { scanned, found } = await readBy(async (tx) => expect(await topOf(tx, wanted)).toHaveLength(100));
    // `boards` itself is a page of five here.
    expect(scanned).toBeLessThanOrEqual(10);
    expect(found).toBeLessThan(700);
  });

  it('my rank', async () => {
    const [last] = await app.db.query<{ id: string }[]>(`select person_id as id from board_scores order by score, person_id limit 1`);
    const { scanned, found } = await readBy((tx) => standingOf(tx, wanted, last!.id));
    // `boards` itself is a page of five here.
    expect(scanned).toBeLessThanOrEqual(10);
    expect(found).toBeLessThan(250);
  });

  it('ranks are what counting says', async () => {
    const rows = await app.db.query<{ id: string; rank: number }[]>(
      `select person_id as id, rank() over (order by score desc)::int as rank from board_scores where board_id = (select id from boards where period = '2026' and area_code = '${COMMUNITY}')`,
    );
    for (let i = 0; i < rows.length; i += 997) expect((await standingOf(app.db.manager, wanted, rows[i]!.id)).rank).toBe(rows[i]!.rank);
    const exact = new Map(rows.map(({ id, rank }) => [id, rank]));
    for (const { personId, rank } of await topOf(app.db.manager, wanted)) expect(rank).toBe(exact.get(personId));
  });

  it('top 100 where one in a hundred agreed: the others are counted, not read', async () => {
    await app.db.query(
      `update board_scores set shown = false where shown and ('x' || left(md5(person_id::text), 6))::bit(24)::int % 50 <> 0`,
    );
    await app.db.query(`vacuum (analyze) board_scores`);
    const [{ n }] = await app.db.query<[{ n: number }]>(`select count(*)::int as n from board_scores where shown and board_id = $1`, [
      await boardId(),
    ]);
    expect(n).toBeGreaterThan(PEOPLE / 150);
    expect(n).toBeLessThan(PEOPLE / 70);
    const { scanned, found } = await readBy(async (tx) => expect(await topOf(tx, wanted)).toHaveLength(100));
    expect(scanned).toBeLessThanOrEqual(10);
    expect(found).toBeLessThan(700);
    const scores = await readOf(`board_scores`, (tx) => topOf(tx, wanted));
    expect(scores).toBeLessThanOrEqual(100);
  });
});
