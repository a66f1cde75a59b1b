import type { ItemKind, MallOrder, ShopCategory, ShopState } from '@linli/shared/rewards';
import type { EntityManager } from 'typeorm';

/** Metres on a plane are right to a thousandth within a district; without a position everything is equally far. */
const METRES = `case when $1::float8 is null then 0 else
    round(111320 * sqrt(power((s.lng - $1) * cos(radians($2)), 2) + power(s.lat - $2, 2)))::int end as metres`;

export interface MallSearch {
  lng: number | null;
  lat: number | null;
  districtCode: string | null;
  category: ShopCategory | null;
  /** For `like`. */
  like: string | null;
  /** YYYY-MM-DD */
  today: string;
  after: readonly (string | number)[] | null;
  limit: number;
}
export interface MallItemRow {
  id: string;
  shopId: string;
  shopName: string;
  category: ShopCategory;
  kind: ItemKind;
  title: string;
  points: number;
  stock: number | null;
  fileIds: string[];
  metres: number;
  /** By what the list is ordered; unique together with the id. */
  rank: string;
}
const ITEMS = `with found as (
    select i.id, i.shop_id as "shopId", s.name as "shopName", s.category, i.kind, i.title, i.points, i.stock, i.file_ids as "fileIds", ${METRES},
           case $11::text when 'points' then i.points::bigint when 'new' then -(extract(epoch from i.created_at) * 1000)::bigint end as place
      from shop_items i join shops s on s.id = i.shop_id
     where i.state = 'on' and s.state = 'open' and $3::date between s.agreement_from and s.agreement_to
       and ($4::text is null or s.district_code = $4) and ($5::text is null or s.category = $5)
       and ($6::text is null or i.title like $6 or s.name like $6)
       and ($7::text is null or i.kind = $7) and ($8::uuid is null or i.shop_id = $8) and ($9::bigint is null or i.points <= $9)
  ), ranked as (select found.*, coalesce(place, metres)::bigint as rank from found)
  select * from ranked where $12::bigint is null or (rank, id) > ($12, $13::uuid) order by rank, id limit $10`;

export const mallItems = (
  tx: EntityManager,
  search: MallSearch & { kind: ItemKind | null; shopId: string | null; pointsMost: number | null; order: MallOrder },
): Promise<MallItemRow[]> =>
  tx.query<MallItemRow[]>(ITEMS, [
    search.lng,
    search.lat,
    search.today,
    search.districtCode,
    search.category,
    search.like,
    search.kind,
    search.shopId,
    search.pointsMost,
    search.limit,
    search.order,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
  ]);

export interface MallShopRow {
  id: string;
  name: string;
  about: string;
  category: ShopCategory;
  communityCode: string;
  placeText: string;
  lng: number;
  lat: number;
  phone: string | null;
  hoursText: string;
  fileIds: string[];
  state: ShopState;
  inForce: boolean;
  items: number;
  pointsFrom: number | null;
  metres: number;
}
const SHOP = `select s.id, s.name, s.about, s.category, s.community_code as "communityCode", s.place_text as "placeText", s.lng, s.lat, s.phone,
    s.hours_text as "hoursText", s.file_ids as "fileIds", s.state, $3::date between s.agreement_from and s.agreement_to as "inForce",
    i.items, i."pointsFrom", ${METRES}
  from shops s cross join lateral (
    select count(*)::int as items, min(points) as "pointsFrom" from shop_items where shop_id = s.id and state = 'on') i`;
const SHOPS = `with found as (${SHOP} where s.state = 'open' and $3::date between s.agreement_from and s.agreement_to
     and ($4::text is null or s.district_code = $4) and ($5::text is null or s.category = $5) and ($6::text is null or s.name like $6))
  select * from found where $7::int is null or (metres, name, id) > ($7, $8::text, $9::uuid) order by metres, name, id limit $10`;
const ONE = `${SHOP} where s.id = $4 and s.state <> 'closed'`;

/** The nearest first; without a position by name. */
export const mallShops = (tx: EntityManager, search: MallSearch): Promise<MallShopRow[]> =>
  tx.query<MallShopRow[]>(SHOPS, [
    search.lng,
    search.lat,
    search.today,
    search.districtCode,
    search.category,
    search.like,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.after?.[2] ?? null,
    search.limit,
  ]);

/** Paused ones too; not those that have left. */
export async function mallShop(tx: EntityManager, id: string, today: string): Promise<MallShopRow | null> {
  const [row] = await tx.query<MallShopRow[]>(ONE, [null, null, today, id]);
  return row ?? null;
}
