import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  GrantContactDto,
  MembershipReasonDto,
  UnitContactView,
  UnitFiguresQuery,
  UnitFiguresView,
  UnitMemberQuery,
  UnitMemberView,
  UnitSummaryQuery,
} from '@linli/shared/units.dto';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import { Id } from '../../common/id.js';
import { RateLimits } from '../../common/rate-limits.js';
import type { WriteCall } from '../../common/writes.js';
import { UnitContacts } from './contacts.service.js';
import { Memberships } from './memberships.service.js';
import { Summaries } from './summaries.service.js';

const HOUR = 3_600_000;
const FILES_AN_HOUR = 30;
const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pdf: 'application/pdf' } as const;
const Other = (name: string) => Param(name, new ParseUUIDPipe({ exceptionFactory: () => notFound() }));

/** The page of a unit's contact: who reported through it, what they did, and who its contacts are. */
@Controller('units/:id')
export class UnitContactController {
  constructor(
    private readonly memberships: Memberships,
    private readonly summaries: Summaries,
    private readonly contacts: UnitContacts,
    private readonly limits: RateLimits,
  ) {}

  @Get('members')
  members(@Me() me: Actor, @Id() id: string, @Query() query: UnitMemberQuery): Promise<Page<UnitMemberView>> {
    return this.memberships.members(me, id, query);
  }

  @Post('members/:personId/confirm')
  @HttpCode(200)
  confirm(@Call() call: WriteCall, @Id() id: string, @Other('personId') personId: string): Promise<UnitMemberView> {
    return this.memberships.decide(call, id, personId, 'confirm', null);
  }

  @Post('members/:personId/refuse')
  @HttpCode(200)
  refuse(
    @Call() call: WriteCall,
    @Id() id: string,
    @Other('personId') personId: string,
    @Body() { reason }: MembershipReasonDto,
  ): Promise<UnitMemberView> {
    return this.memberships.decide(call, id, personId, 'refuse', reason);
  }

  @Post('members/:personId/end')
  @HttpCode(200)
  end(
    @Call() call: WriteCall,
    @Id() id: string,
    @Other('personId') personId: string,
    @Body() { reason }: MembershipReasonDto,
  ): Promise<UnitMemberView> {
    return this.memberships.decide(call, id, personId, 'end', reason);
  }

  @Get('figures')
  figures(@Me() me: Actor, @Id() id: string, @Query() { half }: UnitFiguresQuery): Promise<UnitFiguresView> {
    return this.summaries.figures(me, id, half);
  }

  @Get('summary')
  async summary(
    @Me() me: Actor,
    @Id() id: string,
    @Query() { half, format }: UnitSummaryQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    this.limits.take(`summary:${me.personId}`, FILES_AN_HOUR, HOUR);
    const { name, bytes } = await this.summaries.file(me, id, half, format);
    reply.header('cache-control', 'no-store');
    reply.header('x-content-type-options', 'nosniff');
    return new StreamableFile(bytes, {
      type: TYPES[format],
      length: bytes.length,
      disposition: `attachment; filename="summary.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  @Get('contacts')
  list(@Me() me: Actor, @Id() id: string): Promise<UnitContactView[]> {
    return this.contacts.list(me, id);
  }

  @Post('contacts')
  grant(@Call() call: WriteCall, @Id() id: string, @Body() dto: GrantContactDto): Promise<UnitContactView> {
    return this.contacts.grant(call, id, dto);
  }

  @Post('contacts/:grantId/end')
  @HttpCode(200)
  endContact(@Call() call: WriteCall, @Id() id: string, @Other('grantId') grantId: string): Promise<UnitContactView> {
    return this.contacts.end(call, id, grantId);
  }
}
