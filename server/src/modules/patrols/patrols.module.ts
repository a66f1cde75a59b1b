import { Module } from '@nestjs/common';
import { AreasModule } from '../areas/areas.module.js';
import { CalendarModule } from '../calendar/calendar.module.js';
import { EventsModule } from '../events/events.module.js';
import { EarningModule } from '../timebank/earning/earning.module.js';
import { CheckpointsController, ScannedCheckpointController } from './checkpoints.controller.js';
import { CheckpointsService } from './checkpoints.service.js';
import { FiguresService } from './figures.service.js';
import { LeavesController } from './leaves.controller.js';
import { LeavesService } from './leaves.service.js';
import { PatrolEvidenceService } from './patrol-evidence.service.js';
import { PatrolDuty } from './patrols.duty.js';
import { PatrolsController } from './patrols.controller.js';
import { PatrolsJobs } from './patrols.jobs.js';
import { PatrolsLinks } from './patrols.links.js';
import { PatrolsQueries } from './patrols.queries.js';
import { PatrolsService } from './patrols.service.js';
import { ReckoningService } from './reckoning.service.js';
import { TargetsService } from './targets.service.js';

@Module({
  imports: [EventsModule, AreasModule, CalendarModule, EarningModule],
  controllers: [PatrolsController, CheckpointsController, ScannedCheckpointController, LeavesController],
  providers: [
    ReckoningService,
    PatrolsService,
    PatrolEvidenceService,
    PatrolsQueries,
    FiguresService,
    CheckpointsService,
    LeavesService,
    TargetsService,
    PatrolsJobs,
    PatrolsLinks,
    PatrolDuty,
  ],
})
export class PatrolsModule {}
