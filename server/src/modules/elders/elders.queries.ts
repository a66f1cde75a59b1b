import { type BondWay, type ElderNeed, type HelperRelation } from '@linli/shared/elders';
import type { EntityManager } from 'typeorm';

/** An elder as the database knows them; name and phone are the account's where there is one. */
export interface ElderRow {
  id: string;
  requestHash: string;
  createdBy: string;
  accountId: string | null;
  name: string;
  phone: string | null;
  birthYear: number;
  communityCode: string;
  gridCode: string | null;
  address: string;
  lng: number | null;
  lat: number | null;
  needs: ElderNeed[];
  note: string | null;
  createdAt: Date;
  cardIssuedAt: Date | null;
  helperCount: number;
}
export interface BondRow {
  id: string;
  elderId: string;
  helperId: string;
  name: string;
  relation: HelperRelation;
  way: BondWay;
  since: Date;
  fileIds: string[];
}

const ELDER = `
  select e.id, e.request_hash as "requestHash", e.created_by as "createdBy", p.id as "accountId", coalesce(nullif(e.name, ''), p.name, '') as name,
         coalesce(p.phone, e.phone) as phone, e.birth_year as "birthYear", e.community_code as "communityCode", e.grid_code as "gridCode",
         e.address, e.lng, e.lat, e.needs, e.note, e.created_at as "createdAt",
         (select c.issued_at from elder_cards c where c.elder_id = e.id and c.revoked_at is null) as "cardIssuedAt",
         (select count(*)::int from elder_helpers h where h.elder_id = e.id and h.ended_at is null) as "helperCount"
    from elders e left join people p on p.id = e.person_id
   where e.closed_at is null`;
const ONE = `${ELDER} and e.id = $1`;
const MINE = `${ELDER} and (e.person_id = $1 or exists (select 1 from elder_helpers h where h.elder_id = e.id and h.helper_id = $1 and h.ended_at is null))
  order by e.person_id = $1 desc nulls last, e.created_at, e.id`;
const LIST = `${ELDER} and e.community_code like any($1)
  and ($2::text is null or coalesce(nullif(e.name, ''), p.name) like $2) and ($3::text is null or coalesce(p.phone, e.phone) = $3)
  and ($4::timestamptz is null or (e.created_at, e.id) < ($4, $5::uuid))
  order by e.created_at desc, e.id desc limit $6`;
const BONDS = `
  select h.id, h.elder_id as "elderId", h.helper_id as "helperId", p.name, h.relation, h.way, h.since, h.file_ids as "fileIds"
    from elder_helpers h join people p on p.id = h.helper_id
   where h.elder_id = any($1) and h.ended_at is null order by h.since, h.id`;

export async function elderOf(tx: EntityManager, id: string): Promise<ElderRow | null> {
  const [row] = await tx.query<ElderRow[]>(ONE, [id]);
  return row ?? null;
}

/** The own profile first, then those one helps. */
export const eldersOf = (tx: EntityManager, personId: string): Promise<ElderRow[]> => tx.query<ElderRow[]>(MINE, [personId]);

export interface ElderSearch {
  patterns: string[];
  namePattern: string | null;
  phone: string | null;
  after: (string | number)[] | null;
  limit: number;
}
export const elderList = (tx: EntityManager, { patterns, namePattern, phone, after, limit }: ElderSearch): Promise<ElderRow[]> =>
  tx.query<ElderRow[]>(LIST, [patterns, namePattern, phone, after?.[0] ?? null, after?.[1] ?? null, limit]);

export const bondsOf = (tx: EntityManager, elderIds: readonly string[]): Promise<BondRow[]> =>
  elderIds.length ? tx.query<BondRow[]>(BONDS, [elderIds]) : Promise.resolve([]);

/** The account with this verified phone. */
export async function accountOf(tx: EntityManager, phone: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(`select id from people where phone = $1 and closed_at is null`, [phone]);
  return row?.id ?? null;
}

/** A profile the desk made for a phone becomes that of the account with it, as soon as its owner looks: the oldest one, unless there is one already. */
export async function linkByPhone(tx: EntityManager, personId: string): Promise<void> {
  await tx.query(
    `update elders set person_id = $1, phone = null
      where id = (select e.id from elders e join people p on p.phone = e.phone
                   where p.id = $1 and e.person_id is null and e.closed_at is null order by e.created_at, e.id limit 1)
        and not exists (select 1 from elders mine where mine.person_id = $1)`,
    [personId],
  );
}

export async function ownProfile(tx: EntityManager, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(`select id from elders where person_id = $1`, [personId]);
  return row?.id ?? null;
}
