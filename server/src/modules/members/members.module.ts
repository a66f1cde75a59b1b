import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { FilesModule } from '../files/files.module.js';
import { UnitsModule } from '../units/units.module.js';
import { Enrolment } from './enrolment.service.js';
import { MemberDesk } from './member-desk.service.js';
import { MemberStore } from './member-store.service.js';
import { MembersController } from './members.controller.js';
import { MembersJobs } from './members.jobs.js';
import { MembersLinks } from './members.links.js';
import { MembersService } from './members.service.js';
import { MyMembershipController } from './my-membership.controller.js';
import { Proofs } from './proofs.service.js';
import { QualificationsController } from './qualifications.controller.js';
import { Qualifications } from './qualifications.service.js';
import { Relatives } from './relatives.service.js';
import { ServiceTeamsController } from './service-teams.controller.js';
import { ServiceTeams } from './service-teams.service.js';
import { ServingEnds } from './serving-ends.service.js';
import { ServingStarts } from './serving-starts.service.js';
import { TeamBook } from './team-book.service.js';

/** Higher modules import `MembersService` and `ServiceTeams`. */
@Module({
  imports: [EventsModule, FilesModule, AreasModule, AccountsModule, UnitsModule],
  controllers: [MyMembershipController, MembersController, QualificationsController, ServiceTeamsController],
  providers: [
    MembersService,
    ServiceTeams,
    ServingEnds,
    ServingStarts,
    MemberStore,
    Proofs,
    Enrolment,
    MemberDesk,
    Relatives,
    Qualifications,
    TeamBook,
    MembersJobs,
    MembersLinks,
  ],
  exports: [MembersService, ServiceTeams, ServingEnds, ServingStarts],
})
export class MembersModule {}
