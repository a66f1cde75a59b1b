import { Module } from '@nestjs/common';
import { SmsService } from './sms/sms.service.js';
import { WechatService } from './wechat/wechat.service.js';

/** The outside world. */
@Module({ providers: [WechatService, SmsService], exports: [WechatService, SmsService] })
export class IntegrationsModule {}
