import { Injectable } from '@nestjs/common';
import { AREA_CODE_PATTERN } from '@linli/shared/areas';
import type { ImportProblem, ImportResult } from '@linli/shared/areas.dto';
import { UNIT_IMPORT_MAX, UNIT_KIND_LABELS, UNIT_KINDS, UNIT_LEVEL_MAX, UNIT_NAME_MAX, type UnitKind } from '@linli/shared/units';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DomainError, forbidden } from '../../common/errors.js';
import { scopesOf } from '../../common/scopes.js';
import { SheetImports, type SheetLine, sheetProblem } from '../../common/sheet-import.js';
import type { WriteCall } from '../../common/writes.js';
import { UnitTrees } from './unit-trees.service.js';
import { mustAdminister } from './units.policy.js';

const COLUMNS = { name: '名称', kind: '类型', level: '层级', areaCode: '区划代码', parent: '上级', partner: '共建' } as const;
type Column = keyof typeof COLUMNS;
type Line = SheetLine<Column>;
/** Fields of the answer that the tree's own refusals name. */
const FIELD_COLUMNS: Record<string, Column> = { parentId: 'parent', kind: 'kind', level: 'level', areaCode: 'areaCode', name: 'name' };

/** Units from a sheet, parents before their children, named by their names. One bad cell and nothing is taken; a dry run says the same. */
@Injectable()
export class UnitsImport {
  constructor(
    private readonly imports: SheetImports,
    private readonly trees: UnitTrees,
  ) {}

  async run(call: WriteCall, request: FastifyRequest, dryRun: boolean): Promise<ImportResult> {
    if (!scopesOf(call.actor, ['administrator']).length) throw forbidden('单位由所在区域的管理员维护。');
    return this.imports.run(call, request, dryRun, {
      columns: COLUMNS,
      optional: ['parent', 'partner'],
      most: [UNIT_IMPORT_MAX, `一次最多导入 ${UNIT_IMPORT_MAX} 个单位。`],
      check: problemsOf,
      take: (tx, line) => this.take(tx, call, line),
    });
  }

  private async take(tx: EntityManager, call: WriteCall, { row, cells }: Line): Promise<ImportProblem | null> {
    const kind = kindOf(cells.kind)!;
    const parents = cells.parent === '' ? [] : await parentsNamed(tx, cells.parent, kind, cells.areaCode.slice(0, 6));
    if (cells.parent !== '' && parents.length !== 1)
      return problem(row, 'parent', parents.length ? '有几个同名的上级单位，请先改名。' : '没有这个上级单位，请把上级写在前面。');
    const [parentId] = parents;
    const places = { name: cells.name, kind, level: Number(cells.level), areaCode: cells.areaCode, partner: cells.partner === '是' };
    try {
      mustAdminister(call.actor, cells.areaCode);
      await this.trees.insert(tx, call.actor, { id: randomUUID(), ...places, ...(parentId ? { parentId } : {}) }, call.bodyHash);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [field] = Object.keys(error.extra.fields ?? {});
      return problem(row, FIELD_COLUMNS[field ?? 'areaCode'] ?? 'areaCode', error.sentence);
    }
  }
}

async function parentsNamed(tx: EntityManager, name: string, kind: UnitKind, district: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `select id from units where name = $1 and kind = $2 and area_code like $3 and retired_at is null limit 2`,
    [name, kind, `${district}%`],
  );
  return rows.map(({ id }) => id);
}

function problemsOf({ row, cells }: Line): ImportProblem[] {
  const level = Number(cells.level);
  const checks: readonly (readonly [Column, boolean, string])[] = [
    ['name', cells.name.length >= 2 && cells.name.length <= UNIT_NAME_MAX, `名称应为 2–${UNIT_NAME_MAX} 个字。`],
    ['kind', kindOf(cells.kind) !== null, '类型应写“单位”或“党组织”。'],
    ['level', Number.isInteger(level) && level >= 1 && level <= UNIT_LEVEL_MAX, `层级应为 1–${UNIT_LEVEL_MAX}。`],
    ['areaCode', AREA_CODE_PATTERN.test(cells.areaCode), '区划代码应为 6、9 或 12 位数字。'],
  ];
  return checks.filter(([, good]) => !good).map(([column, , sentence]) => problem(row, column, sentence));
}

const problem = (row: number, column: Column, sentence: string): ImportProblem => sheetProblem(row, COLUMNS[column], sentence);

/** 党组织 or party_org. */
const kindOf = (cell: string): UnitKind | null => UNIT_KINDS.find((kind) => kind === cell || UNIT_KIND_LABELS[kind] === cell) ?? null;
