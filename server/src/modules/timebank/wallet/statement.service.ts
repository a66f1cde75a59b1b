import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import { monthAfter, STATEMENT_LINKS, type StatementLink, type StatementShape } from '@linli/shared/timebank-wallet';
import type { StatementLineView, StatementMonthView, StatementQuery } from '@linli/shared/timebank-wallet.dto';
import { TRANSFER_REASON_LABELS } from '@linli/shared/timebank';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { type Line, linesOf, movedByMonth, movedSince } from './statement.queries.js';
import { titlesOf } from './statement.titles.js';

/** One's own books, line by line: every line says why, and all changes together are the balance. */
@Injectable()
export class StatementService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: LedgerService,
  ) {}

  /** The cursor carries the balance before its line, so that a page needs no sum over what was turned over already. */
  lines({ personId }: Actor, { month, direction, cursor, limit = PAGE_LIMIT_DEFAULT }: StatementQuery): Promise<Page<StatementLineView>> {
    const after = decodeCursor(cursor, ['day', 'bigint', 'int']);
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const lines = await linesOf(tx, personId, {
        ...(month ? { from: `${month}-01`, before: `${monthAfter(month)}-01` } : {}),
        ...(direction ? { direction } : {}),
        ...(after ? { after: [String(after[0]), String(after[1])] } : {}),
        limit: limit + 1,
      });
      const start = after ? Number(after[2]) : await this.balanceAt(tx, personId, month);
      const balances = running(lines, start);
      const { items, next } = page(
        lines.map((line, i) => ({ line, balance: balances[i]! })),
        limit,
        ({ line, balance }) => [line.day, line.seq, balance - line.change],
      );
      const titles = await titlesOf(
        tx,
        items.map(({ line }) => line),
      );
      return { items: items.map(({ line, balance }) => lineView(line, titles(line), direction ? null : balance)), next };
    });
  }

  /** Every line of some months, oldest first, with the balances around them; for files. @throws never more than `limit` + 1 lines */
  span(personId: string, from: string, to: string, limit: number): Promise<{ opening: number; lines: StatementLineView[] }> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const lines = await linesOf(tx, personId, { from: `${from}-01`, before: `${monthAfter(to)}-01`, limit: limit + 1 });
      const balances = running(lines, await this.balanceAt(tx, personId, to));
      const titles = await titlesOf(tx, lines);
      const views = lines.map((line, i) => lineView(line, titles(line), balances[i]!));
      const oldest = views.at(-1);
      const opening = oldest ? oldest.balanceAfter! - oldest.change : await this.balanceAt(tx, personId, to);
      return { opening, lines: views.reverse() };
    });
  }

  async months({ personId }: Actor): Promise<StatementMonthView[]> {
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      let { balance } = await this.ledger.standing(tx, personId);
      return (await movedByMonth(tx, personId)).map((month) => {
        const view = { ...month, balance };
        balance -= month.in - month.out;
        return view;
      });
    });
  }

  /** At the end of a month, or now. */
  private async balanceAt(tx: EntityManager, personId: string, month: string | undefined): Promise<number> {
    const { balance } = await this.ledger.standing(tx, personId);
    if (!month) return balance;
    const since = await movedSince(tx, personId, `${monthAfter(month)}-01`);
    return balance - since.in + since.out;
  }
}

/** The balance after each line, newest first. */
function running(lines: readonly Line[], start: number): number[] {
  let balance = start;
  return lines.map(({ change }) => {
    const after = balance;
    balance -= change;
    return after;
  });
}

const shapeOf = ({ kind, incoming }: Line): StatementShape =>
  kind === 'hold' ? 'held' : kind === 'release' ? 'released' : incoming ? 'in' : 'out';

function lineView(line: Line, title: string, balanceAfter: number | null): StatementLineView {
  const linked = STATEMENT_LINKS.includes(line.refType);
  return {
    id: line.id,
    day: line.day,
    at: line.at.toISOString(),
    shape: shapeOf(line),
    change: line.change,
    points: line.points,
    balanceAfter,
    reason: line.reason,
    reasonText: TRANSFER_REASON_LABELS[line.reason],
    title,
    link: linked ? { type: line.refType as StatementLink, id: line.refId } : null,
  };
}
