/*
 * Routes, under /api/v1
 * patrols   GET /patrols/today → PatrolTodayView · POST /patrols → PatrolView · POST /patrols/:id/pause|resume|end → PatrolView · POST /patrols/:id/track → TrackResultView ·
 *           POST /patrols/:id/scans → PatrolView · GET /patrols (PatrolListQuery) → PatrolView page · GET /patrols/:id → PatrolDetailView · GET /patrols/month (MonthQuery) → PatrolMonthView ·
 *           GET /patrols/figures (PatrolFiguresQuery) → PatrolFigureView[]: the area itself, then those one level below · GET|PUT /patrols/target/:areaCode → PatrolTargetView
 * checkpoints GET /checkpoints (CheckpointQuery) → CheckpointView page · POST /checkpoints · PATCH /checkpoints/:id
 * leaves    GET /leaves (LeaveQuery) → LeaveView page · POST /leaves · POST /leaves/:id/grant|refuse|cancel
 *
 * Codes of refusals: consent_needed (403, track points without consent patrol_track) · too_old (422, more than 7 days) · too_early (422, before the patrol began) ·
 * in_future (422) · unknown_code (404, no such checkpoint) · not_now (409, with state) · leave_overlap (409) · four_eyes (403) · outside_grids (422, checkpoint)
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
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
import { AREA_CODE_PATTERN } from './areas.js';
import { PositionDto } from './areas.dto.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  CHECKPOINT_CODE_PATTERN,
  PATROL_TARGET_MAX,
  PATROL_TARGET_MIN,
  TRACK_BATCH_MAX,
  type AnchorKind,
  type LeaveState,
  type PatrolAction,
  type PatrolFlag,
  type PatrolState,
  type UncountedReason,
} from './patrols.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;
/** A whole date and time with its zone: of what ISO 8601 allows besides, weeks and local times say nothing certain. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const IsInstant = () => (target: object, property: string) => {
  IsISO8601({ strict: true })(target, property);
  Matches(INSTANT, { message: '时间的格式不对' })(target, property);
};

// ---- walking. Every message carries the phone's own clock (`phoneAt`), read anew at each try: it is compared with the server's, never trusted
// alone, and times of a phone that is more than a minute wrong are set right by the difference. `phoneAt` is no part of what is compared when
// the same message comes again.

export class StartPatrolDto {
  @IsClientId()
  id: string;

  /** the phone's clock when it is sent */
  @IsInstant()
  phoneAt: string;

  /** when it began by the phone; at most 7 days back */
  @IsOptional()
  @IsInstant()
  startedAt?: string;

  /** its first track point; left out, and not kept, without the consent for those */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;
}
/** pause, resume, end */
export class PatrolMomentDto {
  @IsInstant()
  phoneAt: string;

  /** when it happened by the phone's clock, for what is sent later */
  @IsOptional()
  @IsInstant()
  at?: string;
}
export class TrackPointDto {
  @IsInstant()
  at: string;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(72)
  @Max(138)
  lng: number;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(56)
  lat: number;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(100_000)
  accuracyMetres: number;
}
/** POST /patrols/:id/track: the batch's id makes it exactly once. */
export class TrackBatchDto {
  @IsClientId()
  id: string;

  @IsInstant()
  phoneAt: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TRACK_BATCH_MAX)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TrackPointDto)
  points: TrackPointDto[];
}
/** POST /patrols/:id/scans: a checkpoint's code was read at its place. */
export class ScanDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(CHECKPOINT_CODE_PATTERN, { message: '巡查点的编码是 10 个字母或数字' })
  code: string;

  @IsInstant()
  phoneAt: string;

  @IsOptional()
  @IsInstant()
  at?: string;

  /** where the phone was: only its distance from the checkpoint is kept */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  /** 未发现问题: a good result */
  @IsBoolean()
  nothingFound: boolean;
}

