import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  CheckVoucherDto,
  type HandedView,
  type HandOverView,
  RedeemItemDto,
  RefundVoucherDto,
  type VoucherCardView,
  VoucherDeskQuery,
  VoucherQuery,
  type VoucherSecretView,
  type VoucherView,
} from '@linli/shared/rewards-vouchers.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { MerchantCounter } from './merchant.service.js';
import { Redeeming } from './redeeming.service.js';
import { VoucherQueries } from './vouchers.queries.js';
import { VoucherReader } from './vouchers.reader.js';
import { VouchersService } from './vouchers.service.js';

@Controller('rewards/vouchers')
export class VouchersController {
  constructor(
    private readonly redeeming: Redeeming,
    private readonly vouchers: VouchersService,
    private readonly counter: MerchantCounter,
    private readonly queries: VoucherQueries,
    private readonly reader: VoucherReader,
  ) {}

  @Post()
  create(@Call() call: WriteCall, @Body() body: RedeemItemDto): Promise<VoucherView> {
    return this.redeeming.redeem(call, body);
  }

  @Get()
  mine(@Me() me: Actor, @Query() query: VoucherQuery): Promise<Page<VoucherCardView>> {
    return this.queries.mine(me, query);
  }

  @Get('desk')
  desk(@Me() me: Actor, @Query() query: VoucherDeskQuery): Promise<Page<HandedView>> {
    return this.queries.desk(me, query);
  }

  @Post('check')
  @HttpCode(200)
  check(@Me() me: Actor, @Body() body: CheckVoucherDto): Promise<HandOverView> {
    return this.counter.check(me, body);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<VoucherView> {
    return this.reader.one(me, id);
  }

  @Get(':id/display-code')
  secret(@Me() me: Actor, @Id() id: string): Promise<VoucherSecretView> {
    return this.reader.secret(me, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Call() call: WriteCall, @Id() id: string): Promise<VoucherView> {
    return this.vouchers.cancel(call, id);
  }

  @Post(':id/redeem')
  @HttpCode(200)
  redeem(@Call() call: WriteCall, @Id() id: string, @Body() body: CheckVoucherDto): Promise<HandedView> {
    return this.counter.redeem(call, id, body);
  }

  @Post(':id/refund')
  @HttpCode(200)
  refund(@Call() call: WriteCall, @Id() id: string, @Body() body: RefundVoucherDto): Promise<HandedView> {
    return this.vouchers.refund(call, id, body);
  }
}
