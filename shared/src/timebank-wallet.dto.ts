import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import type { Relation } from './members.js';
import { PageQuery } from './page.dto.js';
import {
  DONOR_SHOWN,
  GIVING_POINTS_MAX,
  MONTH_PATTERN,
  STATEMENT_CODE_PATTERN,
  STATEMENT_DIRECTIONS,
  type DonorShown,
  type FigureLine,
  type StatementDirection,
  type StatementLink,
  type StatementShape,
} from './timebank-wallet.js';
import type { TransferReason } from './timebank.js';

/*
 * Routes, all under /api/v1 (○ = open to everybody). Wallet, statement, donations and gifts are one's own, never somebody else's:
 *
 *   GET  /timebank/wallet              WalletView
 *   GET  /timebank/statement           StatementQuery → Page<StatementLineView>, newest first
 *   GET  /timebank/statement/months    StatementMonthView[] (months in which something moved, newest first)
 *   GET  /timebank/statement/file      StatementFileQuery → the file (xlsx or pdf), recorded, limited a day
 *   GET  /public/statements/:no?code ○ StatementCheckView
 *   POST /timebank/donations           DonateDto → DonationView
 *   GET  /timebank/relatives           GiftRelativesView (to whom one may give, and how much is left this year)
 *   POST /timebank/gifts               GiveDto → GiftView
 *   GET  /timebank/pools/:areaCode             PoolView
 *   GET  /timebank/pools/:areaCode/donations   PageQuery → Page<PoolDonationView>
 *   GET  /timebank/figures/:areaCode           CommunityFiguresView (community; the desk's part only for who may)
 *   GET  /timebank/figures/:areaCode/owed      PointsOwedView (district: what communities owe each other)
 *   GET  /me/closing, POST /me/close carry the points that go to the pool (accounts.dto.ts)
 */

export class WalletDebtView {
  /** points still to be paid back */
  points: number;
  /** what it is for */
  text: string;
  at: string;
}
export class WalletView {
  /** all points, held ones among them */
  balance: number;
  held: number;
  /** what can be spent now; 0 while there is a debt */
  free: number;
  debt: number;
  debts: WalletDebtView[];
  /** confirmed service, ever */
  minutes: number;
  star: number;
  starLabel: string;
  /** to the next star; null at the top */
  missingMinutes: number | null;
  /** what this star brings, as the community's rules say */
  benefit: string | null;
  /** YYYY-MM */
  month: string;
  monthIn: number;
  monthOut: number;
  communityCode: string | null;
  communityName: string | null;
  rules: string[];
  /** redeem, donate, give: what makes sense now */
  actions: ('donate' | 'give')[];
}

export class StatementQuery extends PageQuery {
  /** YYYY-MM */
  @IsOptional()
  @Matches(MONTH_PATTERN)
  month?: string;

  @IsOptional()
  @IsIn(STATEMENT_DIRECTIONS)
  direction?: StatementDirection;
}
export class StatementLineView {
  id: string;
  day: string;
  at: string;
  shape: StatementShape;
  /** what the balance changed by; 0 for frozen and given back */
  change: number;
  /** of the act: above zero */
  points: number;
  /** balance after it; null when only one direction is listed */
  balanceAfter: number | null;
  reason: TransferReason;
  /** 志愿服务, 兑换商品 … */
  reasonText: string;
  /** 陪同就医, 老街早餐 · 豆浆油条 …; never a stranger's name */
  title: string;
  /** where it can be read in full; null when there is no such page */
  link: { type: StatementLink; id: string } | null;
}
export class StatementMonthView {
  /** YYYY-MM */
  month: string;
  in: number;
  out: number;
  /** at the month's end */
  balance: number;
}
export class StatementFileQuery {
  @Matches(MONTH_PATTERN)
  from: string;

  @Matches(MONTH_PATTERN)
  to: string;

  @IsIn(['xlsx', 'pdf'])
  format: 'xlsx' | 'pdf';
}
export class StatementCheckQuery {
  @Matches(STATEMENT_CODE_PATTERN)
  code: string;
}
/** Proves that this server made such a statement; says nothing of whose it is. */
export class StatementCheckView {
  statementNo: string;
  from: string;
  to: string;
  lines: number;
  opening: number;
  in: number;
  out: number;
  closing: number;
  madeAt: string;
}

