import type { Workflow } from './workflow.js';

// ---- shops 爱心商家: under an agreement with one community, which owes them what their vouchers were worth

export const SHOP_STATES = ['open', 'paused', 'closed'] as const;
export type ShopState = (typeof SHOP_STATES)[number];
export const SHOP_STATE_LABELS: Record<ShopState, string> = { open: '营业中', paused: '暂停兑换', closed: '已退出' };
/** A closed shop never comes back: its open vouchers have been given back. */
export const SHOP_WORKFLOW = {
  pause: { from: ['open'], to: 'paused' },
  resume: { from: ['paused'], to: 'open' },
  close: { from: ['open', 'paused'], to: 'closed' },
} as const satisfies Workflow<string, ShopState>;
export type ShopAction = keyof typeof SHOP_WORKFLOW | 'update' | 'add_item' | 'people';
/** The desk is told this long before an agreement ends. */
export const AGREEMENT_WARNING_DAYS = 30;
export const AGREEMENT_YEARS_MAX = 5;

export const SHOP_CATEGORIES = ['food', 'grocery', 'hair', 'repair', 'health', 'books', 'laundry', 'leisure', 'other'] as const;
export type ShopCategory = (typeof SHOP_CATEGORIES)[number];
export const SHOP_CATEGORY_LABELS: Record<ShopCategory, string> = {
  food: '餐饮早点',
  grocery: '超市果蔬',
  hair: '理发美容',
  repair: '维修配钥匙',
  health: '药店健康',
  books: '书店文具',
  laundry: '洗衣家政',
  leisure: '文体休闲',
  other: '其他',
};

// ---- what they give

export const ITEM_KINDS = ['goods', 'service', 'discount'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const ITEM_KIND_LABELS: Record<ItemKind, string> = { goods: '商品', service: '服务', discount: '优惠' };
export const ITEM_STATES = ['on', 'off'] as const;
export type ItemState = (typeof ITEM_STATES)[number];
export const ITEM_STATE_LABELS: Record<ItemState, string> = { on: '可兑换', off: '已下架' };
export const ITEM_WORKFLOW = {
  put_on: { from: ['off'], to: 'on' },
  take_off: { from: ['on'], to: 'off' },
  stock: { from: ['on', 'off'], to: 'stay' },
  update: { from: ['on', 'off'], to: 'stay' },
} as const satisfies Workflow<string, ItemState>;
export type ItemAction = keyof typeof ITEM_WORKFLOW;
/** How the mall is ordered: the nearest, the cheapest or the newest first. */
export const MALL_ORDERS = ['near', 'points', 'new'] as const;
export type MallOrder = (typeof MALL_ORDERS)[number];
export const MALL_ORDER_LABELS: Record<MallOrder, string> = { near: '离我最近', points: '积分最少', new: '最新上架' };

/** Why somebody cannot redeem an item now, each with a sentence for that person. */
export const REDEEM_OBSTACLES = [
  'shop_not_open',
  'item_off',
  'sold_out',
  'person_limit',
  'month_limit',
  'star_too_low',
  'minutes_too_few',
  'hours_before_redeem',
  'month_points_limit',
  'in_debt',
  'not_enough_points',
] as const;
export type RedeemObstacle = (typeof REDEEM_OBSTACLES)[number];
export const REDEEM_OBSTACLE_SENTENCES: Record<RedeemObstacle, string> = {
  shop_not_open: '这家店现在不能兑换。',
  item_off: '这一项已经下架。',
  sold_out: '已经兑完了，谢谢您的关注。',
  person_limit: '每人限兑的数量您已兑满。',
  month_limit: '这个月限兑的数量您已兑满，下个月再来。',
  star_too_low: '这一项为更高星级的志愿者准备。',
  minutes_too_few: '您的服务时长还不够兑换这一项。',
  hours_before_redeem: '本社区规定服务满一定时长后才能兑换。',
  month_points_limit: '这个月可以兑换的积分已经用完。',
  in_debt: '您有欠分未补还，补还后才能兑换。',
  not_enough_points: '积分还不够。',
};

// ---- vouchers 兑换券

export const VOUCHER_STATES = ['ready', 'redeemed', 'cancelled', 'expired', 'released', 'refunded'] as const;
export type VoucherState = (typeof VOUCHER_STATES)[number];
/** `released`: the shop closed before it was used. */
export const VOUCHER_STATE_LABELS: Record<VoucherState, string> = {
  ready: '待使用',
  redeemed: '已兑换',
  cancelled: '已取消',
  expired: '已过期',
  released: '商家退出，已退还',
  refunded: '已退回',
};
export const VOUCHER_WORKFLOW = {
  redeem: { from: ['ready'], to: 'redeemed' },
  cancel: { from: ['ready'], to: 'cancelled' },
  expire: { from: ['ready'], to: 'expired' },
  release: { from: ['ready'], to: 'released' },
  refund: { from: ['redeemed'], to: 'refunded' },
} as const satisfies Workflow<string, VoucherState>;
export type VoucherAction = keyof typeof VOUCHER_WORKFLOW;

/** What a voucher's QR holds: LV1.<voucher id>.<10 bytes as hex>; its digits are those of display-code.ts. */
export const VOUCHER_QR_PATTERN = /^LV1\.([0-9a-f-]{36})\.([0-9a-f]{20})$/;
export const voucherQr = (voucherId: string, code: { hex: string }): string => `LV1.${voucherId}.${code.hex}`;

// ---- settlement 结算单: what the community owes a shop for one month; points only, money never passes through here

/** `mismatch`: its lines and the books do not agree; it is not closed before they do. */
export const SHEET_STATES = ['mismatch', 'closed', 'handled'] as const;
export type SheetState = (typeof SHEET_STATES)[number];
export const SHEET_STATE_LABELS: Record<SheetState, string> = { mismatch: '核对不符，未出单', closed: '待处理', handled: '已处理' };
export const SHEET_WORKFLOW = { handle: { from: ['closed'], to: 'handled' } } as const satisfies Workflow<string, SheetState>;
export type SheetAction = keyof typeof SHEET_WORKFLOW;
export const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;
export const SHEET_NOTE_MAX = 100;

// ---- limits

export const SHOP_NAME_MAX = 30;
export const SHOP_ABOUT_MAX = 200;
export const ITEM_TITLE_MAX = 30;
export const ITEM_ABOUT_MAX = 300;
export const ITEM_POINTS_MAX = 100_000;
export const ITEM_STOCK_MAX = 100_000;
export const VOUCHER_DAYS_DEFAULT = 14;
export const VOUCHER_DAYS_MAX = 180;
export const SHOP_PLACE_TEXT_MAX = 60;
export const SHOP_HOURS_TEXT_MAX = 60;
export const SHOP_PICTURES_MAX = 6;
export const ITEM_PICTURES_MAX = 4;
/** Wrong codes a merchant may type within an hour. */
export const VOUCHER_TRIES_AN_HOUR = 10;
