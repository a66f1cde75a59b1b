import type { Role } from '@linli/shared/accounts';
import { areaPath } from '@linli/shared/areas';
import { dayTextOf } from '@linli/shared/calendar';
import type { EntityManager } from 'typeorm';

const IN_FORCE = `g.person_id is not null and g.ended_at is null and g.from_day <= $1 and (g.to_day is null or g.to_day >= $1)`;
const HOLDERS = `select g.person_id, g.area_code from role_grants g where ${IN_FORCE} and g.role = $2 and g.area_code = any($3)`;
const CONTACTS = `select distinct g.person_id from role_grants g where ${IN_FORCE} and g.role = 'unit_contact' and g.unit_id = $2`;
const SERVES = `select 1 from role_grants g where ${IN_FORCE} and g.person_id = $2
  and (g.role = any('{dispatcher,grid_leader}') and g.area_code = any($3) or g.role = 'grid_member' and starts_with(g.area_code, $4)) limit 1`;
const TEAM = `select g.person_id, g.lead from role_grants g where ${IN_FORCE} and g.role = 'handler' and g.team_id = $2`;

/** Who holds `role` for a place: those of the lowest area that has anybody, so that a district is not woken for one grid. */
export const nearest = (tx: EntityManager, role: Role, areaCode: string, now: Date): Promise<string[]> =>
  others(tx, role, areaCode, [], now);

/** The same without some: the second pair of eyes. */
export async function others(tx: EntityManager, role: Role, areaCode: string, without: readonly string[], now: Date): Promise<string[]> {
  const found = await tx.query<{ person_id: string; area_code: string }[]>(HOLDERS, [dayTextOf(now.getTime()), role, areaPath(areaCode)]);
  const rows = found.filter((row) => !without.includes(row.person_id));
  const depth = Math.max(0, ...rows.map((row) => row.area_code.length));
  return rows.filter((row) => row.area_code.length === depth).map((row) => row.person_id);
}

/** The desk of a place without those a matter is about and those who stand close to them: they may not decide it. */
export async function unconcerned(
  tx: EntityManager,
  areaCode: string,
  { about, without = [] }: { about: readonly (string | null)[]; without?: readonly (string | null)[] },
  now: Date,
): Promise<string[]> {
  const ids = about.filter((id) => id !== null);
  const close = await tx.query<{ id: string }[]>(`select people_close_to(id) as id from unnest($1::uuid[]) id`, [ids]);
  const left = [...ids, ...without, ...close.map(({ id }) => id)].filter((id) => id !== null);
  return others(tx, 'dispatcher', areaCode, left, now);
}

export async function teamMembers(tx: EntityManager, teamId: string | null, now: Date, leadsOnly = false): Promise<string[]> {
  if (teamId === null) return [];
  const rows = await tx.query<{ person_id: string; lead: boolean }[]>(TEAM, [dayTextOf(now.getTime()), teamId]);
  const leads = rows.filter((row) => row.lead);
  return (leadsOnly && leads.length ? leads : rows).map((row) => row.person_id);
}

/** The contacts of one unit, as of now. */
export async function contactsOf(tx: EntityManager, unitId: string, now: Date): Promise<string[]> {
  const rows = await tx.query<{ person_id: string }[]>(CONTACTS, [dayTextOf(now.getTime()), unitId]);
  return rows.map((row) => row.person_id);
}

/** Whether somebody is staff for this community or street: of its desk, its grid leader, or walking one of its grids. */
export async function serves(tx: EntityManager, personId: string, areaCode: string, now: Date): Promise<boolean> {
  const rows = await tx.query<unknown[]>(SERVES, [dayTextOf(now.getTime()), personId, areaPath(areaCode), areaCode]);
  return rows.length > 0;
}
