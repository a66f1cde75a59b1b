import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { UnitContacts } from './contacts.service.js';
import { Memberships } from './memberships.service.js';
import { PartyTies } from './party-ties.service.js';
import { Summaries } from './summaries.service.js';
import { UnitContactController } from './unit-contact.controller.js';
import { UnitFigures } from './unit-figures.service.js';
import { UnitTrees } from './unit-trees.service.js';
import { UnitsController } from './units.controller.js';
import { UnitsImport } from './units-import.service.js';
import { UnitsLinks } from './units.links.js';
import { UnitsService } from './units.service.js';

@Module({
  imports: [EventsModule, AreasModule, AccountsModule],
  controllers: [UnitsController, UnitContactController],
  providers: [UnitsService, UnitFigures, PartyTies, UnitTrees, Memberships, UnitContacts, Summaries, UnitsImport, UnitsLinks],
  exports: [UnitsService, UnitFigures, PartyTies],
})
export class UnitsModule {}
