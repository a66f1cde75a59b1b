import { maskNumbers } from '@linli/shared/free-text';
import {
  BENEFICIARY_LABELS,
  BENEFICIARY_PUBLIC,
  CLAIMANT_LABELS,
  PLEDGE_DAYS_MAX,
  WISH_STATE_LABELS,
  WISH_STATE_PLAIN,
  WISH_WORKFLOW,
  type WishAction,
  wishActions,
} from '@linli/shared/wishes';
import { limitSentences } from '@linli/shared/points';
import type {
  ClaimChoiceView,
  WishCardView,
  WishProofView,
  WishThanksView,
  WishTimelineEntryView,
  WishView,
} from '@linli/shared/wishes.dto';
import type { Actor } from '../../common/actor.js';
import type { Thanks } from '../timebank/earning/thanks.service.js';
import type { UnitRow } from './units.queries.js';
import type { WishEntity } from './wish.entity.js';
import { claimIsOver, dayAfter } from './wishes.clocks.js';
import { holdsClaim, isAuthor, isDesk, maySeeContact, seesInside, seesOriginal, unitsOf, WISH_POLICY, wrote } from './wishes.policy.js';

export interface Words {
  title: string | null;
  detail: string | null;
  publicTitle: string | null;
  publicText: string | null;
  thanks: string | null;
  address: string | null;
}
/** What stands in other rows, for a card and for the whole. */
export interface CardParts {
  words: Pick<Words, 'title' | 'publicTitle'>;
  areaText: string;
  unitName: string | null;
}
export interface WishParts extends CardParts {
  words: Words;
  /** The newest words of an action. */
  latest: ReadonlyMap<string, string>;
  proof: WishProofView | null;
  timeline: WishTimelineEntryView[];
  /** Units this caller speaks for in the district. */
  units: readonly UnitRow[];
  microMaxYuan: number;
  /** The caller's own. */
  thanks: Thanks | null;
}

const thanksView = ({ points, surplusPoints, limits }: Thanks): WishThanksView => ({
  points,
  surplusPoints,
  limits: limitSentences(limits, surplusPoints),
});
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function claimantText({ claimKind }: WishEntity, unitName: string | null): string | null {
  if (claimKind === null) return null;
  return unitName ?? CLAIMANT_LABELS[claimKind];
}

/** Until there is a public wording, its author and the desk see the first one. */
function titleFor(actor: Actor, wish: WishEntity, { title, publicTitle }: CardParts['words']): string {
  const open = seesOriginal(actor, wish);
  if (open && (publicTitle === null || wish.state === 'submitted' || wish.state === 'rejected')) return title ?? '（内容已删除）';
  return publicTitle ?? '（还没有公开文字）';
}

export function wishCard(actor: Actor, wish: WishEntity, parts: CardParts): WishCardView {
  const desk = isDesk(actor, wish);
  const mine = isAuthor(actor, wish);
  const inside = seesInside(actor, wish);
  return {
    id: wish.id,
    wishNo: wish.wishNo,
    kind: wish.kind,
    state: wish.state,
    stateText: desk ? WISH_STATE_LABELS[wish.state] : WISH_STATE_PLAIN[wish.state],
    title: titleFor(actor, wish, parts.words),
    what: wish.what,
    beneficiary: desk || mine ? wish.beneficiary : wish.beneficiary === 'community' ? 'community' : 'resident',
    beneficiaryText: desk || mine ? BENEFICIARY_LABELS[wish.beneficiary] : BENEFICIARY_PUBLIC[wish.beneficiary],
    valueYuan: wish.valueYuan,
    areaCode: wish.communityCode ?? wish.streetCode,
    areaText: parts.areaText,
    period: wish.period,
    createdAt: wish.createdAt.toISOString(),
    publishedAt: iso(wish.publishedAt),
    claimantText: claimantText(wish, parts.unitName),
    pledgeDay: inside || wish.claimUnitId !== null ? wish.pledgeDay : null,
    claimDueAt: inside ? iso(wish.claimDueAt) : null,
    marked: desk && wish.warningWords.length > 0,
    mine,
    claimedByMe: holdsClaim(actor, wish),
  };
}

