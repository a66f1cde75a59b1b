import { maskNumbers } from './free-text.js';
import { actionsFrom, type Workflow } from './workflow.js';

/** 微心愿 stand on a monthly board, 大事项 on a quarterly one. */
export const WISH_KINDS = ['micro', 'project'] as const;
export type WishKind = (typeof WISH_KINDS)[number];
export const WISH_KIND_LABELS: Record<WishKind, string> = { micro: '微心愿', project: '大事项' };

export const WISH_STATES = ['submitted', 'open', 'claimed', 'delivered', 'fulfilled', 'rejected', 'withdrawn'] as const;
export type WishState = (typeof WISH_STATES)[number];
/** What stands on a board for everybody. */
export const BOARD_STATES = ['open', 'claimed', 'delivered', 'fulfilled'] as const satisfies readonly WishState[];
/** The standard terms, for staff. */
export const WISH_STATE_LABELS: Record<WishState, string> = {
  submitted: '待审核',
  open: '待认领',
  claimed: '已认领',
  delivered: '待核实',
  fulfilled: '已实现',
  rejected: '未通过',
  withdrawn: '已撤回',
};
/** Plain words, for everybody else. */
export const WISH_STATE_PLAIN: Record<WishState, string> = {
  submitted: '社区正在看',
  open: '等人认领',
  claimed: '有人认领了',
  delivered: '已送到，社区核实中',
  fulfilled: '已实现',
  rejected: '未通过',
  withdrawn: '已撤回',
};

export const WISH_WORKFLOW = {
  revise: { from: ['submitted', 'rejected'], to: 'submitted' },
  withdraw: { from: ['submitted', 'open', 'claimed'], to: 'withdrawn' },
  approve: { from: ['submitted'], to: 'open' },
  reject: { from: ['submitted', 'open'], to: 'rejected' },
  amend: { from: ['open', 'claimed', 'delivered', 'fulfilled'], to: 'stay' },
  claim: { from: ['open'], to: 'claimed' },
  give_back: { from: ['claimed'], to: 'open' },
  expire: { from: ['claimed'], to: 'open' },
  deliver: { from: ['claimed'], to: 'delivered' },
  fulfil: { from: ['delivered'], to: 'fulfilled' },
  redo: { from: ['delivered'], to: 'claimed' },
  thank: { from: ['fulfilled'], to: 'stay' },
} as const satisfies Workflow<string, WishState>;
/** `expire` is what the deadline does by itself: it is in the table and the timeline, and no button. */
export type WishAction = keyof typeof WISH_WORKFLOW;
export const WISH_ACTIONS = Object.keys(WISH_WORKFLOW) as WishAction[];
export const WISH_ACTION_LABELS: Record<WishAction, string> = {
  revise: '修改心愿',
  withdraw: '撤回心愿',
  approve: '通过并上榜',
  reject: '不予通过',
  amend: '修改公开文字',
  claim: '认领',
  give_back: '放弃认领',
  expire: '认领到期',
  deliver: '提交完成情况',
  fulfil: '核实通过',
  redo: '退回重做',
  thank: '说声谢谢',
};
export const wishActions = (state: WishState): WishAction[] => actionsFrom<WishAction, WishState>(WISH_WORKFLOW, state);

/** A thing that is handed over, or a deed that is done. */
export const WISH_WHATS = ['thing', 'deed'] as const;
export type WishWhat = (typeof WISH_WHATS)[number];
export const WISH_WHAT_LABELS: Record<WishWhat, string> = { thing: '一样东西', deed: '一件事' };

export const WISH_SOURCES = ['resident', 'grid_member', 'desk'] as const;
export type WishSource = (typeof WISH_SOURCES)[number];
export const WISH_SOURCE_LABELS: Record<WishSource, string> = { resident: '居民', grid_member: '网格员代提', desk: '社区代提' };

