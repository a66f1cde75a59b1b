import type { Role } from './accounts.js';
import { actionsFrom, type Workflow } from './workflow.js';

// ---- the menu

export { SERVICE_CATEGORIES, SERVICE_CATEGORY_LABELS, type ServiceCategory } from './members.js';
/** Who may serve. `professional`: holds a verified, unexpired qualification of the item; `organisation`: a unit through its contact. */
export const SERVERS = ['volunteer', 'party_member', 'professional', 'organisation'] as const;
export type Server = (typeof SERVERS)[number];
export const SERVER_LABELS: Record<Server, string> = {
  volunteer: '志愿者',
  party_member: '党员',
  professional: '专业人员',
  organisation: '单位',
};
export const SERVICE_MODES = ['home', 'out', 'site', 'remote'] as const;
export type ServiceMode = (typeof SERVICE_MODES)[number];
export const SERVICE_MODE_LABELS: Record<ServiceMode, string> = { home: '上门', out: '户外陪同', site: '到点服务', remote: '电话/线上' };
export const SERVICE_RISKS = ['low', 'mid', 'high'] as const;
export type ServiceRisk = (typeof SERVICE_RISKS)[number];
export const SERVICE_CODE_PATTERN = /^S\d{4}$/;
/** Home services are for grown-ups. */
export const HOME_SERVICE_AGE = 18;

// ---- an order

export const ORDER_STATES = [
  'submitted',
  'approved',
  'offered',
  'filled',
  'in_service',
  'finished',
  'confirmed',
  'disputed',
  'rejected',
  'cancelled',
  'expired',
  'voided',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];
/** States in which somebody still owes something. */
export const OPEN_ORDER_STATES = [
  'submitted',
  'approved',
  'offered',
  'filled',
  'in_service',
  'finished',
  'disputed',
] as const satisfies readonly OrderState[];
/** The standard terms, for staff. */
export const ORDER_STATE_LABELS: Record<OrderState, string> = {
  submitted: '待审核',
  approved: '待派单',
  offered: '待接单',
  filled: '已接单',
  in_service: '服务中',
  finished: '待确认',
  confirmed: '已完成',
  disputed: '有异议',
  rejected: '未通过',
  cancelled: '已取消',
  expired: '无人接单',
  voided: '已作废',
};
/** Plain words, for the person who ordered. */
export const ORDER_STATE_PLAIN: Record<OrderState, string> = {
  submitted: '社区正在审核',
  approved: '正在找人',
  offered: '正在找人',
  filled: '有人接单了',
  in_service: '正在服务',
  finished: '服务结束，请您确认',
  confirmed: '已完成',
  disputed: '社区正在核实',
  rejected: '没有通过',
  cancelled: '已取消',
  expired: '没有找到合适的人',
  voided: '已作废',
};

/**
 * PRODUCT.md §3. Acts of people and of the clock alike; `accept`, `withdraw`, `start` and `finish` are steps of one person's assignment
 * (ASSIGNMENT_WORKFLOW), which move the order by `fill`, `reopen`, `begin` and `end`.
 */
export const ORDER_WORKFLOW = {
  approve: { from: ['submitted'], to: 'approved' },
  reject: { from: ['submitted'], to: 'rejected' },
  dispatch: { from: ['approved', 'offered'], to: 'offered' },
  publish: { from: ['approved', 'offered'], to: 'offered' },
  unpublish: { from: ['offered'], to: 'stay' },
  insure: { from: ['submitted', 'approved', 'offered', 'filled'], to: 'stay' },
  start_with_fewer: { from: ['offered'], to: 'filled' },
  fill: { from: ['offered'], to: 'filled' },
  reopen: { from: ['filled'], to: 'offered' },
  begin: { from: ['filled', 'offered'], to: 'in_service' },
  end: { from: ['in_service'], to: 'finished' },
  confirm: { from: ['finished'], to: 'confirmed' },
  dispute: { from: ['finished'], to: 'disputed' },
  uphold: { from: ['disputed'], to: 'confirmed' },
  void: { from: ['disputed'], to: 'voided' },
  /** By a call-back: it was confirmed by silence alone, and did not take place. */
  revoke: { from: ['confirmed'], to: 'voided' },
  rate: { from: ['confirmed'], to: 'stay' },
  call_back: { from: ['finished', 'confirmed'], to: 'stay' },
  cancel: { from: ['submitted', 'approved', 'offered', 'filled'], to: 'cancelled' },
  expire: { from: ['submitted', 'approved', 'offered'], to: 'expired' },
} as const satisfies Workflow<string, OrderState>;
export type OrderStep = keyof typeof ORDER_WORKFLOW;
/** `begin` from `offered` is for posts alone: a post starts with whoever has come. */
export const orderSteps = (state: OrderState): OrderStep[] => actionsFrom<OrderStep, OrderState>(ORDER_WORKFLOW, state);

