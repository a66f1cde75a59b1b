import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import {
  CreatePolicyDto,
  EditPolicyDto,
  type PolicyCardView,
  PolicyListQuery,
  type PolicyView,
  PublishPolicyDto,
  RulesQuery,
  type RulesView,
  TryPolicyDto,
} from '@linli/shared/timebank-policies.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me, Perhaps, Public } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { PoliciesEditing } from './policies.editing.js';
import { PoliciesReader } from './policies.reader.js';

@Controller('timebank')
export class PoliciesController {
  constructor(
    private readonly editing: PoliciesEditing,
    private readonly reader: PoliciesReader,
  ) {}

  @Get('rules')
  @Public()
  rules(@Perhaps() actor: Actor | null, @Query() query: RulesQuery): Promise<RulesView> {
    return this.reader.rules(actor, query);
  }

  @Get('policies')
  list(@Me() me: Actor, @Query() query: PolicyListQuery): Promise<Page<PolicyCardView>> {
    return this.reader.list(me, query);
  }

  @Post('policies')
  create(@Call() call: WriteCall, @Body() body: CreatePolicyDto): Promise<PolicyView> {
    return this.editing.create(call, body);
  }

  @Get('policies/:id')
  one(@Me() me: Actor, @Id() id: string): Promise<PolicyView> {
    return this.reader.one(me, id);
  }

  @Put('policies/:id')
  edit(@Call() call: WriteCall, @Id() id: string, @Body() body: EditPolicyDto): Promise<PolicyView> {
    return this.editing.edit(call, id, body);
  }

  @Post('policies/:id/try')
  @HttpCode(200)
  dryRun(@Call() call: WriteCall, @Id() id: string, @Body() body: TryPolicyDto): Promise<PolicyView> {
    return this.editing.dryRun(call, id, body);
  }

  @Post('policies/:id/publish')
  @HttpCode(200)
  publish(@Call() call: WriteCall, @Id() id: string, @Body() body: PublishPolicyDto): Promise<PolicyView> {
    return this.editing.publish(call, id, body);
  }

  @Post('policies/:id/discard')
  @HttpCode(200)
  discard(@Call() call: WriteCall, @Id() id: string): Promise<PolicyView> {
    return this.editing.discard(call, id);
  }
}
