import { Global, Module } from '@nestjs/common';
import { ActorSource } from '../../common/actor.js';
import { EventsModule } from '../events/events.module.js';
import { ActorsService } from './actors.service.js';

@Global()
@Module({
  imports: [EventsModule],
  providers: [ActorsService, { provide: ActorSource, useExisting: ActorsService }],
  exports: [ActorSource],
})
export class AccountsModule {}
