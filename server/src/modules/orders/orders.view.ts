import { maskName } from '@linli/shared/accounts';
import { maskNumbers } from '@linli/shared/free-text';
import { INELIGIBLE_SENTENCES, type IneligibleReason, type OrderFlag, SERVICE_CATEGORY_LABELS } from '@linli/shared/orders';
import { limitSentences } from '@linli/shared/points';
import type {
  AssignmentView,
  EarnedView,
  OrderPointsView,
  OrderRatingView,
  OrderTimelineEntryView,
  OrderView,
} from '@linli/shared/orders.dto';
import type { Actor } from '../../common/actor.js';
import type { RecordBrief } from '../timebank/earning/earning.service.js';
import type { OrderPointsEntity } from './order-points.entity.js';
import type { OrderEntity } from './order.entity.js';
import type { AssignmentEntity } from './order-parts.entity.js';
import { codeIsShown, holdsCode } from './checks/checks.policy.js';
import { actionsFor, mayBeAbsent } from './orders.conditions.js';
import { checkOutEnds } from './orders.marks.js';
import { type Matter, ownOf } from './orders.matter.js';
import { areaOf, isOrderer, maySeeContact, seesNames, seesNumbers, type Viewer } from './orders.policy.js';
import { forText, timeLabel } from './orders.words.js';

