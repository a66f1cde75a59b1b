import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ChangeStockDto, CreateShopItemDto, type ShopItemView, UpdateShopItemDto } from '@linli/shared/rewards.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { ItemsService } from './items.service.js';

@Controller('rewards/items')
export class ItemsController {
  constructor(private readonly items: ItemsService) {}

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateShopItemDto): Promise<ShopItemView> {
    return this.items.create(call, body);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<ShopItemView> {
    return this.items.one(me, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() body: UpdateShopItemDto): Promise<ShopItemView> {
    return this.items.update(call, id, body);
  }

  @Post(':id/put-on')
  @HttpCode(200)
  putOn(@Call() call: WriteCall, @Id() id: string): Promise<ShopItemView> {
    return this.items.putOn(call, id);
  }

  @Post(':id/take-off')
  @HttpCode(200)
  takeOff(@Call() call: WriteCall, @Id() id: string): Promise<ShopItemView> {
    return this.items.takeOff(call, id);
  }

  @Post(':id/stock')
  @HttpCode(200)
  stock(@Call() call: WriteCall, @Id() id: string, @Body() body: ChangeStockDto): Promise<ShopItemView> {
    return this.items.changeStock(call, id, body);
  }
}
