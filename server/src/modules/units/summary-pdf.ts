import type { UnitFiguresView } from '@linli/shared/units.dto';
import PDFDocument from 'pdfkit';
import { dayOf } from '../../common/days.js';
import { chineseFont } from '../../common/paper.js';
import { summaryLines } from './summary-xlsx.js';

const MARGIN = 48;
const ROW = 20;
const COLUMNS = [
  { title: '姓名', x: 0, width: 90 },
  { title: '单位', x: 95, width: 170 },
  { title: '所在社区', x: 270, width: 90 },
  { title: '次数', x: 365, width: 40 },
  { title: '岗位', x: 410, width: 40 },
  { title: '分钟', x: 455, width: 44 },
] as const;

/** The half-yearly summary on paper: A4, the font embedded as far as it is used. */
export async function summaryPdf(view: UnitFiguresView, madeAt: Date): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: `双报到小结 ${view.half}`, CreationDate: madeAt } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('cjk', await chineseFont()).font('cjk');
  doc.fontSize(18).text(`${view.unitName} 双报到小结`);
  doc.fontSize(12).text(view.halfLabel).moveDown(0.5).fontSize(11);
  for (const line of summaryLines(view)) doc.text(line);
  doc.moveDown().fontSize(10);
  drawTable(doc, view);
  doc
    .moveDown()
    .fontSize(9)
    .text(`${dayOf(madeAt)} 由邻里生成。服务时长以签到、签退记录为准。`, MARGIN);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

function drawTable(doc: PDFKit.PDFDocument, view: UnitFiguresView): void {
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
  for (const one of view.people)
    draw([one.name, one.unitName, one.communityName ?? '', String(one.services), String(one.posts), String(one.minutes)]);
}
