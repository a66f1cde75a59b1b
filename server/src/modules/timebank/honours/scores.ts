import { type BoardAmount, boardAmounts } from '@linli/shared/timebank-honours';
import type { EntityManager } from 'typeorm';
import type { RecordChange } from '../record-changes.service.js';

export interface ScoreChange extends BoardAmount {
  personId: string;
}

/** What some changes add up to, one line for each board and person; what came and went again is no line. */
export function scoreChanges(changes: readonly RecordChange[]): ScoreChange[] {
  const sums = new Map<string, ScoreChange>();
  for (const change of changes)
    for (const one of boardAmounts(change)) {
      const key = `${one.areaCode} ${one.period} ${one.measure} ${change.personId}`;
      const sum = sums.get(key);
      if (sum) sum.amount += one.amount;
      else sums.set(key, { ...one, personId: change.personId });
    }
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

/**
 * Whoever folds, and whoever changes who is listed, does it alone: a fold must not write back what somebody has just withdrawn.
 * Held to the transaction's end.
 */
export const LOCK = 835_001;

const BOARDS = `insert into boards (area_code, period, measure)
  select distinct g."areaCode", g.period, g.measure from jsonb_to_recordset($1) as g("areaCode" text, period text, measure text)
  order by 1, 2, 3 on conflict (area_code, period, measure) do update set changes = boards.changes + 1`;
const APPLY = `
  with given as (
    select b.id as board_id, g."personId" as person_id, g.amount
      from jsonb_to_recordset($1) as g("areaCode" text, period text, measure text, "personId" uuid, amount integer)
      join boards b on b.area_code = g."areaCode" and b.period = g.period and b.measure = g.measure
  ), moved as (
    insert into board_scores (board_id, person_id, score, shown)
    select board_id, person_id, amount, exists (select from board_people p where p.person_id = given.person_id) from given
    on conflict (board_id, person_id) do update set score = board_scores.score + excluded.score
    returning board_id, coalesce(old.score, 0) as was, new.score as now
  ), counted as (
    select board_id, width, score / width / 64 as step, score / width % 64 as slot, sum(people)::int as people
      from (select board_id, was as score, -1 as people from moved where was > 0 union all select board_id, now, 1 from moved where now > 0) each
      cross join (values (1), (64)) as widths (width)
     group by board_id, width, score / width having sum(people) <> 0
  ), rows as (
    select board_id, width, step, array_agg(slot) as slots, array_agg(people) as amounts, sum(people)::int as total
      from counted group by board_id, width, step
  )
  insert into board_steps (board_id, width, step, total, people)
  select board_id, width, step, total, (select array_agg(coalesce(c.amount, 0) order by i)
      from generate_series(0, 63) i left join unnest(slots, amounts) as c (slot, amount) on c.slot = i) from rows
  on conflict (board_id, width, step) do update set total = board_steps.total + excluded.total,
    people = (select array_agg(a + b order by i) from unnest(board_steps.people, excluded.people) with ordinality as both_rows (a, b, i))`;
const CHANGED = `update boards set changes = changes + 1 where id in (select board_id from board_scores where person_id = any($1))`;
const LATE = `select community_code as "communityCode", day::text, minutes, points from score_deltas where person_id = any($1)`;

/** Adds to the folded scores, keeps the counts of people in step and says that the boards have changed. Under LOCK. */
export async function applyScores(tx: EntityManager, changes: readonly ScoreChange[]): Promise<void> {
  if (!changes.length) return;
  const given = JSON.stringify(changes);
  await tx.query(BOARDS, [given]);
  await tx.query(APPLY, [given]);
}

/**
 * Somebody is listed from now on, or no more: the boards they stand on, or will with the next fold, have changed. One that nothing was folded into
 * so far, in the first minute of a month, begins here: a list that is kept in memory has no other way to hear of it. Under LOCK.
 */
export async function boardsChanged(tx: EntityManager, personIds: readonly string[]): Promise<void> {
  await tx.query(CHANGED, [personIds]);
  const late = await tx.query<Omit<RecordChange, 'personId'>[]>(LATE, [personIds]);
  if (late.length) await tx.query(BOARDS, [JSON.stringify(late.flatMap(boardAmounts))]);
}
