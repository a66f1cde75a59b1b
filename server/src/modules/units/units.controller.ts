import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query, Req } from '@nestjs/common';
import { ImportResult } from '@linli/shared/areas.dto';
import type { Page } from '@linli/shared/page';
import {
  CreateUnitDto,
  ImportUnitsQuery,
  JoinUnitDto,
  SetUnitLevelDto,
  SummaryConsentDto,
  UnitLevelQuery,
  UnitLevelView,
  UnitMembershipView,
  UnitQuery,
  UnitView,
  UpdateUnitDto,
} from '@linli/shared/units.dto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { Memberships } from './memberships.service.js';
import { UnitTrees } from './unit-trees.service.js';
import { UnitsImport } from './units-import.service.js';

@Controller('units')
export class UnitsController {
  constructor(
    private readonly trees: UnitTrees,
    private readonly memberships: Memberships,
    private readonly imports: UnitsImport,
  ) {}

  @Get()
  list(@Me() me: Actor, @Query() query: UnitQuery): Promise<Page<UnitView>> {
    return this.trees.list(me, query);
  }

  @Get('levels')
  levels(@Me() _me: Actor, @Query() { areaCode }: UnitLevelQuery): Promise<UnitLevelView[]> {
    return this.trees.levels(areaCode);
  }

  @Put('levels')
  setLevel(@Call() call: WriteCall, @Body() dto: SetUnitLevelDto): Promise<UnitLevelView[]> {
    return this.trees.setLevel(call, dto);
  }

  @Get('mine')
  mine(@Me() me: Actor): Promise<UnitMembershipView[]> {
    return this.memberships.mine(me);
  }

  @Get('contacted')
  contacted(@Me() me: Actor): Promise<UnitView[]> {
    return this.trees.contacted(me);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() dto: CreateUnitDto): Promise<UnitView> {
    return this.trees.create(call, dto);
  }

  /** multipart/form-data with the sheet as `file`: columns 名称, 上级, 类型, 层级, 区划代码, 共建. All or nothing. */
  @Post('import')
  @HttpCode(200)
  import(@Call() call: WriteCall, @Query() { dryRun }: ImportUnitsQuery, @Req() request: FastifyRequest): Promise<ImportResult> {
    return this.imports.run(call, request, dryRun === 'true');
  }

  @Get(':id')
  find(@Me() me: Actor, @Id() id: string): Promise<UnitView> {
    return this.trees.find(me, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() dto: UpdateUnitDto): Promise<UnitView> {
    return this.trees.update(call, id, dto);
  }

  @Post(':id/join')
  @HttpCode(200)
  join(@Call() call: WriteCall, @Id() id: string, @Body() dto: JoinUnitDto): Promise<UnitMembershipView> {
    return this.memberships.join(call, id, dto);
  }

  @Post(':id/leave')
  @HttpCode(200)
  leave(@Call() call: WriteCall, @Id() id: string): Promise<UnitMembershipView> {
    return this.memberships.leave(call, id);
  }

  @Put(':id/summary-consent')
  setSummaryConsent(@Call() call: WriteCall, @Id() id: string, @Body() { granted }: SummaryConsentDto): Promise<UnitMembershipView> {
    return this.memberships.setSummaryConsent(call, id, granted);
  }
}
