import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApproveWishDto,
  ClaimWishDto,
  DeliverWishDto,
  ReviseWishDto,
  ThankWishDto,
  WishNoteDto,
  WishReasonDto,
  type WishView,
} from '@linli/shared/wishes.dto';
import { Call } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { WishClaims } from './wishes.claims.js';
import { WishCreation } from './wishes.creation.js';
import { WishDesk } from './wishes.desk.js';

/** One route for each action of the workflow, in its order; the answer is the wish as the caller now sees it. */
@Controller('wishes/:id')
export class WishActionsController {
  constructor(
    private readonly creation: WishCreation,
    private readonly desk: WishDesk,
    private readonly claims: WishClaims,
  ) {}

  @Post('revise')
  @HttpCode(200)
  revise(@Call() call: WriteCall, @Id() id: string, @Body() body: ReviseWishDto): Promise<WishView> {
    return this.creation.revise(call, id, body);
  }

  @Post('withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string, @Body() body: WishNoteDto): Promise<WishView> {
    return this.creation.withdraw(call, id, body);
  }

  @Post('approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Id() id: string, @Body() body: ApproveWishDto): Promise<WishView> {
    return this.desk.approve(call, id, body);
  }

  @Post('reject')
  @HttpCode(200)
  reject(@Call() call: WriteCall, @Id() id: string, @Body() body: WishReasonDto): Promise<WishView> {
    return this.desk.reject(call, id, body);
  }

  @Post('amend')
  @HttpCode(200)
  amend(@Call() call: WriteCall, @Id() id: string, @Body() body: ApproveWishDto): Promise<WishView> {
    return this.desk.amend(call, id, body);
  }

  @Post('claim')
  @HttpCode(200)
  claim(@Call() call: WriteCall, @Id() id: string, @Body() body: ClaimWishDto): Promise<WishView> {
    return this.claims.claim(call, id, body);
  }

  @Post('give-back')
  @HttpCode(200)
  giveBack(@Call() call: WriteCall, @Id() id: string, @Body() body: WishNoteDto): Promise<WishView> {
    return this.claims.giveBack(call, id, body);
  }

  @Post('deliver')
  @HttpCode(200)
  deliver(@Call() call: WriteCall, @Id() id: string, @Body() body: DeliverWishDto): Promise<WishView> {
    return this.claims.deliver(call, id, body);
  }

  @Post('fulfil')
  @HttpCode(200)
  fulfil(@Call() call: WriteCall, @Id() id: string, @Body() body: WishNoteDto): Promise<WishView> {
    return this.desk.fulfil(call, id, body);
  }

  @Post('redo')
  @HttpCode(200)
  redo(@Call() call: WriteCall, @Id() id: string, @Body() body: WishReasonDto): Promise<WishView> {
    return this.desk.redo(call, id, body);
  }

  @Post('thank')
  @HttpCode(200)
  thank(@Call() call: WriteCall, @Id() id: string, @Body() body: ThankWishDto): Promise<WishView> {
    return this.creation.thank(call, id, body);
  }
}
