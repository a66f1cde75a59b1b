import type { Role } from './accounts.js';
import type { Deadline } from './clocks.js';
import { actionsFrom, type Workflow } from './workflow.js';

export const REPORT_STATES = [
  'reported',
  'accepted',
  'dispatched',
  'in_progress',
  'suspended',
  'handled',
  'closed',
  'rejected',
  'withdrawn',
  'merged',
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** States in which somebody still owes something. */
export const OPEN_REPORT_STATES = [
  'reported',
  'accepted',
  'dispatched',
  'in_progress',
  'suspended',
  'handled',
] as const satisfies readonly ReportState[];

/** The standard terms, for staff. */
export const REPORT_STATE_LABELS: Record<ReportState, string> = {
  reported: '待受理',
  accepted: '待派遣',
  dispatched: '待处置',
  in_progress: '处置中',
  suspended: '已挂账',
  handled: '待核查',
  closed: '已结案',
  rejected: '不予受理',
  withdrawn: '已撤回',
  merged: '已并案',
};
/** Plain words, for the person who reported. */
export const REPORT_STATE_PLAIN: Record<ReportState, string> = {
  reported: '已收到',
  accepted: '已受理',
  dispatched: '已交办',
  in_progress: '处理中',
  suspended: '暂缓处理',
  handled: '已处理，待核实',
  closed: '已办结',
  rejected: '未受理',
  withdrawn: '已撤回',
  merged: '已并入同一问题',
};

export const REPORT_WORKFLOW = {
  withdraw: { from: ['reported'], to: 'withdrawn' },
  accept: { from: ['reported'], to: 'accepted' },
  reject: { from: ['reported'], to: 'rejected' },
  restore: { from: ['rejected'], to: 'reported' },
  amend: { from: ['reported', 'accepted', 'dispatched'], to: 'stay' },
  dispatch: { from: ['reported', 'accepted', 'dispatched'], to: 'dispatched' },
  merge: { from: ['reported', 'accepted'], to: 'merged' },
  unmerge: { from: ['merged'], to: 'before' },
  reply: { from: ['reported', 'accepted', 'dispatched', 'in_progress', 'suspended', 'handled', 'closed', 'rejected'], to: 'stay' },
  start: { from: ['dispatched'], to: 'in_progress' },
  take_over: { from: ['in_progress'], to: 'in_progress' },
  return: { from: ['dispatched', 'in_progress'], to: 'accepted' },
  handle: { from: ['in_progress'], to: 'handled' },
  record_start: { from: ['dispatched'], to: 'in_progress' },
  record_handle: { from: ['in_progress'], to: 'handled' },
  approve: { from: ['handled'], to: 'closed' },
  rework: { from: ['handled'], to: 'in_progress' },
  suspend: { from: ['dispatched', 'in_progress'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'before' },
  extend: { from: ['dispatched', 'in_progress'], to: 'stay' },
  grant_extension: { from: ['dispatched', 'in_progress', 'suspended'], to: 'stay' },
  refuse_extension: { from: ['dispatched', 'in_progress', 'suspended'], to: 'stay' },
  self_handle: { from: ['reported', 'accepted'], to: 'closed' },
  rate: { from: ['closed'], to: 'stay' },
  reopen: { from: ['closed'], to: 'in_progress' },
  urge: { from: ['reported', 'accepted', 'dispatched', 'in_progress', 'suspended', 'handled'], to: 'stay' },
  supervise: { from: ['reported', 'accepted', 'dispatched', 'in_progress', 'suspended', 'handled'], to: 'stay' },
  release: { from: ['closed'], to: 'stay' },
  unrelease: { from: ['closed'], to: 'stay' },
  second_check: { from: ['closed'], to: 'stay' },
} as const satisfies Workflow<string, ReportState>;
/** `reopen` is what a rating of 1 or 2 does by itself: it is in the table and the timeline, and no button. */
export type ReportAction = keyof typeof REPORT_WORKFLOW;
export const REPORT_ACTIONS = Object.keys(REPORT_WORKFLOW) as ReportAction[];
export const REPORT_ACTION_LABELS: Record<ReportAction, string> = {
  withdraw: '撤回',
  accept: '受理',
  reject: '不予受理',
  restore: '恢复受理',
  amend: '改类别或网格',
  dispatch: '派遣',
  merge: '并案',
  unmerge: '取消并案',
  reply: '答复',
  start: '开始处置',
  take_over: '接手',
  return: '退回',
  handle: '处置完成',
  record_start: '代记：开始处置',
  record_handle: '代记：处置完成',
  approve: '核查通过',
  rework: '返工',
  suspend: '挂账',
  resume: '恢复办理',
  extend: '申请延期',
  grant_extension: '同意延期',
  refuse_extension: '不同意延期',
  self_handle: '即查即改',
  rate: '评价',
  reopen: '重新办理',
  urge: '催办',
  supervise: '督办',
  release: '公开',
  unrelease: '撤下公开',
  second_check: '复查',
};
export const reportActions = (state: ReportState): ReportAction[] => actionsFrom<ReportAction, ReportState>(REPORT_WORKFLOW, state);

export const REPORT_SOURCES = [
  'grid_patrol',
  'resident',
  'sentinel',
  'hotline_12345',
  'qr',
  'letter_box',
  'on_behalf',
  'leader_instruction',
  'media',
  'department_transfer',
] as const;
export type ReportSource = (typeof REPORT_SOURCES)[number];
export const REPORT_SOURCE_LABELS: Record<ReportSource, string> = {
  grid_patrol: '网格巡查',
  resident: '居民上报',
  sentinel: '网格哨兵',
  hotline_12345: '12345 热线',
  qr: '扫码上报',
  letter_box: '意见箱',
  on_behalf: '来访代报',
  leader_instruction: '领导交办',
  media: '媒体反映',
  department_transfer: '部门转办',
};
/** What the desk may enter for somebody else. */
export const ON_BEHALF_SOURCES = [
  'hotline_12345',
  'on_behalf',
  'letter_box',
  'leader_instruction',
  'media',
  'department_transfer',
] as const satisfies readonly ReportSource[];

export const HANDLE_OUTCOMES = ['solved', 'partly', 'cannot_now', 'outside'] as const;
export type HandleOutcome = (typeof HANDLE_OUTCOMES)[number];
export const HANDLE_OUTCOME_LABELS: Record<HandleOutcome, string> = {
  solved: '已解决',
  partly: '部分解决',
  cannot_now: '暂时无法解决',
  outside: '不属于本区办理',
};
/** How a case came to its end. `unchecked` closed by itself after 5 working days without a check and is counted apart. */
export const CLOSED_AS = ['checked', 'unchecked', 'self_handled'] as const;
export type ClosedAs = (typeof CLOSED_AS)[number];

export const PRIORITIES = ['low', 'normal', 'high', 'critical'] as const;
export type Priority = (typeof PRIORITIES)[number];
export const PRIORITY_LABELS: Record<Priority, string> = { low: '一般', normal: '普通', high: '较急', critical: '紧急' };

export const RATING_LABELS: Record<1 | 2 | 3 | 4 | 5, string> = { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' };

/** Boxes of the desk and of people's homes; every count opens exactly the rows it counts. */
export const REPORT_BOXES = [
  'to_accept',
  'to_dispatch',
  'due_soon',
  'late',
  'to_check',
  'unchecked',
  'extension',
  'returned',
  'escalated',
  'to_call_back',
  'to_release',
  'second_check',
  'my_cases',
  'team_cases',
] as const;
export type ReportBox = (typeof REPORT_BOXES)[number];
export const REPORT_BOX_LABELS: Record<ReportBox, string> = {
  to_accept: '待受理',
  to_dispatch: '待派遣',
  due_soon: '快超时',
  late: '已超时',
  to_check: '待核查',
  unchecked: '核查超时',
  extension: '延期申请',
  returned: '退回三次',
  escalated: '已上报我处',
  to_call_back: '待回访',
  to_release: '待公开',
  second_check: '待复查',
  my_cases: '我在办',
  team_cases: '本队待办',
};
/** A box is counted up to here: above it the list goes on and the count does not, for counting costs more than it tells. */
export const BOX_COUNT_MOST = 1000;
/** 24, or 1000+ where the counting stopped. */
export const boxCountText = (count: number): string => (count >= BOX_COUNT_MOST ? `${BOX_COUNT_MOST}+` : String(count));

export { CLOCK_COLOURS, DEADLINE_TYPES, type ClockColour, type Deadline, type DeadlineType } from './clocks.js';
export type ClockKind = 'response' | 'disposal';

export const REPORT_PHOTOS_MAX = 9;
export const REPORT_DESCRIPTION_MAX = 500;
export const PLACE_TEXT_MAX = 60;
export const REASON_MIN = 2;
export const REASON_MAX = 300;
export const REPLY_MIN = 10;
export const SUSPEND_DAYS_MAX = 30;
export const EXTENSION_DAYS_MAX = 30;
export const RESTORE_DAYS = 7;
export const REOPEN_DAYS = 7;
export const URGES_MAX = 3;
export const RETURNS_TO_CHIEF = 3;
export const SIMILAR_METRES = 50;
/** 市容环境: what lies about is seen from further away. */
export const SIMILAR_METRES_CLASS_01 = 100;
export const SIMILAR_DAYS = 30;
export const SIMILAR_MAX = 5;
export const PUBLIC_POINT_CODE_LENGTH = 10;

/** Photos of a report by what they show. */
export const REPORT_PHOTO_KINDS = ['before', 'after', 'proof', 'released'] as const;
export type ReportPhotoKind = (typeof REPORT_PHOTO_KINDS)[number];

export const deadlineLabel = ({ type, value }: Deadline): string =>
  ({ urgent_hour: `${value} 小时（昼夜计）`, work_hour: `${value} 个工作小时`, work_day: `${value} 个工作日`, natural_day: `${value} 天` })[
    type
  ];

/** Main classes of GB/T 30428.2 (E events, C components) and our own 21. */
export const MAIN_CLASS_LABELS: Record<string, string> = {
  E01: '市容环境',
  E02: '宣传广告',
  E03: '施工管理',
  E04: '街面秩序',
  E05: '突发事件',
  E06: '其他事件',
  E21: '社区事务',
  C01: '公用设施',
  C02: '交通设施',
  C03: '环卫设施',
  C04: '园林设施',
  C05: '其他部件',
};
/** E0110 → E01 */
export const mainClassOf = (categoryCode: string): string => categoryCode.slice(0, 3);
export const CATEGORY_CODE_PATTERN = /^[EC]\d{4}$/;

/** Roles as they stand in a timeline: never a name. */
export type ActingAs = Role | 'reporter' | 'system';
