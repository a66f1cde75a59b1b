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
import { Call, Public } from '../../common/auth.guard.js';
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
    // A login code cannot be guessed, and a whole hall may sit behind one address.
    this.limits.take(`wechat:${address}`, this.config.limits.perAddress);
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

  /** Adds the WeChat phone, or joins the account that has it: the session then belongs to that person. The tokens before stay good. */
  @Post('wechat/phone')
  @HttpCode(200)
  addPhone(@Call() call: WriteCall, @Body() { code }: WechatPhoneDto): Promise<SessionView> {
    return this.signIn.addPhone(call, code);
  }

  /** Knows the session by its refresh token: it works when the access token is over, and twice. */
  @Post('logout')
  @HttpCode(204)
  @Public({ ignoreToken: true })
  logout(@Body() { refreshToken }: RefreshDto): Promise<void> {
    return this.sessions.logout(refreshToken);
  }

  private limitSignIns(address: string): void {
    this.limits.take(`sign-in:${address}`, this.config.limits.signInsPerAddress);
  }
}
