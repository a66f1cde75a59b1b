import { Module } from '@nestjs/common';
import { CalendarModule } from '../../calendar/calendar.module.js';
import { EventsModule } from '../../events/events.module.js';
import { MembersModule } from '../../members/members.module.js';
import { EarningFacts } from './earning-facts.js';
import { EarningLinks } from './earning.links.js';
import { EarningService } from './earning.service.js';
import { OfficeDuty } from './office-duty.js';
import { PaidDuty } from './paid-duty.service.js';
import { StartingPoints } from './starting-points.js';
import { ThanksService } from './thanks.service.js';
import { TimebankModule } from '../timebank.module.js';

/** Where points come from: what orders, wishes, reports and hand-entered hours call when something is confirmed. */
@Module({
  imports: [EventsModule, CalendarModule, MembersModule, TimebankModule],
  providers: [PaidDuty, OfficeDuty, EarningFacts, EarningService, ThanksService, StartingPoints, EarningLinks],
  exports: [PaidDuty, OfficeDuty, EarningService, ThanksService],
})
export class EarningModule {}