/** Everything of an order that stands in other rows. */
export interface OrderParts {
  viewer: Viewer;
  areaText: string;
  words: { contactName: string | null; remark: string | null };
  /** The newest words of an action. */
  latest: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
  /** Who serves, and whether as a party member who wants it shown. */
  badges: ReadonlyMap<string, boolean>;
  ratings: readonly { of: 'service' | 'cooperation'; byId: string; level: number; comment: string | null }[];
  timeline: OrderTimelineEntryView[];
  /** For those who ordered and the desk: who serves is not paid by them. */
  points: OrderPointsEntity | null;
  /** By person. */
  records: ReadonlyMap<string, RecordBrief>;
  /** Why the caller may not accept now; null: may, or would not want to. */
  obstacle: IneligibleReason | null;
  mayAccept: boolean;
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
/** Flags are for those who run it. */
const STAFF: readonly Viewer[] = ['desk', 'auditor', 'in_charge'];

/** “下一步”: who does what by when. */
export function nextStepOf(order: OrderEntity, viewer: Viewer): string | null {
  const by = timeLabel(order.fillBy);
  switch (order.state) {
    case 'submitted':
      return `下一步：社区审核，最迟 ${by} 前告诉结果`;
    case 'approved':
    case 'offered':
      if (viewer === 'task') return '下一步：您来接单';
      return order.flags.includes('unfilled') ? `还差人，社区正在想办法，最迟 ${by} 告诉结果` : `下一步：社区为您找人，最迟 ${by} 告诉结果`;
    case 'filled':
      if (viewer === 'server') return `下一步：${timeLabel(order.startAt)} 开始服务，到了扫对方的服务码签到`;
      return `下一步：${timeLabel(order.startAt)} 开始服务，到时请出示服务码`;
    case 'in_service':
      return `下一步：服务结束后签退，最迟 ${timeLabel(checkOutEnds(order))}`;
    case 'finished':
      if (viewer === 'server') return '下一步：等对方确认，时长就记下了';
      return order.confirmBy ? `下一步：请确认服务完成，${timeLabel(order.confirmBy)} 前没有异议视为确认` : null;
    case 'disputed':
      return '下一步：社区核实后告诉双方结果';
    default:
      return null;
  }
}

/** The order as this caller may see it. */
export function orderView(matter: Matter, parts: OrderParts, actor: Actor, now: Date): OrderView {
  const { order } = matter;
  if (parts.viewer === 'watcher') return reducedView(order, parts.areaText);
  const own = isOrderer(actor, matter);
  const inside = parts.viewer === 'desk' || parts.viewer === 'auditor';
  const numbers = seesNumbers(actor, matter);
  const free = (text: string | null | undefined): string | null => (text ? (numbers ? text : maskNumbers(text)) : null);
  const outside = parts.viewer === 'task';
  const whole = maySeeContact(actor, matter);
  const isPublic = order.placeText !== null;
  const mine = order.principalId === actor.personId;
  const words = (action: string): string | null => (outside ? null : free(parts.latest.get(action)));
  const rated = parts.ratings.some(({ of, byId }) => (own ? of === 'service' : byId === actor.personId));
  return {
    ...plainView(order, parts.areaText),
    itemCode: order.itemCode,
    itemName: order.title,
    title: order.source === 'post' ? order.title : null,
    orderNo: order.orderNo,
    source: order.source,
    mode: order.mode,
    risk: order.risk,
    riskNote: order.riskNote,
    qualification: order.qualification,
    twoPersonRule: order.twoPerson,
    insuranceRequired: order.insuranceRequired,
    insuranceReference: inside || parts.viewer === 'server' ? order.insuranceReference : null,
    headcount: order.headcount,
    accepted: order.acceptedCount,
    areaCode: outside ? order.communityCode : areaOf(order),
    placeText: order.placeText,
    position: isPublic && order.lng !== null && order.lat !== null ? { lng: order.lng, lat: order.lat } : null,
    audience: order.audience,
    forText:
      outside && !isPublic
        ? forText(order, null, { own: false, whole: false })
        : forText(order, parts.words.contactName, { own: mine, whole }),
    requesterText: requesterText(matter, actor, parts),
    elderId: own || parts.viewer === 'desk' ? order.elderId : null,
    remark: free(parts.words.remark),
    published: order.publishedAt !== null,
    answerBy: outside ? iso(ownOf(matter, actor)?.answerBy ?? null) : iso(order.answerBy),
    confirmBy: order.state === 'finished' ? iso(order.confirmBy) : null,
    confirmedAt: iso(order.confirmedAt),
    rejectReason: order.state === 'rejected' ? words('reject') : null,
    cancelReason: order.state === 'cancelled' ? words('cancel') : null,
    disputeReason: words('dispute'),
    verdictReason: words('uphold') ?? words('void'),
    mine: own,
    contactVisible: whole && !isPublic,
    showsCode: codeIsShown(order) && holdsCode(actor, matter),
    assignments: assignmentViews(matter, parts, actor, now),
    ratings: ratingViews(parts, actor, own || inside),
    flags: STAFF.includes(parts.viewer) ? order.flags : [],
    timeline: parts.timeline,
    points: parts.points && pointsView(parts.points),
    nextStep: nextStepOf(order, parts.viewer),
    cannotAccept: outside && parts.obstacle !== null ? INELIGIBLE_SENTENCES[parts.obstacle] : null,
    actions: actionsFor(actor, matter, now, { mayAccept: parts.mayAccept, hasRated: rated }),
  };
}

const pointsView = ({ price, held, payer, state, settled }: OrderPointsEntity): OrderPointsView => ({ price, held, payer, state, settled });

/** State, category and times. */
function plainView(order: OrderEntity, areaText: string) {
  return {
    id: order.id,
    state: order.state,
    category: order.category,
    startAt: order.startAt.toISOString(),
    endAt: order.endAt.toISOString(),
    minutes: order.minutes,
    areaText,
    fillBy: order.fillBy.toISOString(),
    createdAt: order.createdAt.toISOString(),
  };
}

/** All that street chiefs and grid leaders see. */
function reducedView(order: OrderEntity, areaText: string): OrderView {
  return {
    ...plainView(order, areaText),
    orderNo: '',
    source: 'resident',
    itemCode: '',
    itemName: SERVICE_CATEGORY_LABELS[order.category],
    title: null,
    mode: 'site',
    risk: 'low',
    riskNote: null,
    qualification: null,
    twoPersonRule: false,
    insuranceRequired: false,
    insuranceReference: null,
    headcount: 0,
    accepted: 0,
    areaCode: order.communityCode,
    placeText: null,
    position: null,
    audience: null,
    forText: '',
    requesterText: '',
    elderId: null,
    remark: null,
    published: false,
    answerBy: null,
    confirmBy: null,
    confirmedAt: null,
    rejectReason: null,
    cancelReason: null,
    disputeReason: null,
    verdictReason: null,
    mine: false,
    contactVisible: false,
    showsCode: false,
    assignments: [],
    ratings: [],
    flags: [],
    timeline: [],
    points: null,
    nextStep: null,
    cannotAccept: null,
    actions: [],
  };
}

const BY_STAFF = ['staff', 'group', 'post'];
function requesterText({ order }: Matter, actor: Actor, { names, viewer }: OrderParts): string {
  if (BY_STAFF.includes(order.source)) return '社区';
  if (order.requesterId === actor.personId) return '您';
  const name = names.get(order.requesterId);
  const who = order.source === 'helper' ? '代办人' : '本人';
  if (!name || viewer === 'task') return who;
  return `${who} ${viewer === 'desk' || viewer === 'orderer' ? name : maskName(name)}`;
}

/** The desk, the served side and the person in charge see everybody; those who go, each other's masked names; whoever may take it, only themselves. */
function assignmentViews(matter: Matter, { viewer, names, badges, records }: OrderParts, actor: Actor, now: Date): AssignmentView[] {
  const whole = seesNames(actor, matter);
  const all = viewer === 'desk' || viewer === 'auditor';
  const came = ['accepted', 'in_service', 'finished', 'confirmed', 'no_show', 'voided'];
  return matter.assignments
    .filter(({ personId, state }) => personId === actor.personId || all || (viewer !== 'task' && came.includes(state)))
    .map((part) =>
      assignmentView(matter.order, part, {
        mine: part.personId === actor.personId,
        whole,
        names,
        badges,
        staff: STAFF.includes(viewer),
        record: records.get(part.personId) ?? null,
        seesPoints: all || part.personId === actor.personId,
        now,
      }),
    );
}

interface Seen {
  mine: boolean;
  whole: boolean;
  staff: boolean;
  names: ReadonlyMap<string, string>;
  badges: ReadonlyMap<string, boolean>;
  record: RecordBrief | null;
  seesPoints: boolean;
  now: Date;
}
function assignmentView(
  order: OrderEntity,
  part: AssignmentEntity,
  { mine, whole, staff, names, badges, record, seesPoints, now }: Seen,
): AssignmentView {
  const name = names.get(part.personId) || '已注销';
  const shown = badges.get(part.personId);
  const flags: OrderFlag[] = staff || mine ? part.flags : [];
  return {
    personId: part.personId,
    name: whole || mine ? name : maskName(name),
    badge: shown === undefined ? null : shown ? '党员' : '志愿者',
    mine,
    state: part.state,
    invitedAt: staff || mine ? iso(part.invitedAt) : null,
    answerBy: part.state === 'invited' ? iso(part.answerBy) : null,
    acceptedAt: iso(part.acceptedAt),
    startedAt: iso(part.startedAt),
    finishedAt: iso(part.finishedAt),
    startedBy: part.startedBy,
    finishedBy: part.finishedBy,
    minutes: part.minutes,
    late: part.state === 'accepted' && mayBeAbsent({ order }, now),
    flags,
    earned: record && earnedView(record, seesPoints),
  };
}

/** Whoever was served reads that the minutes are recorded; what they bring is between the one who served and the community. */
function earnedView({ id, minutes, points, surplusPoints, limits, state, voidReason }: RecordBrief, whole: boolean): EarnedView {
  return {
    recordId: id,
    minutes,
    points: whole ? points : null,
    surplusPoints: whole ? surplusPoints : 0,
    limits: whole ? limitSentences(limits, surplusPoints) : [],
    voided: state === 'voided',
    voidReason: whole ? voidReason : null,
  };
}

/** Both sides read what was said of the service; of the cooperation the desk and who said it. */
function ratingViews({ ratings, viewer }: OrderParts, actor: Actor, staffOrOrderer: boolean): OrderRatingView[] {
  if (viewer === 'task') return [];
  return ratings
    .filter(({ of, byId }) => byId === actor.personId || of === 'service' || (staffOrOrderer && viewer === 'desk'))
    .map(({ of, byId, level, comment }) => ({ of, level, comment: comment && maskNumbers(comment), mine: byId === actor.personId }));
}
