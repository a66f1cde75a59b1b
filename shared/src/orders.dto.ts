import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { NearQuery, PositionDto } from './areas.dto.js';
import { IsClientId } from './ids.dto.js';
import {
  HEADCOUNT_MAX,
  INVITE_MAX,
  ORDER_ADDRESS_MAX,
  ORDER_AUDIENCE_MAX,
  ORDER_BOXES,
  ORDER_MINUTES_MAX,
  ORDER_REMARK_MAX,
  ORDER_STATES,
  SERVICE_CATEGORIES,
  SERVICE_CODE_PATTERN,
  type AssignmentState,
  type CheckWay,
  type OrderAction,
  type OrderActingAs,
  type OrderBox,
  type OrderFlag,
  type OrderSource,
  type OrderState,
  type ServiceCategory,
  type ServiceMode,
  type ServiceRisk,
  type SuggestionReason,
} from './orders.js';
import type { OrderPayer, OrderPointsPayer, OrderPointsState } from './order-points.js';
import { PageQuery } from './page.dto.js';
import { REASON_MAX, REASON_MIN } from './reports.js';

/*
 * Routes, under /api/v1. Everything needs a verified phone.
 *   POST /orders                       CreateOrderDto → OrderView: for oneself, or as a bound helper with elderId
 *   POST /orders/on-behalf             CreateOrderOnBehalfDto → OrderView: the desk, for a person on the phone, an elder or a group
 *   GET  /orders/draft?itemCode&elderId   OrderDraftView: what the form starts with (last time's address, place, remarks)
 *   GET  /orders/price?itemCode&elderId&communityCode&minutes   OrderPriceView: what it would take, before it is sent
 *   GET  /orders?box…                  OrderListQuery → Page<OrderCardView>, staff       GET /orders/counts    OrderCountView[]
 *   GET  /orders/mine                  OrdersMineQuery → Page<OrderCardView>: I ordered, am served, or am the bound helper
 *   GET  /orders/board?day&areaCode    OrderCardView[]: the desk's board of one day, by start (at most 300)
 *   GET  /orders/hall                  HallQuery → Page<TaskCardView>: tasks open to me         GET /orders/invitations   Page<TaskCardView>
 *   GET  /orders/appointments?past     Page<TaskCardView>: mine, the next first (past: the latest first)
 *   GET  /orders/serving               ServingView: my hours and counts (home card)
 *   GET  /orders/:id                   OrderView
 *   GET  /orders/:id/contact           ContactView (recorded)
 *   GET  /orders/:id/display-code      DisplaySecretView: only for the phone that shows it (principal, requester, person in charge)
 *   GET  /orders/:id/suggestions       SuggestionView[] (dispatcher)
 *   POST /orders/:id/<action>          the action's DTO → OrderView
 */

class WhenAndWhat {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(SERVICE_CODE_PATTERN)
  itemCode: string;

  /** ISO 8601 with zone; whole minutes */
  @IsISO8601({ strict: true, strictSeparator: true })
  startAt: string;

  /** left out: the item's */
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(ORDER_MINUTES_MAX)
  minutes?: number;

  /** left out: the item's least */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HEADCOUNT_MAX)
  headcount?: number;

  @IsOptional()
  @IsString()
  @MaxLength(ORDER_REMARK_MAX)
  remark?: string;

  /** where: the door for home services, the place of a talk, the meeting point outside; not needed for remote ones */
  @IsOptional()
  @IsString()
  @Length(2, ORDER_ADDRESS_MAX)
  address?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  /** the community it belongs to; left out: the position's, the elder's, or the home community */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;

  /** the risks were read (items with a riskNote are refused without) */
  @IsOptional()
  @IsBoolean()
  riskRead?: boolean;
}
export class CreateOrderDto extends WhenAndWhat {
  /** an elder the caller is bound to (or the caller's own profile) */
  @IsOptional()
  @IsUUID()
  elderId?: string;

  @IsOptional()
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  contactName?: string;

  /** another phone to ring at the door; left out: the account's */
  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  contactPhone?: string;
}
export class CreateOrderOnBehalfDto extends WhenAndWhat {
  @IsOptional()
  @IsUUID()
  elderId?: string;

  /** of the person on the phone, unless elderId or a group */
  @IsOptional()
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  contactName?: string;

  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  contactPhone?: string;

  /** a group at a place: how many are expected */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(ORDER_AUDIENCE_MAX)
  audience?: number;
}
export class OrderReasonDto {
  @IsString()
  @Length(REASON_MIN, REASON_MAX)
  reason: string;
}
export class OrderNoteDto {
  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX)
  note?: string;
}
export class InviteDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(INVITE_MAX)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  personIds?: string[];

  /** everyone of a service team who may */
  @IsOptional()
  @IsUUID()
  teamId?: string;
}
export class InsureDto {
  /** policy number or name of the accident insurance */
  @IsString()
  @Length(2, 60)
  reference: string;
}
export class CheckDto {
  /** 8 digits, or what the QR holds (LS1.…, or a paper card's LC1.… or 12 digits) */
  @IsString()
  @MaxLength(80)
  code: string;

