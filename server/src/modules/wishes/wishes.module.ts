import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { FilesModule } from '../files/files.module.js';
import { UnitsModule } from '../units/units.module.js';
import { EarningModule } from '../timebank/earning/earning.module.js';
import { PartnerItemsController } from './partner-items.controller.js';
import { PartnerItemsService } from './partner-items.service.js';
import { WishActionsController } from './wish-actions.controller.js';
import { WishClaims } from './wishes.claims.js';
import { PublicWishesController, WishesController } from './wishes.controller.js';
import { WishCreation } from './wishes.creation.js';
import { WishDesk } from './wishes.desk.js';
import { WishJobs } from './wishes.jobs.js';
import { WishLinks } from './wishes.links.js';
import { PublicWishes } from './wishes.public.js';
import { WishQueries } from './wishes.queries.js';
import { WishReader } from './wishes.reader.js';
import { WishSettings } from './wishes.settings.js';
import { WishSteps } from './wishes.steps.js';

@Module({
  imports: [EventsModule, FilesModule, AreasModule, AccountsModule, UnitsModule, EarningModule],
  controllers: [WishesController, WishActionsController, PublicWishesController, PartnerItemsController],
  providers: [
    WishSettings,
    WishReader,
    WishSteps,
    WishCreation,
    WishDesk,
    WishClaims,
    WishQueries,
    PublicWishes,
    WishJobs,
    WishLinks,
    PartnerItemsService,
  ],
})
export class WishesModule {}
