import type { MemberState, ServiceTeamType } from '@linli/shared/members';
import type { EntityManager } from 'typeorm';

export interface TeamRow {
  id: string;
  type: ServiceTeamType;
  name: string;
  area_code: string;
  about: string;
  open: boolean;
  unit_id: string | null;
  leader_id: string | null;
  retired_at: Date | null;
  created_by: string | null;
  request_hash: string;
  created_at: Date;
  leader_name: string | null;
  member_count: number;
  mine: boolean;
}
export interface TeamMemberRow {
  person_id: string;
  name: string;
  state: MemberState;
  since: Date;
}

// $1 is always who asks.
const SELECT = `select t.id, t.type, t.name, t.area_code, t.about, t.open, t.unit_id, t.leader_id, t.retired_at, t.created_by, t.request_hash,
  t.created_at, l.name as leader_name,
  (select count(*)::int from service_team_members s where s.team_id = t.id and s.left_at is null) as member_count,
  exists (select 1 from service_team_members s where s.team_id = t.id and s.left_at is null and s.person_id = $1) as mine
  from service_teams t left join people l on l.id = t.leader_id`;
const ONE = `${SELECT} where t.id = $2`;
const ONE_LOCKED = `${ONE} for update of t`;
const MINE = `${SELECT} where t.retired_at is null and (t.leader_id = $1 or exists (select 1 from service_team_members s
    where s.team_id = t.id and s.left_at is null and s.person_id = $1)) order by t.name, t.id limit 100`;
const LIST = `${SELECT}
  where (t.area_code like any($2) or t.area_code = any($3)) and ($4::text is null or t.type = $4) and ($5::text is null or t.name like $5)
    and ($6 or t.retired_at is null) and ($7::text is null or (t.name, t.id) > ($7, $8::uuid))
  order by t.name, t.id limit $9`;

export async function findTeam(tx: EntityManager, personId: string, id: string, lock = false): Promise<TeamRow | null> {
  const [row] = await tx.query<TeamRow[]>(lock ? ONE_LOCKED : ONE, [personId, id]);
  return row ?? null;
}
export const teamsWithMe = (tx: EntityManager, personId: string): Promise<TeamRow[]> => tx.query<TeamRow[]>(MINE, [personId]);

export interface TeamSearch {
  personId: string;
  /** Below these (patterns), or working for them from above (codes). */
  patterns: readonly string[];
  above: readonly string[];
  type: string | null;
  name: string | null;
  retired: boolean;
  after: readonly (string | number)[] | null;
  limit: number;
}
export const searchTeams = (tx: EntityManager, search: TeamSearch): Promise<TeamRow[]> =>
  tx.query<TeamRow[]>(LIST, [
    search.personId,
    search.patterns,
    search.above,
    search.type,
    search.name,
    search.retired,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.limit,
  ]);

/** In the order of joining. */
export const teamMembers = (
  tx: EntityManager,
  teamId: string,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<TeamMemberRow[]> =>
  tx.query<TeamMemberRow[]>(
    `select s.person_id, p.name, m.state, s.since from service_team_members s join people p on p.id = s.person_id
       join members m on m.person_id = s.person_id
      where s.team_id = $1 and s.left_at is null and ($2::timestamptz is null or (s.since, s.person_id) > ($2, $3::uuid))
      order by s.since, s.person_id limit $4`,
    [teamId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** Who serves behind a phone or an id; null: nobody active. */
export async function servingPerson(
  tx: EntityManager,
  wanted: { phone?: string; personId?: string },
): Promise<{ id: string; community_code: string; party_member: boolean } | null> {
  const [row] = await tx.query<{ id: string; community_code: string; party_member: boolean }[]>(
    `select m.person_id as id, m.community_code, m.party_member from members m join people p on p.id = m.person_id
      where m.state = 'active' and p.closed_at is null and (p.phone = $1 or m.person_id = $2::uuid)`,
    [wanted.phone ?? null, wanted.personId ?? null],
  );
  return row ?? null;
}

/** False: was in it already. */
export async function enterTeam(tx: EntityManager, teamId: string, personId: string, now: Date): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into service_team_members (team_id, person_id, since) values ($1, $2, $3)
     on conflict (team_id, person_id) do update set since = excluded.since, left_at = null where service_team_members.left_at is not null
     returning 1`,
    [teamId, personId, now],
  );
  return rows.length > 0;
}

/** False: was not in it. Whoever goes leads it no longer. */
export async function exitTeam(tx: EntityManager, teamId: string, personId: string, now: Date): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update service_team_members set left_at = $3 where team_id = $1 and person_id = $2 and left_at is null`,
    [teamId, personId, now],
  );
  await tx.query(`update service_teams set leader_id = null where id = $1 and leader_id = $2`, [teamId, personId]);
  return count > 0;
}