// ---- giving

class GivingDto {
  @IsClientId()
  id: string;

  @IsInt()
  @Min(1)
  @Max(GIVING_POINTS_MAX)
  points: number;
}
export class DonateDto extends GivingDto {
  /** the community whose pool gets it */
  @Matches(AREA_CODE_PATTERN)
  communityCode: string;

  @IsIn(DONOR_SHOWN)
  shown: DonorShown;
}
export class DonationView {
  id: string;
  points: number;
  communityCode: string;
  communityName: string;
  shown: DonorShown;
  at: string;
}
export class GiftRelativeView {
  personId: string;
  /** masked */
  name: string;
  relation: Relation;
  relationLabel: string;
}
export class GiftRelativesView {
  relatives: GiftRelativeView[];
  /** verified, but the rules here do not allow giving to them */
  others: GiftRelativeView[];
  yearCap: number;
  yearLeft: number;
  /** 配偶、父母 … */
  relationsText: string;
}
export class GiveDto extends GivingDto {
  @IsUUID()
  relativeId: string;
}
export class GiftView {
  id: string;
  points: number;
  /** masked */
  name: string;
  relationLabel: string;
  at: string;
}

// ---- pools

export class PoolMonthView {
  month: string;
  in: number;
  out: number;
  /** by reason, largest first */
  lines: { reason: TransferReason; text: string; direction: StatementDirection; points: number }[];
}
export class PoolView {
  areaCode: string;
  areaText: string;
  balance: number;
  held: number;
  /** people who gave, ever */
  donors: number;
  donated: number;
  /** the last 12 months, newest first */
  months: PoolMonthView[];
}
export class PoolDonationView {
  id: string;
  /** 匿名, 王** or the name, as the donor wished */
  who: string;
  points: number;
  day: string;
}

// ---- figures

export class FigureMonthView {
  month: string;
  issued: number;
  spent: number;
  donated: number;
  given: number;
  returned: number;
}
export class FigureReasonView {
  reason: TransferReason;
  text: string;
  points: number;
}
export class CommunityDeskFiguresView {
  /** frozen by open vouchers and orders, among `out` */
  held: number;
  /** what shops under agreement with this community have taken in, less refunds */
  settledHere: number;
  /** redeemed at shops of other communities */
  settledElsewhere: number;
  /** points everything in stock here costs; null: something is not counted */
  stockedPoints: number;
  stockedItems: number;
  uncountedItems: number;
  /** stocked ÷ out in hundredths; null when nothing is out */
  coveragePercent: number | null;
  /** this calendar year; issued less what was taken back, as the budget counts it */
  year: number;
  issuedThisYear: number;
  grantedThisYear: number;
  /** null: none was set */
  budget: number | null;
  reasons: FigureReasonView[];
}
export class CommunityFiguresView {
  areaCode: string;
  areaText: string;
  /** issued here and still in people's hands */
  out: number;
  inPool: number;
  /** 12 months, oldest first */
  months: FigureMonthView[];
  /** exact to this instant */
  at: string;
  lines: { line: FigureLine; label: string; note: string }[];
  /** for dispatcher, administrator and auditor of the community */
  desk: CommunityDeskFiguresView | null;
}
export class PointsOwedQuery {
  /** the last so many months; all if absent */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(60)
  months?: number;
}
export class OwedCommunityView {
  areaCode: string;
  name: string;
  /** others owe it (+) or it owes others (−); all sum to zero */
  net: number;
  owes: number;
  isOwed: number;
}
export class OwedPairView {
  /** whose points they were */
  fromCode: string;
  fromName: string;
  /** where they were redeemed or given */
  toCode: string;
  toName: string;
  settled: number;
  donated: number;
  points: number;
}
export class PointsOwedView {
  areaCode: string;
  areaText: string;
  communities: OwedCommunityView[];
  /** largest first */
  pairs: OwedPairView[];
  at: string;
}
