import { Body, Controller, Get, Param, Patch, Post, Query, Redirect } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { CreatePointDto, PointQuery, type PointView, type PublicPointView, UpdatePointDto } from '@linli/shared/reports.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me, Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { PointsService } from './points.service.js';

@Controller('points')
export class PointsController {
  constructor(private readonly points: PointsService) {}

  @Get()
  list(@Me() me: Actor, @Query() query: PointQuery): Promise<Page<PointView>> {
    return this.points.list(me, query);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreatePointDto): Promise<PointView> {
    return this.points.create(call, body);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() body: UpdatePointDto): Promise<PointView> {
    return this.points.update(call, id, body);
  }

  @Get('by-code/:code')
  @Public()
  byCode(@Param('code') code: string): Promise<PublicPointView> {
    return this.points.byCode(code);
  }
}

/** The link a printed code holds: it opens the form of the H5 app, or of the mini-program where WeChat has the address on its list. */
@Controller('q')
export class ScannedPointController {
  @Get(':code')
  @Public({ ignoreToken: true })
  @Redirect()
  open(@Param('code') code: string): { url: string; statusCode: number } {
    return { url: `/#/features/reports/pages/new/index?q=${encodeURIComponent(code)}`, statusCode: 302 };
  }
}
