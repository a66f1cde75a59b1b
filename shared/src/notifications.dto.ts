/*
 * Routes, under /api/v1, all for the person signed in and about their own:
 *   GET  /notifications?topic&unread   Page<MessageView>, newest first        GET  /notifications/count      MessageCountView
 *   POST /notifications/:id/read       → MessageCountView                      POST /notifications/read       ReadAllDto → MessageCountView
 *   GET  /notifications/settings       MessageSettingView[]                    PUT  /notifications/settings   UpdateMessageSettingDto → MessageSettingView[]
 *   GET  /notifications/templates      WechatTemplateView[]                    POST /notifications/grants     WechatGrantsDto → WechatTemplateView[]
 */
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { GRANT_RESULTS, MESSAGE_TOPICS, TEMPLATE_KEYS, type GrantResult, type MessageTopic, type TemplateKey } from './notifications.js';
import { PageQuery } from './page.dto.js';

export class MessageQuery extends PageQuery {
  @IsOptional()
  @IsIn(MESSAGE_TOPICS)
  topic?: MessageTopic;

  @IsOptional()
  @IsIn(['true'])
  unread?: 'true';
}
export class MessageView {
  id: string;
  topic: MessageTopic;
  /** report.accept … */
  kind: string;
  title: string;
  body: string;
  /** the page it is about: /features/reports/pages/detail/index?id=… */
  path: string | null;
  urgent: boolean;
  /** when it happened */
  at: string;
  read: boolean;
}
export class TopicCountView {
  topic: MessageTopic;
  count: number;
}
export class MessageCountView {
  /** exact below 100 */
  unread: number;
  topics: TopicCountView[];
}
export class ReadAllDto {
  /** those of one topic; left out: all */
  @IsOptional()
  @IsIn(MESSAGE_TOPICS)
  topic?: MessageTopic;
}
export class MessageSettingView {
  topic: MessageTopic;
  label: string;
  /** stands in the message centre whatever is switched */
  owed: boolean;
  inApp: boolean;
  wechat: boolean;
  /** several at once as one */
  digest: boolean;
}
export class UpdateMessageSettingDto {
  @IsIn(MESSAGE_TOPICS)
  topic: MessageTopic;

  @IsOptional()
  @IsBoolean()
  inApp?: boolean;

  @IsOptional()
  @IsBoolean()
  wechat?: boolean;

  @IsOptional()
  @IsBoolean()
  digest?: boolean;
}
export class WechatTemplateView {
  key: TemplateKey;
  title: string;
  /** what wx.requestSubscribeMessage is asked with */
  templateId: string;
  /** messages the person has allowed and that were not sent yet */
  remaining: number;
}
export class WechatGrantDto {
  @IsIn(TEMPLATE_KEYS)
  templateKey: TemplateKey;

  @IsIn(GRANT_RESULTS)
  result: GrantResult;
}
/** What wx.requestSubscribeMessage answered, template by template. */
export class WechatGrantsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique((grant: WechatGrantDto | null) => grant?.templateKey)
  @ValidateNested({ each: true })
  @Type(() => WechatGrantDto)
  results: WechatGrantDto[];
}
