import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  CreateWishDto,
  CreateWishForDto,
  PublicWishesQuery,
  type PublicWishesView,
  SetWishSettingsDto,
  WishBoardQuery,
  type WishCardView,
  type WishContactView,
  type WishCountView,
  WishDeskQuery,
  type WishSettingsView,
  type WishView,
} from '@linli/shared/wishes.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me, Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { WishCreation } from './wishes.creation.js';
import { PublicWishes } from './wishes.public.js';
import { WishQueries } from './wishes.queries.js';
import { WishReader } from './wishes.reader.js';
import { WishSettings } from './wishes.settings.js';

@Controller('wishes')
export class WishesController {
  constructor(
    private readonly creation: WishCreation,
    private readonly queries: WishQueries,
    private readonly reader: WishReader,
    private readonly settings: WishSettings,
  ) {}

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateWishDto): Promise<WishView> {
    return this.creation.create(call, body);
  }

  @Post('on-behalf')
  onBehalf(@Call() call: WriteCall, @Body() body: CreateWishForDto): Promise<WishView> {
    return this.creation.onBehalf(call, body);
  }

  @Get()
  board(@Me() me: Actor, @Query() query: WishBoardQuery): Promise<Page<WishCardView>> {
    return this.queries.board(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<WishCardView>> {
    return this.queries.mine(me, query);
  }

  @Get('claims')
  claims(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<WishCardView>> {
    return this.queries.claims(me, query);
  }

  @Get('desk')
  desk(@Me() me: Actor, @Query() query: WishDeskQuery): Promise<Page<WishCardView>> {
    return this.queries.desk(me, query);
  }

  @Get('counts')
  counts(@Me() me: Actor): Promise<WishCountView[]> {
    return this.queries.counts(me);
  }

  @Get('settings/:areaCode')
  settingsOf(@Me() _me: Actor, @Param('areaCode') areaCode: string): Promise<WishSettingsView> {
    return this.settings.view(areaCode);
  }

  @Put('settings/:areaCode')
  setSettings(@Call() call: WriteCall, @Param('areaCode') areaCode: string, @Body() body: SetWishSettingsDto): Promise<WishSettingsView> {
    return this.settings.set(call, areaCode, body);
  }

  @Delete('settings/:areaCode')
  @HttpCode(200)
  inherit(@Call() call: WriteCall, @Param('areaCode') areaCode: string): Promise<WishSettingsView> {
    return this.settings.inherit(call, areaCode);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<WishView> {
    return this.reader.one(me, id);
  }

  @Get(':id/contact')
  contact(@Me() me: Actor, @Id() id: string): Promise<WishContactView> {
    return this.reader.contact(me, id);
  }
}

@Public()
@Controller('public/wishes')
export class PublicWishesController {
  constructor(private readonly wishes: PublicWishes) {}

  @Get()
  boards(@Query() { areaCode }: PublicWishesQuery): Promise<PublicWishesView> {
    return this.wishes.boards(areaCode);
  }
}
