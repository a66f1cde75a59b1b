import { Module } from '@nestjs/common';
import { IntegrationsModule } from '../../integrations/integrations.module.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsJobs } from './notifications.jobs.js';
import { NotificationsLinks } from './notifications.links.js';
import { NotificationsService } from './notifications.service.js';
import { RingingService } from './ringing.service.js';
import { TellingService } from './telling.service.js';

@Module({
  imports: [IntegrationsModule, AccountsModule],
  controllers: [NotificationsController],
  providers: [TellingService, RingingService, NotificationsService, NotificationsJobs, NotificationsLinks],
})
export class NotificationsModule {}
