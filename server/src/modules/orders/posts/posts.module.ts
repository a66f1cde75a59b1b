import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { MembersModule } from '../../members/members.module.js';
import { MenuModule } from '../menu/menu.module.js';
import { OrdersModule } from '../orders.module.js';
import { PostsController } from './posts.controller.js';
import { PostReader } from './posts.reader.js';
import { PostsService } from './posts.service.js';
import { PostShifts } from './posts.shifts.js';

@Module({
  imports: [EventsModule, AreasModule, MembersModule, MenuModule, OrdersModule],
  controllers: [PostsController],
  providers: [PostShifts, PostReader, PostsService],
})
export class PostsModule {}
