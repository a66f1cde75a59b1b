import type { EntityManager } from 'typeorm';
import type { OrderEntity } from '../order.entity.js';

/** What somebody has done here within a year, this order apart. */
export interface Past {
  personId: string;
  week: number;
  month: number;
  lastDay: string | null;
  rating: number | null;
  ratings: number;
  posts: number;
  known: number;
}
/** Somebody's promise around the day of the order. */
export interface Held {
  personId: string;
  day: string;
  from: Date;
  to: Date;
  overlaps: boolean;
}

// $3, $4: the week of the service, Monday to Sunday; $2: its day.
const PAST = `
  select a.person_id as "personId",
         count(*) filter (where a.day between $3::date and $4::date)::int as week,
         count(*) filter (where a.day between $2::date - 30 and $2::date)::int as month,
         max(a.day) filter (where a.day <= $2::date)::text as "lastDay",
         avg(r.level)::float8 as rating, count(r.level)::int as ratings,
         count(*) filter (where o.source = 'post' and o.community_code = $5 and a.day > $2::date - 90)::int as posts,
         count(*) filter (where a.state = 'confirmed' and (o.elder_id = $6 or o.principal_id = $7))::int as known
    from order_assignments a
    join orders o on o.id = a.order_id
    left join order_ratings r on r.order_id = o.id and r.of = 'service' and a.state = 'confirmed'
   where a.person_id = any($1) and a.state in ('accepted', 'in_service', 'finished', 'confirmed') and a.day > $2::date - 365 and a.order_id <> $8
   group by a.person_id`;

export const pastOf = (
  tx: EntityManager,
  personIds: readonly string[],
  order: OrderEntity,
  { day, monday, sunday }: { day: string; monday: string; sunday: string },
): Promise<Past[]> =>
  tx.query<Past[]>(PAST, [personIds, day, monday, sunday, order.communityCode, order.elderId, order.principalId, order.id]);

const HELD = `
  select person_id as "personId", day::text, lower(during) as "from", upper(during) as "to",
         during && tstzrange($2, $3) and state in ('accepted', 'in_service') as overlaps
    from order_assignments
   where person_id = any($1) and order_id <> $4 and state in ('accepted', 'in_service', 'finished', 'confirmed')
     and day between ($2 at time zone 'Asia/Shanghai')::date - 1 and ($3 at time zone 'Asia/Shanghai')::date`;

export const heldAround = (tx: EntityManager, personIds: readonly string[], { id, startAt, endAt }: OrderEntity): Promise<Held[]> =>
  tx.query<Held[]>(HELD, [personIds, startAt, endAt, id]);
