import type { Workflow } from './workflow.js';

// ---- who serves. Lower than orders: the words of the menu that skills and qualifications speak of are here.

/** The ten categories of the service menu: what a member says they can do. */
export const SERVICE_CATEGORIES = [
  'elder_care',
  'health',
  'repair',
  'legal',
  'education',
  'agency',
  'environment',
  'safety',
  'culture',
  'wish',
] as const;
export type ServiceCategory = (typeof SERVICE_CATEGORIES)[number];
export const SERVICE_CATEGORY_LABELS: Record<ServiceCategory, string> = {
  elder_care: '助老照护',
  health: '健康服务',
  repair: '维修便民',
  legal: '法律调解',
  education: '学习成长',
  agency: '帮办代办',
  environment: '环境清洁',
  safety: '平安守护',
  culture: '文化活动',
  wish: '微心愿',
};
/** A skill is a category, or one item of the menu (S0104). */
export const SERVICE_ITEM_PATTERN = /^S\d{4}$/;
export const SKILL_PATTERN = /^(elder_care|health|repair|legal|education|agency|environment|safety|culture|wish|S\d{4})$/;
export const SKILLS_MAX = 20;

/** `applying`: 14 to 17, until the desk has spoken with the guardian. Everybody else is active at once. */
export const MEMBER_STATES = ['applying', 'active', 'suspended', 'left'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];
export const MEMBER_STATE_LABELS: Record<MemberState, string> = {
  applying: '等待社区确认',
  active: '服务中',
  suspended: '已暂停',
  left: '已退出',
};

export const MEMBER_ACTIONS = ['approve', 'refuse', 'suspend', 'restore', 'insure', 'update', 'leave', 'enrol'] as const;
export type MemberAction = (typeof MEMBER_ACTIONS)[number];
export const MEMBER_ACTION_LABELS: Record<MemberAction, string> = {
  approve: '通过',
  refuse: '不通过',
  suspend: '暂停',
  restore: '恢复',
  insure: '登记保险',
  update: '修改',
  leave: '退出',
  enrol: '再次加入',
};
/** `approve` to `insure` by the community's dispatcher (or one above), never for oneself; the rest by oneself. */
export const MEMBER_WORKFLOW = {
  approve: { from: ['applying'], to: 'active' },
  refuse: { from: ['applying'], to: 'left' },
  suspend: { from: ['active'], to: 'suspended' },
  restore: { from: ['suspended'], to: 'active' },
  insure: { from: ['applying', 'active', 'suspended'], to: 'stay' },
  update: { from: ['applying', 'active', 'suspended'], to: 'stay' },
  leave: { from: ['applying', 'active', 'suspended'], to: 'left' },
  enrol: { from: ['left'], to: 'active' },
} as const satisfies Workflow<MemberAction, MemberState>;

/** 志愿服务条例 and DOMAIN.md §2.4. */
export const MEMBER_MIN_AGE = 14;
export const ADULT_AGE = 18;
/** Nobody serves in a home before. */
export const HOME_SERVICE_MIN_AGE = 18;
export const MEMBER_MAX_AGE = 100;

/** Whole years on a day; both `YYYY-MM-DD`. */
export function ageOn(birthDay: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return day.slice(5) >= birthDay.slice(5) ? years : years - 1;
}

/** Metres from one's own place in which tasks are suggested. */
export const RADIUS_CHOICES = [500, 1000, 2000, 3000, 5000] as const;
export const RADIUS_DEFAULT_METRES = 2000;
export const RADIUS_MIN_METRES = 200;
export const RADIUS_MAX_METRES = 10_000;

/** Weekly times: Monday is 1, minutes from midnight. */
export const WEEKDAY_LABELS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
export const DAY_MINUTES = 1440;
export const WEEKLY_HOURS_MAX = 21;
export const WEEKLY_HOURS_MIN_MINUTES = 30;

/** A claim of being a party member: shown to the person, the organisation's contact and the community's desk, nobody else. */
export const PARTY_STATES = ['none', 'claimed', 'confirmed', 'refused'] as const;
export type PartyState = (typeof PARTY_STATES)[number];
export const PARTY_STATE_LABELS: Record<PartyState, string> = {
  none: '未申报',
  claimed: '等待确认',
  confirmed: '已确认',
  refused: '未通过',
};
/** What the badge says when its owner turns it on 亮身份. */
export const PARTY_BADGE = '党员';

