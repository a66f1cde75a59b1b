import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsISO8601,
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
import {
  HEADCOUNT_MAX,
  ORDER_ADDRESS_MAX,
  ORDER_MINUTES_MAX,
  ORDER_REMARK_MAX,
  SERVICE_CODE_PATTERN,
  type ServiceCategory,
} from './orders.js';
import { PageQuery } from './page.dto.js';
import { REASON_MAX, REASON_MIN } from './reports.js';

/*
 * Service posts 岗位 and shifts: each shift is an order with source `post` (sourceId = the post), so the hall, accept, check-in and confirm are those of orders.
 *   GET  /posts?areaCode&teamId&cursor   Page<PostView>: everybody signed in, of the caller's communities or the desk's area
 *   GET  /posts/:id                      PostView with its coming shifts
 *   POST /posts                          CreatePostDto → PostView (dispatcher; leader of the service team)
 *   PATCH /posts/:id                     UpdatePostDto → PostView: later shifts that nobody has accepted follow
 *   POST /posts/:id/end                  EndPostDto → PostView: no more shifts; coming ones nobody has accepted are cancelled
 */

export class WeeklyDto {
  /** 1 Monday … 7 Sunday */
  @IsArray()
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  weekdays: number[];

  /** last day, YYYY-MM-DD; left out: until it is ended */
  @IsOptional()
  @IsString()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  until?: string;
}
export class CreatePostDto {
  @IsClientId()
  id: string;

  @IsString()
  @Length(2, 30)
  title: string;

  /** what is done, from the menu: says who may serve, qualification, insurance, coefficient */
  @IsString()
  @Matches(SERVICE_CODE_PATTERN)
  itemCode: string;

  @IsOptional()
  @IsString()
  @MaxLength(ORDER_REMARK_MAX)
  remark?: string;

  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  @IsString()
  @Length(2, ORDER_ADDRESS_MAX)
  placeText: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  /** of the first shift */
  @IsISO8601({ strict: true, strictSeparator: true })
  startAt: string;

  @IsInt()
  @Min(15)
  @Max(ORDER_MINUTES_MAX)
  minutes: number;

  @IsInt()
  @Min(1)
  @Max(HEADCOUNT_MAX)
  headcount: number;

  /** left out: one shift only */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => WeeklyDto)
  weekly?: WeeklyDto;

  /** whose post it is; its members see it first */
  @IsOptional()
  @IsUUID()
  teamId?: string;

  /** shows the code and confirms the list; left out: the caller */
  @IsOptional()
  @IsUUID()
  inChargeId?: string;
}
export class UpdatePostDto {
  @IsOptional()
  @IsString()
  @Length(2, 30)
  title?: string;

  @IsOptional()
  @IsString()
  @Length(2, ORDER_ADDRESS_MAX)
  placeText?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HEADCOUNT_MAX)
  headcount?: number;

  @IsOptional()
  @IsUUID()
  inChargeId?: string;
}
export class EndPostDto {
  @IsString()
  @Length(REASON_MIN, REASON_MAX)
  reason: string;
}
export class PostQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsUUID()
  teamId?: string;
}
export class ShiftView {
  orderId: string;
  startAt: string;
  endAt: string;
  headcount: number;
  accepted: number;
  mine: boolean;
}
export class PostView {
  id: string;
  title: string;
  itemCode: string;
  itemName: string;
  category: ServiceCategory;
  remark: string | null;
  areaCode: string;
  areaText: string;
  placeText: string;
  position: PositionDto | null;
  minutes: number;
  headcount: number;
  /** 每周一、三、五 08:00–09:00 / 11 月 28 日 08:00–09:00 */
  whenText: string;
  weekdays: number[] | null;
  until: string | null;
  teamId: string | null;
  teamName: string | null;
  /** masked for those who do not serve there */
  inChargeName: string;
  inCharge: boolean;
  endedAt: string | null;
  shifts: ShiftView[];
  /** the caller may edit and end it */
  mayEdit: boolean;
}
