import type { SheetLineView, SheetView } from '@linli/shared/rewards-sheets.dto';
import PDFDocument from 'pdfkit';
import { dayOf } from '../../../common/days.js';
import { chineseFont } from '../../../common/paper.js';
import { sheetLines, shanghaiMinute } from './sheet-lines.js';

const MARGIN = 48;
const ROW = 20;
const COLUMNS = [
  { title: '时间', x: 0, width: 100 },
  { title: '券号', x: 105, width: 120 },
  { title: '类别', x: 230, width: 40 },
  { title: '名称', x: 275, width: 170 },
  { title: '积分', x: 450, width: 48 },
] as const;

/** The sheet on paper: A4, the font embedded as far as it is used; place to sign for both sides. */
export async function sheetPdf(view: SheetView, lines: readonly SheetLineView[], madeAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `结算单 ${view.month}`, CreationDate: madeAt } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('cjk', await chineseFont()).font('cjk');
  doc.fontSize(18).text(`${view.shopName} 结算单`);
  doc.fontSize(12).text(view.monthLabel).moveDown(0.5).fontSize(11);
  for (const line of sheetLines(view)) doc.text(line);
  doc.moveDown().fontSize(10);
  drawTable(doc, lines, view.points);
  doc.moveDown(2).fontSize(11).text('商家（签字）：                    社区（盖章）：                    日期：', MARGIN);
  doc
    .moveDown()
    .fontSize(9)
    .text(`${dayOf(madeAt)} 由邻里生成。本单只列积分，款项由双方按协议在系统外结算。`, MARGIN);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

function drawTable(doc: PDFKit.PDFDocument, lines: readonly SheetLineView[], total: number): void {
  const bottom = doc.page.height - MARGIN - ROW;
  const draw = (cells: readonly string[]) => {
    if (doc.y > bottom) doc.addPage();
    const y = doc.y;
    cells.forEach((cell, i) => {
      const { x, width } = COLUMNS[i]!;
      doc.text(cell, MARGIN + x, y, { width, height: ROW, ellipsis: true, lineBreak: false });
    });
    doc.y = y + ROW;
  };
  draw(COLUMNS.map(({ title }) => title));
  for (const one of lines) draw([shanghaiMinute(one.at), one.voucherNo, one.kindLabel, one.title, String(one.points)]);
  draw(['合计', '', '', '', String(total)]);
}
