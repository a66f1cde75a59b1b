import QRCode from 'qrcode';
import { dayOf } from '../../../common/days.js';
import { drawRows, MARGIN, printPaper } from '../../../common/paper.js';
import { type Statement, STATEMENT_HEAD, statementLines, wordsOf } from './statement-xlsx.js';

const QR = 84;
const COLUMNS = [
  { x: 0, width: 68 },
  { x: 70, width: 58 },
  { x: 130, width: 104 },
  { x: 236, width: 160 },
  { x: 400, width: 46 },
  { x: 450, width: 50 },
] as const;

/** The statement on paper: the check as a QR code beside the head. */
export async function statementPdf(statement: Statement, madeAt: Date): Promise<Buffer> {
  const code = await QRCode.toBuffer(statement.link, { margin: 0, scale: 4 });
  return printPaper({ title: `积分对账单 ${statement.statementNo}`, madeAt }, (doc) => {
    const width = doc.page.width - 2 * MARGIN - QR - 12;
    doc.image(code, doc.page.width - MARGIN - QR, MARGIN, { width: QR });
    doc.fontSize(18).text('积分对账单', MARGIN, MARGIN, { width });
    doc.fontSize(10).moveDown(0.4);
    for (const line of statementLines(statement)) doc.text(line, { width }).moveDown(0.2);
    doc.y = Math.max(doc.y, MARGIN + QR) + 12;
    drawRows(doc, COLUMNS, [
      STATEMENT_HEAD,
      ...statement.rows.map((row) => [row.day, ...wordsOf(row), signed(row.change), String(row.balanceAfter)]),
    ]);
    doc
      .moveDown()
      .fontSize(9)
      .text(`${dayOf(madeAt)} 由邻里生成。积分不是货币，不能兑换现金。`, MARGIN);
  });
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));
