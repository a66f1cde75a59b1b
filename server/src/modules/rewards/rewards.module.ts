import { Module } from '@nestjs/common';
import { SheetsModule } from './sheets.module.js';
import { ShopsModule } from './shops.module.js';

/** What points are spent on: shops, their items, vouchers, settlement. */
@Module({ imports: [ShopsModule, SheetsModule] })
export class RewardsModule {}
