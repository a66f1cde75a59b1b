import { Controller, Get, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  type HandedView,
  MerchantDayQuery,
  type MerchantDayView,
  MerchantQuery,
  type MerchantTodayView,
} from '@linli/shared/rewards-vouchers.dto';
import type { Actor } from '../../../common/actor.js';
import { Me } from '../../../common/auth.guard.js';
import { MerchantQueries } from './merchant.queries.js';

@Controller('rewards/merchant')
export class MerchantController {
  constructor(private readonly queries: MerchantQueries) {}

  @Get('today')
  today(@Me() me: Actor): Promise<MerchantTodayView> {
    return this.queries.today(me);
  }

  @Get('days')
  days(@Me() me: Actor, @Query() query: MerchantQuery): Promise<Page<MerchantDayView>> {
    return this.queries.days(me, query);
  }

  @Get('vouchers')
  vouchers(@Me() me: Actor, @Query() query: MerchantDayQuery): Promise<Page<HandedView>> {
    return this.queries.handed(me, query);
  }
}
