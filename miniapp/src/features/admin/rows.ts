import type { CreateAreaDto } from '@linli/shared/areas.dto';

/** One row of a pasted or read table: tabs from a table program, commas from a file; quotes as CSV has them. */
function cells(line: string, comma: string): string[] {
  const out: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (quoted && c === '"' && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (c === '"') quoted = !quoted;
    else if (c === comma && !quoted) {
      out.push(cell);
      cell = '';
    } else cell += c;
  }
  return [...out, cell].map((v) => v.trim());
}

/** code, name[, letters] rows; a heading and empty lines are passed over. */
export function areaRows(text: string): CreateAreaDto[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((l) => l.trim());
  const comma = lines.some((l) => l.includes('\t')) ? '\t' : lines.some((l) => l.includes(',')) ? ',' : '，';
  return lines
    .map((l) => cells(l, comma))
    .filter(([code = ''], i) => i > 0 || /\d/.test(code))
    .map(([code = '', name = '', shortCode]) => ({ code, name, ...(shortCode ? { shortCode } : {}) }));
}
