import { type ItemAction, type ShopAction, SHOP_WORKFLOW, ITEM_WORKFLOW, type ItemState, type ShopState } from '@linli/shared/rewards';
import { actionsFrom } from '@linli/shared/workflow';
import { type Actor, holds } from '../../../common/actor.js';

interface Shop {
  id: string;
  communityCode: string;
}
type Rule = (actor: Actor, shop: Shop) => boolean;

export const isMerchantOf: Rule = (actor, { id }) => merchantShops(actor).includes(id);
/** Who keeps a shop is never one of its people: nobody settles with themselves. */
export const isDeskOf: Rule = (actor, shop) => holds(actor, 'dispatcher', shop.communityCode) && !isMerchantOf(actor, shop);
const isAuditorOf: Rule = (actor, { communityCode }) => holds(actor, 'auditor', communityCode);
/** Outside the mall: to anybody else the shop is not there. */
export const seesShop: Rule = (actor, shop) => isDeskOf(actor, shop) || isMerchantOf(actor, shop) || isAuditorOf(actor, shop);

export const SHOP_POLICY: Readonly<Record<ShopAction, Rule>> = {
  pause: isDeskOf,
  resume: isDeskOf,
  close: isDeskOf,
  update: isDeskOf,
  add_item: isDeskOf,
  people: isDeskOf,
};
const isEither: Rule = (actor, shop) => isDeskOf(actor, shop) || isMerchantOf(actor, shop);
export const ITEM_POLICY: Readonly<Record<ItemAction, Rule>> = {
  update: isDeskOf,
  put_on: isEither,
  take_off: isEither,
  stock: isEither,
};

const STAYING = ['update', 'add_item', 'people'] as const;
/** What the caller may do now. A closed shop is only read; its people stay, to see what is owed. */
export function shopActions(actor: Actor, shop: Shop & { state: ShopState }): ShopAction[] {
  const now: ShopAction[] = [...actionsFrom(SHOP_WORKFLOW, shop.state), ...(shop.state === 'closed' ? (['people'] as const) : STAYING)];
  return now.filter((action) => SHOP_POLICY[action](actor, shop));
}

export function itemActions(actor: Actor, shop: Shop & { state: ShopState }, state: ItemState): ItemAction[] {
  if (shop.state === 'closed') return [];
  return actionsFrom(ITEM_WORKFLOW, state).filter((action) => ITEM_POLICY[action](actor, shop));
}

/** Shops a person is one of the people of. */
export const merchantShops = (actor: Actor): string[] =>
  actor.roles.flatMap((held) => (held.role === 'merchant' && held.shopId ? [held.shopId] : []));
