import { Module } from '@nestjs/common';
import { SheetsModule } from './sheets/sheets.module.js';
import { ShopsModule } from './shops/shops.module.js';

/** What points are spent on: shops, their items, vouchers, settlement. */
@Module({ imports: [ShopsModule, SheetsModule] })
export class RewardsModule {}
