import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  MemberReasonDto,
  QualificationQuery,
  QualificationView,
  SubmitQualificationDto,
  VerifyQualificationDto,
} from '@linli/shared/members.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { Qualifications } from './qualifications.service.js';

@Controller('qualifications')
export class QualificationsController {
  constructor(private readonly qualifications: Qualifications) {}

  @Get()
  list(@Me() me: Actor, @Query() query: QualificationQuery): Promise<Page<QualificationView>> {
    return this.qualifications.list(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor): Promise<QualificationView[]> {
    return this.qualifications.mine(me);
  }

  @Post()
  submit(@Call() call: WriteCall, @Body() dto: SubmitQualificationDto): Promise<QualificationView> {
    return this.qualifications.submit(call, dto);
  }

  @Get(':id')
  find(@Me() me: Actor, @Id() id: string): Promise<QualificationView> {
    return this.qualifications.find(me, id);
  }

  @Post(':id/verify')
  @HttpCode(200)
  verify(@Call() call: WriteCall, @Id() id: string, @Body() { expiresOn }: VerifyQualificationDto): Promise<QualificationView> {
    return this.qualifications.verify(call, id, expiresOn);
  }

  @Post(':id/reject')
  @HttpCode(200)
  reject(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: MemberReasonDto): Promise<QualificationView> {
    return this.qualifications.decide(call, id, 'reject', reason);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  revoke(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: MemberReasonDto): Promise<QualificationView> {
    return this.qualifications.decide(call, id, 'revoke', reason);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Call() call: WriteCall, @Id() id: string): Promise<QualificationView> {
    return this.qualifications.withdraw(call, id);
  }
}