export const ASSIGNMENT_STATES = [
  'invited',
  'accepted',
  'in_service',
  'finished',
  'confirmed',
  'declined',
  'lapsed',
  'withdrawn',
  'released',
  'no_show',
  'voided',
] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];
export const ASSIGNMENT_STATE_LABELS: Record<AssignmentState, string> = {
  invited: '等您答复',
  accepted: '已接单',
  in_service: '服务中',
  finished: '等确认',
  confirmed: '已完成',
  declined: '已婉拒',
  lapsed: '未答复',
  withdrawn: '已退单',
  released: '订单已取消',
  no_show: '未到场',
  voided: '已作废',
};
/** A claim in the hall is born `accepted`. Who declined or let an invitation lapse may still accept while a place is free. */
export const ASSIGNMENT_WORKFLOW = {
  accept: { from: ['invited', 'declined', 'lapsed'], to: 'accepted' },
  decline: { from: ['invited'], to: 'declined' },
  lapse: { from: ['invited'], to: 'lapsed' },
  withdraw: { from: ['accepted'], to: 'withdrawn' },
  release: { from: ['accepted'], to: 'released' },
  no_show: { from: ['accepted'], to: 'no_show' },
  start: { from: ['accepted'], to: 'in_service' },
  finish: { from: ['in_service'], to: 'finished' },
  record_start: { from: ['accepted'], to: 'in_service' },
  record_finish: { from: ['in_service'], to: 'finished' },
  confirm: { from: ['finished'], to: 'confirmed' },
  void: { from: ['finished'], to: 'voided' },
  revoke: { from: ['confirmed'], to: 'voided' },
} as const satisfies Workflow<string, AssignmentState>;
export type AssignmentAction = keyof typeof ASSIGNMENT_WORKFLOW;

/** What a view offers its caller as a button; each is `POST /orders/:id/<action>` with - for _. */
export const ORDER_ACTIONS = [
  'approve',
  'reject',
  'dispatch',
  'publish',
  'unpublish',
  'insure',
  'start_with_fewer',
  'accept',
  'decline',
  'withdraw',
  'start',
  'finish',
  'no_show',
  'record_start',
  'record_finish',
  'end',
  'confirm',
  'dispute',
  'uphold',
  'void',
  'rate',
  'call_back',
  'cancel',
] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];
export const ORDER_ACTION_LABELS: Record<OrderAction, string> = {
  approve: '审核通过',
  reject: '不通过',
  dispatch: '派单',
  publish: '发布到大厅',
  unpublish: '撤下大厅',
  insure: '登记保险',
  start_with_fewer: '按现有人数开始',
  accept: '接单',
  decline: '这次不去',
  withdraw: '退单',
  start: '签到',
  finish: '签退',
  no_show: '记未到场',
  record_start: '代记签到',
  record_finish: '代记签退',
  end: '结束服务',
  confirm: '确认完成',
  dispute: '有异议',
  uphold: '认定有效',
  void: '认定作废',
  rate: '评价',
  call_back: '记录回访',
  cancel: '取消',
};

