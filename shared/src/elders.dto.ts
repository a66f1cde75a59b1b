import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PERSON_NAME_MAX, PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { PositionDto } from './areas.dto.js';
import {
  BINDING_CODE_PATTERN,
  ELDER_ADDRESS_MAX,
  ELDER_NEEDS,
  ELDER_NOTE_MAX,
  HELPER_RELATIONS,
  type BondWay,
  type ElderNeed,
  type HelperRelation,
} from './elders.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';

/*
 * Routes, under /api/v1
 *   GET  /elders/mine                     ElderView[]: my own profile and those I help
 *   POST /elders                          CreateElderDto → ElderView: my own profile (verified phone), or, with `name` and the desk's role, somebody's who has no phone
 *   GET  /elders?areaCode&q&cursor        Page<ElderCardView>, the desk
 *   GET  /elders/:id                      ElderView (a look of the desk at address and phone is recorded)
 *   PATCH /elders/:id                     UpdateElderDto → ElderView (the elder, the desk)
 *   POST /elders/:id/binding-codes        {} → BindingCodeView: on the elder's own phone; 8 digits, 10 minutes, once
 *   POST /elders/bind                     BindDto → ElderView: the helper enters the elder's code
 *   POST /elders/:id/helpers              AddHelperDto → ElderView: by the desk, with a document
 *   POST /elders/:id/helpers/:helperId/end {} → ElderView | null: either of the two, or the desk
 *   GET  /elders/:id/helpers/:helperId/document  FileView[]: what the desk looked at; the desk alone, each look recorded
 *   POST /elders/:id/card                 {} → PaperCardView: a new paper card, the one before is revoked (the desk)
 *   POST /elders/:id/card/revoke          {} → ElderView
 */

class ElderFields {
  @IsString()
  @Length(2, ELDER_ADDRESS_MAX)
  address: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ELDER_NEEDS.length)
  @IsIn(ELDER_NEEDS, { each: true })
  needs?: ElderNeed[];

  /** 门铃坏了，请敲门 */
  @IsOptional()
  @IsString()
  @MaxLength(ELDER_NOTE_MAX)
  note?: string;
}
export class CreateElderDto extends ElderFields {
  @IsClientId()
  id: string;

  /** four digits; left out the age is not checked */
  @IsInt()
  @Min(1900)
  @Max(2100)
  birthYear: number;

  /** by the desk alone: the elder's name */
  @IsOptional()
  @IsString()
  @Length(1, PERSON_NAME_MAX)
  name?: string;

  /** by the desk alone: a phone the elder answers; the profile joins the account of that phone if it has one */
  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN)
  phone?: string;

  /** the community the elder lives in; for oneself the home community unless given */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;
}
export class UpdateElderDto {
  @IsOptional()
  @IsString()
  @Length(2, ELDER_ADDRESS_MAX)
  address?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  position?: PositionDto;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ELDER_NEEDS.length)
  @IsIn(ELDER_NEEDS, { each: true })
  needs?: ElderNeed[];

  @IsOptional()
  @IsString()
  @MaxLength(ELDER_NOTE_MAX)
  note?: string;
}
export class BindDto {
  @IsString()
  @Matches(BINDING_CODE_PATTERN)
  code: string;

  @IsIn(HELPER_RELATIONS)
  relation: HelperRelation;
}
export class AddHelperDto {
  @IsString()
  @Matches(PHONE_PATTERN)
  phone: string;

  @IsIn(HELPER_RELATIONS)
  relation: HelperRelation;

  /** photos of the document the desk looked at: seen by the desk alone */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @IsClientId({ each: true })
  fileIds: string[];
}
export class ElderListQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  /** beginning of a name, or a whole phone number */
  @IsOptional()
  @IsString()
  @MaxLength(20)
  q?: string;
}

export class HelperView {
  id: string;
  /** whole for the elder and the desk, masked for other helpers */
  name: string;
  relation: HelperRelation;
  way: BondWay;
  since: string;
  mine: boolean;
  /** the caller may end it */
  mayEnd: boolean;
}
export class ElderView {
  id: string;
  name: string;
  /** null where the caller may not know it or there is none */
  phone: string | null;
  birthYear: number;
  communityCode: string;
  areaText: string;
  address: string;
  position: PositionDto | null;
  needs: ElderNeed[];
  note: string | null;
  /** the caller is this elder */
  self: boolean;
  /** the caller is a bound helper */
  helping: boolean;
  hasAccount: boolean;
  cardIssuedAt: string | null;
  helpers: HelperView[];
}
export class ElderCardView {
  id: string;
  /** masked in lists */
  name: string;
  phone: string | null;
  areaText: string;
  birthYear: number;
  helpers: number;
  hasAccount: boolean;
  hasCard: boolean;
}
export class BindingCodeView {
  code: string;
  expiresAt: string;
}
/** Shown once, to be printed. */
export class PaperCardView {
  elderId: string;
  name: string;
  /** LC1.… */
  qrText: string;
  qrSvg: string;
  /** 12 digits, for typing */
  digits: string;
  issuedAt: string;
}
