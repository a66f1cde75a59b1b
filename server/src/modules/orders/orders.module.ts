import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AreasModule } from '../areas/areas.module.js';
import { EldersModule } from '../elders/elders.module.js';
import { EventsModule } from '../events/events.module.js';
import { MembersModule } from '../members/members.module.js';
import { EarningModule } from '../timebank/earning/earning.module.js';
import { TimebankModule } from '../timebank/timebank.module.js';
import { UnitsModule } from '../units/units.module.js';
import { MenuModule } from './menu/menu.module.js';
import { OrderActionsController } from './order-actions.controller.js';
import { OrderClaims } from './orders.claims.js';
import { OrdersController } from './orders.controller.js';
import { OrderCreation } from './orders.creation.js';
import { OrderEarnings } from './orders.earnings.js';
import { OrderDesk } from './orders.desk.js';
import { Eligibility } from './orders.eligibility.js';
import { OrderFigures } from './orders.figures.js';
import { OrderHooks } from './orders.hooks.js';
import { OrderJobs } from './orders.jobs.js';
import { OrderLinks } from './orders.links.js';
import { OrderMaker } from './orders.maker.js';
import { OrderPlaces } from './orders.place.js';
import { OrderPointsService } from './orders.points.js';
import { OrderPromises } from './orders.promises.js';
import { OrderQueries } from './orders.queries.js';
import { OrderReader } from './orders.reader.js';
import { OrderRefunds } from './orders.refunds.js';
import { OrderTakings } from './orders.takings.js';
import { OrderServing } from './orders.serving.js';
import { OrderSteps } from './orders.steps.js';
import { OrderTasks } from './orders.tasks.js';
import { OrderVerdicts } from './orders.verdicts.js';

@Module({
  imports: [EventsModule, AreasModule, AccountsModule, MembersModule, EldersModule, UnitsModule, TimebankModule, EarningModule, MenuModule],
  controllers: [OrdersController, OrderActionsController],
  providers: [
    OrderHooks,
    Eligibility,
    OrderPlaces,
    OrderRefunds,
    OrderTakings,
    OrderPointsService,
    OrderEarnings,
    OrderReader,
    OrderSteps,
    OrderMaker,
    OrderCreation,
    OrderDesk,
    OrderClaims,
    OrderServing,
    OrderVerdicts,
    OrderQueries,
    OrderTasks,
    OrderJobs,
    OrderLinks,
    OrderFigures,
    OrderPromises,
  ],
  // For posts, suggestions and checks, which stand beside it in this folder.
  exports: [OrderHooks, OrderReader, OrderSteps, OrderMaker, OrderPlaces, Eligibility],
})
export class OrdersModule {}
