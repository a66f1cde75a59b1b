/*
 * Routes, under /api/v1
 * calendar  GET /calendar?year · PUT /calendar/days · DELETE /calendar/days/:day · GET /calendar/office-hours/:areaCode · PUT /calendar/office-hours/:areaCode · DELETE same
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/*
 * Routes under /api/v1:
 *   GET /calendar?year            CalendarYearView (default: this year)
 *   PUT /calendar/days            SetCalendarDayDto → CalendarYearView       DELETE /calendar/days/:day → CalendarYearView
 *   GET /calendar/office-hours/:areaCode   OfficeHoursView     PUT …   SetOfficeHoursDto → OfficeHoursView     DELETE … → OfficeHoursView (inherits again)
 */

/** A day that is not what its weekday says: a holiday, or a weekend worked instead. */
export class CalendarDayView {
  day: string;
  working: boolean;
  name: string;
}
export class SetCalendarDayDto {
  @Matches(DAY)
  day: string;

  @IsBoolean()
  working: boolean;

  @IsString()
  @MaxLength(20)
  name: string;
}
export class OfficeSpanDto {
  /** 08:30, its first second is included */
  @Matches(TIME)
  from: string;

  /** 12:00, its first second is excluded */
  @Matches(TIME)
  to: string;
}
/** Office hours of a street or community; inherited from above when it has none of its own. */
export class SetOfficeHoursDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => OfficeSpanDto)
  spans: OfficeSpanDto[];
}
export class OfficeHoursView {
  areaCode: string;
  spans: OfficeSpanDto[];
  /** the area whose hours these are */
  inheritedFrom: string | null;
}
export class CalendarYearView {
  year: number;
  /** false: nothing entered, Monday to Friday counts */
  complete: boolean;
  /** from 1 December, while the coming year is empty: a sentence for the administrator */
  warning: string | null;
  days: CalendarDayView[];
}
export class CalendarQuery {
  @IsOptional()
  @Matches(/^20\d{2}$/)
  year?: string;
}
