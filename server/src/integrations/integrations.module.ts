import { Module } from '@nestjs/common';
import { SmsService } from './sms/sms.service.js';
import { SubscribeMessages } from './wechat/subscribe-messages.service.js';
import { WechatService } from './wechat/wechat.service.js';

/** The outside world. */
@Module({ providers: [WechatService, SubscribeMessages, SmsService], exports: [WechatService, SubscribeMessages, SmsService] })
export class IntegrationsModule {}
