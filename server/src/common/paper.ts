import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Workbook } from 'exceljs';

const require = createRequire(import.meta.url);
let font: Promise<Buffer> | null = null;
/** What every paper is printed in, embedded as far as it is used. Ten megabytes, read once and only where somebody asks for a paper. */
function chineseFont(): Promise<Buffer> {
  font ??= readFile(join(dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')), '400Regular/NotoSansSC_400Regular.ttf'));
  return font;
}

/** In points: around every paper that asks for no other, and the height of a row of its tables. */
export const MARGIN = 48;
const ROW = 20;

/** A PDF on A4 in our font. */
export async function printPaper(
  { title, madeAt, margin = MARGIN }: { title: string; madeAt: Date; margin?: number },
  write: (doc: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, info: { Title: title, CreationDate: madeAt } });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('cjk', await chineseFont()).font('cjk');
  write(doc);
  doc.end();
  await done;
  return Buffer.concat(chunks);
}

/** Rows of one line each from where the document stands, over as many pages as they take; x and width count from the margin. */
export function drawRows(
  doc: PDFKit.PDFDocument,
  columns: readonly { x: number; width: number }[],
  rows: Iterable<readonly string[]>,
): void {
  const bottom = doc.page.height - MARGIN - ROW;
  for (const cells of rows) {
    if (doc.y > bottom) doc.addPage();
    const y = doc.y;
    cells.forEach((cell, i) => {
      const { x, width } = columns[i]!;
      doc.text(cell, MARGIN + x, y, { width, height: ROW, ellipsis: true, lineBreak: false });
    });
    doc.y = y + ROW;
  }
}

/** An empty workbook. Like the papers it is seldom asked for: what makes it is loaded by the first who does. */
export async function newBook(): Promise<Workbook> {
  const { default: ExcelJS } = await import('exceljs');
  return new ExcelJS.Workbook();
}

/** A cell that begins like a formula is text: quoted, so that it stays so after saving as csv, too. */
export const asText = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
