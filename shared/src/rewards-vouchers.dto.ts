import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength, Min } from 'class-validator';
import { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import { REFUND_REASON_MAX, REFUND_REASON_MIN, VOUCHER_NO_PATTERN, VOUCHER_TABS, type VoucherTab } from './rewards-vouchers.js';
import type { ItemKind, ShopState, VoucherAction, VoucherState } from './rewards.js';

/*
 * Routes, all under /api/v1:
 *
 *   POST /rewards/vouchers                    RedeemItemDto → VoucherView (points are held)
 *   GET  /rewards/vouchers?tab                VoucherQuery → Page<VoucherCardView> (one's own)
 *   GET  /rewards/vouchers/:id                VoucherView (one's own)
 *   GET  /rewards/vouchers/:id/display-code   VoucherSecretView (one's own, while ready)
 *   POST /rewards/vouchers/:id/cancel         → VoucherView (one's own, while ready)
 *   POST /rewards/vouchers/check              CheckVoucherDto → HandOverView (a shop's people; changes nothing)
 *   POST /rewards/vouchers/:id/redeem         CheckVoucherDto → HandedView (a shop's people)
 *   POST /rewards/vouchers/:id/refund         RefundVoucherDto → HandedView (a shop's people on the same day, the desk later)
 *   GET  /rewards/vouchers/desk               VoucherDeskQuery → Page<HandedView> (the desk: used ones of a shop, or one number)
 *   GET  /rewards/merchant/today              MerchantTodayView (each of one's shops)
 *   GET  /rewards/merchant/days?shopId        MerchantQuery → Page<MerchantDayView>
 *   GET  /rewards/merchant/vouchers?shopId&day   MerchantDayQuery → Page<HandedView>
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class RedeemItemDto {
  @IsClientId()
  id: string;

  @IsUUID()
  itemId: string;

  /** what the person was shown; 409 `not_now` when the item costs something else by now */
  @IsOptional()
  @IsInt()
  @Min(1)
  points?: number;
}

export class VoucherQuery extends PageQuery {
  @IsOptional()
  @IsIn(VOUCHER_TABS)
  tab?: VoucherTab;
}

/** What was scanned (LV1.…) or typed (8 digits). */
export class CheckVoucherDto {
  @IsString()
  @Length(8, 80, { message: '请扫码，或输入 8 位数字' })
  code: string;
}

export class RefundVoucherDto {
  @IsString()
  @Length(REFUND_REASON_MIN, REFUND_REASON_MAX, { message: `请写明原因，${REFUND_REASON_MIN}–${REFUND_REASON_MAX} 个字` })
  reason: string;

  /** the thing came back (or was never handed over) and can be redeemed by somebody else */
  @IsBoolean()
  returned: boolean;
}

export class VoucherDeskQuery extends PageQuery {
  @IsOptional()
  @IsUUID()
  shopId?: string;

  /** the whole number, as somebody reads it aloud */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  @Matches(VOUCHER_NO_PATTERN, { message: '券号的格式不对，例如 DH260311-BJ-0012' })
  voucherNo?: string;
}

export class MerchantQuery extends PageQuery {
  /** one of one's own; may be left out by who has only one */
  @IsOptional()
  @IsUUID()
  shopId?: string;
}
export class MerchantDayQuery extends MerchantQuery {
  @IsOptional()
  @Matches(DAY, { message: '请选择日期' })
  day?: string;
}

export class VoucherCardView {
  id: string;
  /** DH260311-BJ-0012 */
  voucherNo: string;
  state: VoucherState;
  kind: ItemKind;
  title: string;
  points: number;
  itemId: string;
  shopId: string;
  shopName: string;
  picture: FileView | null;
  /** its last second */
  expiresAt: string;
  createdAt: string;
  redeemedAt: string | null;
  endedAt: string | null;
}

/** What its owner sees. */
export class VoucherView extends VoucherCardView {
  shop: { placeText: string; position: { lng: number; lat: number }; phone: string | null; hoursText: string };
  /** it ends with the shop's agreement, sooner than the item says */
  cutByAgreement: boolean;
  /** only of a refunded one: what was written then */
  refundReason: string | null;
  actions: VoucherAction[];
}

/** For the phone of its owner alone: enough to show the code without signal. */
export class VoucherSecretView {
  voucherId: string;
  /** 32 bytes, base64 */
  secret: string;
  /** the server's clock */
  now: string;
  stepSeconds: number;
}

/** What to hand over; nothing about who. */
export class HandOverView {
  voucherId: string;
  voucherNo: string;
  shopId: string;
  shopName: string;
  kind: ItemKind;
  title: string;
  points: number;
  picture: FileView | null;
  expiresAt: string;
}

/** A used voucher as the shop and its community's desk see it; nothing about who. */
export class HandedView {
  id: string;
  voucherNo: string;
  shopId: string;
  shopName: string;
  state: VoucherState;
  kind: ItemKind;
  title: string;
  points: number;
  redeemedAt: string | null;
  refundedAt: string | null;
  refundReason: string | null;
  returned: boolean | null;
  actions: VoucherAction[];
}

export class MerchantShopView {
  shopId: string;
  shopName: string;
  state: ShopState;
  agreementTo: string;
  today: { vouchers: number; points: number };
  /** Calendar month in Asia/Shanghai so far; what the community owes for it: used less refunded. */
  month: { month: string; vouchers: number; refunds: number; owedPoints: number };
}
export class MerchantTodayView {
  day: string;
  shops: MerchantShopView[];
}

export class MerchantDayView {
  day: string;
  /** used on that day */
  vouchers: number;
  points: number;
  /** given back on that day, whenever they were used */
  refunds: number;
  refundedPoints: number;
}
