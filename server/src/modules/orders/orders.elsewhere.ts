import type { EntityManager } from 'typeorm';

const BEGUN_ELSEWHERE = `
  select a.person_id as "personId", min(b.started_at) as at
    from order_assignments a
    join order_assignments b on b.person_id = a.person_id and b.day between a.day - 1 and a.day + 1
     and b.state in ('accepted', 'in_service', 'finished', 'confirmed') and (b.started_at, b.order_id) > (a.started_at, a.order_id)
   where a.order_id = $1 and a.state = 'in_service' and ($2::uuid is null or a.person_id = $2)
   group by a.person_id`;

/** Of those still in service: who has checked in elsewhere since, and when. A minute counts once, for the service begun last. */
export async function begunElsewhere(tx: EntityManager, orderId: string, personId: string | null = null): Promise<Map<string, Date>> {
  const rows = await tx.query<{ personId: string; at: Date }[]>(BEGUN_ELSEWHERE, [orderId, personId]);
  return new Map(rows.map((row) => [row.personId, row.at]));
}