/** Who ordered: the resident, a helper bound to an elder, staff on the phone, staff for a group (a talk), or a post of a team. */
export const ORDER_SOURCES = ['resident', 'helper', 'staff', 'group', 'post'] as const;
export type OrderSource = (typeof ORDER_SOURCES)[number];
export const ORDER_SOURCE_LABELS: Record<OrderSource, string> = {
  resident: '居民自点',
  helper: '亲情代办',
  staff: '社区代点',
  group: '集体点单',
  post: '服务岗位',
};

/** How a check-in or -out was proved. `hand`: entered by the desk; `auto`: closed at the planned end. */
export const CHECK_WAYS = ['display_code', 'paper_card', 'place_code', 'hand', 'auto'] as const;
export type CheckWay = (typeof CHECK_WAYS)[number];
export const CHECK_WAY_LABELS: Record<CheckWay, string> = {
  display_code: '服务码',
  paper_card: '亲情卡',
  place_code: '现场码',
  hand: '社区代记',
  auto: '到点自动结束',
};
/** What a person should look at. */
export const ORDER_FLAGS = ['auto_finished', 'silent', 'call_back', 'by_hand', 'short', 'no_show', 'unfilled', 'late_withdrawal'] as const;
export type OrderFlag = (typeof ORDER_FLAGS)[number];
export const ORDER_FLAG_LABELS: Record<OrderFlag, string> = {
  auto_finished: '忘记签退',
  silent: '未答复视为确认',
  call_back: '待回访',
  by_hand: '代记时长',
  short: '按较少人数开始',
  no_show: '有人未到',
  unfilled: '还差人',
  late_withdrawal: '临时退单',
};

/** Why somebody may not accept, each with a sentence for that person. */
export const INELIGIBLE_REASONS = [
  'not_a_member',
  'member_suspended',
  'wrong_kind',
  'qualification_missing',
  'under_age',
  'own_order',
  'relative',
  'not_invited',
  'too_far',
  'overlap',
  'day_limit',
  'full',
  'uninsured',
] as const;
export type IneligibleReason = (typeof INELIGIBLE_REASONS)[number];
export const INELIGIBLE_SENTENCES: Record<IneligibleReason, string> = {
  not_a_member: '先登记成为志愿者或党员，就可以接单了。',
  member_suspended: '您的服务资格暂停中，请联系社区。',
  wrong_kind: '这项服务需要由其他身份的人来做。',
  qualification_missing: '这项服务需要资质，请先上传证书，社区核验后就能接单。',
  under_age: '上门服务需要年满 18 周岁。',
  own_order: '不能接自己或自己代办的订单。',
  relative: '亲属之间的帮助不计入志愿服务，请让别人来接。',
  not_invited: '这个订单没有向您开放。',
  too_far: '这个订单只向附近的人开放。',
  overlap: '这个时间您已经有约了。',
  day_limit: '一天最多接 3 单、共 8 小时，给自己留点力气。',
  full: '已经有人接了，谢谢您。看看别的任务？',
  uninsured: '这项服务要先由社区登记意外险，才能开始。',
};

/** Why a person is suggested. */
export const SUGGESTION_REASONS = [
  'qualified',
  'skill',
  'near',
  'free',
  'light_load',
  'well_rated',
  'turn',
  'post',
  'arbiter',
  'known',
] as const;
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];

/** Boxes of the desk and of people's homes; every count opens exactly the rows it counts. */
export const ORDER_BOXES = ['to_review', 'to_dispatch', 'unfilled', 'today', 'no_show', 'to_confirm', 'disputed', 'to_call_back'] as const;
export type OrderBox = (typeof ORDER_BOXES)[number];
export const ORDER_BOX_LABELS: Record<OrderBox, string> = {
  to_review: '待审核',
  to_dispatch: '待派单',
  unfilled: '快到时间还差人',
  today: '今天的服务',
  no_show: '到点未签到',
  to_confirm: '待确认名单',
  disputed: '有异议',
  to_call_back: '待回访',
};

// ---- limits

