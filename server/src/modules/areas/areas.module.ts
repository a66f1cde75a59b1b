import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.js';
import { AreasAdminController } from './areas-admin.controller.js';
import { AreasAdminService } from './areas-admin.service.js';
import { AreasController } from './areas.controller.js';
import { AreasImportService } from './areas-import.service.js';
import { AreasService } from './areas.service.js';

@Module({
  imports: [EventsModule],
  controllers: [AreasController, AreasAdminController],
  providers: [AreasService, AreasAdminService, AreasImportService],
  exports: [AreasService],
})
export class AreasModule {}
