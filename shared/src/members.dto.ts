/*
 * Routes, under /api/v1
 * myself    GET /members/me → MyMemberView (state null: never enrolled) · POST /members/me/enrol EnrolDto → MyMemberView (again after leaving, too) · PATCH /members/me UpdateMemberDto ·
 *           PUT /members/me/hours SetHoursDto · POST /members/me/leave {} · POST /members/me/party/claim {} · POST /members/me/party/drop {} → MyMemberView each.
 *           A party organisation is joined at POST /units/:id/join, which claims membership at the same time; claim without one goes to the community's desk.
 * desk      GET /members (MemberQuery; dispatcher of the community or above) → MemberRowView page · GET /members/:personId → MemberDetailView (whole name and phone: look recorded) ·
 *           POST /members/:personId/approve {} · /refuse MemberReasonDto · /suspend SuspendDto · /restore {} · /insure InsureDto · /party/confirm {} · /party/refuse MemberReasonDto → MemberDetailView
 * relatives GET /members/:personId/relatives → RelativeView[] · POST /members/:personId/relatives AddRelativeDto → RelativeView[] · POST /members/:personId/relatives/:relativeId/end {} → RelativeView[]
 * qualifications POST /qualifications SubmitQualificationDto → QualificationView · GET /qualifications/mine → QualificationView[] · GET /qualifications (QualificationQuery; desk) → QualificationView page ·
 *           GET /qualifications/:id → QualificationView with photos (look recorded) · POST /qualifications/:id/verify VerifyQualificationDto · /reject MemberReasonDto · /revoke MemberReasonDto · /withdraw {}
 * teams     GET /service-teams (ServiceTeamQuery; signed in) → ServiceTeamView page · GET /service-teams/mine → ServiceTeamView[] · POST /service-teams CreateServiceTeamDto (dispatcher) ·
 *           GET /service-teams/:id · PATCH /service-teams/:id UpdateServiceTeamDto (dispatcher; leader: name, about, open) · POST /service-teams/:id/retire|reopen {} (dispatcher) ·
 *           POST /service-teams/:id/join|leave {} · POST /service-teams/:id/leader SetTeamLeaderDto (dispatcher) · GET /service-teams/:id/members (PageQuery) → ServiceTeamMemberView page ·
 *           POST /service-teams/:id/members AddTeamMemberDto (leader, dispatcher) → ServiceTeamView · POST /service-teams/:id/members/:personId/remove {} → ServiceTeamView
 *
 * Codes of refusals: phone_needed (403) · too_young (422) · guardian_needed (422) · not_agreed (422) · consent_needed (403, `party_membership`) · not_enrolled (409) · already_enrolled (409) · not_confirmed (422, badge) · document_needed, no_account (422, relatives) ·
 * suspended (409, until) · four_eyes (403) · expired (422) · already_pending (409) · team_retired (409) · team_closed (409: not open to everybody) · team_full (409) ·
 * not_a_member (422: nobody active here with this phone) · not_now (409, with state)
 * Events: `member` (enrol, update, hours, leave, approve, refuse, suspend, restore, insure, claim_party, drop_party, confirm_party, refuse_party), `relative` (verify, end), `qualification`
 * (submit, verify, reject, revoke, withdraw, remind, expire), `service_team` (create, update, retire, reopen, leader, join, add_member, remove_member, leave). principalId = whom it is about.
 */
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN, type Position } from './areas.js';
import { PositionDto } from './areas.dto.js';
import { FileView } from './files.dto.js';
import { IsClientId } from './ids.dto.js';
import {
  DAY_MINUTES,
  GUARDIAN_RELATIONS,
  MEMBER_REASON_MAX,
  MEMBER_STATES,
  PARTY_STATES,
  QUALIFICATION_CODES,
  QUALIFICATION_NUMBER_MAX,
  QUALIFICATION_PHOTOS_MAX,
  QUALIFICATION_STATES,
  RADIUS_MAX_METRES,
  RADIUS_MIN_METRES,
  RELATIONS,
  SERVICE_TEAM_ABOUT_MAX,
  SERVICE_TEAM_NAME_MAX,
  SERVICE_TEAM_TYPES,
  SKILL_PATTERN,
  SKILLS_MAX,
  WEEKLY_HOURS_MAX,
  type GuardianRelation,
  type MemberState,
  type PartyState,
  type QualificationCode,
  type QualificationState,
  type Relation,
  type ServiceTeamType,
} from './members.js';
import { PageQuery } from './page.dto.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const toBoolean = Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

// ---- myself

export class WeeklyHourDto {
  /** Monday is 1 */
  @IsInt()
  @Min(1)
  @Max(7)
  weekday: number;

  /** minutes from midnight, Asia/Shanghai */
  @IsInt()
  @Min(0)
  @Max(DAY_MINUTES)
  fromMinute: number;

