import type { EntityManager } from 'typeorm';
import type { Facts } from './matter.js';

/** What each of these people got for it, as the end of a sentence. */
export async function thankedBy(
  tx: EntityManager,
  refType: 'report' | 'wish',
  refId: string,
  personIds: readonly string[],
): Promise<Map<string, Facts>> {
  const rows = await tx.query<{ personId: string; points: number }[]>(
    `select person_id as "personId", points from earnings where ref_type = $1 and ref_id = $2 and person_id = any($3) and points > 0`,
    [refType, refId, personIds],
  );
  return new Map(rows.map(({ personId, points }) => [personId, { earned: `谢谢您，+${points} 积分。` }]));
}
