import { Controller, Get } from '@nestjs/common';
import type { SuggestionView } from '@linli/shared/orders.dto';
import type { Actor } from '../../../common/actor.js';
import { Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import { OrderSuggestions } from './suggestions.service.js';

@Controller('orders/:id/suggestions')
export class SuggestionsController {
  constructor(private readonly suggestions: OrderSuggestions) {}

  @Get()
  list(@Me() actor: Actor, @Id() id: string): Promise<SuggestionView[]> {
    return this.suggestions.list(actor, id);
  }
}