  /** needed with a paper card */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(100_000)
  accuracyMetres?: number;
}
export class OfPersonDto extends OrderNoteDto {
  @IsUUID()
  personId: string;
}
/** The desk enters what happened without a code: flagged, and pending in the time bank. */
export class RecordCheckDto extends OrderReasonDto {
  @IsUUID()
  personId: string;

  @IsISO8601({ strict: true, strictSeparator: true })
  at: string;
}
/** For posts and groups the person in charge confirms the list. */
export class ConfirmDto extends OrderNoteDto {
  /** whose service is not confirmed */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(HEADCOUNT_MAX)
  @IsUUID('all', { each: true })
  except?: string[];
}
export class VerdictMinutesDto {
  @IsUUID()
  personId: string;

  /** at most the server's */
  @IsInt()
  @Min(0)
  @Max(ORDER_MINUTES_MAX)
  minutes: number;
}
export class UpholdDto extends OrderReasonDto {
  /** left out: the server's minutes */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(HEADCOUNT_MAX)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => VerdictMinutesDto)
  minutes?: VerdictMinutesDto[];
}
export class RateOrderDto {
  @IsInt()
  @Min(1)
  @Max(5)
  level: number;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  comment?: string;
}
export class CallBackDto extends OrderReasonDto {
  /** the person on the phone says it took place */
  @IsBoolean()
  tookPlace: boolean;
}

// ---- lists

export class OrderListQuery extends PageQuery {
  @IsOptional()
  @IsIn(ORDER_BOXES)
  box?: OrderBox;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(ORDER_STATES)
  state?: OrderState;

  @IsOptional()
  @IsIn(SERVICE_CATEGORIES)
  category?: ServiceCategory;

  /** an order number, or words of the item */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  q?: string;
}
export class OrdersMineQuery extends PageQuery {
  @IsOptional()
  @IsIn(['open', 'past'])
  which?: 'open' | 'past';
}
export class BoardQuery {
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  day: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class HallQuery extends NearQuery {
  @IsOptional()
  @IsIn(SERVICE_CATEGORIES)
  category?: ServiceCategory;

  /** orders of residents, or posts and shifts */
  @IsOptional()
  @IsIn(['orders', 'posts'])
  kind?: 'orders' | 'posts';

  @IsOptional()
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  day?: string;
}
export class AppointmentsQuery extends PageQuery {
  @IsOptional()
  @IsIn(['true'])
  past?: 'true';
}
export class OrderDraftQuery {
  @IsString()
  @Matches(SERVICE_CODE_PATTERN)
  itemCode: string;

