import { Controller, Get } from '@nestjs/common';
import { StarView } from '@linli/shared/timebank-honours.dto';
import type { Actor } from '../../../common/actor.js';
import { Me } from '../../../common/auth.guard.js';
import { StarsService } from './stars.service.js';

@Controller('stars')
export class StarsController {
  constructor(private readonly stars: StarsService) {}

  @Get('mine')
  mine(@Me() me: Actor): Promise<StarView> {
    return this.stars.mine(me);
  }
}
