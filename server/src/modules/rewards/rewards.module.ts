import { Module } from '@nestjs/common';
import { TimebankModule } from '../timebank/timebank.module.js';

/** What points are spent on: shops, their items, vouchers, settlement. */
@Module({ imports: [TimebankModule] })
export class RewardsModule {}
