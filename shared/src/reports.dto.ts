/*
 * Routes, under /api/v1
 * categories GET /categories · GET /categories/suggested · PATCH /categories/:code
 * reports   POST /reports · POST /reports/on-behalf · GET /reports (ReportListQuery, staff) · GET /reports/mine · GET /reports/following · GET /reports/counts → ReportCountView[] · GET /reports/near ·
 *           GET /reports/similar · GET /reports/map · GET /reports/late-by-team · GET /reports/:id · GET /reports/:id/reporter · GET /reports/:id/team-proposals ·
 *           POST /reports/:id/<action> (names of REPORT_WORKFLOW with - for _ : take-over, record-start, self-handle, second-check, grant-extension…) · POST /reports/:id/follow · /unfollow
 * points    GET /points?areaCode · POST /points · PATCH /points/:id (placeText, retired) · GET /points/by-code/:code (public → PublicPointView) · GET /q/:code (outside /api/v1: redirect into the H5 form)
 * public    GET /public/reports · GET /public/reports/:id · GET /public/figures?areaCode
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
import { PERSON_NAME_MAX, PHONE_PATTERN, TEAM_TYPES, type TeamType } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { PositionDto } from './areas.dto.js';
import { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  CATEGORY_CODE_PATTERN,
  CLOCK_COLOURS,
  DEADLINE_TYPES,
  HANDLE_OUTCOMES,
  ON_BEHALF_SOURCES,
  PLACE_TEXT_MAX,
  PRIORITIES,
  REASON_MAX,
  REASON_MIN,
  REPLY_MIN,
  REPORT_BOXES,
  REPORT_DESCRIPTION_MAX,
  REPORT_PHOTOS_MAX,
  REPORT_STATES,
  type ActingAs,
  type ClockColour,
  type ClockKind,
  type ClosedAs,
  type DeadlineType,
  type HandleOutcome,
  type Priority,
  type ReportAction,
  type ReportBox,
  type ReportPhotoKind,
  type ReportSource,
  type ReportState,
} from './reports.js';

/*
 * Routes, all under /api/v1 (○ = open to everybody):
 *
 *   GET  /categories?q ○           CategoryView[]             GET  /categories/suggested?lng&lat ○   CategoryView[] (six)
 *   PATCH /categories/:code        UpdateCategoryDto → CategoryView
 *   POST /reports                  CreateReportDto → ReportCreatedView          POST /reports/on-behalf   CreateOnBehalfDto
 *   GET  /reports?box…             ReportListQuery → Page<ReportCardView>       GET  /reports/counts      ReportCountView[]
 *   GET  /reports/mine             PageQuery → Page<ReportCardView>             GET  /reports/following   PageQuery → Page<ReportCardView>
 *   GET  /reports/near             NearQuery → ReportCardView[]                 GET  /reports/similar     SimilarQuery → ReportCardView[]
 *   GET  /reports/map              ReportMapQuery → ReportMapPoint[]            GET  /reports/late-by-team?areaCode   LateByTeamView[]
 *   GET  /reports/:id              ReportView                                   GET  /reports/:id/reporter   ReporterView (recorded)
 *   GET  /reports/:id/team-proposals   TeamProposalView[]                           GET  /reports/:id/merge-targets   ReportCardView[]
 *   POST /reports/:id/<action>     (take-over, grant-extension …) the action's DTO ({} where it has none) → ReportView
 *   POST /reports/:id/follow, /unfollow → FollowView
 *   GET  /points?areaCode&cursor   Page<PointView>             POST /points   CreatePointDto → PointView   PATCH /points/:id   UpdatePointDto → PointView
 *   GET  /points/by-code/:code ○   PublicPointView             (a scanned https link /q/<code> leads to the H5 form)
 *   GET  /public/reports ○         PublicListQuery → Page<PublicReportView>     GET  /public/figures?areaCode ○   PublicFiguresView
 *   GET  /public/reports/:id ○    PublicReportView
 */

// ---- categories

export class DeadlineView {
  type: DeadlineType;
  /** hours or days, by the type */
  value: number;
}
export class CategoryView {
  /** E0110 */
  code: string;
  mainClass: string;
  name: string;
  deadline: DeadlineView;
  teamType: TeamType;
  priority: Priority;
  residentMayReport: boolean;
  confidential: boolean;
  photoRequired: boolean;
  /** how to photograph it */
  guidance: string | null;
  /** what to do first when somebody is in danger: shown before anything else */
  emergency: string | null;
  enabled: boolean;
}
export class UpdateCategoryDto {
  @IsOptional()
  @IsIn(DEADLINE_TYPES)
  deadlineType?: DeadlineType;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(240)
  deadlineValue?: number;

