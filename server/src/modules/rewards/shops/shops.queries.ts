import type { ShopState } from '@linli/shared/rewards';
import type { EntityManager } from 'typeorm';
import { ShopEntity } from './shop.entity.js';

export interface ShopCounts {
  shop_id: string;
  items_on: number;
  items_off: number;
  open_vouchers: number;
}
const COUNTS = `select s.id as shop_id,
    (select count(*)::int from shop_items i where i.shop_id = s.id and i.state = 'on') as items_on,
    (select count(*)::int from shop_items i where i.shop_id = s.id and i.state = 'off') as items_off,
    (select count(*)::int from vouchers v where v.shop_id = s.id and v.state = 'ready') as open_vouchers
  from shops s where s.id = any($1)`;
export const shopCounts = (tx: EntityManager, ids: readonly string[]): Promise<ShopCounts[]> => tx.query<ShopCounts[]>(COUNTS, [ids]);

export interface ShopSearch {
  /** For `like any`. */
  patterns: readonly string[];
  state: ShopState | null;
  /** Agreements that end on this day or before, of shops that are not closed. */
  endingBy: string | null;
  nameLike: string | null;
  after: readonly (string | number)[] | null;
  limit: number;
}
const LIST = `select id from shops where community_code like any($1) and ($2::text is null or state = $2)
    and ($3::date is null or (agreement_to <= $3 and state <> 'closed')) and ($4::text is null or name like $4)
    and ($5::timestamptz is null or (created_at, id) < ($5, $6::uuid))
  order by created_at desc, id desc limit $7`;

/** Newest first. */
export async function searchShops(tx: EntityManager, search: ShopSearch): Promise<ShopEntity[]> {
  const rows = await tx.query<{ id: string }[]>(LIST, [
    search.patterns,
    search.state,
    search.endingBy,
    search.nameLike,
    search.after?.[0] ?? null,
    search.after?.[1] ?? null,
    search.limit,
  ]);
  return shopsById(
    tx,
    rows.map(({ id }) => id),
  );
}

/** In the order of `ids`. */
export async function shopsById(tx: EntityManager, ids: readonly string[]): Promise<ShopEntity[]> {
  if (!ids.length) return [];
  const found = await tx.findBy(
    ShopEntity,
    ids.map((id) => ({ id })),
  );
  return ids.flatMap((id) => found.find((shop) => shop.id === id) ?? []);
}
