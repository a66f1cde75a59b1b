/*
 * Routes, under /api/v1
 * units     GET /units (UnitQuery; signed in) → UnitView page · GET /units/levels?areaCode → UnitLevelView[] · PUT /units/levels SetUnitLevelDto (administrator) → UnitLevelView[] ·
 *           GET /units/mine → UnitMembershipView[] (own, newest first) · GET /units/contacted → UnitView[] (those I am the contact of) ·
 *           POST /units CreateUnitDto · GET /units/:id · PATCH /units/:id UpdateUnitDto (administrator) · POST /units/import?dryRun=true (multipart sheet) → ImportResult
 * joining   POST /units/:id/join JoinUnitDto → UnitMembershipView · POST /units/:id/leave → same · PUT /units/:id/summary-consent SummaryConsentDto → same
 * contact   GET /units/:id/members (UnitMemberQuery; contact of it or above; the desk where it sits, for a party organisation that very community's only) → UnitMemberView page, looks recorded ·
 *           POST /units/:id/members/:personId/confirm {} · /refuse ReasonDto · /end ReasonDto → UnitMemberView ·
 *           GET /units/:id/figures?half=2026H1 (UnitFiguresQuery) → UnitFiguresView · GET /units/:id/summary?half=2026H1&format=xlsx|pdf (UnitSummaryQuery) → the file
 * contacts  GET /units/:id/contacts → UnitContactView[] (administrator, contact) · POST /units/:id/contacts GrantContactDto (administrator) → UnitContactView ·
 *           POST /units/:id/contacts/:grantId/end {} → UnitContactView. A contact's grant is a role grant (`unit_contact`), so /staff shows it too.
 *
 * Codes of refusals: consent_needed (403: a party organisation is joined with consent `party_membership`) · phone_needed (403) · name_needed (422: PATCH /me first) ·
 * unit_retired (409) · already_member (409) · has_children (409, retire) · not_now (409, with state) · four_eyes (403: nobody confirms themselves)
 * Events: subject `unit` (create, update, retire, reopen), `unit_membership` with id `<unitId>` and principalId = person (join, confirm, refuse, end, leave, consent_summary), `unit` export_summary
 */
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  HALF_PATTERN,
  MEMBERSHIP_REASON_MAX,
  MEMBERSHIP_STATES,
  UNIT_KINDS,
  UNIT_LEVEL_LABEL_MAX,
  UNIT_LEVEL_MAX,
  UNIT_NAME_MAX,
  type MembershipAction,
  type MembershipState,
  type UnitKind,
} from './units.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const toBoolean = Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

// ---- the trees

export class UnitQuery extends PageQuery {
  /** children of this one; without it and without `q` or `areaCode` the roots */
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @IsOptional()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  /** units that sit in this area or below */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  /** part of the name, anywhere in the trees */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(UNIT_NAME_MAX)
  q?: string;

  /** true: those no longer in use too (administrators) */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  retired?: boolean;
}
export class UnitView {
  id: string;
  parentId: string | null;
  /** 区城管局 · 第三党支部 */
  pathText: string;
  kind: UnitKind;
  level: number;
  /** what this level is called here: 党支部 */
  levelLabel: string;
  name: string;
  /** the community or street it sits in and reports to */
  areaCode: string;
  areaName: string;
  /** shown in lists of partner units 共建单位 */
  partner: boolean;
  retired: boolean;
  /** has units below it */
  hasChildren: boolean;
  /** people who reported through it; null for those who may not see it */
  members: number | null;
  /** waiting to be confirmed; null like `members` */
  applying: number | null;
  /** `update`, `retire`, `reopen`, `contacts`, `add_contact`, `add_child` (administrator) · `members`, `figures`, `summary`, `contacts` (contact; `members` the desk too) · `join` (anybody who may now) */
  actions: string[];
}
export class CreateUnitDto {
  @IsClientId()
  id: string;

  /** none: a root */
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @IsIn(UNIT_KINDS)
  kind: UnitKind;

  /** below the parent's */
  @IsInt()
  @Min(1)
  @Max(UNIT_LEVEL_MAX)
  level: number;

