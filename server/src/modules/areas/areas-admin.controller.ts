import { Body, Controller, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import {
  AreaView,
  CreateAreaDto,
  ImportAreasDto,
  ImportResult,
  ImportShapesDto,
  LevelLabelDto,
  RedrawAreaDto,
  UpdateAreaDto,
  UpdateLevelLabelsDto,
} from '@linli/shared/areas.dto';
import { Call } from '../../common/auth.guard.js';
import { LargeBody, MEBIBYTE } from '../../common/large-body.js';
import type { WriteCall } from '../../common/writes.js';
import { AreasAdminService } from './areas-admin.service.js';
import { AreasImportService } from './areas-import.service.js';

@Controller('areas')
export class AreasAdminController {
  constructor(
    private readonly admin: AreasAdminService,
    private readonly imports: AreasImportService,
  ) {}

  @Post()
  create(@Call() call: WriteCall, @Body() dto: CreateAreaDto): Promise<AreaView> {
    return this.admin.create(call, dto);
  }

  @Post('import')
  @HttpCode(200)
  @LargeBody(2 * MEBIBYTE)
  importAreas(@Call() call: WriteCall, @Body() dto: ImportAreasDto): Promise<ImportResult> {
    return this.imports.importAreas(call, dto);
  }

  @Post('shapes')
  @HttpCode(200)
  @LargeBody(16 * MEBIBYTE)
  importShapes(@Call() call: WriteCall, @Body() dto: ImportShapesDto): Promise<ImportResult> {
    return this.imports.importShapes(call, dto);
  }

  @Patch(':code')
  update(@Call() call: WriteCall, @Param('code') code: string, @Body() dto: UpdateAreaDto): Promise<AreaView> {
    return this.admin.update(call, code, dto);
  }

  @Post(':code/retire')
  @HttpCode(200)
  retire(@Call() call: WriteCall, @Param('code') code: string): Promise<AreaView> {
    return this.admin.retire(call, code);
  }

  @Post(':code/redraw')
  redraw(@Call() call: WriteCall, @Param('code') code: string, @Body() dto: RedrawAreaDto): Promise<AreaView> {
    return this.admin.redraw(call, code, dto);
  }

  @Put(':code/level-labels')
  setLevelLabels(@Call() call: WriteCall, @Param('code') code: string, @Body() dto: UpdateLevelLabelsDto): Promise<LevelLabelDto[]> {
    return this.admin.setLevelLabels(call, code, dto);
  }
}
