import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  CreateOnBehalfDto,
  CreateReportDto,
  type FollowView,
  type LateByTeamView,
  NearQuery,
  type ReportCardView,
  type ReportCountView,
  type ReportCreatedView,
  type ReporterView,
  ReportListQuery,
  type ReportMapPoint,
  ReportMapQuery,
  type ReportView,
  SimilarQuery,
  type TeamProposalView,
} from '@linli/shared/reports.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { ReportCreation } from './reports.creation.js';
import { ReportQueries } from './reports.queries.js';
import { ReportReader } from './reports.reader.js';
import { ReportsService } from './reports.service.js';

@Controller('reports')
export class ReportsController {
  constructor(
    private readonly creation: ReportCreation,
    private readonly queries: ReportQueries,
    private readonly reader: ReportReader,
    private readonly reports: ReportsService,
  ) {}

  @Post()
  create(@Call() call: WriteCall, @Body() body: CreateReportDto): Promise<ReportCreatedView> {
    return this.creation.create(call, body);
  }

  @Post('on-behalf')
  onBehalf(@Call() call: WriteCall, @Body() body: CreateOnBehalfDto): Promise<ReportCreatedView> {
    return this.creation.onBehalf(call, body);
  }

  @Get()
  list(@Me() me: Actor, @Query() query: ReportListQuery): Promise<Page<ReportCardView>> {
    return this.queries.list(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<ReportCardView>> {
    return this.queries.mine(me, query);
  }

  @Get('following')
  following(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<ReportCardView>> {
    return this.queries.following(me, query);
  }

  @Get('counts')
  counts(@Me() me: Actor): Promise<ReportCountView[]> {
    return this.queries.counts(me);
  }

  @Get('near')
  near(@Me() me: Actor, @Query() query: NearQuery): Promise<ReportCardView[]> {
    return this.queries.near(me, query);
  }

  @Get('similar')
  similar(@Me() me: Actor, @Query() query: SimilarQuery): Promise<ReportCardView[]> {
    return this.queries.similar(me, query);
  }

  @Get('map')
  map(@Me() me: Actor, @Query() { areaCode }: ReportMapQuery): Promise<ReportMapPoint[]> {
    return this.queries.map(me, areaCode);
  }

  @Get('late-by-team')
  lateByTeam(@Me() me: Actor, @Query() { areaCode }: ReportMapQuery): Promise<LateByTeamView[]> {
    return this.queries.lateByTeam(me, areaCode);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<ReportView> {
    return this.reader.one(me, id);
  }

  @Get(':id/reporter')
  reporter(@Me() me: Actor, @Id() id: string): Promise<ReporterView> {
    return this.reader.reporter(me, id);
  }

  @Get(':id/team-proposals')
  teams(@Me() me: Actor, @Id() id: string): Promise<TeamProposalView[]> {
    return this.reports.teams(me, id);
  }

  @Get(':id/merge-targets')
  mergeTargets(@Me() me: Actor, @Id() id: string): Promise<ReportCardView[]> {
    return this.reports.mergeTargets(me, id);
  }

  @Post(':id/follow')
  @HttpCode(200)
  follow(@Call() call: WriteCall, @Id() id: string): Promise<FollowView> {
    return this.reports.follow(call, id);
  }

  @Post(':id/unfollow')
  @HttpCode(200)
  unfollow(@Call() call: WriteCall, @Id() id: string): Promise<FollowView> {
    return this.reports.unfollow(call, id);
  }
}
