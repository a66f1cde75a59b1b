import { Body, Controller, Get, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  DonateDto,
  type DonationView,
  type GiftRelativesView,
  type GiftView,
  GiveDto,
  type PoolDonationView,
  type PoolView,
  StatementCheckQuery,
  type StatementCheckView,
  StatementFileQuery,
  type StatementLineView,
  type StatementMonthView,
  StatementQuery,
  type WalletView,
} from '@linli/shared/timebank-wallet.dto';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../common/actor.js';
import { Call, Me, Public } from '../../../common/auth.guard.js';
import type { WriteCall } from '../../../common/writes.js';
import { DonationsService } from './donations.service.js';
import { GiftsService } from './gifts.service.js';
import { PoolsService } from './pools.service.js';
import { StatementFiles } from './statement-files.service.js';
import { StatementService } from './statement.service.js';
import { WalletService } from './wallet.service.js';

const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf' } as const;

@Controller('timebank')
export class WalletController {
  constructor(
    private readonly wallets: WalletService,
    private readonly statements: StatementService,
    private readonly files: StatementFiles,
    private readonly givings: GiftsService,
    private readonly donations: DonationsService,
    private readonly pools: PoolsService,
  ) {}

  @Get('wallet')
  wallet(@Me() me: Actor): Promise<WalletView> {
    return this.wallets.view(me);
  }

  @Get('statement')
  statement(@Me() me: Actor, @Query() query: StatementQuery): Promise<Page<StatementLineView>> {
    return this.statements.lines(me, query);
  }

  @Get('statement/months')
  months(@Me() me: Actor): Promise<StatementMonthView[]> {
    return this.statements.months(me);
  }

  @Get('statement/file')
  async file(
    @Me() me: Actor,
    @Query() query: StatementFileQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.files.make(me, query);
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, {
      type: TYPES[query.format],
      length: bytes.length,
      disposition: `attachment; filename="statement.${query.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  @Post('donations')
  donate(@Call() call: WriteCall, @Body() body: DonateDto): Promise<DonationView> {
    return this.donations.donate(call, body);
  }

  @Get('relatives')
  relatives(@Me() me: Actor): Promise<GiftRelativesView> {
    return this.givings.relatives(me);
  }

  @Post('gifts')
  give(@Call() call: WriteCall, @Body() body: GiveDto): Promise<GiftView> {
    return this.givings.give(call, body);
  }

  @Get('pools/:areaCode')
  pool(@Param('areaCode') areaCode: string): Promise<PoolView> {
    return this.pools.view(areaCode);
  }

  @Get('pools/:areaCode/donations')
  donors(@Param('areaCode') areaCode: string, @Query() query: PageQuery): Promise<Page<PoolDonationView>> {
    return this.pools.donations(areaCode, query);
  }
}

@Public()
@Controller('public/statements')
export class PublicStatementsController {
  constructor(private readonly files: StatementFiles) {}

  @Get(':no')
  check(@Param('no') no: string, @Query() { code }: StatementCheckQuery): Promise<StatementCheckView> {
    return this.files.check(no, code);
  }
}
