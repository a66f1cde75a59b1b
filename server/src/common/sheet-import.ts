import { Injectable } from '@nestjs/common';
import type { ImportProblem, ImportResult } from '@linli/shared/areas.dto';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DomainError } from './errors.js';
import { refuseHostileText } from './hostile-text.js';
import { readSheet, sheetOf } from './sheet.js';
import { type WriteCall, Writes } from './writes.js';

/** A row below the head, counted as the sheet counts it. */
export interface SheetLine<Column extends string> {
  row: number;
  cells: Record<Column, string>;
}
export interface SheetPlan<Column extends string> {
  /** Column → its title in the first row. */
  columns: Record<Column, string>;
  optional: readonly Column[];
  /** What is wrong with the words of a row, before anything is asked of the tables. */
  check: (line: SheetLine<Column>) => ImportProblem[];
  /** Writes the row; what the module refuses is a problem of the row. */
  take: (tx: EntityManager, line: SheetLine<Column>) => Promise<ImportProblem | null>;
  /** Rows at most, and the sentence when there are more. */
  most?: readonly [rows: number, sentence: string];
}

class NothingTaken extends Error {
  constructor(readonly result: ImportResult) {
    super('nothing taken');
  }
}

/** People, units … from a sheet: every bad cell is named, and with one of them nothing is taken. A dry run says the same as the real one. */
@Injectable()
export class SheetImports {
  constructor(private readonly writes: Writes) {}

  async run<Column extends string>(
    call: WriteCall,
    request: FastifyRequest,
    dryRun: boolean,
    plan: SheetPlan<Column>,
  ): Promise<ImportResult> {
    const file = await sheetOf(request);
    const lines = linesOf(await readSheet(file), plan);
    const whole: WriteCall = { ...call, bodyHash: createHash('sha256').update(file).digest('hex') };
    try {
      if (dryRun) return await this.writes.transaction((tx) => attempt(tx, lines, true, plan));
      return await this.writes.once(whole, (tx) => attempt(tx, lines, false, plan));
    } catch (error) {
      if (error instanceof NothingTaken) return error.result;
      throw error;
    }
  }
}

/** Rows are checked against those before them. @throws NothingTaken so that the transaction takes them back: a dry run, or a bad cell. */
async function attempt<Column extends string>(
  tx: EntityManager,
  lines: readonly SheetLine<Column>[],
  dryRun: boolean,
  { check, take }: SheetPlan<Column>,
): Promise<ImportResult> {
  const problems: ImportProblem[] = [];
  let accepted = 0;
  for (const line of lines) {
    const bad = check(line);
    const refusal = bad.length ? null : await take(tx, line);
    if (refusal) bad.push(refusal);
    if (!bad.length) accepted += 1;
    problems.push(...bad);
  }
  if (dryRun || problems.length) throw new NothingTaken({ dryRun, accepted, problems });
  return { dryRun, accepted, problems };
}

function linesOf<Column extends string>(rows: readonly string[][], { columns, optional, most }: SheetPlan<Column>): SheetLine<Column>[] {
  refuseHostileText(rows);
  const head = rows[0] ?? [];
  const names = Object.keys(columns) as Column[];
  const places = names.map((column) => [column, head.indexOf(columns[column])] as const);
  const missing = places.filter(([column, at]) => at < 0 && !optional.includes(column)).map(([column]) => columns[column]);
  if (missing.length) throw new DomainError('invalid', 'sheet_columns', `表格第一行缺少这些列：${missing.join('、')}。`);
  const lines = rows
    .slice(1)
    .map((cells, i) => ({ row: i + 2, cells: Object.fromEntries(places.map(([c, at]) => [c, cells[at] ?? ''])) as Record<Column, string> }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  if (most && lines.length > most[0]) throw new DomainError('invalid', 'sheet_too_long', most[1]);
  return lines;
}

export const sheetProblem = (row: number, field: string, sentence: string): ImportProblem => ({ row, field, sentence, notice: false });
