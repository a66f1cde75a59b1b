import type { Relation } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';

/** What the first is to the second, seen from the second. */
const TURNED: Partial<Record<Relation, Relation>> = {
  parent: 'child',
  child: 'parent',
  grandparent: 'grandchild',
  grandchild: 'grandparent',
};
export const seenFromThere = (relation: Relation): Relation => TURNED[relation] ?? relation;

export interface RelativeRow {
  personId: string;
  name: string;
  /** What they are to the person. */
  relation: Relation;
}

/** Close relatives the desk has verified, in either direction, who still have an account. */
export async function relativesOf(tx: EntityManager, personId: string): Promise<RelativeRow[]> {
  const rows = await tx.query<(RelativeRow & { turned: boolean })[]>(
    `select p.id as "personId", p.name, r.relation, r.person_id <> $1 as turned
       from relatives r join people p on p.id = case when r.person_id = $1 then r.relative_id else r.person_id end
      where (r.person_id = $1 or r.relative_id = $1) and p.closed_at is null order by r.verified_at, p.id`,
    [personId],
  );
  return rows.map(({ turned, ...row }) => ({ ...row, relation: turned ? seenFromThere(row.relation) : row.relation }));
}
