import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { DonationsService } from './donations.service.js';
import { FiguresController } from './figures.controller.js';
import { FiguresService } from './figures.service.js';
import { GiftsService } from './gifts.service.js';
import { PoolsService } from './pools.service.js';
import { StatementFiles } from './statement-files.service.js';
import { StatementService } from './statement.service.js';
import { TimebankModule } from '../timebank.module.js';
import { PublicStatementsController, WalletController } from './wallet.controller.js';
import { WalletJobs } from './wallet.jobs.js';
import { WalletLinks } from './wallet.links.js';
import { WalletService } from './wallet.service.js';

/** What somebody sees of their points and does with them, and how the points of a community stand. */
@Module({
  imports: [EventsModule, AreasModule, AccountsModule, TimebankModule],
  controllers: [WalletController, PublicStatementsController, FiguresController],
  providers: [
    WalletService,
    StatementService,
    StatementFiles,
    DonationsService,
    GiftsService,
    PoolsService,
    FiguresService,
    WalletLinks,
    WalletJobs,
  ],
})
export class WalletModule {}
