import { RELATION_LABELS, RELATIONS, type Relation } from './members.js';
import { type PolicyTerms, PUBLIC_SERVANT_MODE_LABELS } from './timebank-policy.js';
import { STAR_LABELS } from './timebank.js';

/** Every key of the rules as a form, a sentence and a difference show it. Bounds: DOMAIN.md §2.3, §3.3. */
export const POLICY_GROUPS = ['earn', 'thanks', 'start', 'spend', 'give', 'stars'] as const;
export type PolicyGroup = (typeof POLICY_GROUPS)[number];
export const POLICY_GROUP_LABELS: Record<PolicyGroup, string> = {
  earn: '服务怎么得积分',
  thanks: '上报、心愿和团队',
  start: '新加入',
  spend: '积分怎么用',
  give: '亲属互赠',
  stars: '星级',
};

type KeysOf<V> = { [K in keyof PolicyTerms]: PolicyTerms[K] extends V ? K : never }[keyof PolicyTerms];
export type NumberKey = KeysOf<number>;
type LimitKey = Exclude<KeysOf<number | null>, NumberKey>;

interface Field {
  group: PolicyGroup;
  label: string;
  hint?: string;
}
export interface NumberField extends Field {
  kind: 'number';
  key: NumberKey;
  unit: string;
  min: number;
  max: number;
  /** What 0 means, where it switches something off. */
  off?: string;
}
/** A number, or null: no limit. */
export interface LimitField extends Field {
  kind: 'limit';
  key: LimitKey;
  unit: string;
  min: number;
  max: number;
}
export type OtherField = Field &
  (
    | { kind: 'switch'; key: 'orderFreeForElders' }
    | { kind: 'servants'; key: 'publicServants' }
    | { kind: 'relations'; key: 'giftRelations' }
    | { kind: 'hours'; key: 'starHours' }
    | { kind: 'benefits'; key: 'starBenefits' }
  );
export type PolicyField = NumberField | LimitField | OtherField;

/** Bounds of the numbers, for the form and the server alike. */
export const POLICY_BOUNDS = {
  pointsPerHour: [0, 100],
  nightCoefficientPercent: [100, 150],
  holidayCoefficientPercent: [100, 150],
  dailyEarnCapMinutes: [30, 480],
  monthlyEarnCapPoints: [1, 10_000],
  balanceCapPoints: [100, 100_000],
  minMinutesBeforeRedeem: [0, 90_000],
  initialPoints: [0, 500],
  initialPointsFromAge: [0, 100],
  residentReportPoints: [0, 50],
  sentinelReportPoints: [0, 50],
  reportMonthlyCapPoints: [0, 1000],
  wishPoints: [0, 500],
  teamBonusPercent: [0, 50],
  giftYearCapPoints: [0, 10_000],
  redeemMonthlyCapPoints: [1, 10_000],
  orderPointsPerHour: [0, 100],
} as const satisfies Record<NumberKey | LimitKey, readonly [number, number]>;
export const STAR_HOURS_MAX = 10_000;
export const STAR_BENEFIT_MAX = 60;
export const POLICY_NOTE_MAX = 200;

const number = (
  key: NumberKey,
  group: PolicyGroup,
  label: string,
  unit: string,
  more: { hint?: string; off?: string } = {},
): NumberField => ({
  kind: 'number',
  key,
  group,
  label,
  unit,
  min: POLICY_BOUNDS[key][0],
  max: POLICY_BOUNDS[key][1],
  ...more,
});
const limit = (key: LimitKey, group: PolicyGroup, label: string, unit: string, hint?: string): LimitField => ({
  kind: 'limit',
  key,
  group,
  label,
  unit,
  min: POLICY_BOUNDS[key][0],
  max: POLICY_BOUNDS[key][1],
  ...(hint === undefined ? {} : { hint }),
});