  @IsInt()
  @Min(0)
  @Max(DAY_MINUTES)
  toMinute: number;
}
export class SetHoursDto {
  /** none: any time */
  @IsArray()
  @ArrayMaxSize(WEEKLY_HOURS_MAX)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WeeklyHourDto)
  hours: WeeklyHourDto[];
}
export class GuardianDto {
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name: string;

  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsIn(GUARDIAN_RELATIONS)
  relation: GuardianRelation;
}
export class EnrolDto {
  /** real name; becomes the account's */
  @IsString()
  @Length(2, PERSON_NAME_MAX)
  name: string;

  @Matches(DAY)
  birthDay: string;

  /** home community: becomes the account's where it has none */
  @IsString()
  @Matches(/^\d{12}$/)
  communityCode: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SKILLS_MAX)
  @Matches(SKILL_PATTERN, { each: true })
  skills: string[];

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(WEEKLY_HOURS_MAX)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => WeeklyHourDto)
  hours?: WeeklyHourDto[];

  /** where distances are counted from: own choice */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsInt()
  @Min(RADIUS_MIN_METRES)
  @Max(RADIUS_MAX_METRES)
  radiusMetres?: number;

  /** 14 to 17 */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => GuardianDto)
  guardian?: GuardianDto;

  /** read and agreed to the rules for those who serve */
  @IsBoolean()
  agreed: boolean;
}
export class UpdateMemberDto {
  /** moving: the new community's desk sees the member from now on */
  @IsOptional()
  @IsString()
  @Matches(/^\d{12}$/)
  communityCode?: string;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SKILLS_MAX)
  @Matches(SKILL_PATTERN, { each: true })
  skills?: string[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  /** true: the place is forgotten (null means “left out” everywhere) */
  @IsOptional()
  @IsBoolean()
  forgetPosition?: boolean;

  @IsOptional()
  @IsInt()
  @Min(RADIUS_MIN_METRES)
  @Max(RADIUS_MAX_METRES)
  radiusMetres?: number;

  /** 亮身份: shows 党员 beside the name to the people one serves; only a confirmed member can */
  @IsOptional()
  @IsBoolean()
  showBadge?: boolean;
}
export class WeeklyHourView {
  weekday: number;
  fromMinute: number;
  toMinute: number;
}
export class MyMemberView {
  /** null: never enrolled */
  state: MemberState | null;
  stateLabel: string;
  /** may enrol once the phone is verified */
  phoneVerified: boolean;
  name: string;
  birthDay: string | null;
  communityCode: string | null;
  communityName: string | null;
  skills: string[];
  hours: WeeklyHourView[];
  position: Position | null;
  radiusMetres: number;
  guardian: GuardianDto | null;
  partyState: PartyState;
  partyStateLabel: string;
  partyReason: string | null;
  showBadge: boolean;
  insuredUntil: string | null;
  joinedAt: string | null;
  suspendedUntil: string | null;
  /** why it was suspended or refused */
  reason: string | null;
  /** `enrol`, `update`, `leave`, `claim_party`, `drop_party`, `show_badge` */
  actions: string[];
}

// ---- the desk

export class MemberQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(MEMBER_STATES)
  state?: MemberState;

  @IsOptional()
  @Matches(SKILL_PATTERN)
  skill?: string;

  @IsOptional()
  @IsIn(QUALIFICATION_CODES)
  qualification?: QualificationCode;

  @IsOptional()
  @IsIn(PARTY_STATES)
  partyState?: PartyState;

  /** part of the name, or the last four digits of the phone */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  q?: string;
}
export class MemberRowView {
  personId: string;
  /** masked: the whole name is on the member's own page, and that look is recorded */
  name: string;
  state: MemberState;
  stateLabel: string;
  communityCode: string;
  communityName: string;
  skills: string[];
  /** verified and not expired */
  qualifications: QualificationCode[];
  /** null for whom it is no business of: only the home community's own dispatcher reads it */
  partyState: PartyState | null;
  minor: boolean;
  joinedAt: string;
}
export class MemberDetailView extends MemberRowView {
  phone: string | null;
  age: number;
  guardian: GuardianDto | null;
  hours: WeeklyHourView[];
  radiusMetres: number;
  /** chose to give a place; the place itself is used for distances only */
  hasPosition: boolean;
  partyStateLabel: string | null;
  /** party organisation they reported through, when it waits for or has a confirmation */
  partyUnitName: string | null;
  insuredUntil: string | null;
  suspendedAt: string | null;
  suspendedUntil: string | null;
  reason: string | null;
  teams: { id: string; name: string }[];
  /** `approve`, `refuse`, `suspend`, `restore`, `insure`, `confirm_party`, `refuse_party`, `relatives` */
  actions: string[];
}
export class MemberReasonDto {
  @IsString()
  @Length(2, MEMBER_REASON_MAX)
  reason: string;
}
export class SuspendDto extends MemberReasonDto {
  /** last day of it; none: until the desk restores */
  @IsOptional()
  @Matches(DAY)
  until?: string;
}
export class InsureDto {
  /** last day of the accident insurance; left out (or null): there is none */
  @IsOptional()
  @Matches(DAY)
  until?: string | null;
}
export class AddRelativeDto {
  /** phone of the relative's account */
  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  /** what the relative is to this person */
  @IsIn(RELATIONS)
  relation: Relation;

