import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  AdjustmentQuery,
  type AdjustmentView,
  type DeskTransferView,
  RefuseAdjustmentDto,
  RequestAdjustmentDto,
  TransferSearchQuery,
} from '@linli/shared/timebank-books.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { AdjustmentQueries } from './adjustments.queries.js';
import { AdjustmentsService } from './adjustments.service.js';

@Controller('timebank/adjustments')
export class AdjustmentsController {
  constructor(
    private readonly adjustments: AdjustmentsService,
    private readonly queries: AdjustmentQueries,
  ) {}

  @Get()
  list(@Me() me: Actor, @Query() query: AdjustmentQuery): Promise<Page<AdjustmentView>> {
    return this.queries.list(me, query);
  }

  @Post()
  request(@Call() call: WriteCall, @Body() body: RequestAdjustmentDto): Promise<AdjustmentView> {
    return this.adjustments.request(call, body);
  }

  @Get('transfers')
  transfers(@Me() me: Actor, @Query() query: TransferSearchQuery): Promise<Page<DeskTransferView>> {
    return this.queries.transfers(me, query);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<AdjustmentView> {
    return this.queries.one(me, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Id() id: string): Promise<AdjustmentView> {
    return this.adjustments.approve(call, id);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Id() id: string, @Body() { note }: RefuseAdjustmentDto): Promise<AdjustmentView> {
    return this.adjustments.refuse(call, id, note);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string): Promise<AdjustmentView> {
    return this.adjustments.withdraw(call, id);
  }
}