/** For whom. What everybody reads says only what gives nobody away. */
export const BENEFICIARIES = ['child', 'elder', 'disabled', 'patient', 'low_income', 'resident', 'community'] as const;
export type Beneficiary = (typeof BENEFICIARIES)[number];
export const BENEFICIARY_LABELS: Record<Beneficiary, string> = {
  child: '困境儿童',
  elder: '老人',
  disabled: '残疾人',
  patient: '重病患者',
  low_income: '困难家庭',
  resident: '居民',
  community: '社区公共',
};
export const BENEFICIARY_PUBLIC: Record<Beneficiary, string> = {
  child: '一名儿童',
  elder: '一位老人',
  disabled: '一位居民',
  patient: '一位居民',
  low_income: '一户居民',
  resident: '一位居民',
  community: '社区',
};
/** Their wishes show neither school nor illness nor building. */
export const GUARDED_BENEFICIARIES: readonly Beneficiary[] = ['child', 'patient'];

/** As whom somebody claims; the server tells a unit from a party branch. */
export const CLAIM_WAYS = ['person', 'unit', 'shop'] as const;
export type ClaimWay = (typeof CLAIM_WAYS)[number];
export const CLAIMANT_KINDS = ['person', 'unit', 'branch', 'shop'] as const;
export type ClaimantKind = (typeof CLAIMANT_KINDS)[number];
export const CLAIMANT_LABELS: Record<ClaimantKind, string> = { person: '热心人', unit: '共建单位', branch: '党支部', shop: '爱心商家' };
/** How a claim ended. */
export const CLAIM_OUTCOMES = ['given_back', 'expired', 'released', 'fulfilled'] as const;
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number];

/** Boxes of the desk; every count opens exactly the rows it counts. */
export const WISH_BOXES = ['to_review', 'to_verify', 'due_soon', 'unclaimed'] as const;
export type WishBox = (typeof WISH_BOXES)[number];
export const WISH_BOX_LABELS: Record<WishBox, string> = {
  to_review: '待审核',
  to_verify: '待核实',
  due_soon: '快到期',
  unclaimed: '待认领',
};

export const WISH_TITLE_MIN = 2;
export const WISH_TITLE_MAX = 30;
export const WISH_DETAIL_MAX = 300;
export const PUBLIC_TEXT_MIN = 4;
export const PUBLIC_TEXT_MAX = 200;
export const WISH_ADDRESS_MAX = 60;
export const WISH_REASON_MIN = 2;
export const WISH_REASON_MAX = 200;
export const THANKS_MAX = 200;
export const PROOF_PHOTOS_MAX = 9;
export const MICRO_MAX_YUAN_DEFAULT = 500;
export const PROJECT_MAX_YUAN = 1_000_000;
/** Of one person: wishes that wait or stand open, and claims in hand. */
export const WISHES_AT_ONCE_MAX = 3;
export const CLAIMS_AT_ONCE_MAX = 3;
export const UNIT_CLAIMS_AT_ONCE_MAX = 30;
/** Claims that came to nothing within so many days: more, and one looks at people's homes and phones rather than helping. */
export const UNDONE_DAYS = 7;
export const UNDONE_CLAIMS_MAX = 3;
export const UNIT_UNDONE_CLAIMS_MAX = 10;
/** The pledged day lies at most so many days ahead. */
export const PLEDGE_DAYS_MAX: Record<WishKind, number> = { micro: 30, project: 100 };
/** What `redo` gives at least. */
export const REDO_DAYS = 7;
export const REMIND_DAYS_BEFORE = 2;
export const DUE_SOON_DAYS = 3;
export const SETTING_WORDS_MAX = 100;
export const SETTING_WORD_MAX = 12;

/** They warn the writer and mark the wish for the reviewer, who decides. Editable per area. */
export const DEFAULT_WARNING_WORDS: readonly string[] = [
  '现金',
  '转账',
  '红包',
  '借款',
  '借钱',
  '贷款',
  '还款',
  '捐款',
  '打钱',
  '汇款',
  '收款码',
  '银行卡',
  '充值',
  '话费',
  '购物卡',
  '香烟',
  '白酒',
];
/** What would tell who a child or a patient is. Editable per area. */
export const DEFAULT_TELLTALE_WORDS: readonly string[] = [
  '小学',
  '中学',
  '初中',
  '高中',
  '学校',
  '幼儿园',
  '年级',
  '班级',
  '班主任',
  '孤儿',
  '癌',
  '肿瘤',
  '白血病',
  '尿毒症',
  '透析',
  '化疗',
  '糖尿病',
  '自闭症',
  '抑郁',
  '精神病',
  '艾滋',
  '肝炎',
  '残疾证',
  '医院',
];

