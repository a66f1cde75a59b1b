import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { MenuController } from './menu.controller.js';
import { MenuService } from './menu.service.js';
import { MenuSettings } from './menu.settings.js';

@Module({
  imports: [EventsModule, AreasModule],
  controllers: [MenuController],
  providers: [MenuService, MenuSettings],
  exports: [MenuService],
})
export class MenuModule {}
