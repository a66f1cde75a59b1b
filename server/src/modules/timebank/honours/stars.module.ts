import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { StarsController } from './stars.controller.js';
import { StarsService } from './stars.service.js';
import { TimebankModule } from '../timebank.module.js';

@Module({ imports: [EventsModule, AreasModule, TimebankModule], controllers: [StarsController], providers: [StarsService] })
export class StarsModule {}
