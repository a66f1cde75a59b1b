import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { CalendarModule } from '../../calendar/calendar.module.js';
import { EventsModule } from '../../events/events.module.js';
import { EarningModule } from '../earning/earning.module.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesEditing } from './policies.editing.js';
import { PoliciesPast } from './policies.past.js';
import { PoliciesReader } from './policies.reader.js';
import { TimebankModule } from '../timebank.module.js';

/** How the rules of the time bank are written, tried and published; what is in force everybody asks of TimebankModule. */
@Module({
  imports: [EventsModule, AreasModule, CalendarModule, TimebankModule, EarningModule],
  controllers: [PoliciesController],
  providers: [PoliciesEditing, PoliciesReader, PoliciesPast],
})
export class PoliciesModule {}
