import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import type { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import { SERVICE_CATEGORIES, type ServiceCategory } from './members.js';
import type { RecordSource, RecordState } from './timebank.js';
import {
  ENTRY_PEOPLE_MAX,
  ENTRY_PHOTOS_MAX,
  FLAG_KINDS,
  FLAG_STATES,
  RECORD_BOXES,
  RECORD_CASE_KINDS,
  RECORD_CASE_STATES,
  RECORD_CONTENT_MAX,
  RECORD_PERIOD_PATTERN,
  RECORD_PLACE_MAX,
  RECORD_REASON_MAX,
  RECORD_REASON_MIN,
  RECORD_TIME_PATTERN,
  RECORD_TITLE_MAX,
  RECORD_TITLE_MIN,
  SERVED_CATEGORIES,
  type EnteredAs,
  type FlagFigures,
  type FlagKind,
  type FlagState,
  type RecordBox,
  type RecordCaseKind,
  type RecordCaseState,
  type ServedCategory,
} from './timebank-records.js';

/*
 * Routes, all under /api/v1 (○ = open to everybody):
 *
 *   GET  /timebank/records/mine?period          MyRecordsQuery → Page<RecordCardView>       GET …/mine/totals?period → RecordTotalsView
 *   GET  /timebank/records/entered              PageQuery → Page<RecordDeskView> (what one has entered)
 *   GET  /timebank/records/desk?box             RecordDeskQuery → Page<RecordDeskView>      GET …/counts → RecordCountsView
 *   GET  /timebank/records/places               EntryPlaceView[] (where and for whom one may enter)
 *   GET  /timebank/records/people?…&q           EntryPeopleQuery → EntryPersonView[]
 *   POST /timebank/records                      EnterRecordsDto → EnteredView (one person or a whole shift)
 *   GET  /timebank/records/:id                  RecordView
 *   POST /timebank/records/:id/<publicise | confirm | refuse | void>     → RecordView
 *   POST /timebank/records/:id/objections       CreateObjectionDto → MyRecordCaseView
 *   POST /timebank/records/:id/corrections      CreateCorrectionDto → MyRecordCaseView
 *   GET  /timebank/record-cases/mine            PageQuery → Page<MyRecordCaseView>
 *   GET  /timebank/record-cases?kind&state      RecordCaseQuery → Page<RecordCaseView>      GET …/:id → RecordCaseView
 *   POST /timebank/record-cases/:id/<uphold | dismiss>  AnswerCaseDto     …/correct  CorrectRecordDto → RecordCaseView
 *   GET  /timebank/flags?kind&state             FlagQuery → Page<FlagView>                  GET …/:id → FlagView
 *   GET  /timebank/flags/:id/records            PageQuery → Page<FlagRecordView>
 *   POST /timebank/flags/:id/<clear | uphold>   ClearFlagDto | UpholdFlagDto → FlagView
 *   GET  /public/timebank/records?communityCode ○ PublicRecordsQuery → Page<PublicRecordView>
 */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const title = { message: `标题为 ${RECORD_TITLE_MIN}–${RECORD_TITLE_MAX} 个字` };
const reasonWords = { message: `请写明原因，${RECORD_REASON_MIN}–${RECORD_REASON_MAX} 个字` };
const clock = { message: '请选择时间' };

// ---- hours entered by hand

export class RecordEntryDto {
  /** the record's own */
  @IsClientId()
  id: string;

  @IsUUID()
  personId: string;

  @Matches(RECORD_TIME_PATTERN, clock)
  from: string;

  /** not later than `from`: on the next day */
  @Matches(RECORD_TIME_PATTERN, clock)
  to: string;
}
/** One form: the same service of one or of many people on one day. */
export class EnterRecordsDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode: string;

  /** as leader of this service team */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** as the person in charge of this post */
  @IsOptional()
  @IsUUID()
  postId?: string;

  @IsString()
  @Length(RECORD_TITLE_MIN, RECORD_TITLE_MAX, title)
  title: string;

  @IsIn(SERVICE_CATEGORIES)
  category: ServiceCategory;

  @IsIn(SERVED_CATEGORIES)
  served: ServedCategory;

  /** of whoever was served, where it was one person: never shown; hours for oneself, one's own and a bound elder earn nothing */
  @IsOptional()
  @Matches(PHONE_PATTERN, { message: '请填 11 位手机号' })
  servedPhone?: string;

  /** what was done */
  @IsOptional()
  @IsString()
  @MaxLength(RECORD_CONTENT_MAX)
  content?: string;

  @IsOptional()
  @IsString()
  @MaxLength(RECORD_PLACE_MAX)
  placeText?: string;

  @Matches(DAY, { message: '请选择日期' })
  day: string;

  /** why there are no codes */
  @IsString()
  @Length(RECORD_REASON_MIN, RECORD_REASON_MAX, reasonWords)
  reason: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ENTRY_PHOTOS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds?: string[];

  @IsArray()
  @ArrayMinSize(1, { message: '请至少选一个人' })
  @ArrayMaxSize(ENTRY_PEOPLE_MAX, { message: `一次最多 ${ENTRY_PEOPLE_MAX} 人` })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RecordEntryDto)
  entries: RecordEntryDto[];
}
export class RecordReasonDto {
  @IsString()
  @Length(RECORD_REASON_MIN, RECORD_REASON_MAX, reasonWords)
  reason: string;
}
export class MyRecordsQuery extends PageQuery {
  /** 2026 or 2026-03; none: all */
  @IsOptional()
  @Matches(RECORD_PERIOD_PATTERN)
  period?: string;
}
export class RecordPeriodQuery {
  @IsOptional()
  @Matches(RECORD_PERIOD_PATTERN)
  period?: string;
}
export class RecordDeskQuery extends PageQuery {
  @IsIn(RECORD_BOXES)
  box: RecordBox;

