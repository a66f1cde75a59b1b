/*
 * Routes, under /api/v1. The desk of the community, its auditor, and the shop's own people; 404 to everybody else.
 *   GET  /rewards/sheets           SheetQuery → Page<SheetView>, newest month first (a sheet that does not agree with the books: not to the shop)
 *   GET  /rewards/sheets/:id       SheetView
 *   GET  /rewards/sheets/:id/lines PageQuery → Page<SheetLineView>
 *   GET  /rewards/sheets/:id/file  SheetFileQuery → the file (audited)
 *   POST /rewards/sheets/:id/handle HandleSheetDto (desk) → SheetView
 *   GET  /rewards/owed             OwedQuery → OwedView: what is owed and not handled
 */
import { IsIn, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { AREA_CODE_PATTERN } from './areas.js';
import { PageQuery } from './page.dto.js';
import { type ItemKind, MONTH_PATTERN, SHEET_NOTE_MAX, SHEET_STATES, type SheetAction, type SheetState } from './rewards.js';

export class SheetQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsUUID()
  shopId?: string;

  @IsOptional()
  @IsIn(SHEET_STATES)
  state?: SheetState;

  @IsOptional()
  @Matches(MONTH_PATTERN)
  month?: string;
}
export class SheetView {
  id: string;
  shopId: string;
  shopName: string;
  communityName: string;
  month: string;
  /** 2026年2月 */
  monthLabel: string;
  state: SheetState;
  stateLabel: string;
  redeemed: number;
  redeemedPoints: number;
  refunded: number;
  refundedPoints: number;
  /** what is owed: used less given back; below zero it reduces the next one */
  points: number;
  /** by the books; other than `points` only while they do not agree */
  ledgerPoints: number;
  closedAt: string | null;
  handledAt: string | null;
  handledNote: string | null;
  actions: SheetAction[];
}
/** One voucher used, or given back: nothing about who. */
export class SheetLineView {
  voucherId: string;
  voucherNo: string;
  kind: ItemKind;
  kindLabel: string;
  title: string;
  /** below zero: given back */
  points: number;
  at: string;
}
export class SheetFileQuery {
  @IsIn(['xlsx', 'pdf'])
  format: 'xlsx' | 'pdf';
}
export class HandleSheetDto {
  /** how it was settled outside */
  @IsString()
  @Length(2, SHEET_NOTE_MAX, { message: `请写明处理情况，2–${SHEET_NOTE_MAX} 个字` })
  note: string;
}
export class OwedQuery {
  @IsOptional()
  @IsString()
  @Matches(AREA_CODE_PATTERN)
  areaCode?: string;

  @IsOptional()
  @IsUUID()
  shopId?: string;
}
export class OwedView {
  shops: number;
  /** closed and not handled */
  sheets: number;
  sheetPoints: number;
  /** used since the last sheet */
  runningPoints: number;
  totalPoints: number;
  /** months whose lines and books do not agree; 0 for a shop's people */
  mismatches: number;
}
