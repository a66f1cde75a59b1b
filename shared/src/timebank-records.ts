import type { Workflow } from './workflow.js';

// ---- hours entered by hand

/** How far back hours may still be entered. */
export const ENTRY_DAYS_BACK = 60;
/** People on one form. */
export const ENTRY_PEOPLE_MAX = 50;
export const ENTRY_PHOTOS_MAX = 6;
export const RECORD_TITLE_MIN = 2;
export const RECORD_TITLE_MAX = 40;
export const RECORD_CONTENT_MAX = 300;
export const RECORD_PLACE_MAX = 60;
export const RECORD_REASON_MIN = 4;
export const RECORD_REASON_MAX = 200;
export const RECORD_TIME_PATTERN = /^([01]\d|2[0-3]):[0-5]\d$/;
/** A year or a month of it. */
export const RECORD_PERIOD_PATTERN = /^\d{4}(-(0[1-9]|1[0-2]))?$/;

/** For whom a service was, as a category: never a name. */
export const SERVED_CATEGORIES = ['elder', 'child', 'disabled', 'low_income', 'resident', 'public'] as const;
export type ServedCategory = (typeof SERVED_CATEGORIES)[number];
export const SERVED_CATEGORY_LABELS: Record<ServedCategory, string> = {
  elder: '老人',
  child: '儿童青少年',
  disabled: '残疾人',
  low_income: '困难家庭',
  resident: '居民',
  public: '社区公共事务',
};

/** In which capacity somebody enters hours. */
export const ENTERED_AS = ['dispatcher', 'team_leader', 'in_charge'] as const;
export type EnteredAs = (typeof ENTERED_AS)[number];
export const ENTERED_AS_LABELS: Record<EnteredAs, string> = { dispatcher: '民意专员', team_leader: '服务队队长', in_charge: '岗位负责人' };

/** Minutes from `from` to `to` (HH:MM); an end that is not later than the beginning lies on the next day. */
export function minutesBetween(from: string, to: string): number {
  const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const length = minuteOf(to) - minuteOf(from);
  return length > 0 ? length : length + 24 * 60;
}

/** What the desk looks through; `done` holds records of every source. */
export const RECORD_BOXES = ['to_publicise', 'publicised', 'done'] as const;
export type RecordBox = (typeof RECORD_BOXES)[number];
export const RECORD_BOX_LABELS: Record<RecordBox, string> = { to_publicise: '待公示', publicised: '公示中', done: '已完成' };

// ---- objections and correction requests

export const RECORD_CASE_KINDS = ['objection', 'correction'] as const;
export type RecordCaseKind = (typeof RECORD_CASE_KINDS)[number];
export const RECORD_CASE_KIND_LABELS: Record<RecordCaseKind, string> = { objection: '公示异议', correction: '更正申请' };
/** `upheld`: the record was voided or refused, for a correction a new one entered in its place. */
export const RECORD_CASE_STATES = ['open', 'upheld', 'dismissed'] as const;
export type RecordCaseState = (typeof RECORD_CASE_STATES)[number];
export const RECORD_CASE_STATE_LABELS: Record<RecordCaseState, string> = { open: '处理中', upheld: '已采纳', dismissed: '未采纳' };
export const RECORD_CASE_WORKFLOW = {
  uphold: { from: ['open'], to: 'upheld' },
  correct: { from: ['open'], to: 'upheld' },
  dismiss: { from: ['open'], to: 'dismissed' },
} as const satisfies Workflow<string, RecordCaseState>;
export type RecordCaseAction = keyof typeof RECORD_CASE_WORKFLOW;
/** A case of either kind is answered within so many working days. */
export const RECORD_CASE_WORKING_DAYS = 10;
/** Of one person within 24 hours. */
export const OBJECTIONS_PER_DAY = 3;

// ---- flags: something to look at, never a verdict by itself

/** About somebody's records of a month. */
export const RECORD_FLAG_KINDS = ['pair_often', 'pair_share', 'silent_pair', 'overlap', 'no_codes'] as const;
export type RecordFlagKind = (typeof RECORD_FLAG_KINDS)[number];
/** `over_budget`: services have brought more than the community's budget of the year; never refused, always looked at. */
export const FLAG_KINDS = [...RECORD_FLAG_KINDS, 'over_budget'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];
export const FLAG_KIND_LABELS: Record<FlagKind, string> = {
  pair_often: '同一对服务过于频繁',
  pair_share: '服务过于集中在同一对',
  silent_pair: '多数服务由超时自动确认',
  overlap: '时间重叠',
  no_codes: '多数时长没有扫码',
  over_budget: '积分发放超出年度预算',
};
/**
 * `cleared`: nothing wrong; `upheld`: something was. Both open again only when records are added that nobody had looked at; that of a budget for
 * another budget, or when another tenth of it was issued.
 */
export const FLAG_STATES = ['open', 'cleared', 'upheld'] as const;
export type FlagState = (typeof FLAG_STATES)[number];
export const FLAG_STATE_LABELS: Record<FlagState, string> = { open: '待复核', cleared: '已排除', upheld: '属实' };
export const FLAG_WORKFLOW = {
  clear: { from: ['open'], to: 'cleared' },
  uphold: { from: ['open'], to: 'upheld' },
} as const satisfies Workflow<string, FlagState>;
export type FlagAction = keyof typeof FLAG_WORKFLOW;

/** More than so many services of one pair within `PAIR_WINDOW_DAYS` days, the first and the last included. */
export const PAIR_SERVICES_MAX = 8;
export const PAIR_WINDOW_DAYS = 30;
/**
 * More than half of either's services of a month with the same other, from so many services of the pair in that month on: two of three
 * say nothing, five of nine do.
 */
export const PAIR_SHARE_MIN = 5;
/** More than half of a pair's services of a month confirmed by silence, from so many services on. */
export const SILENT_PAIR_MIN = 4;
/** More than half of somebody's minutes of a month without codes, from so many such records on. */
export const NO_CODES_MIN = 4;

/** What a flag has counted: `part` of `whole`, in the kind's own unit; of a budget: points issued, and planned. */
export interface FlagFigures {
  part: number;
  whole: number;
}
export function flagSentence(kind: FlagKind, { part, whole }: FlagFigures): string {
  if (kind === 'pair_often') return `${PAIR_WINDOW_DAYS} 天内同一对服务 ${part} 次，超过 ${PAIR_SERVICES_MAX} 次。`;
  if (kind === 'pair_share') return `当月 ${whole} 次服务中有 ${part} 次在这一对之间，超过一半。`;
  if (kind === 'silent_pair') return `当月这一对的 ${whole} 次服务中有 ${part} 次是超时自动确认，超过一半。`;
  if (kind === 'overlap') return `同一人有 ${part} 条记录的时间互相重叠。`;
  if (kind === 'over_budget') return `今年已发放 ${part} 积分，预算 ${whole} 积分，超出 ${part - whole} 积分。`;
  return `当月 ${whole} 分钟中有 ${part} 分钟没有扫码，超过一半。`;
}
