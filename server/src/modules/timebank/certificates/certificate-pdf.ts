import { CERTIFICATE_TITLE, hoursInWords, numberInGroups, PAPER_LABELS } from '@linli/shared/timebank-certificates';
import type { CertificateLineView } from '@linli/shared/timebank-certificates.dto';
import QRCode from 'qrcode';
import { dayOf } from '../../../common/days.js';
import { printPaper } from '../../../common/paper.js';
import type { CertificateEntity } from './certificate.entity.js';
import { drawSeal } from './certificate-seal.js';

const MARGIN = 56;
const ROW = 20;
const QR_SIDE = 92;
const INK = '#1D2129';
const PALE = '#4E5969';
const LINE = '#C9CDD4';
const COLUMNS = [
  { title: '序号', x: 0, width: 40 },
  { title: '服务日期', x: 44, width: 90 },
  { title: '服务内容', x: 138, width: 236 },
  { title: '时长', x: 378, width: 104 },
] as const;

export interface Paper {
  certificate: CertificateEntity;
  /** 万福社区 */
  issuer: string;
  lines: readonly CertificateLineView[];
  /** What the QR holds. */
  checkUrl: string;
}

/** 志愿服务记录证明 on A4: who, how long, which services, who vouches; masked like everywhere; the QR and the seal are drawn. */
export function certificatePdf(paper: Paper): Promise<Buffer> {
  const { certificate, issuer } = paper;
  const issuedAt = certificate.issuedAt!;
  const number = numberInGroups(certificate.number!);
  const title = `${CERTIFICATE_TITLE}（${issuer}出具）`;
  return printPaper({ title: `${title} ${number}`, madeAt: issuedAt, margin: MARGIN }, (doc) => {
    doc.fillColor(INK).fontSize(22).text(CERTIFICATE_TITLE, { align: 'center' });
    doc.fontSize(12).fillColor(PALE).text(`（${issuer}出具）`, { align: 'center' }).moveDown(0.4);
    doc.fontSize(10).text(`证明编号：${number}`, { align: 'right' }).moveDown(0.6);
    body(doc, paper);
    table(doc, paper.lines);
    foot(doc, paper);
    pageNumbers(doc, number);
  });
}

function body(doc: PDFKit.PDFDocument, { certificate: c, issuer }: Paper): void {
  const known = c.paperKind ? `${PAPER_LABELS[c.paperKind]} ${c.paperMasked ?? ''}` : '';
  doc.fontSize(11).fillColor(INK);
  for (const [name, value] of [
    ['姓名', c.name],
    ['证件', known],
    ['志愿者编号', c.volunteerNumber ?? ''],
    ['服务期间', `${c.fromDay} 至 ${c.toDay}`],
    ['服务时长', `共计 ${hoursInWords(c.minutes)}，${c.services} 次`],
  ] as const)
    doc.text(`${name}：${value}`, { lineGap: 3 });
  doc.moveDown(0.6);
  const sentence = `兹证明上述志愿者在服务期间参加了由${issuer}记录的志愿服务，明细如下。`;
  doc.fontSize(12).text(sentence, { lineGap: 5, indent: 24 }).moveDown(0.8).fontSize(10);
}

function table(doc: PDFKit.PDFDocument, lines: readonly CertificateLineView[]): void {
  const bottom = () => doc.page.height - MARGIN - ROW;
  const draw = (cells: readonly string[], colour: string) => {
    if (doc.y > bottom()) {
      doc.addPage();
      draw(
        COLUMNS.map(({ title }) => title),
        PALE,
      );
    }
    const y = doc.y;
    doc.fillColor(colour);
    cells.forEach((cell, i) => {
      const { x, width } = COLUMNS[i]!;
      doc.text(cell, MARGIN + x, y + 4, { width, height: ROW - 4, ellipsis: true, lineBreak: false });
    });
    doc
      .strokeColor(LINE)
      .lineWidth(0.5)
      .moveTo(MARGIN, y + ROW)
      .lineTo(doc.page.width - MARGIN, y + ROW)
      .stroke();
    doc.y = y + ROW;
  };
  draw(
    COLUMNS.map(({ title }) => title),
    PALE,
  );
  lines.forEach(({ day, title, minutes }, i) => draw([String(i + 1), day, title, hoursInWords(minutes)], INK));
}

/** Who vouches, the seal over the date, the QR: never torn apart by a page's end. */
function foot(doc: PDFKit.PDFDocument, { certificate: c, issuer, checkUrl }: Paper): void {
  const height = 190;
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
  const top = doc.y + 20;
  drawQr(doc, checkUrl, MARGIN, top);
  doc
    .fontSize(8)
    .fillColor(PALE)
    .text('扫码查验真伪', MARGIN, top + QR_SIDE + 4, { width: QR_SIDE, align: 'center', lineBreak: false });
  const x = MARGIN + QR_SIDE + 36;
  doc.fontSize(11).fillColor(INK);
  const lines = [`出具单位：${issuer}`, `负责人：${c.head ?? ''}`, `经办人：${c.handler ?? ''}`, `联系方式：${c.contact ?? ''}`];
  lines.push(`出具日期：${dayOf(c.issuedAt!)}`);
  lines.forEach((line, i) => doc.text(line, x, top + i * 20, { lineBreak: false }));
  drawSeal(doc, doc.page.width - MARGIN - 62, top + 52, issuer, '志愿服务记录专用章');
  doc
    .fontSize(9)
    .fillColor(PALE)
    .text(`备注：${c.remark ?? '无'}`, MARGIN, top + 124, { width: doc.page.width - 2 * MARGIN })
    .text('服务时长以签到、签退记录和社区核实为准，路途不计。本证明免费出具；记录更正后证明自动作废，以查验结果为准。');
}

/** Drawn, not pasted: sharp at any size. */
function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number): void {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const side = QR_SIDE / size;
  doc.save().fillColor('#000000');
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) if (data[row * size + column]) doc.rect(x + column * side, y + row * side, side, side);
  doc.fill().restore();
}

function pageNumbers(doc: PDFKit.PDFDocument, number: string): void {
  const { count } = doc.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(i);
    doc.page.margins.bottom = 0;
    doc.fontSize(8).fillColor(PALE);
    doc.text(`${number} · 第 ${i + 1} 页，共 ${count} 页`, MARGIN, doc.page.height - 36, {
      align: 'center',
      lineBreak: false,
      width: doc.page.width - 2 * MARGIN,
    });
  }
}
