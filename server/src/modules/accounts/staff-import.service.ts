import { Injectable } from '@nestjs/common';
import { GRANTABLE_ROLES, type GrantableRole, PERSON_NAME_MAX, PHONE_PATTERN, ROLE_LABELS } from '@linli/shared/accounts';
import type { GrantRoleDto } from '@linli/shared/accounts.dto';
import type { ImportProblem, ImportResult } from '@linli/shared/areas.dto';
import { AREA_CODE_PATTERN } from '@linli/shared/areas';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { dayOf, isDay } from '../../common/days.js';
import { DomainError } from '../../common/errors.js';
import { SheetImports, type SheetLine, sheetProblem } from '../../common/sheet-import.js';
import type { WriteCall } from '../../common/writes.js';
import { administeredBy } from './accounts.policy.js';
import { StaffService } from './staff.service.js';

const COLUMNS = { phone: '手机号', name: '姓名', role: '角色', areaCode: '区划代码', from: '开始', to: '结束' } as const;
type Column = keyof typeof COLUMNS;
type Line = SheetLine<Column>;

/** Roles from a sheet. Every bad cell is named; with one of them nothing is taken. A dry run says the same as the real one. */
@Injectable()
export class StaffImportService {
  constructor(
    private readonly clock: Clock,
    private readonly imports: SheetImports,
    private readonly staff: StaffService,
  ) {}

  run(call: WriteCall, request: FastifyRequest, dryRun: boolean): Promise<ImportResult> {
    administeredBy(call.actor);
    return this.imports.run(call, request, dryRun, {
      columns: COLUMNS,
      optional: ['from', 'to'],
      check: problemsOf,
      take: (tx, line) => this.take(tx, call, line),
    });
  }

  private async take(tx: EntityManager, call: WriteCall, { row, cells }: Line): Promise<ImportProblem | null> {
    const dto: GrantRoleDto = {
      id: randomUUID(),
      phone: cells.phone,
      name: cells.name,
      role: roleOf(cells.role)!,
      areaCode: cells.areaCode,
      from: dayFrom(cells.from) ?? dayOf(this.clock.now()),
      ...(cells.to ? { to: dayFrom(cells.to)! } : {}),
    };
    try {
      await this.staff.refuseBad(tx, call.actor, dto);
      await this.staff.insert(tx, call.actor, dto, call.bodyHash);
      return null;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [field] = Object.keys(error.extra.fields ?? {}) as Column[];
      return sheetProblem(row, COLUMNS[field ?? 'phone'], error.sentence);
    }
  }
}

function problemsOf({ row, cells }: Line): ImportProblem[] {
  const checks: readonly (readonly [Column, boolean, string])[] = [
    ['phone', PHONE_PATTERN.test(cells.phone), '手机号应为 11 位数字。'],
    ['name', cells.name.length > 0 && cells.name.length <= PERSON_NAME_MAX, `姓名应为 1–${PERSON_NAME_MAX} 个字。`],
    ['role', roleOf(cells.role) !== null, `没有“${cells.role}”这个角色。`],
    ['areaCode', AREA_CODE_PATTERN.test(cells.areaCode), '区划代码应为 6、9、12、15 或 18 位数字。'],
    ['from', cells.from === '' || dayFrom(cells.from) !== null, '开始日期应写成 2026-03-01。'],
    ['to', cells.to === '' || dayFrom(cells.to) !== null, '结束日期应写成 2026-03-01。'],
  ];
  return checks.filter(([, good]) => !good).map(([column, , sentence]) => sheetProblem(row, COLUMNS[column], sentence));
}

/** 网格员 or grid_member. */
const roleOf = (cell: string): GrantableRole | null => GRANTABLE_ROLES.find((role) => role === cell || ROLE_LABELS[role] === cell) ?? null;

/** 2026-03-01, 2026/3/1, 2026.3.1 or 2026年3月1日. */
function dayFrom(cell: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell) ?? [];
  if (!year || !month || !day) return null;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
