import { CLOSED_ACCOUNT } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';
import type { DutyFacts, TargetRow } from './duty.js';
import { calledIn } from './patrols.store.js';

export interface Period {
  from: string;
  to: string;
}
export interface Member {
  personId: string;
  name: string;
  facts: DutyFacts;
}
/** Who holds no grid and never did. */
export const NOBODY: DutyFacts = { held: [], leaves: [], targets: [], walked: new Map() };

interface HeldRow {
  personId: string;
  name: string;
  areaCode: string;
  from: string;
  to: string | null;
}

const HELD = `
  select h."personId", h.name, h."areaCode", h."from"::text as "from", h."to"::text as "to" from (
    select g.person_id as "personId", ${calledIn('p')} as name, g.area_code as "areaCode", g.from_day as "from",
           least(g.to_day, (g.ended_at at time zone 'Asia/Shanghai')::date - 1) as "to"
      from role_grants g join people p on p.id = g.person_id
     where g.role = 'grid_member' and ($3::uuid is null or g.person_id = $3) and ($4::text is null or g.area_code like $4 || '%')
  ) h where h."from" <= $2::date and (h."to" is null or h."to" >= $1::date and h."to" >= h."from")
  order by h.name, h."personId", h."areaCode"`;

/**
 * Grid members who held a grid in the area (or the one person) some time in the period, with what decides their days in it.
 * A grant that was ended by hand counts to the day before.
 */
export async function membersIn(
  tx: EntityManager,
  who: { areaCode: string; personId?: undefined } | { personId: string; areaCode?: undefined },
  { from, to }: Period,
): Promise<Member[]> {
  const held = await tx.query<HeldRow[]>(HELD, [from, to, who.personId ?? null, who.areaCode ?? null]);
  const ids = [...new Set(held.map((h) => h.personId))];
  const [heldBy, leaves] = [byPerson(held), byPerson(await leavesOf(tx, ids, { from, to }))];
  const walked = byPerson(await walkedBy(tx, ids, { from, to }));
  const targets = await targetsFor(tx);
  return ids.map((personId) => {
    const own = heldBy.get(personId) ?? [];
    const days = new Map(walked.get(personId)?.map((w) => [w.day, w.ms]));
    const facts = { held: own, leaves: leaves.get(personId) ?? [], targets, walked: days };
    return { personId, name: own[0]?.name ?? CLOSED_ACCOUNT, facts };
  });
}

function byPerson<T extends { personId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.personId, [...(groups.get(row.personId) ?? []), row]);
  return groups;
}

const leavesOf = (tx: EntityManager, ids: readonly string[], { from, to }: Period) =>
  tx.query<{ personId: string; from: string; to: string }[]>(
    `select person_id as "personId", from_day::text as "from", to_day::text as "to" from patrol_leaves
      where person_id = any($1) and state = 'granted' and from_day <= $3 and to_day >= $2`,
    [ids, from, to],
  );

const walkedBy = (tx: EntityManager, ids: readonly string[], { from, to }: Period) =>
  tx.query<{ personId: string; day: string; ms: number }[]>(
    `select person_id as "personId", day::text as day, sum(counted_ms)::float8 as ms from patrol_days
      where person_id = any($1) and day between $2 and $3 group by person_id, day`,
    [ids, from, to],
  );

/** A few rows for a whole city: one more whenever somebody changes a target. */
export const targetsFor = (tx: EntityManager): Promise<TargetRow[]> =>
  tx.query<TargetRow[]>(`select area_code as "areaCode", from_day::text as "fromDay", minutes from patrol_targets`);
