import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { PHONE_PATTERN } from './accounts.js';
import { AREA_CODE_PATTERN } from './areas.js';
import { IsClientId } from './ids.dto.js';
import { PageQuery } from './page.dto.js';
import {
  ADJUSTMENT_KINDS,
  ADJUSTMENT_NOTE_MAX,
  ADJUSTMENT_NOTE_MIN,
  ADJUSTMENT_STATES,
  BUDGET_POINTS_MAX,
  GRANT_POINTS_MAX,
  type AdjustmentAction,
  type AdjustmentKind,
  type AdjustmentState,
} from './timebank-books.js';

/*
 * Routes, all under /api/v1:
 *
 *   GET  /timebank/adjustments             AdjustmentQuery → Page<AdjustmentView> (the desk's areas; an auditor's list is a recorded look)
 *   POST /timebank/adjustments             RequestAdjustmentDto → AdjustmentView
 *   GET  /timebank/adjustments/transfers   TransferSearchQuery → Page<DeskTransferView> (what could be taken back; a recorded look)
 *   GET  /timebank/adjustments/:id         AdjustmentView
 *   POST /timebank/adjustments/:id/approve {} · refuse RefuseAdjustmentDto · withdraw {} → AdjustmentView
 *   GET  /timebank/budgets                 BudgetQuery → Page<BudgetView>       PUT /timebank/budgets/:communityCode  SetBudgetDto → BudgetView
 *   GET  /timebank/seals                   PageQuery → Page<SealView>           GET /timebank/seals/:day/rows.csv     (recorded)
 */

const note = { message: `请说明原因，${ADJUSTMENT_NOTE_MIN}–${ADJUSTMENT_NOTE_MAX} 个字` };

export class RequestAdjustmentDto {
  @IsClientId()
  id: string;

  @IsIn(ADJUSTMENT_KINDS)
  kind: AdjustmentKind;

  /** of a reversal: what is to be taken back */
  @IsOptional()
  @IsUUID()
  transferId?: string;

  /** of a grant: the community that issues */
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  communityCode?: string;

  /** of a grant to somebody */
  @IsOptional()
  @IsString()
  @Matches(PHONE_PATTERN, { message: '请填写 11 位手机号' })
  phone?: string;

  /** of a grant */
  @IsOptional()
  @IsInt({ message: '积分填整数' })
  @Min(1)
  @Max(GRANT_POINTS_MAX)
  points?: number;

  @IsString()
  @Length(ADJUSTMENT_NOTE_MIN, ADJUSTMENT_NOTE_MAX, note)
  note: string;
}
export class RefuseAdjustmentDto {
  @IsString()
  @Length(ADJUSTMENT_NOTE_MIN, ADJUSTMENT_NOTE_MAX, note)
  note: string;
}
export class AdjustmentQuery extends PageQuery {
  @IsOptional()
  @IsIn(ADJUSTMENT_STATES)
  state?: AdjustmentState;

  @IsOptional()
  @IsIn(ADJUSTMENT_KINDS)
  kind?: AdjustmentKind;

  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;
}
export class AdjustmentView {
  id: string;
  kind: AdjustmentKind;
  kindText: string;
  state: AdjustmentState;
  stateText: string;
  communityCode: string;
  areaText: string;
  points: number;
  /** of whose points it is, masked; null: the community's pool */
  personName: string | null;
  /** of a reversal: what it was for, and its day */
  reasonText: string | null;
  day: string | null;
  note: string;
  requestedByName: string;
  requestedAt: string;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
  /** of an approved reversal: taken at once, and what stands as a debt */
  taken: number | null;
  debt: number | null;
  actions: AdjustmentAction[];
}
export class TransferSearchQuery extends PageQuery {
  @IsString()
  @Matches(PHONE_PATTERN, { message: '请填写 11 位手机号' })
  phone: string;
}
/** A row of somebody's statement as the desk that issued it sees it. */
export class DeskTransferView {
  id: string;
  at: string;
  reasonText: string;
  points: number;
  incoming: boolean;
  areaText: string;
  /** null: it can be taken back */
  obstacle: string | null;
}

export class BudgetQuery extends PageQuery {
  /** default: this year */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2020)
  @Max(2100)
  year?: number;
}
export class SetBudgetDto {
  @IsInt()
  @Min(2020)
  @Max(2100)
  year: number;

  @IsInt({ message: '积分填整数' })
  @Min(0)
  @Max(BUDGET_POINTS_MAX)
  points: number;
}
export class BudgetView {
  communityCode: string;
  communityName: string;
  year: number;
  /** null: none was set, and nothing can be granted */
  points: number | null;
  /** so far, services included, less what was taken back */
  issued: number;
  left: number | null;
  /** services are never refused: it may be more than the budget */
  exceeded: boolean;
  actions: 'set'[];
}

export class SealView {
  day: string;
  rows: number;
  hash: string;
  previousHash: string;
  sealedAt: string;
}
