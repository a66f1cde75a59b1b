import type { SheetLineView, SheetView } from '@linli/shared/rewards-sheets.dto';
import { asText, newBook } from '../../../common/paper.js';
import { sheetLines, shanghaiMinute } from './sheet-lines.js';

const HEAD = ['时间', '券号', '类别', '名称', '积分'];
const WIDTHS = [18, 22, 10, 30, 10];

export async function sheetXlsx(view: SheetView, lines: readonly SheetLineView[]): Promise<Buffer> {
  const book = await newBook();
  const sheet = book.addWorksheet('结算单');
  sheet.columns = WIDTHS.map((width) => ({ width }));
  sheet.addRow([asText(`${view.shopName} 结算单（${view.monthLabel}）`)]).font = { bold: true, size: 14 };
  for (const line of sheetLines(view)) sheet.addRow([asText(line)]);
  sheet.addRow([]);
  sheet.addRow(HEAD).font = { bold: true };
  for (const one of lines) sheet.addRow([shanghaiMinute(one.at), asText(one.voucherNo), one.kindLabel, asText(one.title), one.points]);
  sheet.addRow(['合计', '', '', '', view.points]).font = { bold: true };
  return Buffer.from(await book.xlsx.writeBuffer());
}
