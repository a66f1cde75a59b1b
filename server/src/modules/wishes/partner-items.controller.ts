import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  CreatePartnerItemDto,
  type PartnerContactView,
  PartnerItemQuery,
  type PartnerItemView,
  type PartnerSpeakersView,
  RevisePartnerItemDto,
  TakeUpPartnerItemDto,
} from '@linli/shared/wishes.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { PartnerItemsService } from './partner-items.service.js';

@Controller('partner-items')
export class PartnerItemsController {
  constructor(private readonly items: PartnerItemsService) {}

  @Get()
  list(@Me() me: Actor, @Query() query: PartnerItemQuery): Promise<Page<PartnerItemView>> {
    return this.items.list(me, query);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreatePartnerItemDto): Promise<PartnerItemView> {
    return this.items.create(call, body);
  }

  @Get('speakers')
  speakers(@Me() me: Actor): Promise<PartnerSpeakersView> {
    return this.items.speakers(me);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<PartnerItemView> {
    return this.items.one(me, id);
  }

  @Get(':id/contact')
  contact(@Me() me: Actor, @Id() id: string): Promise<PartnerContactView> {
    return this.items.contact(me, id);
  }

  @Post(':id/revise')
  @HttpCode(200)
  revise(@Call() call: WriteCall, @Id() id: string, @Body() body: RevisePartnerItemDto): Promise<PartnerItemView> {
    return this.items.revise(call, id, body);
  }

  @Post(':id/take-up')
  @HttpCode(200)
  takeUp(@Call() call: WriteCall, @Id() id: string, @Body() body: TakeUpPartnerItemDto): Promise<PartnerItemView> {
    return this.items.takeUp(call, id, body);
  }

  @Post(':id/let-go')
  @HttpCode(200)
  letGo(@Call() call: WriteCall, @Id() id: string): Promise<PartnerItemView> {
    return this.items.letGo(call, id);
  }

  @Post(':id/finish')
  @HttpCode(200)
  finish(@Call() call: WriteCall, @Id() id: string): Promise<PartnerItemView> {
    return this.items.finish(call, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  close(@Call() call: WriteCall, @Id() id: string): Promise<PartnerItemView> {
    return this.items.close(call, id);
  }
}