export const POLICY_FIELDS: readonly PolicyField[] = [
  number('pointsPerHour', 'earn', '每服务 1 小时', '积分', { off: '服务不计积分' }),
  number('nightCoefficientPercent', 'earn', '夜间系数（22:00–6:00）', '%', { hint: '100 为不加成；几种加成取最高的一种' }),
  number('holidayCoefficientPercent', 'earn', '法定节假日系数', '%'),
  number('dailyEarnCapMinutes', 'earn', '每人每天最多计', '分钟', { hint: '超出的时长照记，积分转入公益池' }),
  limit('monthlyEarnCapPoints', 'earn', '每人每月最多得', '积分', '超出的转入公益池'),
  limit('balanceCapPoints', 'earn', '每人余额上限', '积分', '超出的转入公益池'),
  { kind: 'servants', key: 'publicServants', group: 'earn', label: '公职人员的积分' },
  number('residentReportPoints', 'thanks', '居民上报属实', '积分', { off: '居民上报不计积分' }),
  number('sentinelReportPoints', 'thanks', '网格哨兵上报属实', '积分', { off: '哨兵上报不计积分' }),
  number('reportMonthlyCapPoints', 'thanks', '上报每人每月最多', '积分'),
  number('wishPoints', 'thanks', '圆梦一个微心愿', '积分', { off: '圆梦不计积分' }),
  number('teamBonusPercent', 'thanks', '团队奖励', '%', { hint: '按团队服务所得积分的比例，以团队名义捐入公益池', off: '没有团队奖励' }),
  number('initialPoints', 'start', '加入赠送', '积分', { off: '加入不送积分' }),
  number('initialPointsFromAge', 'start', '赠送的年龄起点', '岁', { hint: '0 为人人都送' }),
  number('minMinutesBeforeRedeem', 'spend', '满多少时长可兑换', '分钟', { off: '有积分就能兑换' }),
  limit('redeemMonthlyCapPoints', 'spend', '每人每月最多兑换', '积分'),
  number('orderPointsPerHour', 'spend', '点单每小时用', '积分', { hint: '进公益池，不给服务的人', off: '点单不用积分' }),
  { kind: 'switch', key: 'orderFreeForElders', group: 'spend', label: '老人点单不用出积分', hint: '由公益池支付，池里不够的部分免除' },
  { kind: 'relations', key: 'giftRelations', group: 'give', label: '可以互赠的近亲属', hint: '须社区核实过亲属关系' },
  number('giftYearCapPoints', 'give', '每人每年最多赠出', '积分', { off: '不开互赠' }),
  { kind: 'hours', key: 'starHours', group: 'stars', label: '各星级的时长（小时）' },
  { kind: 'benefits', key: 'starBenefits', group: 'stars', label: '各星级的礼遇' },
];

const amount = (value: number, unit: string): string => (unit === '%' ? `${value}%` : `${value} ${unit}`);

/** One key's value in words: 10 积分 / 不限 / 捐入公益池 */
export function policyValueText(field: PolicyField, terms: PolicyTerms): string {
  switch (field.kind) {
    case 'number': {
      const value = terms[field.key];
      return value === 0 && field.off !== undefined ? field.off : amount(value, field.unit);
    }
    case 'limit': {
      const value = terms[field.key];
      return value === null ? '不限' : amount(value, field.unit);
    }
    case 'switch':
      return terms[field.key] ? '是' : '否';
    case 'servants':
      return PUBLIC_SERVANT_MODE_LABELS[terms[field.key]];
    case 'relations':
      return relationsText(terms[field.key]);
    case 'hours':
      return terms[field.key].join(' / ');
    case 'benefits':
      return terms[field.key].join('；');
  }
}
const relationsText = (relations: readonly Relation[]): string =>
  RELATIONS.filter((one) => relations.includes(one))
    .map((one) => RELATION_LABELS[one])
    .join('、') || '无';

/** 每服务 1 小时：10 积分 → 12 积分 */
export function policyChanges(before: PolicyTerms, after: PolicyTerms): string[] {
  return POLICY_FIELDS.filter(({ key }) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).flatMap((field) => {
    const [was, is] = [policyValueText(field, before), policyValueText(field, after)];
    if (was === is) return [];
    return field.kind === 'benefits' ? [`${field.label}：有修改`] : [`${field.label}：${was} → ${is}`];
  });
}

/** The rules in plain words, for everybody. */
export function rulesInWords(terms: PolicyTerms): { title: string; lines: string[] }[] {
  return [
    { title: '做服务得积分', lines: earningLines(terms) },
    { title: '其他积分', lines: otherLines(terms) },
    { title: '积分怎么用', lines: spendingLines(terms) },
    {
      title: '星级',
      lines: terms.starHours.map(
        (hours, i) => `累计服务 ${hours} 小时：${STAR_LABELS[i + 1] ?? ''}${terms.starBenefits[i] ? `，${terms.starBenefits[i]}` : ''}`,
      ),
    },
  ].filter(({ lines }) => lines.length > 0);
}

const line = (when: boolean, text: string): string[] => (when ? [text] : []);

