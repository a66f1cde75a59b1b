import type { SheetView } from '@linli/shared/rewards-sheets.dto';

const EIGHT_HOURS = 8 * 3_600_000;

/** 2026-02-03 09:05, Asia/Shanghai. */
export const shanghaiMinute = (iso: string): string => new Date(Date.parse(iso) + EIGHT_HOURS).toISOString().slice(0, 16).replace('T', ' ');

/** What stands above the list in both files. */
export const sheetLines = (view: SheetView): string[] => [
  `签约社区：${view.communityName}`,
  `兑换 ${view.redeemed} 笔，${view.redeemedPoints} 积分；退回 ${view.refunded} 笔，${view.refundedPoints} 积分`,
  `本月合计 ${view.points} 积分，与账本一致`,
  ...(view.handledNote === null ? [] : [`已处理：${view.handledNote}`]),
];
