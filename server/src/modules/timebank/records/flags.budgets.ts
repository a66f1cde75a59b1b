import type { EntityManager } from 'typeorm';
import { issuedInYear } from '../issued.js';

/** One flag for a community and a year: it rises in place. A decided one opens again for another budget, or once a tenth of it more was issued. */
const RAISING = `
  with before as (select id, state from record_flags where kind = 'over_budget' and month = $1::int::text),
  over as (
    select * from (select b.community_code as code, b.points, ${issuedInYear('b.community_code', '$1::int')} as issued
      from timebank_budgets b where b.year = $1::int) x where x.issued > x.points
  ), raised as (
    insert into record_flags as f (id, kind, month, district_code, street_code, community_code, state, part, whole, raised_at, updated_at)
      select gen_random_uuid(), 'over_budget', $1::int::text, left(o.code, 6), left(o.code, 9), o.code, 'open', o.issued, o.points, $2, $2
        from over o order by o.code
      on conflict (community_code, month) where kind = 'over_budget' do update
        set part = excluded.part, whole = excluded.whole, updated_at = excluded.updated_at, state = 'open', reopened = f.reopened or f.state <> 'open'
        where (f.state = 'open' and (f.part, f.whole) <> (excluded.part, excluded.whole))
          or (f.state <> 'open' and (f.whole <> excluded.whole or excluded.part - f.part >= greatest(f.whole / 10, 1)))
      returning f.id, f.community_code, xmax = 0 as fresh
  )
  select r.id, r.community_code as "communityCode", r.fresh from raised r left join before b on b.id = r.id
   where r.fresh or b.state <> 'open' order by r.community_code`;

export interface BudgetFlag {
  id: string;
  communityCode: string;
  fresh: boolean;
}
/** Communities that have issued more in a year than they planned; gives the flags that somebody is to be told of. */
export const raiseBudgetFlags = (tx: EntityManager, year: number, now: Date): Promise<BudgetFlag[]> =>
  tx.query<BudgetFlag[]>(RAISING, [year, now]);

/** Who set the budget gives no verdict on it. */
const SETTERS = `select f.id, b.set_by as "setBy" from record_flags f
    join timebank_budgets b on b.community_code = f.community_code and b.year::text = f.month
  where f.id = any($1) and f.kind = 'over_budget' and b.set_by is not null`;
export const budgetSetters = (tx: EntityManager, flagIds: readonly string[]): Promise<{ id: string; setBy: string }[]> =>
  tx.query<{ id: string; setBy: string }[]>(SETTERS, [flagIds]);
