import { Controller, Get, Param, Query } from '@nestjs/common';
import { type CommunityFiguresView, PointsOwedQuery, type PointsOwedView } from '@linli/shared/timebank-wallet.dto';
import type { Actor } from '../../../common/actor.js';
import { Me } from '../../../common/auth.guard.js';
import { FiguresService } from './figures.service.js';

@Controller('timebank/figures')
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  @Get(':areaCode')
  community(@Me() me: Actor, @Param('areaCode') areaCode: string): Promise<CommunityFiguresView> {
    return this.figures.community(me, areaCode);
  }

  @Get(':areaCode/owed')
  owed(@Me() me: Actor, @Param('areaCode') areaCode: string, @Query() { months }: PointsOwedQuery): Promise<PointsOwedView> {
    return this.figures.owed(me, areaCode, months);
  }
}
