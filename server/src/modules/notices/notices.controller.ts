import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApproveNoticeDto,
  CreateNoticeDto,
  NoticeDeskQuery,
  NoticeQuery,
  type NoticeView,
  RefuseNoticeDto,
  ReviseNoticeDto,
} from '@linli/shared/notices.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, MaybeMe, Me, Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { NoticesService } from './notices.service.js';

@Controller('notices')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @Public()
  on(@MaybeMe() me: Actor | null, @Query() query: NoticeQuery): Promise<Page<NoticeView>> {
    return this.notices.on(me, query);
  }

  @Get('desk')
  desk(@Me() me: Actor, @Query() query: NoticeDeskQuery): Promise<Page<NoticeView>> {
    return this.notices.desk(me, query);
  }

  @Get(':id')
  @Public()
  find(@MaybeMe() me: Actor | null, @Id() id: string): Promise<NoticeView> {
    return this.notices.find(me, id);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() draft: CreateNoticeDto): Promise<NoticeView> {
    return this.notices.create(call, draft);
  }

  @Post(':id/revise')
  @HttpCode(200)
  revise(@Call() call: WriteCall, @Id() id: string, @Body() draft: ReviseNoticeDto): Promise<NoticeView> {
    return this.notices.revise(call, id, draft);
  }

  @Post(':id/approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Id() id: string, @Body() { version }: ApproveNoticeDto): Promise<NoticeView> {
    return this.notices.approve(call, id, version);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: RefuseNoticeDto): Promise<NoticeView> {
    return this.notices.refuse(call, id, reason);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string): Promise<NoticeView> {
    return this.notices.withdraw(call, id);
  }
}
