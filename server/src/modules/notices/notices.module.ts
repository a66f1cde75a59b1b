import { Module } from '@nestjs/common';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { NoticesController } from './notices.controller.js';
import { NoticesService } from './notices.service.js';

@Module({ imports: [EventsModule, AreasModule], controllers: [NoticesController], providers: [NoticesService] })
export class NoticesModule {}
