import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  BENEFICIARIES,
  CLAIM_WAYS,
  PARTNER_ITEM_DETAIL_MAX,
  PARTNER_ITEM_KINDS,
  PARTNER_ITEM_STATES,
  PARTNER_ITEM_TITLE_MAX,
  PERIOD_PATTERN,
  PROJECT_MAX_YUAN,
  PROOF_PHOTOS_MAX,
  PUBLIC_TEXT_MAX,
  PUBLIC_TEXT_MIN,
  SETTING_WORD_MAX,
  SETTING_WORDS_MAX,
  THANKS_MAX,
  WISH_ADDRESS_MAX,
  WISH_BOXES,
  WISH_DETAIL_MAX,
  WISH_KINDS,
  WISH_REASON_MAX,
  WISH_REASON_MIN,
  WISH_TITLE_MAX,
  WISH_TITLE_MIN,
  WISH_WHATS,
  type Beneficiary,
  type ClaimWay,
  type PartnerItemAction,
  type PartnerItemKind,
  type PartnerItemState,
  type WishAction,
  type WishBox,
  type WishKind,
  type WishSource,
  type WishState,
  type WishWhat,
} from './wishes.js';

/*
 * Routes, all under /api/v1 (○ = open to everybody):
 *
 *   POST /wishes                   CreateWishDto → WishView                    POST /wishes/on-behalf   CreateWishForDto → WishView
 *   GET  /wishes                   WishBoardQuery → Page<WishCardView> (the boards, for anyone signed in)
 *   GET  /wishes/mine              PageQuery → Page<WishCardView>              GET  /wishes/claims      PageQuery → Page<WishCardView> (own and one's units')
 *   GET  /wishes/desk?box          WishDeskQuery → Page<WishCardView>          GET  /wishes/counts      WishCountView[]
 *   GET  /wishes/:id               WishView                                    GET  /wishes/:id/contact WishContactView (recorded)
 *   POST /wishes/:id/<action>      (give-back …) the action's DTO ({} where it has none) → WishView
 *   GET  /wishes/settings/:areaCode   WishSettingsView     PUT same  SetWishSettingsDto     DELETE same (inherits again)
 *   GET  /public/wishes?areaCode ○ PublicWishesView (the screen in the hall)
 *   GET  /partner-items            PartnerItemQuery → Page<PartnerItemView>    POST /partner-items   CreatePartnerItemDto → PartnerItemView
 *   GET  /partner-items/speakers   PartnerSpeakersView
 *   GET  /partner-items/:id        PartnerItemView                             GET  /partner-items/:id/contact   PartnerContactView (recorded)
 *   POST /partner-items/:id/<action>  (take-up …) → PartnerItemView
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const title = { message: `标题为 ${WISH_TITLE_MIN}–${WISH_TITLE_MAX} 个字` };

class WishWordsDto {
  @IsString()
  @Length(WISH_TITLE_MIN, WISH_TITLE_MAX, title)
  title: string;

  @IsOptional()
  @IsString()
  @MaxLength(WISH_DETAIL_MAX)
  detail?: string;

  @IsIn(WISH_WHATS)
  what: WishWhat;

  @IsIn(BENEFICIARIES)
  beneficiary: Beneficiary;

  /** whole yuan; at most what the community allows for micro wishes, 0 for a deed that costs nothing */
  @IsInt({ message: '估价填整数，单位元' })
  @Min(0)
  @Max(PROJECT_MAX_YUAN)
  valueYuan: number;

  /** where it is brought; only the desk and the claimer see it */
  @IsOptional()
  @IsString()
  @MaxLength(WISH_ADDRESS_MAX)
  address?: string;
}
export class CreateWishDto extends WishWordsDto {
  @IsClientId()
  id: string;

  @IsIn(WISH_KINDS)
  kind: WishKind;

  /** a community or a grid of it; a street's own wish is made on behalf, by its desk */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;
}
/** By a grid member or the desk, for somebody who has no phone at hand, or for the community itself. */
export class CreateWishForDto extends CreateWishDto {
  @IsOptional()
  @IsString()
  @MaxLength(PERSON_NAME_MAX)
  contactName?: string;

  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN, { message: '手机号为 11 位数字' })
  contactPhone?: string;
}
export class ReviseWishDto extends WishWordsDto {}

/** What everybody will read. The server refuses a text that gives somebody away. */
export class ApproveWishDto {
  @IsString()
  @Length(WISH_TITLE_MIN, WISH_TITLE_MAX, title)
  publicTitle: string;

