import type { Workflow } from './workflow.js';

// ---- the books: PRODUCT.md §4, ARCHITECTURE.md “The ledger”

export const LEDGER_ACCOUNT_KINDS = ['person', 'issuing', 'pool', 'shop'] as const;
export type LedgerAccountKind = (typeof LEDGER_ACCOUNT_KINDS)[number];
export const TRANSFER_KINDS = ['transfer', 'hold', 'settle', 'release'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** Why points move. Which side may give to which stands in Postgres (`ledger_shape`). */
export const TRANSFER_REASONS = [
  'earn_service',
  'earn_report',
  'earn_wish',
  'earn_bonus',
  'grant_initial',
  'grant_fund',
  'surplus',
  'honour',
  'team_bonus',
  'grant_pool',
  'spend_goods',
  'spend_service',
  'order_points',
  'pool_payout',
  'gift',
  'donate',
  'closing',
  'joining',
  'refund',
  'debt_paid',
  'reversal',
] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];
/** As a line of the statement says it. */
export const TRANSFER_REASON_LABELS: Record<TransferReason, string> = {
  earn_service: '志愿服务',
  earn_report: '上报问题',
  earn_wish: '圆梦微心愿',
  earn_bonus: '社区奖励',
  grant_initial: '加入赠送',
  grant_fund: '基金发放',
  surplus: '超出上限，转入公益池',
  honour: '公职人员服务，捐入公益池',
  team_bonus: '团队奖励',
  grant_pool: '基金拨入公益池',
  spend_goods: '兑换商品',
  spend_service: '兑换服务',
  order_points: '点单用积分',
  pool_payout: '公益池支付',
  gift: '亲属互赠',
  donate: '捐赠公益池',
  closing: '注销账户，转入公益池',
  joining: '账号合并',
  refund: '兑换退回',
  debt_paid: '补还欠分',
  reversal: '更正收回',
};
/** What counts on the leaderboard of points: gifts, refunds, grants do not. */
export const EARNING_REASONS = ['earn_service', 'earn_report', 'earn_wish', 'earn_bonus'] as const satisfies readonly TransferReason[];

/** What a transfer was for; `id` is that row's. */
export const TRANSFER_REFS = [
  'service_record',
  'report',
  'wish',
  'order',
  'voucher',
  'donation',
  'gift',
  'grant',
  'correction',
  'debt',
  'person',
  'team',
] as const;
export type TransferRef = (typeof TRANSFER_REFS)[number];

// ---- service records: the legal record of minutes, which only grows or is voided

export const RECORD_SOURCES = ['order', 'shift', 'wish', 'manual'] as const;
export type RecordSource = (typeof RECORD_SOURCES)[number];
export const RECORD_SOURCE_LABELS: Record<RecordSource, string> = {
  order: '点单服务',
  shift: '岗位服务',
  wish: '圆梦心愿',
  manual: '补录时长',
};
/** `pending`: entered by hand, to be reviewed; `publicised`: listed for 3 working days; then a second person confirms. */
export const RECORD_STATES = ['pending', 'publicised', 'confirmed', 'refused', 'voided'] as const;
export type RecordState = (typeof RECORD_STATES)[number];
export const RECORD_STATE_LABELS: Record<RecordState, string> = {
  pending: '待公示',
  publicised: '公示中',
  confirmed: '已确认',
  refused: '未通过',
  voided: '已作废',
};
/** Records of codes are born `confirmed` and publicised beside it. */
export const RECORD_WORKFLOW = {
  publicise: { from: ['pending'], to: 'publicised' },
  confirm: { from: ['publicised'], to: 'confirmed' },
  refuse: { from: ['pending', 'publicised'], to: 'refused' },
  void: { from: ['confirmed'], to: 'voided' },
} as const satisfies Workflow<string, RecordState>;
export const RECORD_MINUTES_MAX = 480;
export const PUBLICISED_WORKING_DAYS = 3;

/** Why a record brought fewer points than its minutes, as a stable word. */
export const EARNING_LIMITS = [
  'own_household',
  'relative',
  'paid_duty',
  'same_minutes',
  'daily_cap',
  'monthly_cap',
  'balance_cap',
  'public_servant',
  'no_policy',
] as const;
export type EarningLimit = (typeof EARNING_LIMITS)[number];
export const EARNING_LIMIT_LABELS: Record<EarningLimit, string> = {
  own_household: '给自己或同住人的帮助不计积分',
  relative: '亲属之间的帮助不计积分',
  paid_duty: '在岗时间不计积分',
  same_minutes: '同一时段已经计过积分',
  daily_cap: '超出每日上限，转入公益池',
  monthly_cap: '超出每月上限，转入公益池',
  balance_cap: '超出余额上限，转入公益池',
  public_servant: '公职人员的积分捐入公益池',
  no_policy: '社区没有开通积分',
};

// ---- stars

/** Official ladder (DOMAIN.md §2.3), hours; a community's policy may set its own. */
export const STAR_HOURS_DEFAULT = [100, 300, 600, 1000, 1500] as const;
export const STARS_MAX = 5;
export const STAR_LABELS = ['暂无星级', '一星', '二星', '三星', '四星', '五星'] as const;

/** The star of so many confirmed minutes, and how many are missing to the next; `missing` null at the top. */
export function starOf(
  minutes: number,
  ladderHours: readonly number[] = STAR_HOURS_DEFAULT,
): { star: number; missingMinutes: number | null } {
  const star = ladderHours.filter((hours) => minutes >= hours * 60).length;
  const next = ladderHours[star];
  return { star, missingMinutes: next === undefined ? null : next * 60 - minutes };
}
