import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { AskLeaveDto, DecideLeaveDto, LeaveQuery, LeaveView } from '@linli/shared/patrols.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { LeavesService } from './leaves.service.js';

@Controller('leaves')
export class LeavesController {
  constructor(private readonly leaves: LeavesService) {}

  @Get()
  list(@Me() me: Actor, @Query() query: LeaveQuery): Promise<Page<LeaveView>> {
    return this.leaves.list(me, query);
  }

  @Post()
  ask(@Call() call: WriteCall, @Body() dto: AskLeaveDto): Promise<LeaveView> {
    return this.leaves.ask(call, dto);
  }

  @Post(':id/grant')
  @HttpCode(200)
  grant(@Call() call: WriteCall, @Id() id: string, @Body() dto: DecideLeaveDto): Promise<LeaveView> {
    return this.leaves.decide(call, id, 'grant', dto);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Id() id: string, @Body() dto: DecideLeaveDto): Promise<LeaveView> {
    return this.leaves.decide(call, id, 'refuse', dto);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@Call() call: WriteCall, @Id() id: string, @Body() dto: DecideLeaveDto): Promise<LeaveView> {
    return this.leaves.decide(call, id, 'cancel', dto);
  }
}
