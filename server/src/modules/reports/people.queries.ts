import type { TeamType } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';

export interface TeamRow {
  id: string;
  type: TeamType;
  name: string;
  areaCode: string;
  gridCodes: string[];
  phone: string | null;
  hasAccounts: boolean;
  retired: boolean;
}
const TEAM = `select t.id, t.type, t.name, t.area_code as "areaCode", t.grid_codes as "gridCodes", t.phone, t.has_accounts as "hasAccounts",
  t.retired_at is not null as retired from teams t`;
const TEAM_BY_ID = `${TEAM} where t.id = $1`;
const TEAMS_OVER = `${TEAM} where t.retired_at is null and t.area_code = any($1)`;

export async function teamOf(tx: EntityManager, id: string | null): Promise<TeamRow | null> {
  if (id === null) return null;
  const [team] = await tx.query<TeamRow[]>(TEAM_BY_ID, [id]);
  return team ?? null;
}

/** Teams in use of these areas. */
export const teamsOver = (tx: EntityManager, areaCodes: readonly string[]): Promise<TeamRow[]> =>
  tx.query<TeamRow[]>(TEAMS_OVER, [areaCodes]);

export async function namesOf(tx: EntityManager, personIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  if (!ids.length) return new Map();
  const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from people where id = any($1)`, [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function contactOf(tx: EntityManager, personId: string): Promise<{ name: string | null; phone: string | null }> {
  const [row] = await tx.query<{ name: string; phone: string | null }[]>(`select name, phone from people where id = $1`, [personId]);
  return { name: row?.name || null, phone: row?.phone ?? null };
}

/** The street chief in office on a day; null where there is none with an account. */
export async function chiefOf(tx: EntityManager, streetCode: string, day: string): Promise<string | null> {
  const [row] = await tx.query<{ person_id: string }[]>(
    `select person_id from role_grants where role = 'street_chief' and area_code = $1 and person_id is not null and ended_at is null
       and from_day <= $2 and (to_day is null or to_day >= $2) order by from_day, id limit 1`,
    [streetCode, day],
  );
  return row?.person_id ?? null;
}
