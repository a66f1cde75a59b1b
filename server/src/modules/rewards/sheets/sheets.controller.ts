import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  HandleSheetDto,
  OwedQuery,
  type OwedView,
  SheetFileQuery,
  type SheetLineView,
  SheetQuery,
  type SheetView,
} from '@linli/shared/rewards-sheets.dto';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import { RateLimits } from '../../../common/rate-limits.js';
import type { WriteCall } from '../../../common/writes.js';
import { SheetsService } from './sheets.service.js';

const HOUR = 3_600_000;
const FILES_AN_HOUR = 60;
const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf' } as const;

@Controller('rewards')
export class SheetsController {
  constructor(
    private readonly sheets: SheetsService,
    private readonly limits: RateLimits,
  ) {}

  @Get('owed')
  owed(@Me() me: Actor, @Query() query: OwedQuery): Promise<OwedView> {
    return this.sheets.owed(me, query);
  }

  @Get('sheets')
  list(@Me() me: Actor, @Query() query: SheetQuery): Promise<Page<SheetView>> {
    return this.sheets.list(me, query);
  }

  @Get('sheets/:id')
  one(@Me() me: Actor, @Id() id: string): Promise<SheetView> {
    return this.sheets.one(me, id);
  }

  @Get('sheets/:id/lines')
  lines(@Me() me: Actor, @Id() id: string, @Query() query: PageQuery): Promise<Page<SheetLineView>> {
    return this.sheets.lines(me, id, query);
  }

  @Get('sheets/:id/file')
  async file(
    @Me() me: Actor,
    @Id() id: string,
    @Query() { format }: SheetFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    this.limits.take(`sheets:${me.personId}`, FILES_AN_HOUR, HOUR);
    const { name, bytes } = await this.sheets.file(me, id, format);
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, {
      type: TYPES[format],
      length: bytes.length,
      disposition: `attachment; filename="sheet.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  @Post('sheets/:id/handle')
  @HttpCode(200)
  handle(@Call() call: WriteCall, @Id() id: string, @Body() { note }: HandleSheetDto): Promise<SheetView> {
    return this.sheets.handle(call, id, note);
  }
}
