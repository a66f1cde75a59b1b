import { Body, Controller, HttpCode, Ip, Post } from '@nestjs/common';
import {
  RefreshDto,
  SendSmsDto,
  SessionView,
  SmsSentView,
  VerifySmsDto,
  WechatPhoneDto,
  WechatSignInDto,
} from '@linli/shared/accounts.dto';
import type { Actor } from '../../common/actor.js';
import { Call, Me, Public } from '../../common/auth.guard.js';
import { RateLimits } from '../../common/rate-limits.js';
import type { WriteCall } from '../../common/writes.js';
import { Config } from '../../config.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';
import { SmsCodesService } from './sms-codes.service.js';

@Controller('auth')
export class SignInController {
  constructor(
    private readonly signIn: SignInService,
    private readonly smsCodes: SmsCodesService,
    private readonly sessions: SessionsService,
    private readonly limits: RateLimits,
    private readonly config: Config,
  ) {}

  @Post('wechat')
  @HttpCode(200)
  @Public({ ignoreToken: true })
  byWechat(@Body() { code }: WechatSignInDto, @Ip() address: string): Promise<SessionView> {
    this.limitSignIns(address);
    return this.signIn.byWechat(code);
  }

  @Post('sms/send')
  @HttpCode(200)
  @Public({ ignoreToken: true })
  sendSms(@Body() { phone }: SendSmsDto, @Ip() address: string): Promise<SmsSentView> {
    this.limitSignIns(address);
    return this.smsCodes.send(phone, address);
  }

  @Post('sms/verify')
  @HttpCode(200)
  @Public({ ignoreToken: true })
  verifySms(@Body() { phone, code }: VerifySmsDto, @Ip() address: string): Promise<SessionView> {
    this.limitSignIns(address);
    return this.signIn.bySms(phone, code, address);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public({ ignoreToken: true })
  refresh(@Body() { refreshToken }: RefreshDto): Promise<SessionView> {
    return this.sessions.refresh(refreshToken);
  }

  /** Joins or adds the WeChat phone; the tokens stay good. Ask /me afterwards: the person may be another one. */
  @Post('wechat/phone')
  @HttpCode(204)
  addPhone(@Call() call: WriteCall, @Body() { code }: WechatPhoneDto): Promise<void> {
    return this.signIn.addPhone(call, code);
  }

  @Post('sign-out')
  @HttpCode(204)
  signOut(@Me() actor: Actor): Promise<void> {
    return this.signIn.out(actor);
  }

  private limitSignIns(address: string): void {
    this.limits.take(`sign-in:${address}`, this.config.limits.signInsPerAddress);
  }
}