  @IsOptional()
  @IsIn(TEAM_TYPES)
  teamType?: TeamType;

  @IsOptional()
  @IsIn(PRIORITIES)
  priority?: Priority;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  guidance?: string;

  @IsOptional()
  @IsBoolean()
  residentMayReport?: boolean;

  @IsOptional()
  @IsBoolean()
  enabled?: boolean;
}
export class CategoryQuery {
  /** words to search for */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  q?: string;
}
/** The six most likely for a place and hour. */
export class SuggestedCategoriesQuery {
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(72)
  @Max(138)
  lng?: number;

  @IsOptional()
  @Type(() => Number)
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(56)
  lat?: number;
}

// ---- creating

class ReportBody {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(CATEGORY_CODE_PATTERN)
  categoryCode: string;

  @IsOptional()
  @IsString()
  @MaxLength(REPORT_DESCRIPTION_MAX)
  description?: string;

  /** ids of photos uploaded before; at least one unless the category says otherwise */
  @IsArray()
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds: string[];

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

  @IsOptional()
  @IsString()
  @MaxLength(PLACE_TEXT_MAX)
  placeText?: string;

  /** named by the reporter where the position is missing or outside the district */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;
}
export class CreateReportDto extends ReportBody {
  /** code of the QR point that opened the form */
  @IsOptional()
  @IsString()
  @Matches(/^[0-9A-Za-z]{10}$/)
  pointCode?: string;

  /** the patrol it was found on */
  @IsOptional()
  @IsUUID()
  patrolId?: string;

  /** 可以联系我: the handler gets a call button */
  @IsBoolean()
  contactable: boolean;

  /** leaves name and phone with the community's dispatcher alone */
  @IsBoolean()
  anonymous: boolean;

  /** when the phone says the first photo was taken; a claim, never a clock */
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  capturedAt?: string;

  /** 即查即改: photos of the mended place; only for the grid member of that grid */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  afterFileIds?: string[];
}
/** Entered by the desk for somebody who called, came or wrote. */
export class CreateOnBehalfDto extends ReportBody {
  @IsIn(ON_BEHALF_SOURCES)
  source: ReportSource;

  @IsOptional()
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  reporterName?: string;

  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  reporterPhone?: string;

  /** number of the hotline's ticket */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  externalNo?: string;

  /** the hotline's own due time; replaces the disposal clock's if earlier */
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  externalDueAt?: string;
}
/** 201 for a new one, 200 for the same again. */
export class ReportCreatedView {
  id: string;
  caseNo: string;
  state: ReportState;
  responseDueAt: string;
  /** 万福社区 · 第三网格 */
  areaText: string;
  /** who answers, in plain words */
  promise: string;
}

// ---- actions: POST /reports/:id/<action> with an Idempotency-Key

export class ReasonDto {
  @IsString()
  @Length(REASON_MIN, REASON_MAX)
  reason: string;
}
export class OptionalNoteDto {
  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX)
  note?: string;
}
export class AmendDto {
  @IsOptional()
  @IsString()
  @Matches(CATEGORY_CODE_PATTERN)
  categoryCode?: string;

  /** a grid or a community of the caller's area */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsString()
  @MaxLength(PLACE_TEXT_MAX)
  placeText?: string;
}
export class DispatchDto {
  @IsUUID()
  teamId: string;

  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX)
  note?: string;
}
export class MergeDto {
  /** an open report that stays */
  @IsUUID()
  intoId: string;
}
export class ReplyDto {
  /** public, read by the reporter */
  @IsString()
  @Length(REPLY_MIN, REASON_MAX)
  text: string;
}
export class HandleDto {
  @IsIn(HANDLE_OUTCOMES)
  outcome: HandleOutcome;

  /** what was done, or why not */
  @IsString()
  @Length(REASON_MIN, REASON_MAX)
  note: string;

  /** solved, partly: at least one; outside: the proof */
  @IsArray()
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds: string[];

  /** cannot_now: until when */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  until?: string;

