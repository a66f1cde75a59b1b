import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Put, Query } from '@nestjs/common';
import { CreateTeamDto, SetTeamMembersDto, TeamQuery, TeamView, UpdateTeamDto } from '@linli/shared/accounts.dto';
import type { Page } from '@linli/shared/page';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import type { WriteCall } from '../../common/writes.js';
import { TeamsService } from './teams.service.js';

@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  list(@Me() actor: Actor, @Query() query: TeamQuery): Promise<Page<TeamView>> {
    return this.teams.list(actor, query);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() dto: CreateTeamDto): Promise<TeamView> {
    return this.teams.create(call, dto);
  }

  @Get(':id')
  find(@Me() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<TeamView> {
    return this.teams.find(actor, id);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Param('id', ParseUUIDPipe) id: string, @Body() dto: UpdateTeamDto): Promise<TeamView> {
    return this.teams.update(call, id, dto);
  }

  @Put(':id/members')
  setMembers(@Call() call: WriteCall, @Param('id', ParseUUIDPipe) id: string, @Body() dto: SetTeamMembersDto): Promise<TeamView> {
    return this.teams.setMembers(call, id, dto);
  }
}
