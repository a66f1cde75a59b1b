import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { FilesModule } from '../../files/files.module.js';
import { TimebankModule } from '../../timebank/timebank.module.js';
import { HandingOver } from './handing-over.service.js';
import { MerchantController } from './merchant.controller.js';
import { MerchantQueries } from './merchant.queries.js';
import { MerchantCounter } from './merchant.service.js';
import { Redeeming } from './redeeming.service.js';
import { ShopsModule } from '../shops/shops.module.js';
import { VouchersController } from './vouchers.controller.js';
import { VoucherJobs } from './vouchers.jobs.js';
import { VoucherLinks } from './vouchers.links.js';
import { VoucherQueries } from './vouchers.queries.js';
import { VoucherReader } from './vouchers.reader.js';
import { VouchersService } from './vouchers.service.js';
import { VoucherSteps } from './vouchers.steps.js';

/** Points held for a thing, shown as a code, handed over at the counter. */
@Module({
  imports: [EventsModule, FilesModule, AreasModule, AccountsModule, TimebankModule, ShopsModule],
  controllers: [VouchersController, MerchantController],
  providers: [
    Redeeming,
    VouchersService,
    VoucherSteps,
    VoucherReader,
    VoucherQueries,
    VoucherJobs,
    VoucherLinks,
    MerchantCounter,
    HandingOver,
    MerchantQueries,
  ],
})
export class VouchersModule {}
