import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  MonthQuery,
  PatrolDetailView,
  PatrolFiguresQuery,
  PatrolFigureView,
  PatrolListQuery,
  PatrolMomentDto,
  PatrolMonthView,
  PatrolTargetView,
  PatrolTodayView,
  PatrolView,
  ScanDto,
  SetPatrolTargetDto,
  StartPatrolDto,
  TrackBatchDto,
  TrackResultView,
} from '@linli/shared/patrols.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { FiguresService } from './figures.service.js';
import { PatrolEvidenceService } from './patrol-evidence.service.js';
import { PatrolsQueries } from './patrols.queries.js';
import { PatrolsService } from './patrols.service.js';
import { TargetsService } from './targets.service.js';

@Controller('patrols')
export class PatrolsController {
  constructor(
    private readonly patrols: PatrolsService,
    private readonly evidence: PatrolEvidenceService,
    private readonly queries: PatrolsQueries,
    private readonly figuresService: FiguresService,
    private readonly targets: TargetsService,
  ) {}

  @Get()
  list(@Me() me: Actor, @Query() query: PatrolListQuery): Promise<Page<PatrolView>> {
    return this.queries.list(me, query);
  }

  @Get('today')
  today(@Me() me: Actor): Promise<PatrolTodayView> {
    return this.queries.today(me);
  }

  @Get('month')
  month(@Me() me: Actor, @Query() query: MonthQuery): Promise<PatrolMonthView> {
    return this.figuresService.month(me, query);
  }

  @Get('figures')
  figures(@Me() me: Actor, @Query() query: PatrolFiguresQuery): Promise<PatrolFigureView[]> {
    return this.figuresService.figures(me, query);
  }

  @Get('target/:areaCode')
  target(@Me() me: Actor, @Param('areaCode') areaCode: string): Promise<PatrolTargetView> {
    return this.targets.of(me, areaCode);
  }

  @Put('target/:areaCode')
  setTarget(@Call() call: WriteCall, @Param('areaCode') areaCode: string, @Body() dto: SetPatrolTargetDto): Promise<PatrolTargetView> {
    return this.targets.set(call, areaCode, dto);
  }

  @Get(':id')
  detail(@Me() me: Actor, @Id() id: string): Promise<PatrolDetailView> {
    return this.queries.detail(me, id);
  }

  @Post()
  start(@Call() call: WriteCall, @Body() dto: StartPatrolDto): Promise<PatrolView> {
    return this.patrols.start(call, dto);
  }

  @Post(':id/pause')
  @HttpCode(200)
  pause(@Call() call: WriteCall, @Id() id: string, @Body() dto: PatrolMomentDto): Promise<PatrolView> {
    return this.patrols.moment(call, id, 'pause', dto);
  }

  @Post(':id/resume')
  @HttpCode(200)
  resume(@Call() call: WriteCall, @Id() id: string, @Body() dto: PatrolMomentDto): Promise<PatrolView> {
    return this.patrols.moment(call, id, 'resume', dto);
  }

  @Post(':id/end')
  @HttpCode(200)
  end(@Call() call: WriteCall, @Id() id: string, @Body() dto: PatrolMomentDto): Promise<PatrolView> {
    return this.patrols.moment(call, id, 'end', dto);
  }

  @Post(':id/track')
  track(@Call() call: WriteCall, @Id() id: string, @Body() dto: TrackBatchDto): Promise<TrackResultView> {
    return this.evidence.track(call, id, dto);
  }

  @Post(':id/scans')
  scan(@Call() call: WriteCall, @Id() id: string, @Body() dto: ScanDto): Promise<PatrolView> {
    return this.evidence.scan(call, id, dto);
  }
}