  /** 户口簿, 结婚证 … was seen */
  @IsBoolean()
  documentSeen: boolean;
}
export class RelativeView {
  personId: string;
  /** masked */
  name: string;
  relation: Relation;
  relationLabel: string;
  verifiedAt: string;
}

// ---- qualifications

export class SubmitQualificationDto {
  @IsClientId()
  id: string;

  @IsIn(QUALIFICATION_CODES)
  code: QualificationCode;

  /** number on the certificate */
  @IsOptional()
  @IsString()
  @Length(2, QUALIFICATION_NUMBER_MAX)
  number?: string;

  /** last day, when it has one */
  @IsOptional()
  @Matches(DAY)
  expiresOn?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(QUALIFICATION_PHOTOS_MAX)
  @IsClientId({ each: true })
  fileIds: string[];
}
export class VerifyQualificationDto {
  /** the last day read from the document, when the owner's is wrong or missing */
  @IsOptional()
  @Matches(DAY)
  expiresOn?: string;
}
export class QualificationQuery extends PageQuery {
  @IsOptional()
  @IsIn(QUALIFICATION_STATES)
  state?: QualificationState;

  @IsOptional()
  @IsIn(QUALIFICATION_CODES)
  code?: QualificationCode;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  /** true: only those that end within 30 days or have ended */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  ending?: boolean;
}
export class QualificationView {
  id: string;
  code: QualificationCode;
  label: string;
  number: string | null;
  state: QualificationState;
  /** 已过期 where it is */
  stateLabel: string;
  expiresOn: string | null;
  expired: boolean;
  reason: string | null;
  /** only for the owner and, on its own page, the desk; else empty */
  photos: FileView[];
  personId: string;
  /** masked in lists, own and on its page whole */
  personName: string;
  communityCode: string;
  communityName: string;
  submittedAt: string;
  reviewedAt: string | null;
  /** `verify`, `reject`, `revoke` (desk) · `withdraw` (owner) */
  actions: string[];
}

// ---- service teams

export class ServiceTeamQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsIn(SERVICE_TEAM_TYPES)
  type?: ServiceTeamType;

  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(SERVICE_TEAM_NAME_MAX)
  q?: string;

  /** true: retired ones too */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  retired?: boolean;
}
export class CreateServiceTeamDto {
  @IsClientId()
  id: string;

  @IsIn(SERVICE_TEAM_TYPES)
  type: ServiceTeamType;

  @IsString()
  @Length(2, SERVICE_TEAM_NAME_MAX)
  name: string;

  /** district, street or community */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  @IsOptional()
  @IsString()
  @MaxLength(SERVICE_TEAM_ABOUT_MAX)
  about?: string;

  /** everybody who serves here may join by themselves */
  @IsBoolean()
  open: boolean;

  /** work unit or party organisation it belongs to */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  /** phone of an active member; joins the team at the same time */
  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  leaderPhone?: string;
}
export class UpdateServiceTeamDto {
  @IsOptional()
  @IsString()
  @Length(2, SERVICE_TEAM_NAME_MAX)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(SERVICE_TEAM_ABOUT_MAX)
  about?: string;

  @IsOptional()
  @IsBoolean()
  open?: boolean;
}
/** By phone, or by id where the list of members was read (desk). Exactly one of the two. */
export class AddTeamMemberDto {
  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  phone?: string;

  @IsOptional()
  @IsUUID()
  personId?: string;
}
export class SetTeamLeaderDto extends AddTeamMemberDto {}
export class ServiceTeamView {
  id: string;
  type: ServiceTeamType;
  typeLabel: string;
  name: string;
  about: string;
  areaCode: string;
  areaName: string;
  open: boolean;
  retired: boolean;
  unitId: string | null;
  unitName: string | null;
  leaderId: string | null;
  /** whole for the team and the desk, masked for the others */
  leaderName: string | null;
  memberCount: number;
  /** I belong to it */
  mine: boolean;
  /** I lead it */
  leading: boolean;
  createdAt: string;
  /** `join`, `leave`, `members` · leader: `update`, `add_member`, `remove_member` · desk: these and `set_leader`, `retire`, `reopen` */
  actions: string[];
}
export class ServiceTeamMemberView {
  personId: string;
  /** whole for the leader and the desk, masked for the other members */
  name: string;
  leader: boolean;
  /** suspended or left members stay listed for leader and desk */
  state: MemberState;
  since: string;
  /** `remove_member`, `set_leader` */
  actions: string[];
}
