// Leaderboards: the top hundred and one's own rank among so many people, in Postgres' own processor time.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { SystemClock } from '../dist/common/clock.js';
import { makeDataSource } from '../dist/db/data-source.js';
import { BoardLists } from '../dist/modules/timebank/honours/boards.lists.js';
import { standingOf, topOf } from '../dist/modules/timebank/honours/boards.queries.js';
import { applyScores, scoreChanges } from '../dist/modules/timebank/honours/scores.js';
import { postgresCpu } from './cpu.mjs';

const DISTRICT = '450403';
const CALLS = 2000;
const CHUNK = 2000;

/** Sixty thousand people of thirty communities, few with many hours, every second of them listed; folded by the product's own code. */
async function makeBoards(source, people, say) {
  const ids = Array.from({ length: people }, () => randomUUID());
  await source.query(`insert into people (id, name, created_at) select id, '张建国', now() from unnest($1::uuid[]) id`, [ids]);
  await source.query(
    `insert into board_people (person_id, version, since) select id, 1, now() from unnest($1::uuid[]) with ordinality as p (id, n) where n % 2 = 0`,
    [ids],
  );
  const started = performance.now();
  for (let from = 0; from < people; from += CHUNK) {
    const changes = ids.slice(from, from + CHUNK).map((personId, i) => {
      const minutes = 30 + Math.round((people / (from + i + 1)) ** 0.7 * 30) + ((from + i) % 7);
      const place = (from + i) % 30;
      const communityCode = `${DISTRICT}${String(1 + Math.floor(place / 6)).padStart(3, '0')}${String(1 + (place % 6)).padStart(3, '0')}`;
      return { personId, communityCode, day: '2026-03-11', minutes, points: Math.floor(minutes / 6) };
    });
    await source.transaction((tx) => applyScores(tx, scoreChanges(changes)));
  }
  const [{ rows }] = await source.query(`select count(*)::int as rows from board_scores`);
  await source.query(`vacuum (analyze) people, boards, board_scores, board_steps, board_people, score_deltas`);
  say(`${rows} scores of ${people} people in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return ids;
}

export async function boards({ url, postmaster }, { people = 60_000, rounds = 3 }, say) {
  const source = await makeDataSource(url).initialize();
  const ids = await makeBoards(source, Number(people), say);
  await source.destroy();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let statements = 0;
  // As the driver of TypeORM sends them, but prepared once.
  const tx = {
    query: async (text, values) => {
      statements += 1;
      return (await client.query({ name: text.slice(-40), text, values })).rows;
    },
  };
  const lists = new BoardLists(new SystemClock());
  const wanted = { areaCode: DISTRICT, period: '2026', measure: 'hours', from: '2026-01-01', to: '2026-12-31' };
  const anybody = () => ids[Math.floor(Math.random() * ids.length)];
  const cases = {
    'my rank': () => standingOf(tx, wanted, anybody()),
    'top 100 and my rank, as the page asks': async () => lists.top(tx, wanted, (await standingOf(tx, wanted, anybody())).mark),
    'top 100, nothing in memory': () => topOf(tx, wanted),
  };
  const table = {};
  for (let round = 0; round < Number(rounds); round += 1)
    for (const [name, call] of Object.entries(cases)) {
      for (let i = 0; i < 50; i += 1) await call();
      const before = postgresCpu(postmaster) ?? 0;
      const started = performance.now();
      statements = 0;
      for (let i = 0; i < CALLS; i += 1) await call();
      const micro = (((postgresCpu(postmaster) ?? 0) - before) * 1000) / CALLS;
      const wall = ((performance.now() - started) * 1000) / CALLS;
      const best = table[name];
      if (!best || micro < best['Postgres CPU µs'])
        table[name] = {
          'Postgres CPU µs': Math.round(micro),
          'wall µs': Math.round(wall),
          statements: statements / CALLS,
          target: '≤ 150',
        };
    }
  console.table(table);
  await client.end();
}
