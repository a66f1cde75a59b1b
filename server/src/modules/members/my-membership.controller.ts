import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { EnrolDto, MyMemberView, SetHoursDto, UpdateMemberDto } from '@linli/shared/members.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import type { WriteCall } from '../../common/writes.js';
import { Enrolment } from './enrolment.service.js';

@Controller('members/me')
export class MyMembershipController {
  constructor(private readonly enrolment: Enrolment) {}

  @Get()
  view(@Me() me: Actor): Promise<MyMemberView> {
    return this.enrolment.me(me);
  }

  @Post('enrol')
  @HttpCode(200)
  enrol(@Call() call: WriteCall, @Body() dto: EnrolDto): Promise<MyMemberView> {
    return this.enrolment.enrol(call, dto);
  }

  @Patch()
  update(@Call() call: WriteCall, @Body() dto: UpdateMemberDto): Promise<MyMemberView> {
    return this.enrolment.update(call, dto);
  }

  @Put('hours')
  setHours(@Call() call: WriteCall, @Body() { hours }: SetHoursDto): Promise<MyMemberView> {
    return this.enrolment.setHours(call, hours);
  }

  @Post('leave')
  @HttpCode(200)
  leave(@Call() call: WriteCall): Promise<MyMemberView> {
    return this.enrolment.leave(call);
  }

  @Post('party/claim')
  @HttpCode(200)
  claimParty(@Call() call: WriteCall): Promise<MyMemberView> {
    return this.enrolment.claimParty(call);
  }

  @Post('party/drop')
  @HttpCode(200)
  dropParty(@Call() call: WriteCall): Promise<MyMemberView> {
    return this.enrolment.dropParty(call);
  }
}