const spoken = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s·.,，。、*_-]+/g, '');
/** The words of a list that a text holds, also written with gaps or in full width. */
export function wordsIn(text: string, list: readonly string[]): string[] {
  const plain = spoken(text);
  return list.filter((word) => spoken(word) !== '' && plain.includes(spoken(word)));
}

const NUMERAL = '[\\d一二三四五六七八九十百]';
const ADDRESS = new RegExp(
  `${NUMERAL}+\\s*(?:号楼|号院|栋|幢|单元|室|号房)|(?:路|街|巷|弄|大道|里)\\s*${NUMERAL}+\\s*号|\\d+\\s*[-－—]\\s*\\d+\\s*[-－—]\\s*\\d{3,4}`,
);
const starred = (text: string): number => text.split('****').length;

export interface PublicTextContext {
  beneficiary: Beneficiary;
  telltaleWords: readonly string[];
  /** Of whoever the wish is for or comes from. */
  names: readonly string[];
}
/** Why a text must not go on the board, in a sentence for the reviewer; null when it may. */
export function publicTextFault(text: string, { beneficiary, telltaleWords, names }: PublicTextContext): string | null {
  const plain = text.normalize('NFKC');
  if (starred(maskNumbers(plain)) > starred(plain)) return '公开文字里还有电话或证件号码，请删去。';
  const address = ADDRESS.exec(plain)?.[0];
  if (address !== undefined) return `公开文字里还有住址“${address.trim()}”，请删去。`;
  const name = names.find((one) => Array.from(one).length >= 2 && plain.includes(one));
  if (name !== undefined) return `公开文字里还有姓名“${name}”，请换个说法。`;
  if (!GUARDED_BENEFICIARIES.includes(beneficiary)) return null;
  const telltale = wordsIn(plain, telltaleWords)[0];
  return telltale === undefined ? null : `儿童和患者的心愿不能写学校、病情和住处，请去掉“${telltale}”。`;
}

/** The board a day belongs to: 2026-03, 2026-Q1. */
export function periodOf(kind: WishKind, day: string): string {
  if (kind === 'micro') return day.slice(0, 7);
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
export const PERIOD_PATTERN = /^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$/;
/** 2026年3月, 2026年一季度 */
export function periodText(period: string): string {
  const year = period.slice(0, 4);
  const rest = period.slice(5);
  return rest.startsWith('Q') ? `${year}年${'一二三四'[Number(rest[1]) - 1] ?? ''}季度` : `${year}年${Number(rest)}月`;
}

// ---- needs and offers of partner units

export const PARTNER_ITEM_KINDS = ['need', 'resource', 'project'] as const;
export type PartnerItemKind = (typeof PARTNER_ITEM_KINDS)[number];
export const PARTNER_ITEM_KIND_LABELS: Record<PartnerItemKind, string> = { need: '需求清单', resource: '资源清单', project: '项目清单' };
export const PARTNER_ITEM_STATES = ['open', 'taken', 'done', 'closed'] as const;
export type PartnerItemState = (typeof PARTNER_ITEM_STATES)[number];
export const PARTNER_ITEM_STATE_LABELS: Record<PartnerItemState, string> = {
  open: '待对接',
  taken: '对接中',
  done: '已完成',
  closed: '已撤下',
};
export const PARTNER_ITEM_WORKFLOW = {
  revise: { from: ['open'], to: 'stay' },
  take_up: { from: ['open'], to: 'taken' },
  let_go: { from: ['taken'], to: 'open' },
  finish: { from: ['taken'], to: 'done' },
  close: { from: ['open', 'taken'], to: 'closed' },
} as const satisfies Workflow<string, PartnerItemState>;
export type PartnerItemAction = keyof typeof PARTNER_ITEM_WORKFLOW;
export const PARTNER_ITEM_ACTIONS = Object.keys(PARTNER_ITEM_WORKFLOW) as PartnerItemAction[];
export const PARTNER_ITEM_ACTION_LABELS: Record<PartnerItemAction, string> = {
  revise: '修改',
  take_up: '我来对接',
  let_go: '取消对接',
  finish: '已完成',
  close: '撤下',
};
export const PARTNER_ITEM_TITLE_MAX = 40;
export const PARTNER_ITEM_DETAIL_MAX = 400;
/** An entry stands at most so long without being looked at again. */
export const PARTNER_ITEM_DAYS_MAX = 366;
