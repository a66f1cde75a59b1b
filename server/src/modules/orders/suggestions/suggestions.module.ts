import { Module } from '@nestjs/common';
import { EldersModule } from '../../elders/elders.module.js';
import { MembersModule } from '../../members/members.module.js';
import { OrdersModule } from '../orders.module.js';
import { SuggestionsController } from './suggestions.controller.js';
import { OrderSuggestions } from './suggestions.service.js';

@Module({ imports: [MembersModule, EldersModule, OrdersModule], controllers: [SuggestionsController], providers: [OrderSuggestions] })
export class SuggestionsModule {}
