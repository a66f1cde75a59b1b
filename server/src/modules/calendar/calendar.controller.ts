import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import {
  CalendarQuery,
  type CalendarYearView,
  type OfficeHoursView,
  SetCalendarDayDto,
  SetOfficeHoursDto,
} from '@linli/shared/calendar.dto';
import { Call } from '../../common/auth.guard.js';
import type { WriteCall } from '../../common/writes.js';
import { CalendarService } from './calendar.service.js';

@Controller('calendar')
export class CalendarController {
  constructor(private readonly calendar: CalendarService) {}

  @Get()
  year(@Query() { year }: CalendarQuery): Promise<CalendarYearView> {
    return this.calendar.year(year ? Number(year) : undefined);
  }

  @Put('days')
  setDay(@Call() call: WriteCall, @Body() body: SetCalendarDayDto): Promise<CalendarYearView> {
    return this.calendar.setDay(call, body);
  }

  @Delete('days/:day')
  @HttpCode(200)
  removeDay(@Call() call: WriteCall, @Param('day') day: string): Promise<CalendarYearView> {
    return this.calendar.removeDay(call, day);
  }

  @Get('office-hours/:areaCode')
  hours(@Param('areaCode') areaCode: string): Promise<OfficeHoursView> {
    return this.calendar.hours(areaCode);
  }

  @Put('office-hours/:areaCode')
  setHours(@Call() call: WriteCall, @Param('areaCode') areaCode: string, @Body() body: SetOfficeHoursDto): Promise<OfficeHoursView> {
    return this.calendar.setHours(call, areaCode, body.spans);
  }

  @Delete('office-hours/:areaCode')
  @HttpCode(200)
  clearHours(@Call() call: WriteCall, @Param('areaCode') areaCode: string): Promise<OfficeHoursView> {
    return this.calendar.clearHours(call, areaCode);
  }
}