function earningLines(terms: PolicyTerms): string[] {
  if (terms.pointsPerHour === 0) return ['社区暂时不按服务时长计积分，时长照常记录'];
  const [night, holiday] = [terms.nightCoefficientPercent, terms.holidayCoefficientPercent];
  return [
    `每服务 1 小时得 ${terms.pointsPerHour} 积分，按实际分钟折算`,
    ...line(night > 100, `晚上 10 点到早上 6 点按 ${night}% 计`),
    ...line(holiday > 100, `法定节假日按 ${holiday}% 计`),
    ...line(night > 100 || holiday > 100, '几种加成同时符合时取最高的一种，不相乘'),
    `每天最多 ${hoursText(terms.dailyEarnCapMinutes)}计积分，超出的积分转入公益池，时长照记`,
    ...line(terms.monthlyEarnCapPoints !== null, `每月最多得 ${terms.monthlyEarnCapPoints ?? 0} 积分，超出的转入公益池`),
    ...line(terms.balanceCapPoints !== null, `余额最多 ${terms.balanceCapPoints ?? 0} 积分，超出的转入公益池`),
    '在岗时间、给自己和家人亲属的帮助不计积分，同一时段只计一次',
    { donated: '公职人员的积分捐入公益池', honoured: '公职人员只记时长和荣誉', spendable: '公职人员与居民相同' }[terms.publicServants],
  ];
}

function otherLines(terms: PolicyTerms): string[] {
  const reports = terms.residentReportPoints > 0 || terms.sentinelReportPoints > 0;
  return [
    ...line(terms.residentReportPoints > 0, `居民上报的问题属实并办结，得 ${terms.residentReportPoints} 积分`),
    ...line(terms.sentinelReportPoints > 0, `网格哨兵上报的问题属实并办结，得 ${terms.sentinelReportPoints} 积分`),
    ...line(reports, `上报每月最多得 ${terms.reportMonthlyCapPoints} 积分`),
    ...line(terms.wishPoints > 0, `圆梦一个微心愿，得 ${terms.wishPoints} 积分`),
    ...line(terms.teamBonusPercent > 0, `团队服务另按 ${terms.teamBonusPercent}% 奖励，以团队名义捐入公益池`),
    ...line(
      terms.initialPoints > 0,
      `${terms.initialPointsFromAge > 0 ? `满 ${terms.initialPointsFromAge} 岁` : ''}加入时间银行，送 ${terms.initialPoints} 积分`,
    ),
  ];
}

function spendingLines(terms: PolicyTerms): string[] {
  const order = terms.orderPointsPerHour > 0;
  const gifts = terms.giftYearCapPoints > 0 && terms.giftRelations.length > 0;
  return [
    terms.minMinutesBeforeRedeem > 0
      ? `累计服务满 ${hoursText(terms.minMinutesBeforeRedeem)}后，可在爱心商家兑换`
      : '有积分就能在爱心商家兑换，换完为止',
    ...line(terms.redeemMonthlyCapPoints !== null, `每月最多兑换 ${terms.redeemMonthlyCapPoints ?? 0} 积分`),
    order ? `点单每小时用 ${terms.orderPointsPerHour} 积分，进公益池，不给服务的人` : '点单请人帮忙不用积分',
    ...line(order && terms.orderFreeForElders, '老人点单不用出积分，由公益池支付，公益池不够也不会拒绝'),
    ...line(gifts, `可赠给核实过的近亲属（${relationsText(terms.giftRelations)}），每年最多赠出 ${terms.giftYearCapPoints} 积分`),
    '可以捐入社区公益池；积分不能换现金，不能买卖',
  ];
}

/** 8 小时 / 1 小时 30 分钟 */
function hoursText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && `${hours} 小时`, rest && `${rest} 分钟`].filter(Boolean).join(' ');
}

/** Terms as they are kept and compared: what has no limit says so, relations stand in their own order. */
export const tidyTerms = (terms: PolicyTerms): PolicyTerms => ({
  ...terms,
  monthlyEarnCapPoints: terms.monthlyEarnCapPoints ?? null,
  balanceCapPoints: terms.balanceCapPoints ?? null,
  redeemMonthlyCapPoints: terms.redeemMonthlyCapPoints ?? null,
  giftRelations: RELATIONS.filter((one) => terms.giftRelations.includes(one)),
  starBenefits: terms.starBenefits.map((text) => text.trim()),
});

/** What one look at the ladder finds wrong; null: nothing. */
export function starsFault({ starHours, starBenefits }: Pick<PolicyTerms, 'starHours' | 'starBenefits'>): string | null {
  if (starHours.some((hours, i) => i > 0 && hours <= (starHours[i - 1] ?? 0))) return '各星级的时长要逐级增加。';
  return starBenefits.length === starHours.length ? null : '每个星级写一句礼遇，没有就写“无”。';
}
