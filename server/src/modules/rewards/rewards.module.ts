import { Module } from '@nestjs/common';
import { ShopsModule } from './shops.module.js';

/** What points are spent on: shops, their items, vouchers, settlement. */
@Module({ imports: [ShopsModule] })
export class RewardsModule {}
