import { monthText, STATEMENT_SHAPE_LABELS } from '@linli/shared/timebank-wallet';
import type { StatementCheckView, StatementLineView } from '@linli/shared/timebank-wallet.dto';
import { asText, newBook } from '../../../common/paper.js';

export interface Statement extends StatementCheckView {
  /** The person's own. */
  name: string;
  rows: readonly StatementLineView[];
  /** Of the public check. */
  code: string;
  link: string;
}
export const STATEMENT_HEAD = ['日期', '类别', '事由', '说明', '变动', '余额'];
const WIDTHS = [12, 10, 18, 36, 10, 10];

export async function statementXlsx(statement: Statement): Promise<Buffer> {
  const book = await newBook();
  const sheet = book.addWorksheet('积分对账单');
  sheet.columns = WIDTHS.map((width) => ({ width }));
  sheet.addRow(['积分对账单']).font = { bold: true, size: 14 };
  for (const line of statementLines(statement)) sheet.addRow([asText(line)]);
  sheet.addRow([]);
  sheet.addRow(STATEMENT_HEAD).font = { bold: true };
  for (const row of statement.rows) sheet.addRow([row.day, ...wordsOf(row).map(asText), row.change, row.balanceAfter]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export const wordsOf = (row: StatementLineView): [shape: string, reason: string, title: string] => [
  row.change === 0 && row.shape !== 'in' ? `${STATEMENT_SHAPE_LABELS[row.shape]} ${row.points}` : STATEMENT_SHAPE_LABELS[row.shape],
  row.reasonText,
  row.title,
];

/** What stands above the list in both files. */
export function statementLines({ name, from, to, opening, closing, lines, statementNo, code, link, ...sums }: Statement): string[] {
  return [
    `${name} · ${from === to ? monthText(from) : `${monthText(from)}至${monthText(to)}`}`,
    `编号 ${statementNo} · 校验码 ${code}`,
    `期初 ${opening} 分，收入 ${sums.in} 分，支出 ${sums.out} 分，期末 ${closing} 分，共 ${lines} 笔`,
    `核验：${link}`,
    '核验页证明这份对账单由本系统出具，期间、笔数和合计与当时的账目一致；不显示姓名，也不证明此后的变动。',
  ];
}
