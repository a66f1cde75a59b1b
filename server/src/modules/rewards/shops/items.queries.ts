import type { ItemState } from '@linli/shared/rewards';
import type { RedeemStanding } from '@linli/shared/rewards-obstacles';
import type { EntityManager } from 'typeorm';
import { ShopItemEntity } from './shop.entity.js';
import type { ItemCounts } from './shops.view.js';

const COUNTS = `select item_id, (count(*) filter (where state = 'ready'))::int as open, (count(*) filter (where state = 'redeemed'))::int as redeemed
  from vouchers where item_id = any($1) and shop_id = any($2) group by item_id`;
export const itemCounts = (tx: EntityManager, items: readonly ShopItemEntity[]): Promise<ItemCounts[]> =>
  tx.query<ItemCounts[]>(COUNTS, [items.map(({ id }) => id), [...new Set(items.map(({ shopId }) => shopId))]]);

/** Newest first. */
export const itemsOfShop = (
  tx: EntityManager,
  shopId: string,
  state: ItemState | null,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<ShopItemEntity[]> =>
  tx
    .createQueryBuilder(ShopItemEntity, 'item')
    .where('item.shopId = :shopId', { shopId })
    .andWhere(state === null ? 'true' : 'item.state = :state', { state })
    .andWhere(after ? '(item.createdAt, item.id) < (:at::timestamptz, :id::uuid)' : 'true', after ? { at: after[0], id: after[1] } : {})
    .orderBy('item.createdAt', 'DESC')
    .addOrderBy('item.id', 'DESC')
    .limit(limit)
    .getMany();

/** In one statement, so that nobody's redemption comes between reading and writing. */
const STOCK = {
  take: `update shop_items set stock = stock - 1 where id = $1 and (stock is null or stock > 0) returning id`,
  give: `update shop_items set stock = stock + 1 where id = $1 and stock is not null returning id`,
  change: `update shop_items set stock = stock + $2, updated_at = $3 where id = $1 and stock + $2 between 0 and $4 returning id`,
  count: `update shop_items set stock = $2, updated_at = $3 where id = $1 and stock is null returning id`,
  uncount: `update shop_items set stock = null, updated_at = $2 where id = $1 and stock is not null returning id`,
} as const;
export async function moveStock(tx: EntityManager, how: keyof typeof STOCK, values: readonly unknown[]): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(STOCK[how], [...values]);
  return rows.length > 0;
}

const OWN = `select
    (select count(*)::int from vouchers where person_id = $1 and item_id = $2 and state in ('ready', 'redeemed')) as vouchers,
    (select count(*)::int from vouchers where person_id = $1 and item_id = $2 and state in ('ready', 'redeemed') and created_at >= $3) as "vouchersThisMonth",
    (select coalesce(sum(points), 0)::int from vouchers where person_id = $1 and state in ('ready', 'redeemed') and created_at >= $3) as "pointsThisMonth",
    (select coalesce(sum(minutes), 0)::int from service_records where person_id = $1 and state = 'confirmed') as minutes`;
/** What somebody has redeemed and served, seen from one item. */
export async function ownFacts(
  tx: EntityManager,
  personId: string,
  itemId: string,
  monthStart: Date,
): Promise<Omit<RedeemStanding, 'today' | 'free' | 'debt'>> {
  const [row] = await tx.query<Omit<RedeemStanding, 'today' | 'free' | 'debt'>[]>(OWN, [personId, itemId, monthStart]);
  return row!;
}
