import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import { RELATIONS, type Relation } from './members.js';
import { PageQuery } from './page.dto.js';
import { POLICY_BOUNDS, POLICY_NOTE_MAX, STAR_BENEFIT_MAX, STAR_HOURS_MAX } from './policy-fields.js';
import type { PolicyAction, PolicyState, PolicyTerms, PublicServantMode } from './timebank-policy.js';
import { PUBLIC_SERVANT_MODES } from './timebank-policy.js';
import { STARS_MAX } from './timebank.js';

/*
 * Routes, under /api/v1 (○ = open to everybody)
 *   GET  /timebank/rules?areaCode ○          RulesView: the rules in force there, whose they are, and what is published for later
 *   GET  /timebank/policies?areaCode         PolicyListQuery → Page<PolicyCardView>, newest first (administrator, dispatcher, auditor of the area)
 *   POST /timebank/policies                  CreatePolicyDto → PolicyView: a draft (administrator of the area)
 *   GET  /timebank/policies/:id              PolicyView
 *   PUT  /timebank/policies/:id              EditPolicyDto → PolicyView
 *   POST /timebank/policies/:id/try          TryPolicyDto → PolicyView: the dry run on a month's confirmed services
 *   POST /timebank/policies/:id/publish      PublishPolicyDto → PolicyView: by a second person, from now on or later
 *   POST /timebank/policies/:id/discard      PolicyView
 */

const within = (key: keyof typeof POLICY_BOUNDS): PropertyDecorator => {
  const [least, most] = POLICY_BOUNDS[key];
  return (target, name) => {
    for (const check of [IsInt(), Min(least), Max(most)]) check(target, name);
  };
};
/** Null, or left out: no limit. */
const limit = (key: keyof typeof POLICY_BOUNDS): PropertyDecorator => {
  return (target, name) => {
    for (const check of [ValidateIf((_, value) => value !== null && value !== undefined), within(key)]) check(target, name);
  };
};

export class PolicyTermsDto implements PolicyTerms {
  @within('pointsPerHour') pointsPerHour: number;
  @within('nightCoefficientPercent') nightCoefficientPercent: number;
  @within('holidayCoefficientPercent') holidayCoefficientPercent: number;
  @within('dailyEarnCapMinutes') dailyEarnCapMinutes: number;
  @limit('monthlyEarnCapPoints') monthlyEarnCapPoints: number | null;
  @limit('balanceCapPoints') balanceCapPoints: number | null;
  @within('minMinutesBeforeRedeem') minMinutesBeforeRedeem: number;
  @within('initialPoints') initialPoints: number;
  @within('initialPointsFromAge') initialPointsFromAge: number;
  @within('residentReportPoints') residentReportPoints: number;
  @within('sentinelReportPoints') sentinelReportPoints: number;
  @within('reportMonthlyCapPoints') reportMonthlyCapPoints: number;
  @within('wishPoints') wishPoints: number;
  @within('teamBonusPercent') teamBonusPercent: number;

  @IsIn(PUBLIC_SERVANT_MODES)
  publicServants: PublicServantMode;

  @IsArray()
  @ArrayUnique()
  @IsIn(RELATIONS, { each: true })
  giftRelations: Relation[];

  @within('giftYearCapPoints') giftYearCapPoints: number;
  @limit('redeemMonthlyCapPoints') redeemMonthlyCapPoints: number | null;
  @within('orderPointsPerHour') orderPointsPerHour: number;

  @IsBoolean()
  orderFreeForElders: boolean;

  /** hours, rising */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(STARS_MAX)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(STAR_HOURS_MAX, { each: true })
  starHours: number[];

  /** one for each star */
  @IsArray()
  @ArrayMaxSize(STARS_MAX)
  @IsString({ each: true })
  @Length(1, STAR_BENEFIT_MAX, { each: true })
  starBenefits: string[];
}

export class EditPolicyDto {
  /** the whole of them; left out with `inherits` */
  @ValidateIf((dto: EditPolicyDto) => dto.inherits !== true || dto.terms !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => PolicyTermsDto)
  terms?: PolicyTermsDto;

  /** no rules of its own any more: those of the street or district */
  @IsOptional()
  @IsBoolean()
  inherits?: boolean;