  /** narrows within one's own areas */
  @IsOptional()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class EntryPeopleQuery {
  @Matches(AREA_CODE_PATTERN)
  communityCode: string;

  @IsOptional()
  @IsUUID()
  teamId?: string;

  @IsOptional()
  @IsUUID()
  postId?: string;

  /** a name's beginning or a whole phone number; none: the first fifty of a team */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  q?: string;
}
/** Where one may enter hours, and in which capacity. */
export class EntryPlaceView {
  as: EnteredAs;
  communityCode: string;
  communityText: string;
  teamId: string | null;
  postId: string | null;
  /** 万福社区 · 夕阳红服务队 */
  text: string;
}
export class EntryPersonView {
  personId: string;
  /** masked */
  name: string;
  /** masked */
  phone: string | null;
}
export class EnteredView {
  id: string;
  items: RecordDeskView[];
}

// ---- records

export class RecordCardView {
  id: string;
  title: string;
  source: RecordSource;
  sourceText: string;
  day: string;
  startedAt: string;
  finishedAt: string;
  minutes: number;
  points: number;
  state: RecordState;
  stateText: string;
  communityText: string;
  /** listed until then; null: not listed (any more) */
  listedUntil: string | null;
}
export class RecordTotalsView {
  period: string | null;
  /** confirmed ones only */
  records: number;
  minutes: number;
  points: number;
  /** entered by hand and not confirmed yet */
  waitingMinutes: number;
}
export class RecordDeskView extends RecordCardView {
  /** masked */
  personName: string;
  communityCode: string;
  byCode: boolean;
  /** the days of the listing are over */
  confirmable: boolean;
  /** objections and corrections nobody has answered yet */
  openCases: number;
  actions: string[];
}
export class RecordLinkView {
  type: 'order' | 'wish';
  id: string;
}
/** The record as 《志愿服务记录办法》 wants it: name, day, place, for whom, what, how long, how good, in charge, recorder. */
export class RecordView extends RecordCardView {
  /** whole for the person and the desk */
  personName: string;
  mine: boolean;
  placeText: string;
  /** a category, never a name */
  servedText: string;
  contentText: string | null;
  /** 非常满意, or that nobody rated */
  ratingText: string;
  inChargeText: string;
  recorderText: string;
  /** how the hours were proved */
  proofText: string;
  /** why no codes; for the person, whoever entered it and the desk */
  noCodesReason: string | null;
  photos: FileView[];
  surplusPoints: number;
  /** why so many points and no more, in sentences */
  pointsReasons: string[];
  /** 第 3 版（2026年3月1日起） */
  policyText: string;
  confirmedText: string | null;
  refuseReason: string | null;
  voidReason: string | null;
  /** the record that this one stands for, and the one that stands for it */
  replacesId: string | null;
  replacedById: string | null;
  /** for whoever served: the task it stands for; null: entered by hand */
  link: RecordLinkView | null;
  actions: string[];
}
export class RecordCountsView {
  toPublicise: number;
  publicised: number;
  confirmable: number;
  objections: number;
  corrections: number;
  flags: number;
}

// ---- the public list

export class PublicRecordsQuery extends PageQuery {
  @Matches(AREA_CODE_PATTERN)
  communityCode: string;
}
export class PublicRecordView {
  /** of the record: to object to it */
  id: string;
  /** masked */
  name: string;
  title: string;
  day: string;
  minutes: number;
  communityText: string;
  until: string;
}

// ---- objections and corrections

export class CreateObjectionDto {
  @IsClientId()
  id: string;

