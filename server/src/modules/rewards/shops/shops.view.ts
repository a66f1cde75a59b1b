import type { FileView } from '@linli/shared/files.dto';
import {
  AGREEMENT_WARNING_DAYS,
  ITEM_KIND_LABELS,
  ITEM_STATE_LABELS,
  SHOP_CATEGORY_LABELS,
  SHOP_STATE_LABELS,
} from '@linli/shared/rewards';
import type { ShopItemView, ShopView } from '@linli/shared/rewards.dto';
import type { Actor } from '../../../common/actor.js';
import { addDays } from '../../../common/days.js';
import type { ShopEntity, ShopItemEntity } from './shop.entity.js';
import { itemActions, shopActions } from './shops.policy.js';
import type { ShopCounts } from './shops.queries.js';

export type Photos = ReadonlyMap<string, FileView>;
export const photosOf = (ids: readonly string[], photos: Photos): FileView[] => ids.flatMap((id) => photos.get(id) ?? []);

/** Whether vouchers can be made and used on this day. */
export const isInForce = (shop: Pick<ShopEntity, 'agreementFrom' | 'agreementTo'>, today: string): boolean =>
  shop.agreementFrom <= today && today <= shop.agreementTo;

export interface ShopContext {
  today: string;
  counts: readonly ShopCounts[];
  areaNames: ReadonlyMap<string, string>;
  photos: Photos;
}

export function shopView(actor: Actor, shop: ShopEntity, { today, counts, areaNames, photos }: ShopContext): ShopView {
  const count = counts.find(({ shop_id }) => shop_id === shop.id);
  const { id, name, about, category, communityCode, placeText, lng, lat, phone, hoursText, agreementFrom, agreementTo, state } = shop;
  return {
    ...{ id, name, about, category, communityCode, placeText, phone, hoursText, agreementFrom, agreementTo, state },
    categoryLabel: SHOP_CATEGORY_LABELS[category],
    communityName: areaNames.get(communityCode) ?? communityCode,
    position: { lng, lat },
    agreementDaysLeft: daysLeft(shop, today),
    agreementEnding: state !== 'closed' && agreementTo <= addDays(today, AGREEMENT_WARNING_DAYS),
    photos: photosOf(shop.fileIds, photos),
    stateLabel: SHOP_STATE_LABELS[state],
    closedAt: shop.closedAt?.toISOString() ?? null,
    itemsOn: count?.items_on ?? 0,
    itemsOff: count?.items_off ?? 0,
    openVouchers: count?.open_vouchers ?? 0,
    actions: shopActions(actor, shop),
  };
}

const DAY_MS = 86_400_000;
function daysLeft({ agreementFrom, agreementTo }: ShopEntity, today: string): number | null {
  if (today < agreementFrom) return null;
  return Math.max(0, Math.round((Date.parse(agreementTo) - Date.parse(today)) / DAY_MS) + 1);
}

export interface ItemCounts {
  item_id: string;
  open: number;
  redeemed: number;
}
export function itemView(
  actor: Actor,
  shop: ShopEntity,
  item: ShopItemEntity,
  counts: readonly ItemCounts[],
  photos: Photos,
): ShopItemView {
  const count = counts.find(({ item_id }) => item_id === item.id);
  const { id, shopId, kind, title, about, points, stock, perPerson, perPersonMonth, starLeast, minutesLeast, validDays, state } = item;
  return {
    ...{ id, shopId, kind, title, about, points, stock, perPerson, perPersonMonth, starLeast, minutesLeast, validDays, state },
    kindLabel: ITEM_KIND_LABELS[kind],
    photos: photosOf(item.fileIds, photos),
    stateLabel: ITEM_STATE_LABELS[state],
    openVouchers: count?.open ?? 0,
    redeemed: count?.redeemed ?? 0,
    actions: itemActions(actor, shop, state),
  };
}
