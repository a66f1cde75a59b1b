import { STAR_HOURS_DEFAULT } from './timebank.js';
import type { Relation } from './members.js';
import type { Workflow } from './workflow.js';

/** What becomes of the points of public servants: into the community's pool, no points at all, or like everybody's. */
export const PUBLIC_SERVANT_MODES = ['donated', 'honoured', 'spendable'] as const;
export type PublicServantMode = (typeof PUBLIC_SERVANT_MODES)[number];
export const PUBLIC_SERVANT_MODE_LABELS: Record<PublicServantMode, string> = {
  donated: '捐入公益池',
  honoured: '只记时长和荣誉',
  spendable: '与居民相同',
};

/** The rules of a community's time bank (DOMAIN.md §3.3); units stand in the names. Null: no limit. */
export interface PolicyTerms {
  /** 0: no points for service. */
  pointsPerHour: number;
  /** Between 22:00 and 6:00, in hundredths, 100–150. Of all that apply the highest counts, never a product. */
  nightCoefficientPercent: number;
  holidayCoefficientPercent: number;
  dailyEarnCapMinutes: number;
  monthlyEarnCapPoints: number | null;
  balanceCapPoints: number | null;
  /** Confirmed service before the first redemption. */
  minMinutesBeforeRedeem: number;
  initialPoints: number;
  /** Starting points only for those who join at this age or later; 0: everybody. */
  initialPointsFromAge: number;
  /** For a report of a resident that was accepted and closed as true; 0: off. */
  residentReportPoints: number;
  sentinelReportPoints: number;
  reportMonthlyCapPoints: number;
  /** For a wish delivered and reviewed; 0: off. */
  wishPoints: number;
  /** Of what a team's shift earned, given to the pool in the team's name; 0: off. */
  teamBonusPercent: number;
  publicServants: PublicServantMode;
  giftRelations: Relation[];
  giftYearCapPoints: number;
  redeemMonthlyCapPoints: number | null;
  /** What an order costs whoever orders; 0: nothing. Goes to the pool, never to the person who serves. */
  orderPointsPerHour: number;
  /** Elders with a profile do not pay: the pool does, as far as it reaches. */
  orderFreeForElders: boolean;
  starHours: number[];
  /** Benefits of each star, as text. */
  starBenefits: string[];
}

export const POLICY_DEFAULT: PolicyTerms = {
  pointsPerHour: 10,
  nightCoefficientPercent: 100,
  holidayCoefficientPercent: 100,
  dailyEarnCapMinutes: 480,
  monthlyEarnCapPoints: null,
  balanceCapPoints: 15_000,
  minMinutesBeforeRedeem: 0,
  initialPoints: 0,
  initialPointsFromAge: 60,
  residentReportPoints: 0,
  sentinelReportPoints: 2,
  reportMonthlyCapPoints: 20,
  wishPoints: 20,
  teamBonusPercent: 0,
  publicServants: 'donated',
  giftRelations: ['spouse', 'parent', 'child', 'grandparent', 'grandchild'],
  giftYearCapPoints: 1000,
  redeemMonthlyCapPoints: null,
  orderPointsPerHour: 0,
  orderFreeForElders: true,
  starHours: [...STAR_HOURS_DEFAULT],
  starBenefits: [
    '社区颁发一星证书',
    '二星证书，年度体检优惠',
    '三星证书，文化场馆优先预约',
    '四星证书，爱心商家专享折扣',
    '五星证书，社区年度表彰',
  ],
};

export const POLICY_STATES = ['draft', 'published', 'discarded'] as const;
export type PolicyState = (typeof POLICY_STATES)[number];
export const POLICY_STATE_LABELS: Record<PolicyState, string> = { draft: '草稿', published: '已发布', discarded: '已作废' };
/** A draft is written, tried on a past month, and published by a second person. What is published is never changed. */
export const POLICY_WORKFLOW = {
  edit: { from: ['draft'], to: 'stay' },
  try: { from: ['draft'], to: 'stay' },
  publish: { from: ['draft'], to: 'published' },
  discard: { from: ['draft'], to: 'discarded' },
} as const satisfies Workflow<string, PolicyState>;
export type PolicyAction = keyof typeof POLICY_WORKFLOW;
