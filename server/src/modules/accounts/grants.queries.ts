import type { EntityManager } from 'typeorm';
import type { GrantRow } from './grants.view.js';

const SELECT = `select g.id, g.phone, g.name, g.person_id, g.role, g.area_code, g.team_id, t.name as team_name, g.unit_id, u.name as unit_name, g.shop_id, s.name as shop_name, g.lead, g.from_day::text,
  g.to_day::text, g.granted_by, g.request_hash, g.ended_at from role_grants g
  left join teams t on t.id = g.team_id left join units u on u.id = g.unit_id left join shops s on s.id = g.shop_id`;
const ONE = `${SELECT} where g.id = $1`;
const ONE_LOCKED = `${ONE} for update of g`;
const OF_PHONES = `${SELECT} where g.phone = any($1) and g.area_code like any($2) order by g.phone, g.ended_at nulls first, g.from_day desc, g.id`;
const OF_UNIT = `${SELECT} where g.unit_id = $1 and g.phone is not null order by g.ended_at nulls first, g.from_day desc, g.id limit 200`;

export async function findGrant(tx: EntityManager, id: string): Promise<GrantRow | null> {
  const [row] = await tx.query<GrantRow[]>(ONE, [id]);
  return row ?? null;
}

export async function lockGrant(tx: EntityManager, id: string): Promise<GrantRow | null> {
  const [row] = await tx.query<GrantRow[]>(ONE_LOCKED, [id]);
  return row ?? null;
}

export const grantsOfPhones = (tx: EntityManager, phones: readonly string[], patterns: readonly string[]): Promise<GrantRow[]> =>
  tx.query<GrantRow[]>(OF_PHONES, [phones, patterns]);

export const contactGrants = (tx: EntityManager, unitId: string): Promise<GrantRow[]> => tx.query<GrantRow[]>(OF_UNIT, [unitId]);

const OF_SHOP = `${SELECT} where g.shop_id = $1 order by g.ended_at nulls first, g.from_day desc, g.id limit 200`;
export const merchantGrants = (tx: EntityManager, shopId: string): Promise<GrantRow[]> => tx.query<GrantRow[]>(OF_SHOP, [shopId]);

export interface StaffSearch {
  patterns: readonly string[];
  role: string | null;
  /** For `like`, wildcards escaped; null: not asked. */
  phoneLike: string | null;
  nameLike: string | null;
  /** A grant of the phone before. */
  after: string | null;
  limit: number;
}

/** Phones of people with a grant that has not been ended, in order. */
export async function staffPhones(tx: EntityManager, search: StaffSearch): Promise<string[]> {
  const rows = await tx.query<{ phone: string }[]>(
    `select distinct g.phone from role_grants g
      where g.ended_at is null and g.phone is not null and g.area_code like any($1)
        and ($2::text is null or g.role = $2) and ($3::text is null or g.phone like $3) and ($4::text is null or g.name like $4)
        and ($5::uuid is null or g.phone > (select x.phone from role_grants x where x.id = $5))
      order by g.phone limit $6`,
    [search.patterns, search.role, search.phoneLike, search.nameLike, search.after, search.limit],
  );
  return rows.map((row) => row.phone);
}

/** The account a verified phone belongs to. */
export async function personOfPhone(tx: EntityManager, phone: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(`select id from people where phone = $1`, [phone]);
  return row?.id ?? null;
}

/** Somebody who never wrote a name is called as whoever gave them their latest role in force calls them. */
export async function nameFromGrants(tx: EntityManager, personId: string, today: string): Promise<void> {
  await tx.query(
    `update people p set name = g.name from (
       select name from role_grants where person_id = $1 and name <> '' and ended_at is null and (to_day is null or to_day >= $2)
        order by created_at desc, id desc limit 1) g
      where p.id = $1 and p.name = '' and p.closed_at is null`,
    [personId, today],
  );
}
