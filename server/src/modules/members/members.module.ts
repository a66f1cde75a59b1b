import { Module } from '@nestjs/common';
import { UnitsModule } from '../units/units.module.js';
import { MembersService } from './members.service.js';
import { ServiceTeams } from './service-teams.service.js';

/** The services of this module (`MembersService`, `ServiceTeams`) are what higher modules import. */
@Module({
  imports: [UnitsModule],
  providers: [MembersService, ServiceTeams],
  exports: [MembersService, ServiceTeams],
})
export class MembersModule {}
