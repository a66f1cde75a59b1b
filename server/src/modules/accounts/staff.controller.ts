import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { EndRoleDto, GrantRoleDto, GrantView, ImportStaffQuery, StaffQuery, StaffView } from '@linli/shared/accounts.dto';
import { ImportResult } from '@linli/shared/areas.dto';
import type { Page } from '@linli/shared/page';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import type { WriteCall } from '../../common/writes.js';
import { StaffImportService } from './staff-import.service.js';
import { StaffService } from './staff.service.js';

@Controller('staff')
export class StaffController {
  constructor(
    private readonly staff: StaffService,
    private readonly imports: StaffImportService,
  ) {}

  @Get()
  list(@Me() actor: Actor, @Query() query: StaffQuery): Promise<Page<StaffView>> {
    return this.staff.list(actor, query);
  }

  @Post('grants')
  grant(@Call() call: WriteCall, @Body() dto: GrantRoleDto): Promise<GrantView> {
    return this.staff.grant(call, dto);
  }

  @Post('grants/:id/end')
  @HttpCode(200)
  end(@Call() call: WriteCall, @Param('id', ParseUUIDPipe) id: string, @Body() dto: EndRoleDto): Promise<GrantView> {
    return this.staff.end(call, id, dto);
  }

  /** multipart/form-data with the sheet as `file`: xlsx or csv, columns 手机号, 姓名, 角色, 区划代码, 开始, 结束. All or nothing. */
  @Post('import')
  @HttpCode(200)
  import(@Call() call: WriteCall, @Query() { dryRun }: ImportStaffQuery, @Req() request: FastifyRequest): Promise<ImportResult> {
    return this.imports.run(call, request, dryRun === 'true');
  }
}