export const GUARDIAN_RELATIONS = ['father', 'mother', 'grandparent', 'other'] as const;
export type GuardianRelation = (typeof GUARDIAN_RELATIONS)[number];
export const GUARDIAN_RELATION_LABELS: Record<GuardianRelation, string> = {
  father: '父亲',
  mother: '母亲',
  grandparent: '祖父母、外祖父母',
  other: '其他监护人',
};

// ---- qualifications

/** Codes of `qualificationCode` in the menu. */
export const QUALIFICATION_CODES = [
  'escort_training',
  'food_health',
  'caregiver',
  'skill_check',
  'medical_practice',
  'medical_or_pharmacist',
  'psychologist',
  'lecturer',
  'electrician',
  'construction',
  'legal_worker',
  'mediator',
  'clear_record',
  'safety_training',
] as const;
export type QualificationCode = (typeof QUALIFICATION_CODES)[number];
export const QUALIFICATION_LABELS: Record<QualificationCode, string> = {
  escort_training: '陪诊培训',
  food_health: '健康证',
  caregiver: '护理员资格',
  skill_check: '技能核验',
  medical_practice: '医护执业资格',
  medical_or_pharmacist: '医护或药师资格',
  psychologist: '心理咨询资质',
  lecturer: '讲师资质',
  electrician: '电工证',
  construction: '施工资质',
  legal_worker: '律师或基层法律服务工作者',
  mediator: '人民调解员',
  clear_record: '无犯罪记录证明',
  safety_training: '岗前培训',
};
/** One that also proves another: who practises medicine may advise on it. */
export const QUALIFICATION_COVERS: Partial<Record<QualificationCode, readonly QualificationCode[]>> = {
  medical_practice: ['medical_or_pharmacist'],
};

export const QUALIFICATION_STATES = ['pending', 'verified', 'rejected', 'revoked', 'withdrawn'] as const;
export type QualificationState = (typeof QUALIFICATION_STATES)[number];
/** Expiry is a day, no state: a verified one past its day is shown as 已过期. */
export const QUALIFICATION_STATE_LABELS: Record<QualificationState, string> = {
  pending: '待审核',
  verified: '已通过',
  rejected: '未通过',
  revoked: '已撤销',
  withdrawn: '已撤回',
};
export const QUALIFICATION_ACTIONS = ['verify', 'reject', 'revoke', 'withdraw'] as const;
export type QualificationAction = (typeof QUALIFICATION_ACTIONS)[number];
export const QUALIFICATION_ACTION_LABELS: Record<QualificationAction, string> = {
  verify: '通过',
  reject: '不通过',
  revoke: '撤销',
  withdraw: '撤回',
};
export const QUALIFICATION_WORKFLOW = {
  verify: { from: ['pending'], to: 'verified' },
  reject: { from: ['pending'], to: 'rejected' },
  revoke: { from: ['verified'], to: 'revoked' },
  withdraw: { from: ['pending', 'verified'], to: 'withdrawn' },
} as const satisfies Workflow<QualificationAction, QualificationState>;
export const QUALIFICATION_PHOTOS_MAX = 4;
/** The owner is reminded so many days before it ends. */
export const QUALIFICATION_REMIND_DAYS = 30;
export const QUALIFICATION_NUMBER_MAX = 40;

// ---- close relatives: verified by the desk with a document; they cannot serve each other

export const RELATIONS = ['spouse', 'parent', 'child', 'sibling', 'grandparent', 'grandchild', 'in_law', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];
export const RELATION_LABELS: Record<Relation, string> = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  grandparent: '祖辈',
  grandchild: '孙辈',
  in_law: '姻亲',
  other: '其他近亲属',
};

// ---- service teams 服务队

export const SERVICE_TEAM_TYPES = [
  'volunteer_org',
  'community_group',
  'unit_team',
  'party_team',
  'professional_team',
  'red_armband',
  'youth_team',
  'emergency_team',
] as const;
export type ServiceTeamType = (typeof SERVICE_TEAM_TYPES)[number];
export const SERVICE_TEAM_TYPE_LABELS: Record<ServiceTeamType, string> = {
  volunteer_org: '志愿服务组织',
  community_group: '社区备案团体',
  unit_team: '单位服务队',
  party_team: '党员先锋队',
  professional_team: '专业服务队',
  red_armband: '红袖章巡逻队',
  youth_team: '青年服务队',
  emergency_team: '应急服务队',
};
export const SERVICE_TEAM_NAME_MAX = 30;
export const SERVICE_TEAM_ABOUT_MAX = 200;
export const SERVICE_TEAM_MEMBERS_MAX = 1000;

export const MEMBER_REASON_MAX = 100;
export const SUSPENSION_MAX_DAYS = 366;
