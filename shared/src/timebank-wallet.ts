import { type Relation, RELATION_LABELS } from './members.js';
import type { PolicyTerms } from './timebank-policy.js';
import type { TransferReason, TransferRef } from './timebank.js';

// ---- wallet and statement: every line says why, and its effect on the balance; holds tell one story, never twice

/** `held`: kept for a voucher or an order, not yet taken; `released`: given back, nothing was taken. */
export const STATEMENT_SHAPES = ['in', 'out', 'held', 'released'] as const;
export type StatementShape = (typeof STATEMENT_SHAPES)[number];
export const STATEMENT_SHAPE_LABELS: Record<StatementShape, string> = { in: '收入', out: '支出', held: '预留', released: '已退还' };
export const STATEMENT_DIRECTIONS = ['in', 'out'] as const;
export type StatementDirection = (typeof STATEMENT_DIRECTIONS)[number];
/** What a line leads to. */
export type StatementLink = Extract<TransferRef, 'service_record' | 'report' | 'wish' | 'order' | 'voucher'>;
export const STATEMENT_LINKS: readonly TransferRef[] = ['service_record', 'report', 'wish', 'order', 'voucher'];

/** Reasons of which one act may be several rows: points of several communities, each in its own name. */
export const MANY_ROWS_REASONS = [
  'spend_goods',
  'spend_service',
  'order_points',
  'gift',
  'donate',
  'closing',
  'joining',
  'refund',
] as const satisfies readonly TransferReason[];

export const MONTH_PATTERN = /^20\d{2}-(0[1-9]|1[0-2])$/;
/** Months one file of statements may span, and files somebody may make in a day. */
export const STATEMENT_FILE_MONTHS_MAX = 12;
export const STATEMENT_FILES_A_DAY = 10;
export const STATEMENT_FILE_LINES_MAX = 5000;
export const STATEMENT_NO_PATTERN = /^ZD\d{8}-[0-9A-HJKMNP-TV-Z]{6}$/;
export const STATEMENT_CODE_PATTERN = /^[0-9a-f]{12}$/;

/** The first day of the month after. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
export function monthsBefore(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const index = year * 12 + number - 1 - count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
/** How many months from the first to the last, both counted; 0 when they are the wrong way round. */
export const monthsSpan = (from: string, to: string): number => {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return Math.max(0, index(to) - index(from) + 1);
};
export const monthText = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;

// ---- giving

export const GIVING_POINTS_MAX = 100_000;
/** How a donation stands on the pool's page. */
export const DONOR_SHOWN = ['anonymous', 'masked', 'named'] as const;
export type DonorShown = (typeof DONOR_SHOWN)[number];
export const DONOR_SHOWN_LABELS: Record<DonorShown, string> = { anonymous: '匿名', masked: '名字打码', named: '显示姓名' };
export const ANONYMOUS = '匿名';

/** The rules in force, as a few short sentences for whoever opens the wallet. */
export function rulesInShort(terms: PolicyTerms): string[] {
  const relations = terms.giftRelations.map((relation: Relation) => RELATION_LABELS[relation]).join('、');
  return [
    terms.pointsPerHour > 0 ? `每服务 1 小时得 ${terms.pointsPerHour} 分，一天最多计 ${terms.dailyEarnCapMinutes / 60} 小时` : null,
    terms.monthlyEarnCapPoints === null ? null : `每月最多得 ${terms.monthlyEarnCapPoints} 分，超出的转入公益池`,
    terms.balanceCapPoints === null ? null : `余额最多 ${terms.balanceCapPoints} 分，超出的转入公益池`,
    terms.minMinutesBeforeRedeem > 0 ? `服务满 ${Math.ceil(terms.minMinutesBeforeRedeem / 60)} 小时后可以兑换` : null,
    terms.redeemMonthlyCapPoints === null ? null : `每月最多兑换 ${terms.redeemMonthlyCapPoints} 分`,
    relations && terms.giftYearCapPoints > 0 ? `可以赠给已登记的近亲属（${relations}），一年最多 ${terms.giftYearCapPoints} 分` : null,
    '积分不能换现金，捐出和赠出后不能收回',
  ].filter((sentence) => sentence !== null);
}

// ---- figures of communities: what was issued, what is out, who owes whom

/** Lines of a community's month, each with its definition for whoever taps it. */
export const FIGURE_LINES = ['issued', 'spent', 'donated', 'given', 'returned'] as const;
export type FigureLine = (typeof FIGURE_LINES)[number];
export const FIGURE_LINE_LABELS: Record<FigureLine, string> = {
  issued: '发放给居民',
  spent: '在商家兑换',
  donated: '进入公益池',
  given: '亲属互赠',
  returned: '收回',
};
export const FIGURE_LINE_NOTES: Record<FigureLine, string> = {
  issued: '本社区发给居民的积分：服务、上报、心愿、奖励、赠送',
  spent: '本社区发出的积分，已经在商家核销的，减去退回的；不论商家在哪个社区',
  donated: '居民捐赠、点单支付、注销转入公益池的；不论哪个社区的公益池',
  given: '居民赠给近亲属的，仍在居民手中',
  returned: '发错后收回和补还的积分',
};
