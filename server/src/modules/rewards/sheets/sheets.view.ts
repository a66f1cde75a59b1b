import { ITEM_KIND_LABELS, SHEET_STATE_LABELS, SHEET_WORKFLOW } from '@linli/shared/rewards';
import type { SheetLineView, SheetView } from '@linli/shared/rewards-sheets.dto';
import { actionsFrom } from '@linli/shared/workflow';
import type { Actor } from '../../../common/actor.js';
import type { LineRow, SheetRow } from './sheets.queries.js';
import { isDeskOf } from '../shops/shops.policy.js';

export const monthLabel = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

export function sheetView(actor: Actor, row: SheetRow, communityName: string): SheetView {
  const { communityCode, closedAt, handledAt, ...figures } = row;
  return {
    ...figures,
    communityName,
    monthLabel: monthLabel(row.month),
    stateLabel: SHEET_STATE_LABELS[row.state],
    closedAt: closedAt?.toISOString() ?? null,
    handledAt: handledAt?.toISOString() ?? null,
    actions: isDeskOf(actor, { id: row.shopId, communityCode }) ? actionsFrom(SHEET_WORKFLOW, row.state) : [],
  };
}

export const lineView = ({ voucherId, voucherNo, kind, title, points, at }: LineRow): SheetLineView => ({
  ...{ voucherId, voucherNo, kind, title, points },
  kindLabel: ITEM_KIND_LABELS[kind],
  at: at.toISOString(),
});