  @IsOptional()
  @IsUUID()
  elderId?: string;
}
export class OrderPriceQuery extends OrderDraftQuery {
  /** left out: the elder's, or the home community */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(5)
  @Max(ORDER_MINUTES_MAX)
  minutes?: number;
}
export class OrderPriceView {
  /** 0: it is free */
  points: number;
  payer: OrderPayer;
  /** the caller's own free points, where they pay */
  have: number | null;
  enough: boolean;
}
/** What an order took, for those who ordered and the desk. */
export class OrderPointsView {
  price: number;
  held: number;
  payer: OrderPointsPayer;
  state: OrderPointsState;
  settled: number | null;
}
export class OrderCountView {
  box: OrderBox;
  label: string;
  count: number;
}

// ---- views

/** What the form starts with; fields nobody ever filled are null. */
export class OrderDraftView {
  elderId: string | null;
  address: string | null;
  position: PositionDto | null;
  communityCode: string | null;
  contactName: string | null;
  contactPhone: string | null;
  remark: string | null;
}
/** A row of a list: never an address or a phone, names masked. */
export class OrderCardView {
  id: string;
  orderNo: string;
  state: OrderState;
  source: OrderSource;
  itemCode: string;
  itemName: string;
  category: ServiceCategory;
  startAt: string;
  endAt: string;
  minutes: number;
  headcount: number;
  accepted: number;
  /** 滨江街道 · 万福社区 · 第三网格 */
  areaText: string;
  /** 为 王*兰 / 为自己 / 32 人 / 岗位 */
  forText: string;
  published: boolean;
  /** of the next that lapses, when someone is invited */
  answerBy: string | null;
  fillBy: string;
  createdAt: string;
  flags: OrderFlag[];
}
/** A task as somebody who may serve sees it before accepting: no address, no phone, no name. */
export class TaskCardView {
  id: string;
  orderNo: string;
  state: OrderState;
  source: OrderSource;
  itemCode: string;
  /** the item's name, or the post's title */
  title: string;
  category: ServiceCategory;
  mode: ServiceMode;
  startAt: string;
  endAt: string;
  minutes: number;
  headcount: number;
  accepted: number;
  areaText: string;
  /** of a post or a place; null for homes before acceptance */
  placeText: string | null;
  distanceMetres: number | null;
  /** how my own assignment stands, null where there is none */
  mine: AssignmentState | null;
  /** an invitation's */
  answerBy: string | null;
  invited: boolean;
  /** 您有对口技能 · 离您 400 米 */
  reasons: string[];
  riskNote: string | null;
  /** about so many points for the planned minutes, by today's rules; null where the rules give none */
  points: number | null;
}
export class OrderTimelineEntryView {
  id: string;
  at: string;
  action: string;
  by: OrderActingAs;
  /** 社区审核通过了 */
  sentence: string;
  text: string | null;
}
/** What a confirmed service brought the one who served. */
export class EarnedView {
  recordId: string;
  minutes: number;
  /** null where it is not the caller's affair: whoever was served reads the minutes alone */
  points: number | null;
  /** to the community's pool */
  surplusPoints: number;
  /** why it was less, in plain sentences */
  limits: string[];
  /** taken back, with the reason */
  voided: boolean;
  voidReason: string | null;
}
export class AssignmentView {
  personId: string;
  /** whole for the desk, the served person and oneself; masked for others */
  name: string;
  /** 党员 / 志愿者; the badge only by choice */
  badge: string | null;
  mine: boolean;
  state: AssignmentState;
  invitedAt: string | null;
  answerBy: string | null;
  acceptedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  startedBy: CheckWay | null;
  finishedBy: CheckWay | null;
  /** the server's, null before the end */
  minutes: number | null;
  /** may be recorded as absent now */
  late: boolean;
  flags: OrderFlag[];
  /** null before it is confirmed, and for a service without a minute */
  earned: EarnedView | null;
}
/** Somebody who was not invited, and why. */
export class LeftOutView {
  personId: string;
  name: string;
  reason: string;
}
export class OrderRatingView {
  /** service: of those who came; cooperation: of the side that was served */
  of: 'service' | 'cooperation';
  level: number;
  comment: string | null;
  mine: boolean;
}
export class OrderView {
  id: string;
  orderNo: string;
  state: OrderState;
  source: OrderSource;
  itemCode: string;
  itemName: string;
  /** of a post */
  title: string | null;
  category: ServiceCategory;
  mode: ServiceMode;
  risk: ServiceRisk;
  riskNote: string | null;
  qualification: string | null;
  twoPersonRule: boolean;
  insuranceRequired: boolean;
  /** desk and servers */
  insuranceReference: string | null;
  startAt: string;
  endAt: string;
  minutes: number;
  headcount: number;
  accepted: number;
  areaCode: string;
  areaText: string;
  /** public for posts and places; for homes only through /contact */
  placeText: string | null;
  position: PositionDto | null;
  audience: number | null;
  /** masked where the caller may not know */
  forText: string;
  requesterText: string;
  elderId: string | null;
  remark: string | null;
  published: boolean;
  fillBy: string;
  answerBy: string | null;
  /** silence until then counts as confirmation */
  confirmBy: string | null;
  createdAt: string;
  confirmedAt: string | null;
  rejectReason: string | null;
  cancelReason: string | null;
  disputeReason: string | null;
  verdictReason: string | null;
  /** the caller ordered it, is served, or helps the one who is */
  mine: boolean;
  /** the caller may ask for address and phone (each look is recorded) */
  contactVisible: boolean;
  /** the caller's phone shows the code */
  showsCode: boolean;
  assignments: AssignmentView[];
  ratings: OrderRatingView[];
  flags: OrderFlag[];
  timeline: OrderTimelineEntryView[];
  /** null: it takes none, or not for the caller to know */
  points: OrderPointsView | null;
  /** 下一步：社区为您找人，最迟 3 月 2 日 9:00 告诉您结果 */
  nextStep: string | null;
  /** why the caller may not accept, when that is what they would want */
  cannotAccept: string | null;
  /** only in the answer to `dispatch`: who of those named was not invited */
  leftOut?: LeftOutView[];
  actions: OrderAction[];
}
/** A look at personal data, recorded. */
export class ContactView {
  name: string;
  phone: string | null;
  address: string | null;
  position: PositionDto | null;
}
export class DisplaySecretView {
  orderId: string;
  /** base64, 32 bytes */
  secret: string;
  /** the server's clock, for the difference to the phone's */
  now: string;
  stepSeconds: number;
}
export class SuggestionReasonView {
  code: SuggestionReason;
  /** 本月只服务过 1 次，轮到 TA 了 */
  text: string;
}
export class SuggestionView {
  personId: string;
  name: string;
  partyMember: boolean;
  distanceMetres: number | null;
  /** 0–100 */
  score: number;
  reasons: SuggestionReasonView[];
  /** 本周已接 3 单 */
  cautions: string[];
  acceptedThisWeek: number;
  rating: number | null;
  /** how an assignment of this order stands already */
  state: AssignmentState | null;
}
export class ServingView {
  /** minutes confirmed, this month and ever */
  minutesThisMonth: number;
  minutesEver: number;
  services: number;
  invitations: number;
  next: TaskCardView | null;
}
