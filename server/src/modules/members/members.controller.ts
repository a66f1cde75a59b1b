import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  AddRelativeDto,
  InsureDto,
  MemberDetailView,
  MemberQuery,
  MemberReasonDto,
  MemberRowView,
  RelativeView,
  SuspendDto,
} from '@linli/shared/members.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import type { WriteCall } from '../../common/writes.js';
import { MemberDesk } from './member-desk.service.js';
import { Relatives } from './relatives.service.js';

const Person = (name = 'personId') => Param(name, new ParseUUIDPipe({ exceptionFactory: () => notFound() }));

@Controller('members')
export class MembersController {
  constructor(
    private readonly desk: MemberDesk,
    private readonly relatives: Relatives,
  ) {}

  @Get()
  list(@Me() me: Actor, @Query() query: MemberQuery): Promise<Page<MemberRowView>> {
    return this.desk.list(me, query);
  }

  @Get(':personId')
  find(@Me() me: Actor, @Person() personId: string): Promise<MemberDetailView> {
    return this.desk.find(me, personId);
  }

  @Post(':personId/approve')
  @HttpCode(200)
  approve(@Call() call: WriteCall, @Person() personId: string): Promise<MemberDetailView> {
    return this.desk.decide(call, personId, 'approve', null);
  }

  @Post(':personId/refuse')
  @HttpCode(200)
  refuse(@Call() call: WriteCall, @Person() personId: string, @Body() { reason }: MemberReasonDto): Promise<MemberDetailView> {
    return this.desk.decide(call, personId, 'refuse', reason);
  }

  @Post(':personId/suspend')
  @HttpCode(200)
  suspend(@Call() call: WriteCall, @Person() personId: string, @Body() dto: SuspendDto): Promise<MemberDetailView> {
    return this.desk.suspend(call, personId, dto);
  }

  @Post(':personId/restore')
  @HttpCode(200)
  restore(@Call() call: WriteCall, @Person() personId: string): Promise<MemberDetailView> {
    return this.desk.decide(call, personId, 'restore', null);
  }

  @Post(':personId/insure')
  @HttpCode(200)
  insure(@Call() call: WriteCall, @Person() personId: string, @Body() { until }: InsureDto): Promise<MemberDetailView> {
    return this.desk.insure(call, personId, until ?? null);
  }

  @Post(':personId/party/confirm')
  @HttpCode(200)
  confirmParty(@Call() call: WriteCall, @Person() personId: string): Promise<MemberDetailView> {
    return this.desk.decideParty(call, personId, true, null);
  }

  @Post(':personId/party/refuse')
  @HttpCode(200)
  refuseParty(@Call() call: WriteCall, @Person() personId: string, @Body() { reason }: MemberReasonDto): Promise<MemberDetailView> {
    return this.desk.decideParty(call, personId, false, reason);
  }

  @Get(':personId/relatives')
  listRelatives(@Me() me: Actor, @Person() personId: string): Promise<RelativeView[]> {
    return this.relatives.list(me, personId);
  }

  @Post(':personId/relatives')
  @HttpCode(200)
  addRelative(@Call() call: WriteCall, @Person() personId: string, @Body() dto: AddRelativeDto): Promise<RelativeView[]> {
    return this.relatives.add(call, personId, dto);
  }

  @Post(':personId/relatives/:relativeId/end')
  @HttpCode(200)
  endRelative(@Call() call: WriteCall, @Person() personId: string, @Person('relativeId') relativeId: string): Promise<RelativeView[]> {
    return this.relatives.end(call, personId, relativeId);
  }
}
