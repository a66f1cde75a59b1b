import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import {
  type MenuChangeView,
  type MenuItemView,
  MenuPlaceQuery,
  MenuQuery,
  type MenuSettingView,
  UpdateMenuSettingDto,
} from '@linli/shared/orders-menu.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me, Perhaps, Public } from '../../../common/auth.guard.js';
import type { WriteCall } from '../../../common/writes.js';
import { MenuService } from './menu.service.js';
import { MenuSettings } from './menu.settings.js';

@Controller('menu')
export class MenuController {
  constructor(
    private readonly menu: MenuService,
    private readonly settings: MenuSettings,
  ) {}

  @Get()
  @Public()
  list(@Perhaps() actor: Actor | null, @Query() query: MenuQuery): Promise<MenuItemView[]> {
    return this.menu.list(actor, query);
  }

  @Get('settings')
  settingsOf(@Me() actor: Actor, @Query() { communityCode }: MenuPlaceQuery): Promise<MenuSettingView[]> {
    return this.settings.list(actor, communityCode);
  }

  @Put('settings/:communityCode/:code')
  update(
    @Call() call: WriteCall,
    @Param('communityCode') communityCode: string,
    @Param('code') code: string,
    @Body() body: UpdateMenuSettingDto,
  ): Promise<MenuSettingView> {
    return this.settings.update(call, communityCode, code, body);
  }

  @Get('settings/:communityCode/:code/history')
  history(@Me() actor: Actor, @Param('communityCode') communityCode: string, @Param('code') code: string): Promise<MenuChangeView[]> {
    return this.settings.history(actor, communityCode, code);
  }

  @Get(':code')
  @Public()
  one(@Perhaps() actor: Actor | null, @Param('code') code: string, @Query() { communityCode }: MenuPlaceQuery): Promise<MenuItemView> {
    return this.menu.one(actor, code, communityCode);
  }
}
