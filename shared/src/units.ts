import type { Workflow } from './workflow.js';

/** Two trees beside the areas: where people work, and the party's organisations. 双报到 joins both to a community. */
export const UNIT_KINDS = ['work_unit', 'party_org'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
export const UNIT_KIND_LABELS: Record<UnitKind, string> = { work_unit: '单位', party_org: '党组织' };

/** A node's level is chosen, always below its parent's: districts count four, five or six of them, and a branch may hang under the committee. */
export const UNIT_LEVEL_MAX = 6;
/** What the levels are called until a district calls them otherwise. */
export const UNIT_LEVEL_LABELS: Record<UnitKind, readonly string[]> = {
  work_unit: ['单位', '下属单位', '部门', '科室', '班组', '小组'],
  party_org: ['党（工）委', '社区党委', '党总支', '党支部', '党小组', '党员中心户'],
};
export const UNIT_LEVEL_LABEL_MAX = 10;
export const UNIT_NAME_MAX = 40;
export const UNIT_IMPORT_MAX = 500;

export const MEMBERSHIP_STATES = ['applying', 'active', 'refused', 'ended'] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];
export const MEMBERSHIP_STATE_LABELS: Record<MembershipState, string> = {
  applying: '等待确认',
  active: '已报到',
  refused: '未通过',
  ended: '已离开',
};

export const MEMBERSHIP_ACTIONS = ['confirm', 'refuse', 'end', 'leave', 'consent_summary'] as const;
export type MembershipAction = (typeof MEMBERSHIP_ACTIONS)[number];
export const MEMBERSHIP_ACTION_LABELS: Record<MembershipAction, string> = {
  confirm: '确认',
  refuse: '不通过',
  end: '移出',
  leave: '离开',
  consent_summary: '是否写进单位小结',
};
/** `confirm`, `refuse` and `end` by the unit's contact (or one above), for a party organisation also by the community's dispatcher; the others by oneself. */
export const MEMBERSHIP_WORKFLOW = {
  confirm: { from: ['applying'], to: 'active' },
  refuse: { from: ['applying'], to: 'refused' },
  end: { from: ['active'], to: 'ended' },
  leave: { from: ['applying', 'active'], to: 'ended' },
  consent_summary: { from: ['applying', 'active'], to: 'stay' },
} as const satisfies Workflow<MembershipAction, MembershipState>;

export const MEMBERSHIP_REASON_MAX = 100;

/** Half a year, as a summary is asked for: 2026H1 is January to June. */
export const HALF_PATTERN = /^20\d{2}H[12]$/;
export interface HalfYear {
  /** First and last day, Asia/Shanghai. */
  from: string;
  to: string;
  label: string;
}
export function halfYear(half: string): HalfYear {
  const year = half.slice(0, 4);
  return half.endsWith('1')
    ? { from: `${year}-01-01`, to: `${year}-06-30`, label: `${year}年上半年` }
    : { from: `${year}-07-01`, to: `${year}-12-31`, label: `${year}年下半年` };
}
/** The half year a day lies in. */
export const halfOf = (day: string): string => `${day.slice(0, 4)}H${Number(day.slice(5, 7)) <= 6 ? 1 : 2}`;

/** Fewer than so many members without consent are not counted apart: the sum would speak about one person. */
export const SUMMARY_HIDDEN_MIN = 3;
