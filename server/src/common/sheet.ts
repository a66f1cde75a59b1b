import type { CellValue } from 'exceljs';
import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { DomainError, invalidField } from './errors.js';
import { newBook } from './paper.js';

/** Small on purpose: what a sheet of this size unpacks to is small, too. */
const SHEET_BYTES = 300_000;
const ROWS = 2000;
const COLUMNS = 20;
const CELL = 200;
const UNPACKED_BYTES = 20_000_000;

const unreadable = () => new DomainError('invalid', 'sheet_unreadable', '读不懂这个文件，请用 .xlsx 或 .csv 格式的表格。');
const tooLong = () => new DomainError('invalid', 'sheet_too_long', `表格最多 ${ROWS} 行，请分几次导入。`);

/** The sheet somebody sent as `file` of a form. @throws DomainError 400, 413 */
export async function sheetOf(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw new DomainError('invalid', 'not_a_form', '请用表单上传表格。');
  const part = await request.file({ limits: { fileSize: SHEET_BYTES, files: 1, fields: 5, parts: 6 } });
  if (!part) throw invalidField('file', '没有收到表格。');
  const file = await part.toBuffer();
  if (part.file.truncated) throw new DomainError('too_large', 'sheet_too_large', '表格太大，请分几次导入。');
  return file;
}

/** The cells of an xlsx or csv file as text, row by row, by content whatever its name. @throws DomainError 400 */
export async function readSheet(file: Buffer): Promise<string[][]> {
  const rows = file.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) ? await readXlsx(file) : readCsv(decode(file));
  if (rows.length > ROWS + 1) throw tooLong();
  return rows;
}

async function readXlsx(file: Buffer): Promise<string[][]> {
  if (unpackedSize(file) > UNPACKED_BYTES) throw unreadable();
  const book = await newBook();
  try {
    await book.xlsx.load(file as unknown as ArrayBuffer);
  } catch {
    throw unreadable();
  }
  const sheet = book.worksheets[0];
  if (!sheet) throw unreadable();
  if (sheet.rowCount > ROWS + 1) throw tooLong();
  const width = Math.min(sheet.columnCount, COLUMNS);
  return Array.from({ length: sheet.rowCount }, (_, r) =>
    Array.from({ length: width }, (_unused, c) => text(sheet.getRow(r + 1).getCell(c + 1).value)),
  );
}

/** The sum the zip's own directory states. */
function unpackedSize(file: Buffer): number {
  let total = 0;
  for (let at = file.indexOf('PK\x01\x02'); at >= 0 && at + 28 < file.length; at = file.indexOf('PK\x01\x02', at + 46))
    total += file.readUInt32LE(at + 24);
  return total;
}

function text(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim().slice(0, CELL);
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim()
      .slice(0, CELL);
  if ('text' in value) return text(value.text);
  if ('result' in value) return text(value.result ?? null);
  return '';
}

/** Excel in China saves csv as GB 18030. */
function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(file);
    } catch {
      throw unreadable();
    }
  }
}

/** RFC 4180: quotes, doubled quotes, line breaks inside quotes. */
export function readCsv(content: string): string[][] {
  if (content.includes('\0')) throw unreadable();
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell.trim().slice(0, CELL));
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row.slice(0, COLUMNS));
    row = [];
  };
  for (let i = content.startsWith('\uFEFF') ? 1 : 0; i < content.length; i += 1) {
    const c = content[i]!;
    if (quoted && c === '"' && content[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (c === '"') quoted = !quoted;
    else if (quoted) cell += c;
    else if (c === ',') endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  if (cell || row.length) endRow();
  return rows;
}
