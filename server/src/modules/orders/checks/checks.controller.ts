import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { CheckDto, type DisplaySecretView, type OrderView, RecordCheckDto } from '@linli/shared/orders.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { OrderChecks } from './checks.service.js';

@Controller('orders/:id')
export class ChecksController {
  constructor(private readonly checks: OrderChecks) {}

  @Get('display-code')
  secret(@Me() actor: Actor, @Id() id: string): Promise<DisplaySecretView> {
    return this.checks.secret(actor, id);
  }

  @Post('start')
  @HttpCode(200)
  start(@Call() call: WriteCall, @Id() id: string, @Body() body: CheckDto): Promise<OrderView> {
    return this.checks.start(call, id, body);
  }

  @Post('finish')
  @HttpCode(200)
  finish(@Call() call: WriteCall, @Id() id: string, @Body() body: CheckDto): Promise<OrderView> {
    return this.checks.finish(call, id, body);
  }

  @Post('record-start')
  @HttpCode(200)
  recordStart(@Call() call: WriteCall, @Id() id: string, @Body() body: RecordCheckDto): Promise<OrderView> {
    return this.checks.recordStart(call, id, body);
  }

  @Post('record-finish')
  @HttpCode(200)
  recordFinish(@Call() call: WriteCall, @Id() id: string, @Body() body: RecordCheckDto): Promise<OrderView> {
    return this.checks.recordFinish(call, id, body);
  }
}
