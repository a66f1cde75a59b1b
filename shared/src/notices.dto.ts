/*
 * Routes, under /api/v1 (○ = open to everybody):
 *   GET  /notices?areaCode ○      NoticeQuery → Page<NoticeView>: what is on now for one's own community, or for the area asked for
 *   GET  /notices/desk?state      NoticeDeskQuery → Page<NoticeView>, of the areas one writes or approves for
 *   GET  /notices/:id ○           NoticeView                    POST /notices   CreateNoticeDto → NoticeView
 *   POST /notices/:id/revise      ReviseNoticeDto → NoticeView  POST /notices/:id/approve ApproveNoticeDto, /withdraw · POST /notices/:id/refuse  RefuseNoticeDto
 */
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import {
  NOTICE_STATES,
  NOTICE_TEXT_MAX,
  NOTICE_TEXT_MIN,
  NOTICE_TITLE_MAX,
  NOTICE_TITLE_MIN,
  type NoticeAction,
  type NoticeState,
} from './notices.js';
import { PageQuery } from './page.dto.js';
import { REASON_MAX, REASON_MIN } from './reports.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ReviseNoticeDto {
  @IsString()
  @Length(NOTICE_TITLE_MIN, NOTICE_TITLE_MAX)
  title: string;

  @IsString()
  @Length(NOTICE_TEXT_MIN, NOTICE_TEXT_MAX)
  text: string;

  /** a district, street or community */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  @Matches(DAY)
  from: string;

  /** the last day */
  @Matches(DAY)
  to: string;
}
export class CreateNoticeDto extends ReviseNoticeDto {
  @IsClientId()
  id: string;
}
/** The words that were read: `version` of the view. They may have been changed since. */
export class ApproveNoticeDto {
  @IsOptional()
  @IsString()
  @Matches(/^[0-9a-f]{16}$/)
  version?: string;
}
export class RefuseNoticeDto {
  @IsString()
  @Length(REASON_MIN, REASON_MAX)
  reason: string;
}
export class NoticeQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class NoticeDeskQuery extends PageQuery {
  @IsOptional()
  @IsIn(NOTICE_STATES)
  state?: NoticeState;
}
export class NoticeView {
  id: string;
  title: string;
  text: string;
  areaCode: string;
  /** 滨江街道 · 万福社区 */
  areaText: string;
  from: string;
  to: string;
  state: NoticeState;
  /** is shown to people today */
  on: boolean;
  publishedAt: string | null;
  createdAt: string;
  /** for those who write: why it came back */
  refuseReason: string | null;
  /** for those who write: the caller wrote it */
  mine: boolean;
  /** changes with the words, the area and the days: whoever approves says what they have read */
  version: string;
  actions: NoticeAction[];
}
