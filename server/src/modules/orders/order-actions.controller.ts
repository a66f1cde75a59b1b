import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  CallBackDto,
  ConfirmDto,
  InsureDto,
  InviteDto,
  OfPersonDto,
  OrderNoteDto,
  OrderReasonDto,
  type OrderView,
  RateOrderDto,
  UpholdDto,
} from '@linli/shared/orders.dto';
import { Call } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { OrderClaims } from './orders.claims.js';
import { OrderDesk } from './orders.desk.js';
import { OrderServing } from './orders.serving.js';
import { OrderVerdicts } from './orders.verdicts.js';

/** One route for each action, in the order of life; the answer is the order as the caller now sees it. Check-in and -out: checks.controller.ts. */
@Controller('orders/:id')
export class OrderActionsController {
  constructor(
    private readonly desk: OrderDesk,
    private readonly claims: OrderClaims,
    private readonly serving: OrderServing,
    private readonly verdicts: OrderVerdicts,
  ) {}

  @Post('approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderNoteDto): Promise<OrderView> {
    return this.desk.approve(call, id, body);
  }

  @Post('reject')
  @HttpCode(200)
  reject(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderReasonDto): Promise<OrderView> {
    return this.desk.reject(call, id, body);
  }

  @Post('dispatch')
  @HttpCode(200)
  dispatch(@Call() call: WriteCall, @Id() id: string, @Body() body: InviteDto): Promise<OrderView> {
    return this.desk.dispatch(call, id, body);
  }

  @Post('publish')
  @HttpCode(200)
  publish(@Call() call: WriteCall, @Id() id: string): Promise<OrderView> {
    return this.desk.publish(call, id);
  }

  @Post('unpublish')
  @HttpCode(200)
  unpublish(@Call() call: WriteCall, @Id() id: string): Promise<OrderView> {
    return this.desk.unpublish(call, id);
  }

  @Post('insure')
  @HttpCode(200)
  insure(@Call() call: WriteCall, @Id() id: string, @Body() body: InsureDto): Promise<OrderView> {
    return this.desk.insure(call, id, body);
  }

  @Post('start-with-fewer')
  @HttpCode(200)
  startWithFewer(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderNoteDto): Promise<OrderView> {
    return this.desk.startWithFewer(call, id, body);
  }

  @Post('accept')
  @HttpCode(200)
  accept(@Call() call: WriteCall, @Id() id: string): Promise<OrderView> {
    return this.claims.accept(call, id);
  }

  @Post('decline')
  @HttpCode(200)
  decline(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderNoteDto): Promise<OrderView> {
    return this.claims.decline(call, id, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderNoteDto): Promise<OrderView> {
    return this.claims.withdraw(call, id, body);
  }

  @Post('no-show')
  @HttpCode(200)
  noShow(@Call() call: WriteCall, @Id() id: string, @Body() body: OfPersonDto): Promise<OrderView> {
    return this.desk.noShow(call, id, body);
  }

  @Post('end')
  @HttpCode(200)
  end(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderNoteDto): Promise<OrderView> {
    return this.serving.end(call, id, body);
  }

  @Post('confirm')
  @HttpCode(200)
  confirm(@Call() call: WriteCall, @Id() id: string, @Body() body: ConfirmDto): Promise<OrderView> {
    return this.verdicts.confirm(call, id, body);
  }

  @Post('dispute')
  @HttpCode(200)
  dispute(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderReasonDto): Promise<OrderView> {
    return this.verdicts.dispute(call, id, body);
  }

  @Post('uphold')
  @HttpCode(200)
  uphold(@Call() call: WriteCall, @Id() id: string, @Body() body: UpholdDto): Promise<OrderView> {
    return this.verdicts.uphold(call, id, body);
  }

  @Post('void')
  @HttpCode(200)
  void(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderReasonDto): Promise<OrderView> {
    return this.verdicts.void(call, id, body);
  }

  @Post('rate')
  @HttpCode(200)
  rate(@Call() call: WriteCall, @Id() id: string, @Body() body: RateOrderDto): Promise<OrderView> {
    return this.verdicts.rate(call, id, body);
  }

  @Post('call-back')
  @HttpCode(200)
  callBack(@Call() call: WriteCall, @Id() id: string, @Body() body: CallBackDto): Promise<OrderView> {
    return this.verdicts.callBack(call, id, body);
  }

  @Post('cancel')
  @HttpCode(200)
  cancel(@Call() call: WriteCall, @Id() id: string, @Body() body: OrderReasonDto): Promise<OrderView> {
    return this.desk.cancel(call, id, body);
  }
}
