import { Module } from '@nestjs/common';
import { AreasModule } from '../../areas/areas.module.js';
import { EventsModule } from '../../events/events.module.js';
import { AdjustmentsController } from './adjustments.controller.js';
import { AdjustmentQueries } from './adjustments.queries.js';
import { AdjustmentsService } from './adjustments.service.js';
import { BooksController } from './books.controller.js';
import { BudgetsService } from './budgets.service.js';
import { SealsService } from '../ledger/seals.service.js';
import { TimebankModule } from '../timebank.module.js';

/** What people of the desk and auditors do with the books: corrections, grants, budgets, sealed days. */
@Module({
  imports: [TimebankModule, EventsModule, AreasModule],
  controllers: [AdjustmentsController, BooksController],
  providers: [AdjustmentsService, AdjustmentQueries, BudgetsService, SealsService],
  exports: [BudgetsService],
})
export class BooksModule {}
