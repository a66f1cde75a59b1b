import { Module } from '@nestjs/common';
import { EldersModule } from '../../elders/elders.module.js';
import { EventsModule } from '../../events/events.module.js';
import { ChecksController } from './checks.controller.js';
import { CheckProofs } from './checks.proofs.js';
import { OrderChecks } from './checks.service.js';
import { OrdersModule } from '../orders.module.js';

@Module({ imports: [EventsModule, EldersModule, OrdersModule], controllers: [ChecksController], providers: [CheckProofs, OrderChecks] })
export class ChecksModule {}
