import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  type MessageCountView,
  MessageQuery,
  type MessageSettingView,
  type MessageView,
  ReadAllDto,
  UpdateMessageSettingDto,
  WechatGrantsDto,
  type WechatTemplateView,
} from '@linli/shared/notifications.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { NotificationsService } from './notifications.service.js';

@Controller('notifications')
export class NotificationsController {
  constructor(private readonly notifications: NotificationsService) {}

  @Get()
  list(@Me() me: Actor, @Query() query: MessageQuery): Promise<Page<MessageView>> {
    return this.notifications.list(me, query);
  }

  @Get('count')
  count(@Me() me: Actor): Promise<MessageCountView> {
    return this.notifications.count(me);
  }

  @Get('settings')
  settings(@Me() me: Actor): Promise<MessageSettingView[]> {
    return this.notifications.settings(me);
  }

  @Put('settings')
  setSetting(@Call() call: WriteCall, @Body() change: UpdateMessageSettingDto): Promise<MessageSettingView[]> {
    return this.notifications.setSetting(call, change);
  }

  @Get('templates')
  templates(@Me() me: Actor): Promise<WechatTemplateView[]> {
    return this.notifications.templates(me);
  }

  @Post('grants')
  @HttpCode(200)
  grant(@Call() call: WriteCall, @Body() grants: WechatGrantsDto): Promise<WechatTemplateView[]> {
    return this.notifications.grant(call, grants);
  }

  @Post('read')
  @HttpCode(200)
  readAll(@Call() call: WriteCall, @Body() which: ReadAllDto): Promise<MessageCountView> {
    return this.notifications.readAll(call, which);
  }

  @Post(':id/read')
  @HttpCode(200)
  read(@Call() call: WriteCall, @Id() id: string): Promise<MessageCountView> {
    return this.notifications.read(call, id);
  }
}