  /** outside: the body that is responsible */
  @IsOptional()
  @IsString()
  @Length(2, 40)
  outsideBody?: string;
}
export class SuspendDto extends ReasonDto {
  /** last day, at most 30 days away; it resumes by itself the next morning */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  until: string;
}
export class ExtendDto extends ReasonDto {
  /** the due time asked for, later than the present one */
  @IsISO8601({ strict: true })
  @MaxLength(40)
  until: string;
}
export class SelfHandleDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds: string[];

  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX)
  note?: string;
}
export class ReworkDto extends ReasonDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds?: string[];
}
export class ApproveDto extends OptionalNoteDto {
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds?: string[];
}
export class RateDto {
  /** 5 非常满意 … 1 非常不满意; 1 and 2 open the case again, once, within seven days */
  @IsInt()
  @Min(1)
  @Max(5)
  level: number;

  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX)
  comment?: string;
}
export class ReleaseDto {
  /** words the public reads; no person in them */
  @IsString()
  @Length(2, REPORT_DESCRIPTION_MAX)
  text: string;

  /** covered copies, uploaded by the caller; may be none */
  @IsArray()
  @ArrayMaxSize(REPORT_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds: string[];

  /** how many of fileIds, from the first, show the place before; the others after */
  @IsInt()
  @Min(0)
  @Max(REPORT_PHOTOS_MAX)
  beforeCount: number;
}
export class SecondCheckDto extends OptionalNoteDto {
  @IsBoolean()
  passed: boolean;
}

// ---- views

/** Both due times stay visible: the first promise and the one in force. */
export class ClockView {
  kind: ClockKind;
  startedAt: string;
  firstDueAt: string;
  dueAt: string;
  /** from here on amber: a quarter of the run is left, in the clock's own seconds */
  amberAt: string;
  /** null while it runs */
  stoppedAt: string | null;
  /** colour now, or the one at which it stopped */
  colour: ClockColour;
  /** was ever late; stays so in the figures */
  everLate: boolean;
  /** highest level told: 0 nobody, 1 …, by the table of PRODUCT.md §1 */
  escalatedLevel: number;
  /** 已报街长 */
  escalatedText: string | null;
  /** paused by a suspension until this day */
  pausedUntil: string | null;
}
/** A row of a list. Fields a caller may not see are null. */
export class ReportCardView {
  id: string;
  caseNo: string | null;
  state: ReportState;
  categoryCode: string;
  categoryName: string;
  priority: Priority;
  /** 万福社区 · 第三网格 · 菜市口12号旁; for the reduced form only the street */
  placeText: string;
  description: string | null;
  photo: FileView | null;
  createdAt: string;
  clock: ClockView | null;
  teamName: string | null;
  handlerName: string | null;
  /** 返工 1 次, 已催办, 督办, 延期待批, 退回 2 次 … */
  marks: string[];
  /** only with near: metres from the asked position */
  distanceMetres: number | null;
  following: boolean | null;
}
export class TimelineEntryView {
  id: string;
  at: string;
  action: string;
  by: ActingAs;
  /** 网格员 受理了您的上报 */
  sentence: string;
  /** reason, reply or note, when the caller may read it */
  text: string | null;
  photos: FileView[];
}
export class ReportPhotoView extends FileView {
  kind: ReportPhotoKind;
  /** 1 for the first run, 2 after the first rework … */
  run: number;
}
export class ExtensionView {
  askedAt: string;
  until: string;
  reason: string;
  state: 'asked' | 'granted' | 'refused';
}
export class ReportView {
  id: string;
  caseNo: string;
  state: ReportState;
  source: ReportSource;
  categoryCode: string;
  categoryName: string;
  emergency: string | null;
  priority: Priority;
  confidential: boolean;
  description: string | null;
  position: PositionDto | null;
  accuracyMetres: number | null;
  placeText: string | null;
  /** 滨江街道 · 万福社区 · 第三网格 */
  areaText: string;
  areaCode: string;
  /** no grid is set yet: the dispatcher chooses */
  gridMissing: boolean;
  createdAt: string;
  capturedAt: string | null;
  closedAt: string | null;
  closedAs: ClosedAs | null;
  photos: ReportPhotoView[];
  response: ClockView;
  disposal: ClockView | null;
  teamId: string | null;
  teamName: string | null;
  teamPhone: string | null;
  handlerName: string | null;
  outcome: HandleOutcome | null;
  outcomeNote: string | null;
  outcomeUntil: string | null;
  outsideBody: string | null;
  reworkCount: number;
  returnCount: number;
  urgeCount: number;
  /** earliest next urge of the reporter, null when none is left or not the reporter */
  nextUrgeAt: string | null;
  extension: ExtensionView | null;
  suspendedUntil: string | null;
  suspendReason: string | null;
  rejectReason: string | null;
  rating: number | null;
  ratingComment: string | null;
  followers: number;
  following: boolean;
  mine: boolean;
  mergedIntoId: string | null;
  mergedIntoCaseNo: string | null;
  mergedCount: number;
  released: boolean;
  externalNo: string | null;
  externalDueAt: string | null;
  anonymous: boolean;
  /** the caller may ask for name and phone (each look is recorded) */
  reporterVisible: boolean;
  /** 居民 / 张*; what may stand on the page */
  reporterText: string;
  timeline: TimelineEntryView[];
  /** 下一步：城管队处置，最迟周三 18:00 */
  nextStep: string | null;
  marks: string[];
  actions: ReportAction[];
}
export class FollowView {
  following: boolean;
  followers: number;
}
/** GET /reports/:id/reporter: a look at personal data, recorded. */
export class ReporterView {
  name: string | null;
  phone: string | null;
}
export class TeamProposalView {
  teamId: string;
  name: string;
  type: TeamType;
  areaText: string;
  /** why it stands here: 本街道的环卫队 */
  reason: string;
  /** open cases now */
  openCases: number;
  proposed: boolean;
}

// ---- lists

export class ReportListQuery extends PageQuery {
  @IsOptional()
  @IsIn(REPORT_BOXES)
  box?: ReportBox;