export function wishView(actor: Actor, wish: WishEntity, parts: WishParts, now: Date): WishView {
  const { words, latest } = parts;
  const [desk, mine, claimer] = [isDesk(actor, wish), isAuthor(actor, wish), holdsClaim(actor, wish)];
  const original = seesOriginal(actor, wish);
  const inside = seesInside(actor, wish);
  return {
    ...wishCard(actor, wish, parts),
    publicText: words.publicText,
    original: original
      ? {
          title: words.title ?? '（内容已删除）',
          detail: words.detail,
          source: wish.source,
          address: mine ? words.address : null,
          warningWords: desk || mine ? wish.warningWords : [],
        }
      : null,
    contactVisible: maySeeContact(actor, wish),
    rejectReason: original && wish.state === 'rejected' ? (latest.get('reject') ?? null) : null,
    redoReason: (claimer || desk) && wish.state === 'claimed' && wish.redoCount > 0 ? (latest.get('redo') ?? null) : null,
    proof: inside ? parts.proof : null,
    thanks: inside && words.thanks !== null ? (desk || mine ? words.thanks : maskNumbers(words.thanks)) : null,
    timeline: parts.timeline,
    nextStep: nextStepOf(wish, mine, claimer),
    claimChoices: choicesFor(actor, wish, parts.units),
    pledgeUntil: dayAfter(now, PLEDGE_DAYS_MAX[wish.kind]),
    microMaxYuan: parts.microMaxYuan,
    earned: parts.thanks && thanksView(parts.thanks),
    actions: actionsFor(actor, wish, now),
  };
}

/** What this caller may do now. */
export function actionsFor(actor: Actor, wish: WishEntity, now: Date): WishAction[] {
  return wishActions(wish.state).filter((action) => WISH_POLICY[action](actor, wish) && whyNot(action, wish, actor, now) === null);
}

/** What stands in the way although the person and the state are right; a sentence, or null. */
export function whyNot(action: WishAction, wish: WishEntity, actor: Actor, now: Date): string | null {
  if (action === 'claim' && wrote(actor, wish)) return '自己的心愿不能自己认领。';
  if ((action === 'deliver' || action === 'give_back') && claimIsOver(wish, now)) return '认领已经到期，心愿回到了榜上。';
  if (action === 'thank' && wish.thanked) return '已经说过谢谢了。';
  return null;
}

function choicesFor(actor: Actor, wish: WishEntity, units: readonly UnitRow[]): ClaimChoiceView[] {
  const from: readonly string[] = WISH_WORKFLOW.claim.from;
  if (!from.includes(wish.state) || wrote(actor, wish)) return [];
  const spoken = new Set(unitsOf(actor, wish.districtCode));
  const asUnit = units.filter(({ id }) => spoken.has(id)).map(({ id, name }) => ({ as: 'unit' as const, unitId: id, text: name }));
  if (wish.kind === 'project') return asUnit;
  const shop = actor.roles.some(({ role }) => role === 'merchant') ? [{ as: 'shop' as const, unitId: null, text: '我的店' }] : [];
  return [{ as: 'person', unitId: null, text: '我自己' }, ...asUnit, ...shop];
}

function nextStepOf({ state, pledgeDay, kind }: WishEntity, mine: boolean, claimer: boolean): string | null {
  const day = pledgeDay === null ? '' : `${Number(pledgeDay.slice(5, 7))}月${Number(pledgeDay.slice(8))}日`;
  if (state === 'submitted') return '社区工作人员核实情况后上榜，公开时不写姓名、电话和住址';
  if (state === 'rejected') return mine ? '可以修改后再提交' : null;
  if (state === 'open') return kind === 'project' ? '等共建单位或党支部认领' : '等热心人、单位或商家认领';
  if (state === 'claimed') return claimer ? `请在${day}前完成，拍照提交；到期没有完成会回到榜上` : '认领人会在约定的日子前完成';
  if (state === 'delivered') return '社区核实，通过后心愿就实现了';
  return null;
}
