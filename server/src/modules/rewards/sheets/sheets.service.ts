import { Injectable } from '@nestjs/common';
import { type Page, PAGE_LIMIT_DEFAULT } from '@linli/shared/page';
import type { PageQuery } from '@linli/shared/page.dto';
import { SHEET_WORKFLOW } from '@linli/shared/rewards';
import type { OwedQuery, OwedView, SheetLineView, SheetQuery, SheetView } from '@linli/shared/rewards-sheets.dto';
import { nextState } from '@linli/shared/workflow';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../../common/errors.js';
import { decodeCursor, page } from '../../../common/pages.js';
import { asPatterns, narrowed, scopesOf } from '../../../common/scopes.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { sheetPdf } from './sheet-pdf.js';
import { sheetXlsx } from './sheet-xlsx.js';
import {
  type DueMonth,
  dueMonths,
  figuresOf,
  findSheet,
  linesOf,
  listSheets,
  owedIn,
  type Scope,
  type SheetRow,
  writeSheet,
} from './sheets.queries.js';
import { lineView, sheetView } from './sheets.view.js';
import { isDeskOf, isMerchantOf, merchantShops, seesShop } from '../shops/shops.policy.js';
import { ShopsService } from '../shops/shops.service.js';

/** Lines of one file. */
const FILE_LINES_MAX = 20_000;