export class PatrolSpanView {
  from: string;
  to: string;
  counted: boolean;
  reason: UncountedReason | null;
  reasonText: string | null;
  seconds: number;
}
export class PatrolAnchorView {
  at: string;
  kind: AnchorKind;
  position: PositionDto | null;
  /** checkpoint's name or the report's category */
  text: string | null;
}
export class PatrolView {
  id: string;
  state: PatrolState;
  personName: string;
  startedAt: string;
  endedAt: string | null;
  /** ended by itself 30 minutes after the last anchor */
  endedBySystem: boolean;
  countedMinutes: number;
  /** pauses left out */
  uncountedMinutes: number;
  /** way along the counted stretches */
  metres: number;
  flags: PatrolFlag[];
  reports: number;
  scans: number;
  lastAnchorAt: string;
  actions: PatrolAction[];
}
/** What became of a batch. */
export class TrackResultView extends PatrolView {
  /** points that were kept */
  taken: number;
  /** points older than 7 days, in the future, or not of this patrol */
  dropped: number;
}
export class PatrolDetailView extends PatrolView {
  spans: PatrolSpanView[];
  anchors: PatrolAnchorView[];
  /** track points are still there (90 days) */
  trackKept: boolean;
}
export class CheckpointVisitView {
  id: string;
  name: string;
  position: PositionDto;
  gridName: string;
  lastVisitAt: string | null;
  visitedToday: boolean;
}
/** GET /patrols/today: the ring, what runs now, what is still to visit. */
export class PatrolTodayView {
  day: string;
  duty: boolean;
  /** 休息日 / 请假 / null */
  offReason: string | null;
  targetMinutes: number;
  countedMinutes: number;
  current: PatrolView | null;
  patrols: PatrolView[];
  checkpoints: CheckpointVisitView[];
  grids: { code: string; name: string }[];
  serverTime: string;
}
export class PatrolDayView {
  day: string;
  duty: boolean;
  offReason: string | null;
  countedMinutes: number;
  targetMinutes: number;
  reached: boolean;
}
/** Completion = duty days with the target ÷ duty days. */
export class PatrolMonthView {
  month: string;
  days: PatrolDayView[];
  dutyDays: number;
  reachedDays: number;
  /** 0–1, null without duty days */
  completion: number | null;
}
export class MonthQuery {
  @IsOptional()
  @Matches(MONTH)
  month?: string;

  /** leaders and dispatchers may look at one of their people */
  @IsOptional()
  @IsUUID()
  personId?: string;
}
export class PatrolListQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @Matches(DAY)
  day?: string;

  @IsOptional()
  @IsUUID()
  personId?: string;

  /** only flagged ones */
  @IsOptional()
  @Matches(/^(true|false)$/)
  flagged?: string;
}
export class PatrolFiguresQuery {
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  @IsOptional()
  @Matches(MONTH)
  month?: string;
}
/** One grid or community: completion of its people, coverage of its checkpoints in the last 7 days. */
export class PatrolFigureView {
  areaCode: string;
  areaName: string;
  people: number;
  dutyDays: number;
  reachedDays: number;
  completion: number | null;
  checkpoints: number;
  visited: number;
  coverage: number | null;
  /** people and their figures, on the level of a grid or community */
  members: { personId: string; name: string; dutyDays: number; reachedDays: number; completion: number | null }[] | null;
}

// ---- checkpoints

export class CreateCheckpointDto {
  @IsClientId()
  id: string;

  @IsString()
  @Length(2, 40, { message: '名称为 2–40 个字' })
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position: PositionDto;
}
export class UpdateCheckpointDto {
  @IsOptional()
  @IsString()
  @Length(2, 40, { message: '名称为 2–40 个字' })
  name?: string;

  @IsOptional()
  @IsBoolean()
  retired?: boolean;
}
export class CheckpointView {
  id: string;
  code: string;
  name: string;
  position: PositionDto;
  gridCode: string;
  gridName: string;
  retired: boolean;
  lastVisitAt: string | null;
  /** SVG of the QR code, for the print page */
  qrSvg: string;
}
export class CheckpointQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}

// ---- leave

export class AskLeaveDto {
  @IsClientId()
  id: string;

  @Matches(DAY)
  from: string;

  @Matches(DAY)
  to: string;

  @IsString()
  @Length(2, 100)
  reason: string;
}
export class DecideLeaveDto {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  note?: string;
}
export class LeaveView {
  id: string;
  personId: string;
  personName: string;
  from: string;
  to: string;
  reason: string;
  state: LeaveState;
  note: string | null;
  actions: ('grant' | 'refuse' | 'cancel')[];
}
export class LeaveQuery extends PageQuery {
  @IsOptional()
  @Matches(/^(mine|to_decide|all)$/)
  box?: 'mine' | 'to_decide' | 'all';
}
/** Target minutes a day of a district, street or community (inherits); from today on, past days keep theirs. */
export class SetPatrolTargetDto {
  @IsInt()
  @Min(PATROL_TARGET_MIN)
  @Max(PATROL_TARGET_MAX)
  targetMinutes: number;
}
export class PatrolTargetView {
  areaCode: string;
  targetMinutes: number;
  /** the area above whose target it is; null: its own, or nobody set one */
  inheritedFrom: string | null;
}
