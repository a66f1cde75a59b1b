import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import {
  AddTeamMemberDto,
  CreateServiceTeamDto,
  ServiceTeamMemberView,
  ServiceTeamQuery,
  ServiceTeamView,
  SetTeamLeaderDto,
  UpdateServiceTeamDto,
} from '@linli/shared/members.dto';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { notFound } from '../../common/errors.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { TeamBook } from './team-book.service.js';

@Controller('service-teams')
export class ServiceTeamsController {
  constructor(private readonly teams: TeamBook) {}

  @Get()
  list(@Me() me: Actor, @Query() query: ServiceTeamQuery): Promise<Page<ServiceTeamView>> {
    return this.teams.list(me, query);
  }

  @Get('mine')
  mine(@Me() me: Actor): Promise<ServiceTeamView[]> {
    return this.teams.mine(me);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() dto: CreateServiceTeamDto): Promise<ServiceTeamView> {
    return this.teams.create(call, dto);
  }

  @Get(':id')
  find(@Me() me: Actor, @Id() id: string): Promise<ServiceTeamView> {
    return this.teams.find(me, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() dto: UpdateServiceTeamDto): Promise<ServiceTeamView> {
    return this.teams.update(call, id, dto);
  }

  @Post(':id/retire')
  @HttpCode(200)
  retire(@Call() call: WriteCall, @Id() id: string): Promise<ServiceTeamView> {
    return this.teams.retire(call, id, true);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  reopen(@Call() call: WriteCall, @Id() id: string): Promise<ServiceTeamView> {
    return this.teams.retire(call, id, false);
  }

  @Post(':id/join')
  @HttpCode(200)
  join(@Call() call: WriteCall, @Id() id: string): Promise<ServiceTeamView> {
    return this.teams.join(call, id);
  }

  @Post(':id/leave')
  @HttpCode(200)
  leave(@Call() call: WriteCall, @Id() id: string): Promise<ServiceTeamView> {
    return this.teams.leave(call, id);
  }

  @Post(':id/leader')
  @HttpCode(200)
  setLeader(@Call() call: WriteCall, @Id() id: string, @Body() dto: SetTeamLeaderDto): Promise<ServiceTeamView> {
    return this.teams.setLeader(call, id, dto);
  }

  @Get(':id/members')
  members(@Me() me: Actor, @Id() id: string, @Query() query: PageQuery): Promise<Page<ServiceTeamMemberView>> {
    return this.teams.members(me, id, query);
  }

  @Post(':id/members')
  @HttpCode(200)
  add(@Call() call: WriteCall, @Id() id: string, @Body() dto: AddTeamMemberDto): Promise<ServiceTeamView> {
    return this.teams.add(call, id, dto);
  }

  @Post(':id/members/:personId/remove')
  @HttpCode(200)
  remove(
    @Call() call: WriteCall,
    @Id() id: string,
    @Param('personId', new ParseUUIDPipe({ exceptionFactory: () => notFound() })) personId: string,
  ): Promise<ServiceTeamView> {
    return this.teams.remove(call, id, personId);
  }
}