  @IsString()
  @Length(PUBLIC_TEXT_MIN, PUBLIC_TEXT_MAX, { message: `公开文字为 ${PUBLIC_TEXT_MIN}–${PUBLIC_TEXT_MAX} 个字` })
  publicText: string;

  /** the reviewer may know better for whom it is, and what it costs */
  @IsOptional()
  @IsIn(BENEFICIARIES)
  beneficiary?: Beneficiary;

  @IsOptional()
  @IsInt({ message: '估价填整数，单位元' })
  @Min(0)
  @Max(PROJECT_MAX_YUAN)
  valueYuan?: number;
}
export class WishReasonDto {
  @IsString()
  @Length(WISH_REASON_MIN, WISH_REASON_MAX, { message: `请写明原因，${WISH_REASON_MIN}–${WISH_REASON_MAX} 个字` })
  reason: string;
}
export class WishNoteDto {
  @IsOptional()
  @IsString()
  @MaxLength(WISH_REASON_MAX)
  note?: string;
}
export class ClaimWishDto {
  @IsIn(CLAIM_WAYS)
  as: ClaimWay;

  /** for `unit`: one whose contact one is */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** by when it will be done */
  @Matches(DAY, { message: '请选择日期' })
  pledgeDay: string;
}
export class DeliverWishDto {
  @IsString()
  @Length(WISH_REASON_MIN, WISH_REASON_MAX, { message: `请写明完成情况，${WISH_REASON_MIN}–${WISH_REASON_MAX} 个字` })
  note: string;

  @IsArray()
  @ArrayMinSize(1, { message: '请至少拍一张照片' })
  @ArrayMaxSize(PROOF_PHOTOS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds: string[];
}
export class ThankWishDto {
  @IsString()
  @Length(WISH_REASON_MIN, THANKS_MAX, { message: `${WISH_REASON_MIN}–${THANKS_MAX} 个字` })
  text: string;
}

export class WishCardView {
  id: string;
  /** XY2603-BJ-0012 */
  wishNo: string;
  kind: WishKind;
  state: WishState;
  /** in this reader's words */
  stateText: string;
  /** what everybody reads; its author and the desk see the first wording until there is one */
  title: string;
  what: WishWhat;
  beneficiary: Beneficiary;
  beneficiaryText: string;
  valueYuan: number;
  /** community or street */
  areaCode: string;
  areaText: string;
  period: string | null;
  createdAt: string;
  publishedAt: string | null;
  /** “热心人”, the unit's name; null unless claimed */
  claimantText: string | null;
  /** pledged day, and when the claim ends by itself */
  pledgeDay: string | null;
  claimDueAt: string | null;
  /** for the desk: the first wording holds words of the list */
  marked: boolean;
  mine: boolean;
  claimedByMe: boolean;
}
export class WishTimelineEntryView {
  id: string;
  at: string;
  action: string;
  sentence: string;
  text: string | null;
  photos: FileView[];
}
/** A way in which this caller can claim now. */
export class ClaimChoiceView {
  as: ClaimWay;
  unitId: string | null;
  text: string;
}
export class WishOriginalView {
  title: string;
  detail: string | null;
  source: WishSource;
  /** where it is brought; for its author, to change it */
  address: string | null;
  /** words of the list that it holds */
  warningWords: string[];
}
export class WishProofView {
  note: string;
  at: string;
  photos: FileView[];
}
/** What a fulfilled wish brought the person who claimed it. */
export class WishThanksView {
  points: number;
  /** to the community's pool */
  surplusPoints: number;
  /** why it was less, in plain sentences */
  limits: string[];
}
export class WishView extends WishCardView {
  /** null until it was approved */
  publicText: string | null;
  /** the first wording: for its author and the desk */
  original: WishOriginalView | null;
  /** name, phone and place can be asked for */
  contactVisible: boolean;
  rejectReason: string | null;
  redoReason: string | null;
  /** for its author, the claimer and the desk */
  proof: WishProofView | null;
  thanks: string | null;
  timeline: WishTimelineEntryView[];
  nextStep: string | null;
  claimChoices: ClaimChoiceView[];
  /** the last day that can be pledged */
  pledgeUntil: string;
  microMaxYuan: number;
  /** for the person who claimed it */
  earned: WishThanksView | null;
  actions: WishAction[];
}
/** For the desk, and for whoever holds the claim until it was reviewed. Each look is recorded. */
export class WishContactView {
  name: string | null;
  phone: string | null;
  address: string | null;
  title: string;
  detail: string | null;
}
export class WishBoardQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsIn(WISH_KINDS)
  kind: WishKind;

