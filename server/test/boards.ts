import type { DataSource } from 'typeorm';

/** Boards of years by hours as a city has them: few with many hours, many with few; every second person agreed to be listed. */
export async function fillBoard(db: DataSource, areaCode: string, people: number): Promise<void> {
  await db.query(`insert into boards (area_code, period, measure) select $1, year, 'hours' from generate_series(2022, 2026) year`, [
    areaCode,
  ]);
  await db.query(
    `insert into people (id, name, created_at) select md5('board ' || i)::uuid, '张建国', now() from generate_series(1, $1::int) i`,
    [people],
  );
  await db.query(
    `insert into board_scores (board_id, person_id, score, shown)
     select b.id, md5('board ' || i)::uuid, 30 + (power($2::float8 / i, 0.7) * 30)::int + i % 7, i % 2 = 0
       from generate_series(1, $2::int) i cross join boards b where b.area_code = $1`,
    [areaCode, people],
  );
  await db.query(
    `insert into board_steps (board_id, width, step, total, people)
     select board_id, width, step, total, (select array_agg(coalesce(c.n, 0) order by i) from generate_series(0, 63) i left join unnest(slots, counts) as c (slot, n) on c.slot = i)
       from (select board_id, width, step, array_agg(slot) as slots, array_agg(n) as counts, sum(n)::int as total
               from (select s.board_id, w.width, s.score / w.width / 64 as step, s.score / w.width % 64 as slot, count(*)::int as n
                       from board_scores s cross join (values (1), (64)) as w (width) join boards b on b.id = s.board_id
                      where b.area_code = $1 group by 1, 2, 3, 4) slots group by 1, 2, 3) rows`,
    [areaCode],
  );
  await db.query(
    `insert into board_people (person_id, version, since) select person_id, 1, now() from board_scores where shown on conflict do nothing`,
  );
  // The boards of other areas, as many as a city has: one's own are never most of the table.
  await db.query(
    `insert into boards (area_code, period, measure) select 'other ' || i, '2026', 'hours' from generate_series(1000, 1300) i`,
  );
  await db.query(
    `insert into board_steps (board_id, width, step, total, people)
     select id, 1, step, 64, array_fill(1, array[64]) from boards cross join generate_series(0, 30) step where area_code like 'other %'`,
  );
  await db.query(`vacuum (analyze) people, boards, board_scores, board_steps, board_people, score_deltas`);
}
