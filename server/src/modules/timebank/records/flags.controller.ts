import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { PageQuery } from '@linli/shared/page.dto';
import { ClearFlagDto, FlagQuery, type FlagRecordView, type FlagView, UpholdFlagDto } from '@linli/shared/timebank-records.dto';
import type { Actor } from '../../../common/actor.js';
import { Call, Me } from '../../../common/auth.guard.js';
import { Id } from '../../../common/id.js';
import type { WriteCall } from '../../../common/writes.js';
import { FlagDesk } from './flags.desk.js';

@Controller('timebank/flags')
export class FlagsController {
  constructor(private readonly flags: FlagDesk) {}

  @Get()
  list(@Me() me: Actor, @Query() query: FlagQuery): Promise<Page<FlagView>> {
    return this.flags.list(me, query);
  }

  @Get(':id')
  one(@Me() me: Actor, @Id() id: string): Promise<FlagView> {
    return this.flags.one(me, id);
  }

  @Get(':id/records')
  records(@Me() me: Actor, @Id() id: string, @Query() query: PageQuery): Promise<Page<FlagRecordView>> {
    return this.flags.records(me, id, query);
  }

  @Post(':id/clear')
  @HttpCode(200)
  clear(@Call() call: WriteCall, @Id() id: string, @Body() { reason }: ClearFlagDto): Promise<FlagView> {
    return this.flags.clear(call, id, reason);
  }

  @Post(':id/uphold')
  @HttpCode(200)
  uphold(@Call() call: WriteCall, @Id() id: string, @Body() body: UpholdFlagDto): Promise<FlagView> {
    return this.flags.uphold(call, id, body);
  }
}
