import { Module } from '@nestjs/common';
import { IntegrationsModule } from '../../integrations/integrations.module.js';
import { EldersModule } from '../elders/elders.module.js';
import { OrdersModule } from './orders.module.js';
import { OrderTexts } from './texts.service.js';

@Module({ imports: [IntegrationsModule, EldersModule, OrdersModule], providers: [OrderTexts] })
export class OrderTextsModule {}
