import type { TeamType } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';

export interface TeamRow {
  id: string;
  type: TeamType;
  name: string;
  area_code: string;
  grid_codes: string[];
  phone: string | null;
  has_accounts: boolean;
  retired_at: Date | null;
  created_by: string | null;
  request_hash: string;
}
export interface MemberRow {
  id: string;
  team_id: string;
  phone: string;
  name: string;
  lead: boolean;
  person_id: string | null;
  to_day: string | null;
}

export async function findTeam(tx: EntityManager, id: string): Promise<TeamRow | null> {
  const [row] = await tx.query<TeamRow[]>(`select * from teams where id = $1`, [id]);
  return row ?? null;
}

export async function lockTeam(tx: EntityManager, id: string): Promise<TeamRow | null> {
  const [row] = await tx.query<TeamRow[]>(`select * from teams where id = $1 for update`, [id]);
  return row ?? null;
}

export interface TeamSearch {
  /** Teams in these areas (patterns), or that work for them from above (codes). */
  patterns: readonly string[];
  above: readonly string[];
  ownTeams: readonly string[];
  type: string | null;
  after: readonly (string | number)[] | null;
  limit: number;
}

/** In the order of area, then name. */
export const searchTeams = (tx: EntityManager, search: TeamSearch): Promise<TeamRow[]> =>
  tx.query<TeamRow[]>(
    `select * from teams
      where (area_code like any($1) or area_code = any($2) or id = any($3::uuid[])) and ($4::text is null or type = $4)
        and ($5::text is null or (area_code, name, id) > ($5, $6, $7::uuid))
      order by area_code, name, id limit $8`,
    [
      search.patterns,
      search.above,
      search.ownTeams,
      search.type,
      search.after?.[0] ?? null,
      search.after?.[1] ?? null,
      search.after?.[2] ?? null,
      search.limit,
    ],
  );

/** Members whose time is not over. */
export const membersOf = (tx: EntityManager, teamIds: readonly string[], today: string): Promise<MemberRow[]> =>
  tx.query<MemberRow[]>(
    `select id, team_id, phone, name, lead, person_id, to_day::text from role_grants
      where team_id = any($1) and ended_at is null and phone is not null and (to_day is null or to_day >= $2) order by lead desc, name, id`,
    [teamIds, today],
  );
