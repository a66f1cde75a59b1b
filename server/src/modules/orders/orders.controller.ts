import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import {
  AppointmentsQuery,
  BoardQuery,
  type ContactView,
  CreateOrderDto,
  CreateOrderOnBehalfDto,
  HallQuery,
  type OrderCardView,
  type OrderCountView,
  OrderDraftQuery,
  type OrderDraftView,
  OrderPriceQuery,
  type OrderPriceView,
  OrderListQuery,
  OrdersMineQuery,
  type OrderView,
  type ServingView,
  type TaskCardView,
} from '@linli/shared/orders.dto';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { OrderCreation } from './orders.creation.js';
import { OrderQueries } from './orders.queries.js';
import { OrderReader } from './orders.reader.js';
import { OrderTasks } from './orders.tasks.js';

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly creation: OrderCreation,
    private readonly queries: OrderQueries,
    private readonly tasks: OrderTasks,
    private readonly reader: OrderReader,
  ) {}

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateOrderDto): Promise<OrderView> {
    return this.creation.create(call, body);
  }

  @Post('on-behalf')
  onBehalf(@Call() call: WriteCall, @Body() body: CreateOrderOnBehalfDto): Promise<OrderView> {
    return this.creation.onBehalf(call, body);
  }

  @Get('draft')
  draft(@Me() me: Actor, @Query() { itemCode, elderId }: OrderDraftQuery): Promise<OrderDraftView> {
    return this.creation.draft(me, itemCode, elderId);
  }

  @Get('price')
  price(@Me() me: Actor, @Query() query: OrderPriceQuery): Promise<OrderPriceView> {
    return this.creation.price(me, query);
  }

  @Get()
  list(@Me() me: Actor, @Query() query: OrderListQuery): Promise<Page<OrderCardView>> {
    return this.queries.list(me, query);
  }

  @Get('counts')
  counts(@Me() me: Actor): Promise<OrderCountView[]> {
    return this.queries.counts(me);
  }

  @Get('board')
  board(@Me() me: Actor, @Query() query: BoardQuery): Promise<OrderCardView[]> {
    return this.queries.board(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: OrdersMineQuery): Promise<Page<OrderCardView>> {
    return this.queries.mine(me, query);
  }

  @Get('hall')
  hall(@Me() me: Actor, @Query() query: HallQuery): Promise<Page<TaskCardView>> {
    return this.tasks.hall(me, query);
  }

  @Get('invitations')
  invitations(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<TaskCardView>> {
    return this.tasks.invitations(me, query);
  }

  @Get('appointments')
  appointments(@Me() me: Actor, @Query() query: AppointmentsQuery): Promise<Page<TaskCardView>> {
    return this.tasks.appointments(me, query);
  }

  @Get('serving')
  serving(@Me() me: Actor): Promise<ServingView> {
    return this.tasks.serving(me);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<OrderView> {
    return this.reader.one(me, id);
  }

  @Get(':id/contact')
  contact(@Me() me: Actor, @Id() id: string): Promise<ContactView> {
    return this.reader.contact(me, id);
  }
}
