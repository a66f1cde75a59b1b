import type { SheetLineView, SheetView } from '@linli/shared/rewards-sheets.dto';
import { dayOf } from '../../../common/days.js';
import { drawRows, MARGIN, printPaper } from '../../../common/paper.js';
import { sheetLines, shanghaiMinute } from './sheet-lines.js';

const COLUMNS = [
  { title: '时间', x: 0, width: 100 },
  { title: '券号', x: 105, width: 120 },
  { title: '类别', x: 230, width: 40 },
  { title: '名称', x: 275, width: 170 },
  { title: '积分', x: 450, width: 48 },
] as const;

/** The sheet on paper: place to sign for both sides. */
export const sheetPdf = (view: SheetView, lines: readonly SheetLineView[], madeAt: Date): Promise<Buffer> =>
  printPaper({ title: `结算单 ${view.month}`, madeAt }, (doc) => {
    doc.fontSize(18).text(`${view.shopName} 结算单`);
    doc.fontSize(12).text(view.monthLabel).moveDown(0.5).fontSize(11);
    for (const line of sheetLines(view)) doc.text(line);
    doc.moveDown().fontSize(10);
    drawRows(doc, COLUMNS, [
      COLUMNS.map(({ title }) => title),
      ...lines.map((one) => [shanghaiMinute(one.at), one.voucherNo, one.kindLabel, one.title, String(one.points)]),
      ['合计', '', '', '', String(view.points)],
    ]);
    doc.moveDown(2).fontSize(11).text('商家（签字）：                    社区（盖章）：                    日期：', MARGIN);
    doc
      .moveDown()
      .fontSize(9)
      .text(`${dayOf(madeAt)} 由邻里生成。本单只列积分，款项由双方按协议在系统外结算。`, MARGIN);
  });
