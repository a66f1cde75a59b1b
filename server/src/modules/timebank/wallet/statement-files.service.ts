import { Injectable } from '@nestjs/common';
import { NAMELESS } from '@linli/shared/accounts';
import {
  monthsSpan,
  STATEMENT_FILE_LINES_MAX,
  STATEMENT_FILE_MONTHS_MAX,
  STATEMENT_FILES_A_DAY,
  STATEMENT_NO_PATTERN,
} from '@linli/shared/timebank-wallet';
import type { StatementCheckView, StatementFileQuery, StatementLineView } from '@linli/shared/timebank-wallet.dto';
import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { DomainError, invalidField, notFound } from '../../../common/errors.js';
import { oneAtATime, Writes } from '../../../common/writes.js';
import { Config } from '../../../config.js';
import { EventsService } from '../../events/events.service.js';
import { statementPdf } from './statement-pdf.js';
import { type Statement, statementXlsx } from './statement-xlsx.js';
import { StatementService } from './statement.service.js';
import { StatementFileEntity } from './wallet.entity.js';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** Statements to keep: numbered, with a code that proves to anybody that this server made one with these sums. */
@Injectable()
export class StatementFiles {
  private readonly key: Buffer;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly statements: StatementService,
  ) {
    this.key = createHmac('sha256', config.secret).update('linli statements').digest();
  }

  async make({ personId }: Actor, { from, to, format }: StatementFileQuery): Promise<{ name: string; bytes: Buffer }> {
    const months = monthsSpan(from, to);
    if (months < 1) throw invalidField('to', '结束月份不能早于开始月份。');
    if (months > STATEMENT_FILE_MONTHS_MAX) throw invalidField('to', `一次最多导出 ${STATEMENT_FILE_MONTHS_MAX} 个月。`);
    const { opening, lines } = await this.statements.span(personId, from, to, STATEMENT_FILE_LINES_MAX);
    if (lines.length > STATEMENT_FILE_LINES_MAX) throw new DomainError('unprocessable', 'too_many_lines', '明细太多，请缩短月份范围。');
    const sum = (sign: 1 | -1) => lines.reduce((all, { change }) => all + Math.max(0, sign * change), 0);
    const file = this.fileOf(personId, { from, to, format }, { opening, in: sum(1), out: sum(-1) }, lines);
    const name = await this.keep(personId, file);
    const statement: Statement = {
      ...checkView(file),
      name: name || NAMELESS,
      rows: lines,
      code: this.codeOf(file),
      link: this.linkOf(file),
    };
    const bytes = format === 'xlsx' ? await statementXlsx(statement) : await statementPdf(statement, this.clock.now());
    return { name: `积分对账单${from}至${to}.${format}`, bytes };
  }

  /** What is asked by whoever holds the paper. A row that was touched gives another code, and then nothing is confirmed. */
  async check(statementNo: string, code: string): Promise<StatementCheckView> {
    const file = STATEMENT_NO_PATTERN.test(statementNo)
      ? await this.dataSource.manager.findOneBy(StatementFileEntity, { statementNo })
      : null;
    if (!file || !timingSafeEqual(Buffer.from(this.codeOf(file)), Buffer.from(code)))
      throw notFound('没有这样的对账单，请核对编号和校验码。');
    return checkView(file);
  }

  private fileOf(
    personId: string,
    { from, to, format }: StatementFileQuery,
    sums: { opening: number; in: number; out: number },
    lines: readonly StatementLineView[],
  ): StatementFileEntity {
    const now = this.clock.now();
    const day = dayOf(now);
    return Object.assign(new StatementFileEntity(), {
      statementNo: `ZD${day.replace(/-/g, '')}-${Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`,
      personId,
      fromMonth: from,
      toMonth: to,
      format,
      lines: lines.length,
      opening: String(sums.opening),
      pointsIn: String(sums.in),
      pointsOut: String(sums.out),
      closing: String(sums.opening + sums.in - sums.out),
      digest: createHash('sha256').update(JSON.stringify(lines)).digest(),
      day,
      createdAt: now,
    });
  }

  /** Counted by the day, recorded. Gives the person's name. */
  private keep(personId: string, file: StatementFileEntity): Promise<string> {
    return this.writes.transaction(async (tx) => {
      await oneAtATime(tx, personId);
      const made = await tx.countBy(StatementFileEntity, { personId, day: file.day });
      if (made >= STATEMENT_FILES_A_DAY)
        throw new DomainError('rate_limited', 'too_many_requests', `一天最多导出 ${STATEMENT_FILES_A_DAY} 次，请明天再来。`);
      await tx.insert(StatementFileEntity, file);
      const data = { from: file.fromMonth, to: file.toMonth, format: file.format, rows: file.lines };
      await this.events.record(tx, { subject: ['statement', personId], action: 'export', actor: { personId }, areaCode: null, data });
      const [person] = await tx.query<{ name: string }[]>(`select name from people where id = $1`, [personId]);
      return person?.name ?? '';
    });
  }

  private codeOf(file: StatementFileEntity): string {
    const { statementNo, fromMonth, toMonth, lines, opening, pointsIn, pointsOut, closing, digest } = file;
    const words = [statementNo, fromMonth, toMonth, lines, opening, pointsIn, pointsOut, closing, digest.toString('hex')];
    return createHmac('sha256', this.key).update(words.join('|')).digest('hex').slice(0, CODE_LENGTH);
  }

  private linkOf(file: StatementFileEntity): string {
    return `${this.config.publicUrl}/#/features/timebank/pages/check/index?no=${file.statementNo}&code=${this.codeOf(file)}`;
  }
}

const checkView = (file: StatementFileEntity): StatementCheckView => ({
  statementNo: file.statementNo,
  from: file.fromMonth,
  to: file.toMonth,
  lines: file.lines,
  opening: Number(file.opening),
  in: Number(file.pointsIn),
  out: Number(file.pointsOut),
  closing: Number(file.closing),
  madeAt: file.createdAt.toISOString(),
});
