import {
  NO_CODES_MIN,
  PAIR_SERVICES_MAX,
  PAIR_SHARE_MIN,
  PAIR_WINDOW_DAYS,
  type RecordFlagKind,
  SILENT_PAIR_MIN,
} from '@linli/shared/timebank-records';

/*
 * One query for each kind of flag, over all records at once. $1: the first day of the first month looked at; $2: one person only, or null.
 * Each gives person_id, other_id, month, part, whole, the ids of the records behind it, and the communities they were made in.
 */
const WHERE = `array_agg(distinct r.id) as record_ids, mode() within group (order by r.community_code) as community_code`;
const MONTH = `to_char(r.day, 'YYYY-MM')`;
const back = PAIR_WINDOW_DAYS - 1;

/** The month is that of the last day of the window: every window of a month is looked at, the largest one says the number. */
const PAIR_OFTEN = `
  with paired as (
    select r.id, r.person_id, r.served_id, r.day, r.community_code,
           count(*) over (partition by r.person_id, r.served_id order by r.day range between interval '${back} days' preceding and current row) as n
      from service_records r where r.state = 'confirmed' and r.served_id is not null and r.day >= $1::date - ${back} and ($2::uuid is null or r.person_id = $2)
  ), often as (
    select r.person_id, r.served_id, r.day, ${MONTH} as month, max(r.n)::int as n from paired r
     where r.n > ${PAIR_SERVICES_MAX} and r.day >= $1::date group by 1, 2, 3, 4
  )
  select o.person_id, o.served_id as other_id, o.month, max(o.n) as part, max(o.n) as whole, ${WHERE}
    from often o join paired r on r.person_id = o.person_id and r.served_id = o.served_id and r.day between o.day - ${back} and o.day
   group by 1, 2, 3`;

const PAIR_SHARE = `
  with monthly as (
    select r.id, r.person_id, r.served_id, r.community_code, ${MONTH} as month from service_records r
     where r.state = 'confirmed' and r.day >= $1::date
  ), servers as (select person_id, month, count(*)::int as n from monthly group by 1, 2),
  served as (select served_id, month, count(*)::int as n from monthly where served_id is not null group by 1, 2),
  pairs as (
    select r.person_id, r.served_id, r.month, count(*)::int as n, ${WHERE} from monthly r
     where r.served_id is not null and ($2::uuid is null or r.person_id = $2) group by 1, 2, 3 having count(*) >= ${PAIR_SHARE_MIN}
  )
  select p.person_id, p.served_id as other_id, p.month, p.n as part, least(a.n, b.n) as whole, p.record_ids, p.community_code
    from pairs p join servers a on (a.person_id, a.month) = (p.person_id, p.month) join served b on (b.served_id, b.month) = (p.served_id, p.month)
   where p.n * 2 > least(a.n, b.n)`;

const SILENT_PAIR = `
  select r.person_id, r.served_id as other_id, ${MONTH} as month, count(*) filter (where r.silent)::int as part, count(*)::int as whole,
         array_agg(r.id) filter (where r.silent) as record_ids, mode() within group (order by r.community_code) as community_code
    from service_records r where r.state = 'confirmed' and r.served_id is not null and r.day >= $1::date and ($2::uuid is null or r.person_id = $2)
   group by 1, 2, 3 having count(*) >= ${SILENT_PAIR_MIN} and count(*) filter (where r.silent) * 2 > count(*)`;

const OVERLAP = `
  with standing as (
    select r.id, r.person_id, r.day, r.started_at, r.finished_at from service_records r
     where r.state in ('confirmed', 'publicised', 'pending') and r.day >= $1::date - 1 and ($2::uuid is null or r.person_id = $2)
  ), both_of as (
    select a.person_id, a.id as a, b.id as b, to_char(greatest(a.day, b.day), 'YYYY-MM') as month
      from standing a join standing b on b.person_id = a.person_id and b.id > a.id and b.day between a.day - 1 and a.day + 1
       and b.started_at < a.finished_at and a.started_at < b.finished_at
     where greatest(a.day, b.day) >= $1::date
  ), each_of as (select person_id, month, a as id from both_of union select person_id, month, b from both_of)
  select e.person_id, null::uuid as other_id, e.month, count(*)::int as part, count(*)::int as whole, ${WHERE}
    from each_of e join service_records r on r.id = e.id group by 1, 2, 3`;

/** Wishes have no codes to scan: they count on neither side. */
const NO_CODES = `
  select r.person_id, null::uuid as other_id, ${MONTH} as month, sum(r.minutes) filter (where not r.by_code)::int as part, sum(r.minutes)::int as whole,
         array_agg(r.id) filter (where not r.by_code) as record_ids, mode() within group (order by r.community_code) as community_code
    from service_records r where r.state = 'confirmed' and r.source <> 'wish' and r.day >= $1::date and ($2::uuid is null or r.person_id = $2)
   group by 1, 2, 3 having count(*) filter (where not r.by_code) >= ${NO_CODES_MIN} and sum(r.minutes) filter (where not r.by_code) * 2 > sum(r.minutes)`;

export const FLAG_RULES: Readonly<Record<RecordFlagKind, string>> = {
  pair_often: PAIR_OFTEN,
  pair_share: PAIR_SHARE,
  silent_pair: SILENT_PAIR,
  overlap: OVERLAP,
  no_codes: NO_CODES,
};
