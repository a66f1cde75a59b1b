import type { ServedCategory } from '@linli/shared/timebank-records';
import type { EntityManager } from 'typeorm';

/** The profile of an elder before the account behind it: records of orders name it so, too. Of an elder the phone may be a relative's. */
const SERVED = `
  select coalesce(own.id, p.id) as id, case when own.id is null then 2 else 1 end as rank
    from people p left join elders own on own.person_id = p.id and own.closed_at is null
   where p.phone = $1 and p.phone_verified_at is not null and p.closed_at is null
  union all
  select e.id, case when $3 = 'elder' then case when e.community_code = $2 then -1 else 0 end else 3 end
    from elders e where e.phone = $1 and e.closed_at is null
  order by rank, id limit 1`;

/** Whom a service was for, by phone; null: nobody who is known here. */
export async function servedBy(tx: EntityManager, phone: string, communityCode: string, served: ServedCategory): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(SERVED, [phone, communityCode, served]);
  return row?.id ?? null;
}
