import { Module } from '@nestjs/common';
import { AreasModule } from '../areas/areas.module.js';
import { EventsModule } from '../events/events.module.js';
import { PlacesController } from './places.controller.js';
import { PlacesService } from './places.service.js';

@Module({ imports: [EventsModule, AreasModule], controllers: [PlacesController], providers: [PlacesService] })
export class PlacesModule {}
