import type { MembershipState, UnitKind } from '@linli/shared/units';
import type { EntityManager } from 'typeorm';

export interface UnitRow {
  id: string;
  parent_id: string | null;
  path: string[];
  kind: UnitKind;
  level: number;
  name: string;
  area_code: string;
  partner: boolean;
  retired_at: Date | null;
  created_by: string | null;
  request_hash: string;
  has_children: boolean;
}

const SELECT = `select u.id, u.parent_id, u.path, u.kind, u.level, u.name, u.area_code, u.partner, u.retired_at, u.created_by, u.request_hash,
  exists (select 1 from units c where c.parent_id = u.id and c.retired_at is null) as has_children from units u`;
const ONE = `${SELECT} where u.id = $1`;
const ONE_LOCKED = `${ONE} for update of u`;
const OF_CONTACT = `${SELECT} where u.id = any($1) order by u.name, u.id`;
// Children of a unit; else what is asked for by area or words anywhere in the trees; else the roots.
const LIST = `${SELECT}
  where case when $1::uuid is not null then u.parent_id = $1
             when $3::text is not null or $4::text is not null then true
             else u.parent_id is null end
    and ($2::text is null or u.kind = $2) and ($3::text is null or u.area_code like $3) and ($4::text is null or u.name like $4)
    and ($5 or u.retired_at is null)
    and ($6::text is null or (u.name, u.id) > ($6, $7::uuid))
  order by u.name, u.id limit $8`;

export async function findUnit(tx: EntityManager, id: string): Promise<UnitRow | null> {
  const [row] = await tx.query<UnitRow[]>(ONE, [id]);
  return row ?? null;
}

export async function lockUnit(tx: EntityManager, id: string): Promise<UnitRow | null> {
  const [row] = await tx.query<UnitRow[]>(ONE_LOCKED, [id]);
  return row ?? null;
}

export interface UnitSearch {
  parentId: string | null;
  kind: UnitKind | null;
  /** For `like`. */
  area: string | null;
  name: string | null;
  retired: boolean;
  after: readonly (string | number)[] | null;
  limit: number;
}
export const searchUnits = (tx: EntityManager, search: UnitSearch): Promise<UnitRow[]> =>
  tx.query<UnitRow[]>(LIST, [
    search.parentId,
    search.kind,
    search.area,
    search.name,
    search.retired,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.limit,
  ]);

export const unitsById = (tx: EntityManager, ids: readonly string[]): Promise<UnitRow[]> => tx.query<UnitRow[]>(OF_CONTACT, [ids]);

/** Labels that were given, for these districts. */
export const givenLabels = (
  tx: EntityManager,
  districts: readonly string[],
): Promise<{ area_code: string; kind: UnitKind; level: number; label: string }[]> =>
  tx.query(`select area_code, kind, level, label from unit_level_labels where area_code = any($1)`, [districts]);

export interface Counts {
  unit_id: string;
  active: number;
  applying: number;
}
export const memberCounts = (tx: EntityManager, ids: readonly string[]): Promise<Counts[]> =>
  tx.query<Counts[]>(
    `select unit_id, (count(*) filter (where state = 'active'))::int as active, (count(*) filter (where state = 'applying'))::int as applying
       from unit_memberships where unit_id = any($1) group by unit_id`,
    [ids],
  );

export interface MembershipRow {
  person_id: string;
  unit_id: string;
  kind: UnitKind;
  state: MembershipState;
  summary_consent: boolean;
  reason: string | null;
  applied_at: Date;
  changed_at: Date;
  unit_name: string;
  name: string;
  phone: string | null;
  home_community_code: string | null;
}
const MEMBERSHIP = `select m.person_id, m.unit_id, m.kind, m.state, m.summary_consent, m.reason, m.applied_at, m.changed_at, u.name as unit_name,
  p.name, p.phone, p.home_community_code from unit_memberships m join units u on u.id = m.unit_id join people p on p.id = m.person_id`;
const OWN = `${MEMBERSHIP} where m.person_id = $1 order by m.applied_at desc, m.unit_id`;
const OF_PERSON = `${MEMBERSHIP} where m.unit_id = $1 and m.person_id = $2`;
const OF_PERSON_LOCKED = `${OF_PERSON} for update of m`;
const OF_UNITS = `${MEMBERSHIP}
  where (m.unit_id = $1 or ($2 and u.path @> array[$1::uuid])) and ($3::text is null or m.state = $3)
    and ($4::timestamptz is null or (m.applied_at, m.person_id, m.unit_id) < ($4, $5::uuid, $6::uuid))
  order by m.applied_at desc, m.person_id desc, m.unit_id desc limit $7`;

export const membershipsOf = (tx: EntityManager, personId: string): Promise<MembershipRow[]> => tx.query<MembershipRow[]>(OWN, [personId]);

export async function findMembership(tx: EntityManager, unitId: string, personId: string, lock = false): Promise<MembershipRow | null> {
  const [row] = await tx.query<MembershipRow[]>(lock ? OF_PERSON_LOCKED : OF_PERSON, [unitId, personId]);
  return row ?? null;
}

export const membersOfUnit = (
  tx: EntityManager,
  unitId: string,
  below: boolean,
  state: MembershipState | null,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<MembershipRow[]> =>
  tx.query<MembershipRow[]>(OF_UNITS, [unitId, below, state, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit]);

/** Those who belong to a unit or one below it now. */
const REPORTED = `${MEMBERSHIP} where u.path @> array[$1::uuid] and m.state = 'active' and p.closed_at is null order by m.person_id`;
export const reportedThrough = (tx: EntityManager, unitId: string): Promise<MembershipRow[]> =>
  tx.query<MembershipRow[]>(REPORTED, [unitId]);

export async function unitsUnder(tx: EntityManager, unitId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`select id from units where path @> array[$1::uuid]`, [unitId]);
  return rows.map(({ id }) => id);
}
