/*
 * Routes, under /api/v1
 * auth      POST /auth/wechat · /auth/sms/send · /auth/sms/verify · /auth/wechat/phone (signed in) · /auth/refresh · /auth/logout · GET /auth/demo-people · POST /auth/demo
 * me        GET /me · PATCH /me · PUT /me/consents · GET /me/data · GET /me/closing · POST /me/close
 * staff     GET /staff (StaffQuery) · POST /staff/grants · POST /staff/grants/:id/end · POST /staff/import?dryRun=true (multipart file)
 * teams     GET /teams · POST /teams · PATCH /teams/:id · PUT /teams/:id/members · GET /teams/:id
 * audit     GET /audit
 */
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import {
  CONSENT_PURPOSES,
  GRANTABLE_ROLES,
  PERSON_NAME_MAX,
  PHONE_PATTERN,
  TEAM_TYPES,
  type ConsentPurpose,
  type GrantableRole,
  type Role,
  type TeamType,
} from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class WechatSignInDto {
  /** code of wx.login, good once within five minutes */
  @IsString()
  @Length(1, 200)
  code: string;
}
export class SendSmsDto {
  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;
}
export class VerifySmsDto {
  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsString()
  @Matches(/^\d{6}$/)
  code: string;
}
export class SmsSentView {
  /** seconds until another code may be asked for */
  retryAfterSeconds: number;
  /** the code itself, only where SMS are sandboxed (never in production) */
  demoCode: string | null;
}
export class WechatPhoneDto {
  /** code of the getPhoneNumber button */
  @IsString()
  @Length(1, 200)
  code: string;
}
export class RefreshDto {
  @IsString()
  @Length(20, 200)
  refreshToken: string;
}
export class DemoSignInDto {
  @IsUUID()
  personId: string;
}
/** Both tokens of a session; the access token lives 30 minutes. */
export class SessionView {
  accessToken: string;
  refreshToken: string;
  /** ISO 8601 */
  accessExpiresAt: string;
  personId: string;
}
export class DemoPersonView {
  personId: string;
  name: string;
  /** 居民 · 万福社区 */
  title: string;
  /** one sentence: what this person can be seen doing */
  hint: string;
}

export class HeldRoleView {
  role: Role;
  roleLabel: string;
  areaCode: string;
  /** 滨江街道 · 万福社区 */
  areaName: string;
  teamId: string | null;
  teamName: string | null;
  /** the unit of a unit contact */
  unitId: string | null;
  unitName: string | null;
  /** the shop of a merchant */
  shopId: string | null;
  shopName: string | null;
  /** leads the team */
  lead: boolean;
  /** last day it counts, or null */
  until: string | null;
}
export class ConsentView {
  purpose: ConsentPurpose;
  version: number;
  granted: boolean;
  /** when it was last given or withdrawn */
  at: string | null;
}
export class MeView {
  id: string;
  /** own name, unmasked, may be empty */
  name: string;
  /** own phone masked, null when none is verified */
  phoneMasked: string | null;
  phoneVerified: boolean;
  homeCommunityCode: string | null;
  homeCommunityName: string | null;
  roles: HeldRoleView[];
  consents: ConsentView[];
  createdAt: string;
}
export class UpdateMeDto {
  @IsOptional()
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name?: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  homeCommunityCode?: string;
}
export class SetConsentDto {
  @IsIn(CONSENT_PURPOSES)
  purpose: ConsentPurpose;

  @IsBoolean()
  granted: boolean;
}
/** What closing would do; the person confirms what it says. */
export class ClosingView {
  /** sentences; empty = it can be closed */
  obstacles: string[];
  /** what is erased and what stays */
  consequences: string[];
  /** points that go to the community's pool: sent back with the confirmation */
  points: number;
}
export class CloseAccountDto {
  /** the words 注销账号 */
  @IsIn(['注销账号'])
  confirm: '注销账号';

  /** the figure the person saw; 409 `points_changed` when it is another by now */
  @IsOptional()
  @IsInt()
  @Min(0)
  points?: number;
}

// ---- administration