  /** narrows the caller's own areas, never widens them */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(REPORT_STATES)
  state?: ReportState;

  @IsOptional()
  @IsString()
  @Matches(/^[EC]\d{2}(\d{2})?$/)
  category?: string;

  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** true: open ones that no team has yet, the first row of late-by-team */
  @IsOptional()
  @IsIn(['true'])
  withoutTeam?: 'true';

  @IsOptional()
  @IsIn(CLOCK_COLOURS)
  colour?: ClockColour;

  /** words, a case number or a hotline number */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  q?: string;

  /** due: by the clock that runs; in a box or a state those without one come last, otherwise they are left out */
  @IsOptional()
  @IsIn(['newest', 'due'])
  order?: 'newest' | 'due';
}
export class NearQuery extends PositionDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(50)
  @Max(2000)
  radiusMetres?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
export class SimilarQuery extends PositionDto {
  @IsString()
  @Matches(CATEGORY_CODE_PATTERN)
  categoryCode: string;
}
export class ReportCountView {
  box: ReportBox;
  label: string;
  count: number;
}
export class ReportMapQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class ReportMapPoint {
  id: string;
  position: PositionDto;
  colour: ClockColour;
  state: ReportState;
  categoryName: string;
}
export class LateByTeamView {
  teamId: string | null;
  teamName: string;
  late: number;
  dueSoon: number;
  open: number;
}

// ---- QR points

export class CreatePointDto {
  @IsClientId()
  id: string;

  @IsString()
  @Length(2, PLACE_TEXT_MAX)
  placeText: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position: PositionDto;

  /** a category the form starts with */
  @IsOptional()
  @IsString()
  @Matches(CATEGORY_CODE_PATTERN)
  categoryCode?: string;
}
export class UpdatePointDto {
  @IsOptional()
  @IsString()
  @Length(2, PLACE_TEXT_MAX)
  placeText?: string;

  /** true: the printed code opens nothing any more */
  @IsOptional()
  @IsBoolean()
  retired?: boolean;
}
export class PointQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class PointView {
  id: string;
  code: string;
  placeText: string;
  areaText: string;
  areaCode: string;
  position: PositionDto;
  categoryCode: string | null;
  retired: boolean;
  /** what the QR holds: https link /q/<code> */
  url: string;
  /** SVG of the QR code, for the print page */
  qrSvg: string;
  reports: number;
}
/** What a scanned code tells anybody. */
export class PublicPointView {
  code: string;
  placeText: string;
  areaText: string;
  position: PositionDto;
  categoryCode: string | null;
}

// ---- public

export class PublicReportView {
  id: string;
  categoryName: string;
  placeText: string;
  text: string;
  before: FileView[];
  after: FileView[];
  reportedAt: string;
  closedAt: string;
  /** hours from report to first answer */
  answeredHours: number | null;
  rating: number | null;
}
export class PublicFiguresView {
  /** 本月 */
  period: string;
  reported: number;
  closed: number;
  solved: number;
  answeredWithin24hRate: number | null;
  closedWithin24hRate: number | null;
  averageAnswerHours: number | null;
  satisfiedRate: number | null;
}
export class PublicFiguresQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class PublicListQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
