import type { Workflow } from './workflow.js';
import type { TransferReason } from './timebank.js';

// ---- 账目调整: what two people of the desk do to the books together: one asks, another one approves

export const ADJUSTMENT_KINDS = ['reversal', 'grant_fund', 'grant_pool'] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];
export const ADJUSTMENT_KIND_LABELS: Record<AdjustmentKind, string> = {
  reversal: '更正收回',
  grant_fund: '基金发放',
  grant_pool: '拨入公益池',
};
export const ADJUSTMENT_STATES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];
export const ADJUSTMENT_STATE_LABELS: Record<AdjustmentState, string> = {
  requested: '待复核',
  approved: '已入账',
  refused: '未同意',
  withdrawn: '已撤回',
};
export const ADJUSTMENT_WORKFLOW = {
  approve: { from: ['requested'], to: 'approved' },
  refuse: { from: ['requested'], to: 'refused' },
  withdraw: { from: ['requested'], to: 'withdrawn' },
} as const satisfies Workflow<string, AdjustmentState>;
export type AdjustmentAction = keyof typeof ADJUSTMENT_WORKFLOW;
export const ADJUSTMENT_ACTION_LABELS: Record<AdjustmentAction, string> = { approve: '同意入账', refuse: '不同意', withdraw: '撤回' };

export const ADJUSTMENT_NOTE_MIN = 4;
export const ADJUSTMENT_NOTE_MAX = 200;
/** Of one grant. */
export const GRANT_POINTS_MAX = 10_000;
export const BUDGET_POINTS_MAX = 100_000_000;

/** What the desk may take back. A service record is voided and a voucher refunded in their own places, which do the same to the books. */
export const REVERSIBLE_REASONS = [
  'earn_report',
  'earn_wish',
  'earn_bonus',
  'earn_service',
  'grant_initial',
  'grant_fund',
  'grant_pool',
  'surplus',
  'honour',
  'team_bonus',
  'gift',
  'donate',
] as const satisfies readonly TransferReason[];

export const REVERSAL_OBSTACLES = ['not_reversible', 'reversed', 'asked', 'record', 'voucher', 'order'] as const;
export type ReversalObstacle = (typeof REVERSAL_OBSTACLES)[number];
export const REVERSAL_OBSTACLE_SENTENCES: Record<ReversalObstacle, string> = {
  not_reversible: '这种变动不能收回。',
  reversed: '这笔已经收回过了。',
  asked: '这笔已经有人申请收回，等待复核。',
  record: '这笔来自一条有效的服务时长，请到时长记录里作废，积分会一起收回。',
  voucher: '这笔是兑换，请在兑换券里退回。',
  order: '这笔是点单用的积分，请在订单里处理。',
};
