import { Controller, Get, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { type MallItemDetailView, MallItemQuery, type MallItemView, MallQuery, type MallShopView } from '@linli/shared/rewards.dto';
import type { Actor } from '../../../common/actor.js';
import { MaybeMe, Public } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import { MallService } from './mall.service.js';

@Controller('rewards/mall')
@Public()
export class MallController {
  constructor(private readonly mall: MallService) {}

  @Get('items')
  items(@MaybeMe() me: Actor | null, @Query() query: MallItemQuery): Promise<Page<MallItemView>> {
    return this.mall.itemsOf(me, query);
  }

  @Get('items/:id')
  item(@MaybeMe() me: Actor | null, @Id() id: string): Promise<MallItemDetailView> {
    return this.mall.item(me, id);
  }

  @Get('shops')
  shops(@MaybeMe() me: Actor | null, @Query() query: MallQuery): Promise<Page<MallShopView>> {
    return this.mall.shopsOf(me, query);
  }

  @Get('shops/:id')
  shop(@Id() id: string): Promise<MallShopView> {
    return this.mall.shop(id);
  }
}