export class GrantRoleDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name: string;

  @IsIn(GRANTABLE_ROLES)
  role: GrantableRole;

  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  /** first day, Asia/Shanghai */
  @Matches(DAY)
  from: string;

  /** last day, or none */
  @IsOptional()
  @Matches(DAY)
  to?: string;
}
export class EndRoleDto {
  /** last day it counts; today ends it at once */
  @Matches(DAY)
  to: string;
}
export class GrantView {
  id: string;
  role: Role;
  roleLabel: string;
  areaCode: string;
  areaName: string;
  teamId: string | null;
  teamName: string | null;
  /** the unit of a unit contact: granted on the unit's page, ended here or there */
  unitId: string | null;
  unitName: string | null;
  /** the shop of a merchant */
  shopId: string | null;
  shopName: string | null;
  lead: boolean;
  from: string;
  to: string | null;
  revokedAt: string | null;
  /** in force today */
  active: boolean;
}
export class StaffView {
  phone: string;
  name: string;
  /** has signed in with this phone */
  joined: boolean;
  grants: GrantView[];
}
export class StaffQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(GRANTABLE_ROLES)
  role?: GrantableRole;

  /** phone (digits, at least 4) or name */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  q?: string;
}
export class TeamMemberDto {
  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name: string;

  @IsBoolean()
  lead: boolean;

  @IsOptional()
  @Matches(DAY)
  to?: string;
}
export class CreateTeamDto {
  @IsClientId()
  id: string;

  @IsIn(TEAM_TYPES)
  type: TeamType;

  @IsString()
  @Length(2, 40)
  name: string;

  /** district, street or community it works for */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  /** a property company's compound: its grids */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(AREA_CODE_PATTERN, { each: true })
  gridCodes?: string[];

  /** office number people may call */
  @IsOptional()
  @IsString()
  @Matches(/^[\d\- ]{3,20}$/)
  phone?: string;

  /** false: 公安、消防 … are recorded for by the dispatcher */
  @IsBoolean()
  hasAccounts: boolean;
}
export class UpdateTeamDto {
  @IsOptional()
  @IsString()
  @Length(2, 40)
  name?: string;

  @IsOptional()
  @IsString()
  @Matches(/^[\d\- ]{3,20}$/)
  phone?: string;

  @IsOptional()
  @IsBoolean()
  hasAccounts?: boolean;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(AREA_CODE_PATTERN, { each: true })
  gridCodes?: string[];

  /** true: takes no new cases */
  @IsOptional()
  @IsBoolean()
  retired?: boolean;
}
export class SetTeamMembersDto {
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TeamMemberDto)
  members: TeamMemberDto[];
}
export class TeamMemberView {
  phone: string;
  name: string;
  lead: boolean;
  joined: boolean;
  personId: string | null;
  to: string | null;
}
export class TeamView {
  id: string;
  type: TeamType;
  typeLabel: string;
  name: string;
  areaCode: string;
  areaName: string;
  gridCodes: string[];
  phone: string | null;
  hasAccounts: boolean;
  retired: boolean;
  /** only for administrators and the team itself */
  members: TeamMemberView[] | null;
}
export class TeamQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(TEAM_TYPES)
  type?: TeamType;
}
/** The sheet (xlsx or csv) comes as multipart; the answer is an ImportResult. Columns: 手机号, 姓名, 角色, 区划代码, 开始, 结束. */
export class ImportStaffQuery {
  @IsIn(['true', 'false'])
  dryRun: 'true' | 'false';
}

export class AuditQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  /** report, account, role, team, file … */
  @IsOptional()
  @IsString()
  @Matches(/^[a-z_]{1,30}$/)
  subjectType?: string;

  /** an id, an area's code, a route */
  @IsOptional()
  @IsString()
  @Matches(/^[\w .:/-]{1,100}$/)
  subjectId?: string;

  @IsOptional()
  @IsUUID()
  actorId?: string;

  @IsOptional()
  @IsString()
  @Matches(/^[a-z_.]{1,40}$/)
  action?: string;

  @IsOptional()
  @IsISO8601()
  from?: string;

  @IsOptional()
  @IsISO8601()
  to?: string;
}
export class AuditRowView {
  id: string;
  at: string;
  kind: 'event' | 'access';
  subjectType: string;
  subjectId: string;
  action: string;
  outcome: 'done' | 'refused';
  actorId: string | null;
  /** masked */
  actorName: string | null;
  actorRole: string | null;
  areaCode: string | null;
  areaName: string | null;
  data: Record<string, unknown>;
}
