import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { SheetsController } from './sheets.controller.js';
import { SheetsJobs } from './sheets.jobs.js';
import { SheetsService } from './sheets.service.js';
import { ShopsModule } from '../shops/shops.module.js';

/** What the communities owe their shops, month by month. */
@Module({ imports: [EventsModule, AreasModule, ShopsModule], controllers: [SheetsController], providers: [SheetsService, SheetsJobs] })
export class SheetsModule {}