export const ORDER_REMARK_MAX = 200;
export const ORDER_ADDRESS_MAX = 80;
export const ORDER_AUDIENCE_MAX = 1000;
/** A post of 200 is the largest. */
export const HEADCOUNT_MAX = 200;
/** One order is at most a day's work. */
export const ORDER_MINUTES_MAX = 480;
export const ORDER_DAYS_AHEAD = 30;
/** A resident orders at least so long before the item's notice: someone must still be found. */
export const ORDER_LEAD_HOURS = 2;
export const ACCEPTED_A_DAY = 3;
export const MINUTES_A_DAY = 480;
export const LATE_WITHDRAWAL_HOURS = 24;
export const NO_SHOW_MINUTES = 30;
export const SILENCE_HOURS = 72;
/** An answer is awaited for half the time left, within these bounds. */
export const ANSWER_MINUTES_LEAST = 30;
export const ANSWER_MINUTES_MOST = 24 * 60;
/** Offered by itself to so many more, once, half way to the deadline. */
export const NEXT_INVITED = 5;
export const INVITE_MAX = 20;
/** How early one may check in. */
export const EARLY_START_MINUTES = 30;
/** How long after the planned end one may still check out; after it the service is closed at the planned end, flagged. */
export const CHECK_OUT_GRACE_MINUTES = 30;
/** In an order for more than so many, those who serve see their own part and how many come, not who. */
export const COMPANIONS_MOST = 20;
/** A paper card proves the place only: the phone must be this near, plus its own accuracy up to the second figure. */
export const GEOFENCE_METRES = 150;
export const GEOFENCE_ACCURACY_MOST = 100;
/** One in so many services by paper card gets a call-back. */
export const CALL_BACK_ONE_IN = 5;
export const CODE_TRIES_AN_HOUR = 10;
/** Patterns of posts make their shifts so many days ahead. */
export const POST_DAYS_AHEAD = 28;

/** Time left to fill the places: the start less the notice. */
export const fillBy = (startAt: number, noticeHours: number): number => startAt - noticeHours * 3_600_000;

/** When an invitation sent `now` lapses: half the time left to `deadline`, 30 minutes to 24 hours, never after the deadline. */
export function answerBy(now: number, deadline: number): number {
  const half = (deadline - now) / 2;
  const wait = Math.min(Math.max(half, ANSWER_MINUTES_LEAST * 60_000), ANSWER_MINUTES_MOST * 60_000);
  return Math.min(now + wait, Math.max(deadline, now));
}

/** Roles as they stand in an order's timeline: never a name. */
export type OrderActingAs = Role | 'requester' | 'principal' | 'helper' | 'server' | 'person_in_charge' | 'system';

/**
 * What `events` (subject `order`) tell, in the order of life, and what stands in `data` beside `from` and `to`. `personId` is whose part it
 * is; `personIds` are all whom it concerns on the serving side. The actor stands in the event; the served side are the order's requester,
 * principal and bound helpers.
 */
export const ORDER_EVENTS = {
  create: ['source', 'itemCode'],
  approve: [],
  reject: [],
  dispatch: ['personIds', 'answerBy'],
  next_offer: ['personIds', 'answerBy'],
  publish: [],
  unpublish: [],
  accept: ['personId', 'accepted', 'headcount', 'filled'],
  decline: ['personId'],
  lapse: ['personIds'],
  withdraw: ['personId', 'late', 'reopened', 'accepted', 'headcount', 'byDesk'],
  insure: ['personIds'],
  start_with_fewer: ['personIds', 'headcount'],
  warn: ['missing'],
  remind: ['personIds', 'hours'],
  start: ['personId', 'way', 'first'],
  record_start: ['personId', 'way', 'first'],
  finish: ['personId', 'way', 'minutes', 'last'],
  record_finish: ['personId', 'way', 'minutes', 'last'],
  auto_finish: ['personIds'],
  no_show: ['personId', 'reopened'],
  end: ['personIds'],
  confirm: ['personIds'],
  confirm_silently: ['personIds'],
  call_back: ['tookPlace'],
  dispute: ['personIds'],
  uphold: ['personIds'],
  void: ['personIds'],
  rate: ['of', 'level', 'personIds'],
  cancel: ['personIds'],
  expire: ['personIds'],
} as const;
export type OrderEvent = keyof typeof ORDER_EVENTS;
