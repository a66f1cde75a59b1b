import type { FileView } from '@linli/shared/files.dto';
import type { HandedView, HandOverView, VoucherCardView, VoucherView } from '@linli/shared/rewards-vouchers.dto';
import type { Actor } from '../../../common/actor.js';
import type { Close } from '../../../common/closeness.js';
import { addDays, dayStart } from '../../../common/days.js';
import type { ShopEntity } from '../shops/shop.entity.js';
import type { VoucherEntity } from './voucher.entity.js';
import { actionsFor } from './vouchers.policy.js';

/** Of other rows, for one voucher. */
export interface VoucherParts {
  shop: ShopEntity;
  validDays: number;
  picture: FileView | null;
}
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The last second of a day in Shanghai. */
export const endOfDay = (day: string): Date => new Date(dayStart(addDays(day, 1)).getTime() - 1000);
/** The last second is still in time. */
export const isOver = ({ expiresAt }: Pick<VoucherEntity, 'expiresAt'>, now: Date): boolean => now.getTime() >= expiresAt.getTime() + 1000;

const common = ({ voucherNo, kind, title, points, shopId }: VoucherEntity, { shop, picture }: VoucherParts) => ({
  voucherNo,
  kind,
  title,
  points,
  shopId,
  shopName: shop.name,
  picture,
});

export const voucherCard = (voucher: VoucherEntity, parts: VoucherParts): VoucherCardView => ({
  id: voucher.id,
  ...common(voucher, parts),
  state: voucher.state,
  itemId: voucher.itemId,
  expiresAt: voucher.expiresAt.toISOString(),
  createdAt: voucher.createdAt.toISOString(),
  redeemedAt: iso(voucher.redeemedAt),
  endedAt: iso(voucher.endedAt),
});

export function voucherView(actor: Actor, voucher: VoucherEntity, parts: VoucherParts, now: Date): VoucherView {
  const { placeText, lng, lat, phone, hoursText, agreementTo } = parts.shop;
  const byItem = voucher.createdAt.getTime() + parts.validDays * 86_400_000;
  return {
    ...voucherCard(voucher, parts),
    shop: { placeText, position: { lng, lat }, phone, hoursText },
    cutByAgreement: endOfDay(agreementTo).getTime() === voucher.expiresAt.getTime() && voucher.expiresAt.getTime() < byItem,
    refundReason: voucher.refundReason,
    actions: actionsFor(actor, voucher, now),
  };
}

export const handOverView = (voucher: VoucherEntity, parts: VoucherParts): HandOverView => ({
  voucherId: voucher.id,
  ...common(voucher, parts),
  expiresAt: voucher.expiresAt.toISOString(),
});

export function handedView(
  actor: Actor,
  voucher: VoucherEntity,
  { shop }: Pick<VoucherParts, 'shop'>,
  now: Date,
  close?: Close,
): HandedView {
  const { id, voucherNo, shopId, state, kind, title, points, redeemedAt, endedAt, refundReason, returned } = voucher;
  return {
    ...{ id, voucherNo, shopId, shopName: shop.name, state, kind, title, points },
    redeemedAt: iso(redeemedAt),
    refundedAt: state === 'refunded' ? iso(endedAt) : null,
    refundReason,
    returned,
    actions: actionsFor(actor, voucher, now, close),
  };
}
