import { Body, Controller, Get, Patch, Post, Query, Redirect } from '@nestjs/common';
import type { Page } from '@linli/shared/page';
import { CheckpointQuery, CheckpointView, CreateCheckpointDto, UpdateCheckpointDto } from '@linli/shared/patrols.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me, Public } from '../../common/auth.guard.js';
import { Id } from '../../common/id.js';
import type { WriteCall } from '../../common/writes.js';
import { CheckpointsService } from './checkpoints.service.js';

@Controller('checkpoints')
export class CheckpointsController {
  constructor(private readonly checkpoints: CheckpointsService) {}

  @Get()
  list(@Me() me: Actor, @Query() query: CheckpointQuery): Promise<Page<CheckpointView>> {
    return this.checkpoints.list(me, query);
  }

  @Post()
  create(@Call() call: WriteCall, @Body() dto: CreateCheckpointDto): Promise<CheckpointView> {
    return this.checkpoints.create(call, dto);
  }

  @Patch(':id')
  update(@Call() call: WriteCall, @Id() id: string, @Body() dto: UpdateCheckpointDto): Promise<CheckpointView> {
    return this.checkpoints.update(call, id, dto);
  }
}

/** The link a printed checkpoint holds. Who walks reads it within a patrol; a passer-by who scans it comes to the front door. */
@Controller('c')
export class ScannedCheckpointController {
  @Get(':code')
  @Public({ ignoreToken: true })
  @Redirect('/', 302)
  open(): void {
    return;
  }
}
