import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { FilesModule } from '../../files/files.module.js';
import { TimebankModule } from '../../timebank/timebank.module.js';
import { ItemsController } from './items.controller.js';
import { ItemsService } from './items.service.js';
import { MallController } from './mall.controller.js';
import { MallService } from './mall.service.js';
import { ShopPeople } from './shop-people.service.js';
import { ShopPictures } from './shop-pictures.service.js';
import { ShopsController } from './shops.controller.js';
import { ShopsJobs } from './shops.jobs.js';
import { ShopsService } from './shops.service.js';

/** Shops, their people and their items: what vouchers are made of. */
@Module({
  imports: [EventsModule, FilesModule, AreasModule, AccountsModule, TimebankModule],
  controllers: [ShopsController, ItemsController, MallController],
  providers: [ShopsService, ItemsService, ShopPeople, ShopPictures, MallService, ShopsJobs],
  exports: [ShopsService, ItemsService],
})
export class ShopsModule {}
