/*
 * Routes, under /api/v1
 * patrols   GET /patrols/today · POST /patrols · POST /patrols/:id/pause|resume|end · POST /patrols/:id/track · POST /patrols/:id/scans · GET /patrols · GET /patrols/:id · GET /patrols/month · GET /patrols/figures · PUT /patrols/target/:areaCode
 * checkpoints GET /checkpoints · POST /checkpoints · PATCH /checkpoints/:id
 * leaves    GET /leaves · POST /leaves · POST /leaves/:id/grant|refuse|cancel
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsISO8601,
  IsNumber,
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
import { TRACK_BATCH_MAX, type AnchorKind, type LeaveState, type PatrolFlag, type PatrolState, type UncountedReason } from './patrols.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

// ---- walking. Every message carries the phone's own clock (`phoneAt`): it is compared with the server's, never trusted alone.

export class StartPatrolDto {
  @IsClientId()
  id: string;

  /** the phone's clock when it is sent */
  @IsISO8601({ strict: true })
  @MaxLength(40)
  phoneAt: string;

  /** when it began by the phone, where the start itself was without signal; at most 7 days back */
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  startedAt?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;
}
/** pause, resume, end */
export class PatrolMomentDto {
  @IsISO8601({ strict: true })
  @MaxLength(40)
  phoneAt: string;

  /** when it happened by the phone's clock, for what is sent later */
  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  at?: string;
}
export class TrackPointDto {
  @IsISO8601({ strict: true })
  @MaxLength(40)
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

  @IsISO8601({ strict: true })
  @MaxLength(40)
  phoneAt: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(TRACK_BATCH_MAX)
  @ValidateNested({ each: true })
  @Type(() => TrackPointDto)
  points: TrackPointDto[];
}
/** POST /patrols/:id/scans: a checkpoint's code was read at its place. */
export class ScanDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(/^[0-9A-Za-z]{10}$/)
  code: string;

  @IsISO8601({ strict: true })
  @MaxLength(40)
  phoneAt: string;

  @IsOptional()
  @IsISO8601({ strict: true })
  @MaxLength(40)
  at?: string;

  @IsOptional()
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
  uncountedMinutes: number;
  flags: PatrolFlag[];
  reports: number;
  scans: number;
  lastAnchorAt: string;
  actions: ('pause' | 'resume' | 'end' | 'scan' | 'track')[];
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
  @Length(2, 40)
  name: string;

  @ValidateNested()
  @Type(() => PositionDto)
  position: PositionDto;
}
export class UpdateCheckpointDto {
  @IsOptional()
  @IsString()
  @Length(2, 40)
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
/** Target minutes a day of a street or community (inherits). */
export class SetPatrolTargetDto {
  @IsNumber({ allowNaN: false, allowInfinity: false, maxDecimalPlaces: 0 })
  @Min(10)
  @Max(480)
  targetMinutes: number;
}
