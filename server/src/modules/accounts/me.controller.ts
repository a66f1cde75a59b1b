import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { CloseAccountDto, ClosingView, MeView, SetConsentDto, UpdateMeDto } from '@linli/shared/accounts.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me } from '../../common/auth.guard.js';
import { RateLimits } from '../../common/rate-limits.js';
import type { WriteCall } from '../../common/writes.js';
import { ClosingService } from './closing.service.js';
import { MeService } from './me.service.js';

const HOUR = 3_600_000;
const EXPORTS_AN_HOUR = 6;

@Controller('me')
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly closing: ClosingService,
    private readonly limits: RateLimits,
  ) {}

  @Get()
  view(@Me() actor: Actor): Promise<MeView> {
    return this.me.view(actor);
  }

  @Patch()
  update(@Call() call: WriteCall, @Body() change: UpdateMeDto): Promise<MeView> {
    return this.me.update(call, change);
  }

  @Put('consents')
  setConsent(@Call() call: WriteCall, @Body() consent: SetConsentDto): Promise<MeView> {
    return this.me.setConsent(call, consent);
  }

  @Get('data')
  everything(@Me() actor: Actor): Promise<Record<string, unknown>> {
    this.limits.take(`export:${actor.personId}`, EXPORTS_AN_HOUR, HOUR);
    return this.me.everything(actor);
  }

  @Get('closing')
  whatClosingDoes(@Me() actor: Actor): Promise<ClosingView> {
    return this.closing.view(actor);
  }

  @Post('close')
  @HttpCode(204)
  async close(@Call() call: WriteCall, @Body() body: CloseAccountDto): Promise<void> {
    await this.closing.close(call, body);
  }
}
