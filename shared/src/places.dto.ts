/*
 * Routes, under /api/v1 (○ = open to everybody):
 *   GET  /places?lng&lat&kind&areaCode ○   PlaceQuery → Page<PublicPlaceView>: the nearest first, by name where no position is given
 *   GET  /places/:id ○                     PublicPlaceView
 *   POST /places                           CreatePlaceDto → PublicPlaceView     PATCH /places/:id   UpdatePlaceDto → PublicPlaceView
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
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
import { NearQuery, PositionDto } from './areas.dto.js';
import { IsClientId } from './ids.dto.js';
import {
  CLOCK_PATTERN,
  PLACE_ADDRESS_MAX,
  PLACE_HOURS_MAX,
  PLACE_KINDS,
  PLACE_NAME_MAX,
  PLACE_NOTE_MAX,
  PLACE_PHONE_PATTERN,
  type PlaceKind,
} from './places.js';

export class OpenHoursDto {
  /** Monday is 1 */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];

  @Matches(CLOCK_PATTERN)
  from: string;

  @Matches(CLOCK_PATTERN)
  to: string;
}
export class CreatePlaceDto {
  @IsClientId()
  id: string;

  @IsIn(PLACE_KINDS)
  kind: PlaceKind;

  @IsString()
  @Length(2, PLACE_NAME_MAX, { message: `名称应为 2–${PLACE_NAME_MAX} 个字。` })
  name: string;

  @IsString()
  @Length(2, PLACE_ADDRESS_MAX)
  address: string;

  @IsOptional()
  @Matches(PLACE_PHONE_PATTERN)
  phone?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position: PositionDto;

  @IsArray()
  @ArrayMaxSize(PLACE_HOURS_MAX)
  @ValidateNested({ each: true })
  @Type(() => OpenHoursDto)
  hours: OpenHoursDto[];

  @IsOptional()
  @IsString()
  @MaxLength(PLACE_NOTE_MAX)
  note?: string;
}
export class UpdatePlaceDto {
  @IsOptional()
  @IsIn(PLACE_KINDS)
  kind?: PlaceKind;

  @IsOptional()
  @IsString()
  @Length(2, PLACE_NAME_MAX, { message: `名称应为 2–${PLACE_NAME_MAX} 个字。` })
  name?: string;

  @IsOptional()
  @IsString()
  @Length(2, PLACE_ADDRESS_MAX)
  address?: string;

  /** empty: it has none any more */
  @IsOptional()
  @Matches(/^$|^(0\d{2,3}-?[2-9]\d{6,7}|1[3-9]\d{9}|1\d{2,4})$/)
  phone?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(PLACE_HOURS_MAX)
  @ValidateNested({ each: true })
  @Type(() => OpenHoursDto)
  hours?: OpenHoursDto[];

  @IsOptional()
  @IsString()
  @MaxLength(PLACE_NOTE_MAX)
  note?: string;

  /** true: shown to nobody but those who keep it */
  @IsOptional()
  @IsBoolean()
  retired?: boolean;
}
export class PlaceQuery extends NearQuery {
  @IsOptional()
  @IsIn(PLACE_KINDS)
  kind?: PlaceKind;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class PublicPlaceView {
  id: string;
  kind: PlaceKind;
  name: string;
  address: string;
  phone: string | null;
  position: PositionDto;
  areaCode: string;
  areaText: string;
  hours: OpenHoursDto[];
  /** 周一至周五 08:30–18:00 */
  hoursText: string;
  openNow: boolean;
  note: string | null;
  /** metres from the position asked with */
  distanceMetres: number | null;
  retired: boolean;
  /** the caller may change it */
  editable: boolean;
}
