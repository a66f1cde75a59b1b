import { Module } from '@nestjs/common';
import { AreasModule } from '../areas/areas.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { EventsModule } from '../events/events.module.js';
import { FilesModule } from '../files/files.module.js';
import { EarningModule } from '../timebank/earning/earning.module.js';
import { CategoriesController } from './categories.controller.js';
import { CategoriesService } from './categories.service.js';
import { PointsController, ScannedPointController } from './points.controller.js';
import { PointsService } from './points.service.js';
import { PublicReportsController } from './public.controller.js';
import { ReportActionsController } from './report-actions.controller.js';
import { ReportChecks } from './reports.checks.js';
import { ReportsController } from './reports.controller.js';
import { ReportCreation } from './reports.creation.js';
import { ReportDesk } from './reports.desk.js';
import { ReportJobs } from './reports.jobs.js';
import { ReportLinks } from './reports.links.js';
import { ReportPhotos } from './reports.photos.js';
import { ReportPlaces } from './reports.place.js';
import { PublicReports } from './reports.public.js';
import { ReportQueries } from './reports.queries.js';
import { ReportReader } from './reports.reader.js';
import { ReportsService } from './reports.service.js';
import { ReportSteps } from './reports.steps.js';
import { ReportTeamwork } from './reports.team.js';
import { ReportWatch } from './reports.watch.js';

@Module({
  imports: [EventsModule, FilesModule, AreasModule, CalendarModule, EarningModule],
  controllers: [
    ReportsController,
    ReportActionsController,
    CategoriesController,
    PointsController,
    ScannedPointController,
    PublicReportsController,
  ],
  providers: [
    CategoriesService,
    PointsService,
    ReportPlaces,
    ReportPhotos,
    ReportReader,
    ReportSteps,
    ReportCreation,
    ReportDesk,
    ReportTeamwork,
    ReportChecks,
    ReportWatch,
    ReportQueries,
    ReportsService,
    PublicReports,
    ReportJobs,
    ReportLinks,
  ],
  exports: [ReportsService],
})
export class ReportsModule {}
