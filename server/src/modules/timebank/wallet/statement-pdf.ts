import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { dayOf } from '../../../common/days.js';
import { chineseFont } from '../../../common/paper.js';
import { type Statement, STATEMENT_HEAD, statementLines, wordsOf } from './statement-xlsx.js';

const MARGIN = 48;
const ROW = 20;
const QR = 84;
const COLUMNS = [
  { x: 0, width: 68 },
  { x: 70, width: 58 },
  { x: 130, width: 104 },
  { x: 236, width: 160 },
  { x: 400, width: 46 },
  { x: 450, width: 50 },
] as const;

/** The statement on paper: A4, the font embedded as far as it is used, the check as a QR code beside the head. */
export async function statementPdf(statement: Statement, madeAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `积分对账单 ${statement.statementNo}`, CreationDate: madeAt } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('cjk', await chineseFont()).font('cjk');
  const width = doc.page.width - 2 * MARGIN;
  doc.image(await QRCode.toBuffer(statement.link, { margin: 0, scale: 4 }), doc.page.width - MARGIN - QR, MARGIN, { width: QR });
  doc.fontSize(18).text('积分对账单', MARGIN, MARGIN, { width: width - QR - 12 });
  doc.fontSize(10).moveDown(0.4);
  for (const line of statementLines(statement)) doc.text(line, { width: width - QR - 12 }).moveDown(0.2);
  doc.y = Math.max(doc.y, MARGIN + QR) + 12;
  drawTable(doc, statement);
  doc
    .moveDown()
    .fontSize(9)
    .text(`${dayOf(madeAt)} 由邻里生成。积分不是货币，不能兑换现金。`, MARGIN);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

function drawTable(doc: PDFKit.PDFDocument, { rows }: Statement): void {
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
  draw(STATEMENT_HEAD);
  for (const row of rows) draw([row.day, ...wordsOf(row), signed(row.change), String(row.balanceAfter)]);
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));
