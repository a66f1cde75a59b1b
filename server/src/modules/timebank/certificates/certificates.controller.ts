import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import {
  CertificateDeskQuery,
  CertificateLineView,
  CertificatePreviewView,
  CertificateReasonDto,
  CertificateSpanQuery,
  CertificateStartView,
  CertificateView,
  CheckPaperDto,
  CreateCertificateDto,
  IssueCertificateDto,
  PublicCertificateView,
} from '@linli/shared/timebank-certificates.dto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../common/actor.js';
import { Call, Me, Public } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import { RateLimits } from '../../../common/rate-limits.js';
import type { WriteCall } from '../../../common/writes.js';
import { CertificateFiles } from './certificate-files.js';
import { PublicCertificates } from './certificates.public.js';
import { CertificateReader } from './certificates.reader.js';
import { CertificatesService } from './certificates.service.js';

const HOUR = 3_600_000;
const FILES_AN_HOUR = 30;

@Controller('certificates')
export class CertificatesController {
  constructor(
    private readonly certificates: CertificatesService,
    private readonly reader: CertificateReader,
    private readonly files: CertificateFiles,
    private readonly limits: RateLimits,
  ) {}

  @Get('start')
  start(@Me() me: Actor): Promise<CertificateStartView> {
    return this.reader.start(me);
  }

  @Get('preview')
  preview(@Me() me: Actor, @Query() query: CertificateSpanQuery): Promise<CertificatePreviewView> {
    return this.reader.preview(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor, @Query() query: PageQuery): Promise<Page<CertificateView>> {
    return this.reader.mine(me, query);
  }

  @Get('desk')
  desk(@Me() me: Actor, @Query() query: CertificateDeskQuery): Promise<Page<CertificateView>> {
    return this.reader.desk(me, query);
  }

  @Post()
  apply(@Call() call: WriteCall, @Body() dto: CreateCertificateDto): Promise<CertificateView> {
    return this.certificates.apply(call, dto);
  }

  @Get(':id')
  find(@Me() me: Actor, @Id() id: string): Promise<CertificateView> {
    return this.reader.one(me, id);
  }

  @Get(':id/lines')
  lines(@Me() me: Actor, @Id() id: string, @Query() query: PageQuery): Promise<Page<CertificateLineView>> {
    return this.reader.lines(me, id, query);
  }

  @Get(':id/pdf')
  async pdf(@Me() me: Actor, @Id() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    this.limits.take(`certificate:${me.personId}`, FILES_AN_HOUR, HOUR);
    const { name, bytes } = await this.files.pdf(me, id);
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      length: bytes.length,
      disposition: `attachment; filename="certificate.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string): Promise<CertificateView> {
    return this.certificates.withdraw(call, id);
  }

  @Post(':id/check')
  @HttpCode(200)
  check(@Call() call: WriteCall, @Id() id: string, @Body() dto: CheckPaperDto): Promise<CertificateView> {
    return this.certificates.check(call, id, dto);
  }

  @Post(':id/issue')
  @HttpCode(200)
  issue(@Call() call: WriteCall, @Id() id: string, @Body() dto: IssueCertificateDto): Promise<CertificateView> {
    return this.certificates.issue(call, id, dto);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Id() id: string, @Body() dto: CertificateReasonDto): Promise<CertificateView> {
    return this.certificates.refuse(call, id, dto);
  }

  @Post(':id/void')
  @HttpCode(200)
  void(@Call() call: WriteCall, @Id() id: string, @Body() dto: CertificateReasonDto): Promise<CertificateView> {
    return this.certificates.void(call, id, dto);
  }
}

/** Without signing in. */
@Public({ ignoreToken: true })
@Controller('public/certificates')
export class PublicCertificatesController {
  constructor(private readonly certificates: PublicCertificates) {}

  @Get(':number')
  check(@Req() request: FastifyRequest, @Param('number') number: string): Promise<PublicCertificateView> {
    return this.certificates.check(request.ip, number);
  }
}
