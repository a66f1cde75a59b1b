import { Global, Module } from '@nestjs/common';
import { ActorSource } from '../../common/actor.js';
import { IntegrationsModule } from '../../integrations/integrations.module.js';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { FilesModule } from '../files/files.module.js';
import { AccountClosings, AccountData, AccountMoves } from './account-links.service.js';
import { AccountsJobs } from './accounts.jobs.js';
import { ActorsService } from './actors.service.js';
import { AuditController } from './audit.controller.js';
import { AuditService } from './audit.service.js';
import { ClosingService } from './closing.service.js';
import { Consents } from './consents.service.js';
import { DemoController, DemoService } from './demo.controller.js';
import { FilesLinks } from './files.links.js';
import { JoiningService } from './joining.service.js';
import { LockoutsService } from './lockouts.service.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { SessionsService } from './sessions.service.js';
import { ServingRoles } from './serving-roles.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignInService } from './sign-in.service.js';
import { StaffController } from './staff.controller.js';
import { StaffImportService } from './staff-import.service.js';
import { StaffService } from './staff.service.js';
import { TeamsController } from './teams.controller.js';
import { TeamsService } from './teams.service.js';
import { SmsCodesService } from './sms-codes.service.js';

@Global()
@Module({
  imports: [EventsModule, FilesModule, AreasModule, IntegrationsModule],
  controllers: [SignInController, MeController, StaffController, TeamsController, AuditController],
  providers: [
    ActorsService,
    { provide: ActorSource, useExisting: ActorsService },
    AccountMoves,
    AccountData,
    AccountClosings,
    Consents,
    ServingRoles,
    SessionsService,
    LockoutsService,
    SmsCodesService,
    JoiningService,
    SignInService,
    MeService,
    ClosingService,
    FilesLinks,
    StaffService,
    StaffImportService,
    TeamsService,
    AuditService,
    AccountsJobs,
  ],
  exports: [ActorSource, AccountMoves, AccountData, AccountClosings, Consents, ServingRoles, SessionsService, StaffService],
})
export class AccountsModule {}

/** Only outside production. */
@Module({ controllers: [DemoController], providers: [DemoService] })
export class DemoModule {}
