import { Controller, Get, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PublicFiguresQuery, type PublicFiguresView, PublicListQuery, type PublicReportView } from '@linli/shared/reports.dto';
import { Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import { PublicReports } from './reports.public.js';

@Public()
@Controller('public')
export class PublicReportsController {
  constructor(private readonly reports: PublicReports) {}

  @Get('reports')
  list(@Query() query: PublicListQuery): Promise<Page<PublicReportView>> {
    return this.reports.list(query);
  }

  @Get('reports/:id')
  one(@Id() id: string): Promise<PublicReportView> {
    return this.reports.one(id);
  }

  @Get('figures')
  figures(@Query() { areaCode }: PublicFiguresQuery): Promise<PublicFiguresView> {
    return this.reports.figures(areaCode);
  }
}