/** Settlement sheets 结算单: one for each shop and month, equal to the books to the point, or not closed. */
@Injectable()
export class SheetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly shops: ShopsService,
  ) {}

  /** Every month that is over and has no sheet. Runs again and on two nodes at once without another effect. */
  async closeMonths(): Promise<void> {
    const before = `${dayOf(this.clock.now()).slice(0, 7)}-01`;
    for (const due of await dueMonths(this.dataSource.manager, before)) await this.writes.transaction((tx) => this.close(tx, due));
  }

  private async close(tx: EntityManager, due: DueMonth): Promise<void> {
    const figures = await figuresOf(tx, due.shopId, due.accountId, due.month);
    const agree = figures.strange === 0 && figures.redeemed_points - figures.refunded_points === figures.ledger_points;
    const id = await writeSheet(tx, due, agree ? 'closed' : 'mismatch', figures, this.clock.now());
    if (id === null) return;
    await this.events.record(tx, {
      subject: ['shop_sheet', id],
      action: agree ? 'close' : 'mismatch',
      actor: null,
      areaCode: due.communityCode,
      data: { shopId: due.shopId, month: due.month, points: figures.ledger_points },
    });
  }

  async list(actor: Actor, { areaCode, cursor, limit = PAGE_LIMIT_DEFAULT, ...wanted }: SheetQuery): Promise<Page<SheetView>> {
    const tx = this.dataSource.manager;
    const rows = await listSheets(tx, scopeOf(actor, areaCode), wanted, decodeCursor(cursor, ['text', 'uuid']), limit + 1);
    const { items, next } = page(rows, limit, (row) => [row.month, row.id]);
    const names = await this.areas.names(
      tx,
      items.map(({ communityCode }) => communityCode),
    );
    return { items: items.map((row) => sheetView(actor, row, names.get(row.communityCode) ?? row.communityCode)), next };
  }

  async one(actor: Actor, id: string): Promise<SheetView> {
    const tx = this.dataSource.manager;
    return this.view(tx, actor, await visible(tx, actor, id));
  }

  async lines(actor: Actor, id: string, { cursor, limit = PAGE_LIMIT_DEFAULT }: PageQuery): Promise<Page<SheetLineView>> {
    const tx = this.dataSource.manager;
    const sheet = await visible(tx, actor, id);
    const [after] = decodeCursor(cursor, ['bigint']) ?? [null];
    const rows = await linesOf(
      tx,
      sheet.shopId,
      await this.account(tx, sheet),
      sheet.month,
      after === null ? null : String(after),
      limit + 1,
    );
    const { items, next } = page(rows, limit, (row) => [row.seq]);
    return { items: items.map(lineView), next };
  }

  /** That it was made is in the record. */
  async file(actor: Actor, id: string, format: 'xlsx' | 'pdf'): Promise<{ name: string; bytes: Buffer }> {
    const { view, lines } = await this.writes.transaction(async (tx) => {
      const sheet = await visible(tx, actor, id);
      if (sheet.state === 'mismatch') throw conflictNow(sheet.state, '这个月的账还没有核对一致，暂不出单。');
      const rows = await linesOf(tx, sheet.shopId, await this.account(tx, sheet), sheet.month, null, FILE_LINES_MAX + 1);
      if (rows.length > FILE_LINES_MAX) throw new DomainError('unprocessable', 'too_many_rows', '明细太多，请联系管理员导出。');
      await this.events.record(tx, {
        subject: ['shop_sheet', id],
        action: 'export',
        actor,
        role: isMerchantOf(actor, shopOf(sheet)) ? 'merchant' : undefined,
        areaCode: sheet.communityCode,
        data: { format, rows: rows.length },
      });
      return { view: await this.view(tx, actor, sheet), lines: rows.map(lineView) };
    });
    const bytes = format === 'xlsx' ? await sheetXlsx(view, lines) : await sheetPdf(view, lines, this.clock.now());
    return { name: `${view.shopName}结算单${view.month}.${format}`, bytes };
  }

  /** The desk has settled it outside: how, in a note. Money never passes through here. */
  handle(call: WriteCall, id: string, note: string): Promise<SheetView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      await tx.query(`select from shop_sheets where id = $1 for update`, [id]);
      const sheet = await visible(tx, actor, id);
      if (!isDeskOf(actor, shopOf(sheet))) throw forbidden('结算单由签约社区处理。');
      const state = nextState(SHEET_WORKFLOW, sheet.state, 'handle');
      if (state === null) throw conflictNow(sheet.state);
      await tx.query(`update shop_sheets set state = $2, handled_at = $3, handled_by = $4, handled_note = $5 where id = $1`, [
        id,
        state,
        this.clock.now(),
        actor.personId,
        note.trim(),
      ]);
      const data = { shopId: sheet.shopId, month: sheet.month, points: sheet.points };
      await this.events.record(tx, { subject: ['shop_sheet', id], action: 'handle', actor, areaCode: sheet.communityCode, data });
      return this.view(tx, actor, (await findSheet(tx, id))!);
    });
  }

  async owed(actor: Actor, { areaCode, shopId }: OwedQuery): Promise<OwedView> {
    const tx = this.dataSource.manager;
    if (shopId) await this.shops.visible(tx, actor, shopId);
    const scope = scopeOf(actor, areaCode);
    const row = await owedIn(tx, scope, shopId ?? null);
    const [sheetPoints, runningPoints] = [Number(row.sheet_points), Number(row.running_points)];
    const { shops, sheets } = row;
    const mismatches = scope.patterns.length ? row.mismatches : 0;
    return { shops, sheets, sheetPoints, runningPoints, totalPoints: sheetPoints + runningPoints, mismatches };
  }

  private async view(tx: EntityManager, actor: Actor, row: SheetRow): Promise<SheetView> {
    const names = await this.areas.names(tx, [row.communityCode]);
    return sheetView(actor, row, names.get(row.communityCode) ?? row.communityCode);
  }

  private account(tx: EntityManager, { shopId, communityCode }: SheetRow): Promise<string> {
    return this.shops.accountOf(tx, { id: shopId, communityCode });
  }
}

const shopOf = ({ shopId, communityCode }: SheetRow) => ({ id: shopId, communityCode });

/** @throws 404 to whoever has nothing to do with the shop, and to its people while the sheet is not closed */
async function visible(tx: EntityManager, actor: Actor, id: string): Promise<SheetRow> {
  const sheet = await findSheet(tx, id);
  if (!sheet || !seesShop(actor, shopOf(sheet))) throw notFound();
  if (sheet.state === 'mismatch' && isMerchantOf(actor, shopOf(sheet))) throw notFound();
  return sheet;
}

/** @throws 403 to whoever keeps, audits or runs no shop */
function scopeOf(actor: Actor, areaCode: string | undefined): Scope {
  const scopes = scopesOf(actor, ['dispatcher', 'auditor']);
  const shops = merchantShops(actor);
  if (!scopes.length && !shops.length) throw forbidden();
  return { patterns: asPatterns(narrowed(scopes, areaCode)), shops };
}
