import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  CreateShopDto,
  GrantShopPersonDto,
  ShopItemQuery,
  type ShopItemView,
  type ShopPersonView,
  ShopQuery,
  type ShopView,
  UpdateShopDto,
} from '@linli/shared/rewards.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { notFound } from '../../../common/errors.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { ItemsService } from './items.service.js';
import { ShopPeople } from './shop-people.service.js';
import { ShopsService } from './shops.service.js';

/** Shops as the desk, their people and the auditor see them. */
@Controller('rewards/shops')
export class ShopsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly items: ItemsService,
    private readonly people: ShopPeople,
  ) {}

  @Get()
  list(@Me() me: Actor, @Query() query: ShopQuery): Promise<Page<ShopView>> {
    return this.shops.list(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor): Promise<ShopView[]> {
    return this.shops.mine(me);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateShopDto): Promise<ShopView> {
    return this.shops.create(call, body);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<ShopView> {
    return this.shops.one(me, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() body: UpdateShopDto): Promise<ShopView> {
    return this.shops.update(call, id, body);
  }

  @Post(':id/pause')
  @HttpCode(200)
  pause(@Call() call: WriteCall, @Id() id: string): Promise<ShopView> {
    return this.shops.pause(call, id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  resume(@Call() call: WriteCall, @Id() id: string): Promise<ShopView> {
    return this.shops.resume(call, id);
  }

  @Post(':id/close')
  @HttpCode(200)
  close(@Call() call: WriteCall, @Id() id: string): Promise<ShopView> {
    return this.shops.close(call, id);
  }

  @Get(':id/items')
  itemsOf(@Me() me: Actor, @Id() id: string, @Query() query: ShopItemQuery): Promise<Page<ShopItemView>> {
    return this.items.ofShop(me, id, query);
  }

  @Get(':id/people')
  peopleOf(@Me() me: Actor, @Id() id: string): Promise<ShopPersonView[]> {
    return this.people.list(me, id);
  }

  @Post(':id/people')
  grant(@Call() call: WriteCall, @Id() id: string, @Body() body: GrantShopPersonDto): Promise<ShopPersonView> {
    return this.people.grant(call, id, body);
  }

  @Post(':id/people/:grantId/end')
  @HttpCode(200)
  endPerson(
    @Call() call: WriteCall,
    @Id() id: string,
    @Param('grantId', new ParseUUIDPipe({ exceptionFactory: () => notFound() })) grantId: string,
  ): Promise<ShopPersonView> {
    return this.people.end(call, id, grantId);
  }
}
