import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import {
  HEADCOUNT_MAX,
  ORDER_MINUTES_MAX,
  SERVICE_CATEGORIES,
  type Server,
  type ServiceCategory,
  type ServiceMode,
  type ServiceRisk,
} from './orders.js';

/*
 * Routes, under /api/v1 (○ = open to everybody)
 *   GET   /menu?communityCode&category&q ○      MenuItemView[]: what this community serves, by category (all 40 at most: no pages)
 *   GET   /menu/:code?communityCode ○           MenuItemView
 *   GET   /menu/settings?communityCode          MenuSettingView[]: every item with its switch (dispatcher of the community, administrator)
 *   PUT   /menu/settings/:communityCode/:code   UpdateMenuSettingDto → MenuSettingView (dispatcher of the community; history in events)
 *   GET   /menu/settings/:communityCode/:code/history   MenuChangeView[] newest 50
 */

export class MenuQuery {
  /** default: the caller's home community */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;

  @IsOptional()
  @IsIn(SERVICE_CATEGORIES)
  category?: ServiceCategory;

  @IsOptional()
  @IsString()
  @MaxLength(20)
  q?: string;
}
export class MenuPlaceQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;
}
/** Minutes of a day in Asia/Shanghai in which a service may begin. */
export class SlotDto {
  /** 0–1439 */
  @IsInt()
  @Min(0)
  @Max(1439)
  fromMinute: number;

  @IsInt()
  @Min(1)
  @Max(1440)
  toMinute: number;
}
export class UpdateMenuSettingDto {
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(ORDER_MINUTES_MAX)
  minutes?: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(168)
  noticeHours?: number;

  @IsOptional()
  @IsInt()
  @Min(200)
  @Max(20_000)
  radiusMetres?: number;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HEADCOUNT_MAX)
  maxPeople?: number;

  /** the review may be switched on, and off only where the catalogue does not ask for it */
  @IsOptional()
  @IsBoolean()
  needsReview?: boolean;

  /** neighbours of other communities within the radius see it in the hall */
  @IsOptional()
  @IsBoolean()
  openToNeighbours?: boolean;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  description?: string;

  /** 1 Monday … 7 Sunday */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays?: number[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SlotDto)
  slots?: SlotDto[];

  @IsOptional()
  @IsString()
  @Length(2, 200)
  reason?: string;
}
export class SlotView {
  fromMinute: number;
  toMinute: number;
}
export class MenuItemView {
  code: string;
  category: ServiceCategory;
  name: string;
  description: string | null;
  minutes: number;
  servedBy: Server[];
  /** 健康证（接触食品时） */
  qualification: string | null;
  qualificationCode: string | null;
  twoPersonRule: boolean;
  mode: ServiceMode;
  risk: ServiceRisk;
  riskNote: string | null;
  insuranceRequired: boolean;
  needsReview: boolean;
  noticeHours: number;
  radiusMetres: number | null;
  /** least and most people that can be ordered */
  minPeople: number;
  maxPeople: number;
  /** a place instead of an address: talks, classes, free clinics */
  atPlace: boolean;
  recipients: string[];
  weekdays: number[];
  slots: SlotView[];
  /** points of time bank per hundred: 100, 120 */
  pointsCoefficient: number;
}
export class MenuSettingView extends MenuItemView {
  enabled: boolean;
  openToNeighbours: boolean;
  /** the catalogue itself asks for a review: it cannot be switched off */
  reviewFixed: boolean;
  /** something differs from the shipped catalogue */
  edited: boolean;
}
export class MenuChangeView {
  at: string;
  by: string;
  /** 时长 60 → 45 分钟 */
  changes: string[];
  reason: string | null;
}