  /** 2026-03 or 2026-Q1; the running one without */
  @IsOptional()
  @Matches(PERIOD_PATTERN)
  period?: string;

  /** open, under way (claimed or waiting for the review), fulfilled */
  @IsOptional()
  @IsIn(['open', 'running', 'fulfilled'])
  show?: 'open' | 'running' | 'fulfilled';
}
export class WishDeskQuery extends PageQuery {
  @IsOptional()
  @IsIn(WISH_BOXES)
  box?: WishBox;

  @IsOptional()
  @IsIn(WISH_KINDS)
  kind?: WishKind;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class WishCountView {
  box: WishBox;
  count: number;
}

export class SetWishSettingsDto {
  @IsInt()
  @Min(1)
  @Max(10_000)
  microMaxYuan: number;

  @IsArray()
  @ArrayMaxSize(SETTING_WORDS_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, SETTING_WORD_MAX, { each: true, message: `每个词 1–${SETTING_WORD_MAX} 个字` })
  warningWords: string[];

  @IsArray()
  @ArrayMaxSize(SETTING_WORDS_MAX)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, SETTING_WORD_MAX, { each: true, message: `每个词 1–${SETTING_WORD_MAX} 个字` })
  telltaleWords: string[];
}
export class WishSettingsView {
  areaCode: string;
  microMaxYuan: number;
  warningWords: string[];
  telltaleWords: string[];
  /** the area above whose settings these are; null: its own, or nobody set any */
  inheritedFrom: string | null;
  own: boolean;
}

// ---- the screen in the hall

export class PublicWishesQuery {
  /** a community or a street */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;
}
export class PublicWishView {
  wishNo: string;
  title: string;
  text: string;
  forText: string;
  valueYuan: number;
  state: WishState;
  stateText: string;
  /** a unit's name or “热心人”; never a person's */
  claimantText: string | null;
}
export class PublicWishBoardView {
  kind: WishKind;
  periodText: string;
  open: number;
  running: number;
  fulfilled: number;
  items: PublicWishView[];
}
export class PublicWishesView {
  areaCode: string;
  areaText: string;
  at: string;
  boards: PublicWishBoardView[];
}

// ---- needs and offers of partner units

class PartnerItemWordsDto {
  @IsString()
  @Length(2, PARTNER_ITEM_TITLE_MAX, { message: `标题为 2–${PARTNER_ITEM_TITLE_MAX} 个字` })
  title: string;

  @IsOptional()
  @IsString()
  @MaxLength(PARTNER_ITEM_DETAIL_MAX)
  detail?: string;

  @Matches(DAY, { message: '请选择有效期' })
  validUntil: string;
}
export class CreatePartnerItemDto extends PartnerItemWordsDto {
  @IsClientId()
  id: string;

  @IsIn(PARTNER_ITEM_KINDS)
  kind: PartnerItemKind;

  /** a street or community */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  /** the unit that speaks; left out by the desk for the community itself */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}
export class RevisePartnerItemDto extends PartnerItemWordsDto {}
export class TakeUpPartnerItemDto {
  /** a unit's contact for the unit; left out by the desk for the community */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsString()
  @Length(WISH_REASON_MIN, WISH_REASON_MAX, { message: `请写几个字，怎样对接，${WISH_REASON_MIN}–${WISH_REASON_MAX} 个字` })
  note: string;
}
export class PartnerItemQuery extends PageQuery {
  @IsIn(PARTNER_ITEM_KINDS)
  kind: PartnerItemKind;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(PARTNER_ITEM_STATES)
  state?: PartnerItemState;

  /** only what one's units or one's desk wrote or took up */
  @IsOptional()
  @Matches(/^(true|false)$/)
  mine?: string;
}
export class PartnerItemView {
  id: string;
  kind: PartnerItemKind;
  state: PartnerItemState;
  stateText: string;
  title: string;
  detail: string | null;
  areaCode: string;
  areaText: string;
  /** the unit's name, or the community's */
  fromText: string;
  validUntil: string;
  expired: boolean;
  takenText: string | null;
  takenNote: string | null;
  createdAt: string;
  contactVisible: boolean;
  /** units that this caller can speak for here */
  speakFor: { unitId: string | null; text: string }[];
  actions: PartnerItemAction[];
}
export class PartnerContactView {
  /** of whoever wrote the entry, and of whoever took it up */
  from: { name: string | null; phone: string | null };
  taken: { name: string | null; phone: string | null } | null;
}
/** GET /partner-items/speakers: for whom this caller may write entries. */
export class PartnerSpeakersView {
  desk: boolean;
  units: { unitId: string; text: string }[];
}