  @IsString()
  @Length(2, UNIT_NAME_MAX)
  name: string;

  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  @IsOptional()
  @IsBoolean()
  partner?: boolean;
}
export class UpdateUnitDto {
  @IsOptional()
  @IsString()
  @Length(2, UNIT_NAME_MAX)
  name?: string;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsBoolean()
  partner?: boolean;

  /** true: takes no new members */
  @IsOptional()
  @IsBoolean()
  retired?: boolean;
}
export class UnitLevelQuery {
  /** any area of the district */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;
}
export class UnitLevelView {
  kind: UnitKind;
  level: number;
  label: string;
}
export class SetUnitLevelDto {
  /** the district */
  @IsString()
  @Matches(/^\d{6}$/)
  areaCode: string;

  @IsIn(UNIT_KINDS)
  kind: UnitKind;

  @IsInt()
  @Min(1)
  @Max(UNIT_LEVEL_MAX)
  level: number;

  @IsString()
  @Length(1, UNIT_LEVEL_LABEL_MAX)
  label: string;
}
export class ImportUnitsQuery {
  @IsIn(['true', 'false'])
  dryRun: 'true' | 'false';
}

// ---- one's own

export class JoinUnitDto {
  /** may the unit read this person's name and hours in its half-yearly summary? Without it the person is only counted. */
  @IsBoolean()
  summaryConsent: boolean;
}
export class SummaryConsentDto {
  @IsBoolean()
  granted: boolean;
}
export class UnitMembershipView {
  unitId: string;
  unitName: string;
  pathText: string;
  kind: UnitKind;
  state: MembershipState;
  stateLabel: string;
  summaryConsent: boolean;
  /** why it was refused or ended by the other side */
  reason: string | null;
  since: string;
  actions: MembershipAction[];
}

// ---- the contact's page

export class UnitMemberQuery extends PageQuery {
  @IsOptional()
  @IsIn(MEMBERSHIP_STATES)
  state?: MembershipState;

  /** true: of the units below, too */
  @IsOptional()
  @toBoolean
  @IsBoolean()
  below?: boolean;
}
export class UnitMemberView {
  personId: string;
  unitId: string;
  unitName: string;
  /** whole name for the contact (and for a party organisation the community's dispatcher) */
  name: string;
  phoneMasked: string | null;
  state: MembershipState;
  stateLabel: string;
  summaryConsent: boolean;
  /** home community of the member, when they enrolled: the other half of 双报到 */
  communityName: string | null;
  reason: string | null;
  since: string;
  actions: MembershipAction[];
}
export class MembershipReasonDto {
  @IsString()
  @Length(2, MEMBERSHIP_REASON_MAX)
  reason: string;
}
export class UnitFiguresQuery {
  @Matches(HALF_PATTERN)
  half: string;
}
/** One member who consented. */
export class UnitMemberFigureView {
  personId: string;
  name: string;
  unitName: string;
  communityName: string | null;
  /** confirmed minutes in the half year */
  minutes: number;
  services: number;
  /** posts 岗位 filled */
  posts: number;
}
/** Those who did not consent are counted only, and not even that when they are fewer than three. */
export class UnitFiguresView {
  unitId: string;
  unitName: string;
  half: string;
  halfLabel: string;
  from: string;
  to: string;
  members: number;
  consented: number;
  /** who served at least once, consent or not; null where the number would speak about single people */
  served: number | null;
  minutes: number;
  services: number;
  posts: number;
  /** wishes and projects claimed by the unit and those below it, and delivered of these */
  claims: number;
  delivered: number;
  /** most hours first, at most 200; the files hold all */
  people: UnitMemberFigureView[];
}
export class UnitSummaryQuery extends UnitFiguresQuery {
  @IsIn(['xlsx', 'pdf'])
  format: 'xlsx' | 'pdf';
}

// ---- contacts 单位联络员

export class GrantContactDto {
  @IsClientId()
  id: string;

  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name: string;

  /** first day, Asia/Shanghai */
  @Matches(DAY)
  from: string;

  /** last day, or none */
  @IsOptional()
  @Matches(DAY)
  to?: string;
}
export class UnitContactView {
  grantId: string;
  unitId: string;
  name: string;
  /** whole for the administrator, masked for the others */
  phone: string;
  /** has signed in with this phone */
  joined: boolean;
  from: string;
  to: string | null;
  active: boolean;
  actions: string[];
}