  @IsString()
  @Length(RECORD_REASON_MIN, RECORD_REASON_MAX, reasonWords)
  reason: string;
}
export class CreateCorrectionDto {
  @IsClientId()
  id: string;

  @IsString()
  @Length(RECORD_REASON_MIN, RECORD_REASON_MAX, { message: `请写明哪里不对，${RECORD_REASON_MIN}–${RECORD_REASON_MAX} 个字` })
  text: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ENTRY_PHOTOS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  fileIds?: string[];
}
export class AnswerCaseDto {
  @IsString()
  @Length(RECORD_REASON_MIN, RECORD_REASON_MAX, { message: `请写明答复，${RECORD_REASON_MIN}–${RECORD_REASON_MAX} 个字` })
  answer: string;
}
/** The record as it should have been: voids the old one and enters this in its place. */
export class CorrectRecordDto extends AnswerCaseDto {
  /** of the new record */
  @IsClientId()
  recordId: string;

  @IsString()
  @Length(RECORD_TITLE_MIN, RECORD_TITLE_MAX, title)
  title: string;

  @Matches(DAY, { message: '请选择日期' })
  day: string;

  @Matches(RECORD_TIME_PATTERN, clock)
  from: string;

  @Matches(RECORD_TIME_PATTERN, clock)
  to: string;
}
export class RecordCaseQuery extends PageQuery {
  @IsOptional()
  @IsIn(RECORD_CASE_KINDS)
  kind?: RecordCaseKind;

  @IsOptional()
  @IsIn(RECORD_CASE_STATES)
  state?: RecordCaseState;
}
/** As whoever raised it sees it. */
export class MyRecordCaseView {
  id: string;
  kind: RecordCaseKind;
  kindText: string;
  recordId: string;
  recordTitle: string;
  recordDay: string;
  state: RecordCaseState;
  stateText: string;
  text: string;
  answer: string | null;
  createdAt: string;
  dueAt: string;
  decidedAt: string | null;
}
/** As the desk sees it: of an objection not who raised it. */
export class RecordCaseView extends MyRecordCaseView {
  photos: FileView[];
  late: boolean;
  /** masked */
  personName: string;
  communityText: string;
  record: RecordCardView;
  newRecordId: string | null;
  actions: string[];
}

// ---- flags

export class FlagQuery extends PageQuery {
  @IsOptional()
  @IsIn(FLAG_KINDS)
  kind?: FlagKind;

  @IsOptional()
  @IsIn(FLAG_STATES)
  state?: FlagState;
}
export class ClearFlagDto extends RecordReasonDto {}
export class UpholdFlagDto extends RecordReasonDto {
  /** of the records behind it: those to be voided */
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  voidRecordIds: string[];
}
export class FlagView {
  id: string;
  kind: FlagKind;
  kindText: string;
  /** YYYY-MM; of a budget YYYY */
  month: string;
  /** masked: who served; null: it is about the community's budget */
  personName: string | null;
  /** masked: who was served; null where nobody else is concerned */
  otherName: string | null;
  communityText: string;
  state: FlagState;
  stateText: string;
  figures: FlagFigures;
  /** the figures as a sentence */
  sentence: string;
  records: number;
  reopened: boolean;
  reason: string | null;
  raisedAt: string;
  decidedAt: string | null;
  actions: string[];
}
export class FlagRecordView extends RecordCardView {
  byCode: boolean;
  silent: boolean;
}