  /** why, for those who read the history */
  @IsOptional()
  @IsString()
  @MaxLength(POLICY_NOTE_MAX)
  note?: string;
}
export class CreatePolicyDto extends EditPolicyDto {
  @IsClientId()
  id: string;

  /** of a community, a street or the district */
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;
}
export class TryPolicyDto {
  /** YYYY-MM in Asia/Shanghai: not in the future, at most 24 months back */
  @IsString()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/)
  month: string;
}
export class PublishPolicyDto {
  /** left out: from now on; never in the past */
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  fromAt?: string;
}
export class RulesQuery {
  /** default: the caller's home community */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class PolicyListQuery extends PageQuery {
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode: string;

  /** drafts too; left out: everything */
  @IsOptional()
  @IsIn(['draft', 'published', 'discarded'])
  state?: PolicyState;
}

// ---- views

export class PolicyTermsView implements PolicyTerms {
  pointsPerHour: number;
  nightCoefficientPercent: number;
  holidayCoefficientPercent: number;
  dailyEarnCapMinutes: number;
  monthlyEarnCapPoints: number | null;
  balanceCapPoints: number | null;
  minMinutesBeforeRedeem: number;
  initialPoints: number;
  initialPointsFromAge: number;
  residentReportPoints: number;
  sentinelReportPoints: number;
  reportMonthlyCapPoints: number;
  wishPoints: number;
  teamBonusPercent: number;
  publicServants: PublicServantMode;
  giftRelations: Relation[];
  giftYearCapPoints: number;
  redeemMonthlyCapPoints: number | null;
  orderPointsPerHour: number;
  orderFreeForElders: boolean;
  starHours: number[];
  starBenefits: string[];
}
export class RulesView {
  areaCode: string;
  areaName: string;
  /** whose rules they are; null: nobody has published any yet, the program's own are in force */
  ofAreaCode: string | null;
  ofAreaName: string | null;
  version: number | null;
  fromAt: string | null;
  terms: PolicyTermsView;
  /** published already, for later */
  next: NextRulesView | null;
}
export class NextRulesView {
  fromAt: string;
  terms: PolicyTermsView;
  changes: string[];
}
/** A row of the history. */
export class PolicyCardView {
  id: string;
  areaCode: string;
  areaName: string;
  version: number;
  state: PolicyState;
  /** the area gave up its own rules with this version */
  inherits: boolean;
  inForce: boolean;
  fromAt: string | null;
  note: string | null;
  writtenBy: string | null;
  publishedBy: string | null;
  publishedAt: string | null;
  updatedAt: string;
  /** against what was in force when it was written: 每服务 1 小时：10 积分 → 12 积分 */
  changes: string[];
}
export class PolicyView extends PolicyCardView {
  terms: PolicyTermsView;
  trial: TrialView | null;
  /** the dry run is of exactly these terms */
  tried: boolean;
  /** why the caller cannot publish now; null: can, or it is not theirs */
  cannotPublish: string | null;
  actions: PolicyAction[];
}
/** Services of a month as they brought points, and as they would have under the draft. Only service: thanks for reports and wishes stay as they were. */
export class TrialView {
  month: string;
  at: string;
  total: TrialSumView;
  /** those with rules of their own are not touched */
  communities: TrialCommunityView[];
  communitiesApart: number;
  /** by what they were given: 第 1–10 名 … */
  ranks: TrialRankView[];
  /** how many people get how much more or less */
  shifts: TrialShiftView[];
  /** the biggest changes, masked: only to the desk of these communities */
  people: TrialPersonView[];
}
export class TrialSumView {
  people: number;
  services: number;
  minutes: number;
  /** to the people, really */
  given: number;
  givenPool: number;
  /** under the draft */
  would: number;
  wouldPool: number;
}
export class TrialCommunityView extends TrialSumView {
  code: string;
  name: string;
}
export class TrialRankView {
  label: string;
  people: number;
  given: number;
  would: number;
}
export class TrialShiftView {
  label: string;
  people: number;
}
export class TrialPersonView {
  /** 何*心 */
  name: string;
  community: string;
  minutes: number;
  given: number;
  would: number;
}
