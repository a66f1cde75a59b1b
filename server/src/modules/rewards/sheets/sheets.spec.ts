import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { randomBytes, randomUUID } from 'node:crypto';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import type { MadeShop, MadeShopItem } from '../../../../test/makers.js';
import { pdfText } from '../../../../test/pdf-text.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY } from '../../../../test/town.js';
import { LedgerService } from '../../timebank/ledger/ledger.service.js';
import { ShopsService } from '../shops/shops.service.js';

let app: TestApp;
let desk: Somebody;
let numbers = 0;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  desk = await app.make.person({ name: '韦专员', roles: [{ role: 'dispatcher', areaCode: COMMUNITY }] });
});
afterAll(() => app.close());

interface Used {
  id: string;
  points: number;
  holdIds: string[];
}
/** A voucher used at this moment of the still clock, as a scan leaves it. */
async function use(shop: MadeShop, item: MadeShopItem, who: { id: string }, points = item.points): Promise<Used> {
  const id = randomUUID();
  const ledger = app.nest.get(LedgerService);
  const holdIds = await app.db.transaction(async (tx) => {
    const to = await app.nest.get(ShopsService).accountOf(tx, shop);
    const spending = {
      id,
      personId: who.id,
      to,
      amount: points,
      reason: 'spend_goods' as const,
      ref: ['voucher', id] as const,
      actorId: who.id,
    };
    const ids = await ledger.spend(tx, 'hold', spending);
    await ledger.close(tx, 'settle', ids, null);
    const now = app.clock.now();
    numbers += 1;
    await tx.query(
      `insert into vouchers (id, voucher_no, item_id, shop_id, person_id, community_code, kind, title, points, state, secret, hold_ids, expires_at, redeemed_at,
                             request_hash, created_at)
       values ($1, $2, $3, $4, $5, $6, 'goods', $7, $8, 'redeemed', $9, $10, $11, $11, '', $11)`,
      [id, `DH-${numbers}`, item.id, shop.id, who.id, shop.communityCode, item.title, points, randomBytes(32), ids, now],
    );
    return ids;
  });
  return { id, points, holdIds };
}
/** Given back at this moment: a reversal of what was settled. */
async function refund({ id, holdIds }: Used): Promise<void> {
  const ledger = app.nest.get(LedgerService);
  await app.db.transaction(async (tx) => {
    const settled = await tx.query<{ id: string }[]>(`select id from transfers where hold_id = any($1) order by seq`, [holdIds]);
    for (const { id: transferId } of settled)
      await ledger.reverse(tx, { id: randomUUID(), transferId, reason: 'refund', ref: ['voucher', id], actorId: null });
    await tx.query(`update vouchers set state = 'refunded', ended_at = $2 where id = $1`, [id, app.clock.now()]);
  });
}
const close = () => app.runJobs('rewards.sheets');
const sheets = async (who: Somebody, shop: MadeShop) =>
  (await app.as(who).get(`/rewards/sheets?shopId=${shop.id}`)).body.items as { id: string; month: string; points: number; state: string }[];
const monthsOf = async (shop: MadeShop) => (await sheets(desk, shop)).map(({ month, points }) => [month, points]).reverse();
async function stage(): Promise<{ shop: MadeShop; item: MadeShopItem; who: { id: string } }> {
  const shop = await app.make.shop();
  const who = await app.make.person({});
  await app.make.points(who, 100_000);
  return { shop, item: await app.make.shopItem(shop, { title: '=豆浆+油条', points: 10 }), who };
}

describe('a settlement sheet', () => {
  it('closes after the month, in Shanghai, leap day included; a refund later is a minus line of the later month', async () => {
    app.clock.set('2024-01-31T15:59:59.000Z');
    const { shop, item, who } = await stage();
    await use(shop, item, who);
    app.clock.set('2024-01-31T16:00:00.000Z');
    const first = await use(shop, item, who);
    app.clock.set('2024-02-29T15:59:59.000Z');
    await use(shop, item, who, 7);
    await close();
    expect(await monthsOf(shop)).toEqual([['2024-01', 10]]);
    app.clock.set('2024-02-29T16:00:00.000Z');
    await use(shop, item, who, 3);
    await close();
    expect(await monthsOf(shop)).toEqual([['2024-01', 10], ['2024-02', 17]]); // prettier-ignore
    app.clock.set('2024-03-05T02:00:00.000Z');
    await refund(first);
    app.clock.set('2024-04-01T02:00:00.000Z');
    await close();
    expect(await monthsOf(shop)).toEqual([['2024-01', 10], ['2024-02', 17], ['2024-03', -7]]); // prettier-ignore
    const [march] = await sheets(desk, shop);
    const lines = await app.as(desk).get(`/rewards/sheets/${march!.id}/lines?limit=1`);
    expect(lines.body.items).toMatchObject([{ points: 3 }]);
    const rest = await app.as(desk).get(`/rewards/sheets/${march!.id}/lines?cursor=${String(lines.body.next)}`);
    expect(rest.body).toMatchObject({ items: [{ points: -10, voucherId: first.id, at: '2024-03-05T02:00:00.000Z' }], next: null });
  });

  it('is one, however often and from however many nodes the month is closed, and never changes', async () => {
    app.clock.set('2026-01-10T02:00:00.000Z');
    const { shop, item, who } = await stage();
    await use(shop, item, who);
    app.clock.set('2026-02-01T02:00:00.000Z');
    await Promise.all(Array.from({ length: 6 }, close));
    await close();
    const [sheet, ...more] = await sheets(desk, shop);
    expect(more).toEqual([]);
    const told = await app.db.query(`select 1 from events where subject_id = $1 and action = 'close'`, [sheet!.id]);
    expect(told).toHaveLength(1);
    for (const sql of [`update shop_sheets set redeemed = 0 where id = $1`, `delete from shop_sheets where id = $1`])
      await expect(app.db.query(sql, [sheet!.id])).rejects.toMatchObject({ driverError: { code: 'LI001' } });
    await expect(app.db.query('truncate shop_sheets')).rejects.toMatchObject({ driverError: { code: 'LI001' } });
  });

  it('is not closed while lines and books disagree: the desk sees it, the shop does not, and it closes by itself when they agree', async () => {
    app.clock.set('2026-01-10T02:00:00.000Z');
    const { shop, item, who } = await stage();
    const keeper = await app.make.merchant(shop);
    const used = await use(shop, item, who);
    await app.db.query(`update vouchers set points = 11 where id = $1`, [used.id]);
    app.clock.set('2026-02-01T02:00:00.000Z');
    await close();
    await close();
    const [sheet] = await sheets(desk, shop);
    expect(sheet).toMatchObject({ state: 'mismatch', points: 11, ledgerPoints: 10, actions: [] });
    expect(await sheets(keeper, shop)).toEqual([]);
    expect((await app.as(keeper).get(`/rewards/sheets/${sheet!.id}`)).status).toBe(404);
    expect((await app.as(desk).get(`/rewards/sheets/${sheet!.id}/file?format=pdf`)).body).toMatchObject({ status: 409, state: 'mismatch' });
    expect((await app.as(desk).post(`/rewards/sheets/${sheet!.id}/handle`, { note: '已转账' })).status).toBe(409);
    expect((await app.as(desk).get(`/rewards/owed?shopId=${shop.id}`)).body.mismatches).toBe(1);
    await app.db.query(`update vouchers set points = 10 where id = $1`, [used.id]);
    await close();
    expect(await sheets(keeper, shop)).toMatchObject([{ state: 'closed', points: 10 }]);
  });

  it('says what is owed, and is handled once with a note', async () => {
    app.clock.set('2026-01-10T02:00:00.000Z');
    const { shop, item, who } = await stage();
    const keeper = await app.make.merchant(shop);
    await use(shop, item, who);
    app.clock.set('2026-02-01T02:00:00.000Z');
    await use(shop, item, who, 4);
    await close();
    const owed = async (person: Somebody) => (await app.as(person).get(`/rewards/owed?shopId=${shop.id}`)).body as object;
    expect(await owed(keeper)).toEqual({ shops: 1, sheets: 1, sheetPoints: 10, runningPoints: 4, totalPoints: 14, mismatches: 0 });
    const [sheet] = await sheets(keeper, shop);
    const path = `/rewards/sheets/${sheet!.id}/handle`;
    expect((await app.as(keeper).post(path, { note: '收到了' })).status).toBe(403);
    expect((await app.as(desk).post(path, { note: '' })).status).toBe(400);
    expect((await app.as(desk).post(path, { note: '二月五日对公转账' })).body).toMatchObject({
      state: 'handled',
      handledNote: '二月五日对公转账',
    });
    expect((await app.as(desk).post(path, { note: '再来一次' })).body).toMatchObject({ status: 409, state: 'handled' });
    expect(await owed(desk)).toMatchObject({ sheetPoints: 0, runningPoints: 4, totalPoints: 4 });
  });

  it('is for the desk and the shop’s own people', async () => {
    app.clock.set('2026-01-10T02:00:00.000Z');
    const { shop, item, who } = await stage();
    await use(shop, item, who);
    app.clock.set('2026-02-01T02:00:00.000Z');
    await close();
    const [sheet] = await sheets(desk, shop);
    const stranger = await app.make.person({ roles: [{ role: 'dispatcher', areaCode: SISTER_COMMUNITY }] });
    const other = await app.make.merchant(await app.make.shop({ name: '别家' }));
    for (const one of [stranger, other])
      for (const rest of ['', '/lines', '/file?format=xlsx'])
        expect((await app.as(one).get(`/rewards/sheets/${sheet!.id}${rest}`)).status).toBe(404);
    expect(await sheets(other, shop)).toEqual([]);
    expect((await app.as(other).get(`/rewards/owed?shopId=${shop.id}`)).status).toBe(404);
  });

  it('comes as a sheet and on paper, with every line, formulas as text, and its making in the record', async () => {
    app.clock.set('2026-01-10T02:00:00.000Z');
    const { shop, item, who } = await stage();
    await use(shop, item, who);
    await refund(await use(shop, item, who, 6));
    app.clock.set('2026-02-01T02:00:00.000Z');
    await close();
    const [sheet] = await sheets(desk, shop);
    const xlsx = await app.as(desk).get(`/rewards/sheets/${sheet!.id}/file?format=xlsx`);
    expect([xlsx.status, xlsx.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('filename="sheet.xlsx"')]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(xlsx.body as ArrayBuffer);
    const rows = book.worksheets[0]!.getSheetValues().map((row) => (Array.isArray(row) ? row.slice(1) : []));
    expect(rows.filter((row) => row[3] === `'=豆浆+油条`).map((row) => row[4])).toEqual([10, 6, -6]);
    expect(rows.at(-1)).toEqual(['合计', '', '', '', 10]);
    const pdf = await app.as(desk).get(`/rewards/sheets/${sheet!.id}/file?format=pdf`);
    const text = pdfText(pdf.body as Buffer);
    for (const words of [
      '万福早点铺 结算单',
      '2026年1月',
      '兑换 2 笔，16 积分；退回 1 笔，6 积分',
      '2026-01-10 10:00',
      '=豆浆+油条',
      '合计',
    ])
      expect(text).toContain(words);
    const events = await app.db.query(`select data from events where subject_id = $1 and action = 'export' order by data->>'format' desc`, [
      sheet!.id,
    ]);
    expect(events).toEqual(['xlsx', 'pdf'].map((format) => ({ data: { format, rows: 3 } })));
  });
});

describe('over random histories', () => {
  it('sheets and what is running add up to the shop’s account, each month to its own movements', async () => {
    const step = fc.record({
      hours: fc.integer({ min: 1, max: 900 }),
      points: fc.integer({ min: 1, max: 40 }),
      back: fc.option(fc.nat(30)),
      closes: fc.boolean(),
    });
    let year = 2030;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        year += 1;
        app.clock.set(`${year}-01-01T00:00:00.000Z`);
        const { shop, item, who } = await stage();
        const open: Used[] = [];
        const expected = new Map<string, number>();
        const move = (points: number) => {
          const month = new Date(app.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
          expected.set(month, (expected.get(month) ?? 0) + points);
        };
        for (const { hours, points, back, closes } of steps) {
          app.clock.advance(hours * 3_600_000);
          const [old] = back === null ? [] : open.splice(back % Math.max(1, open.length), 1);
          if (old) await refund(old);
          else open.push(await use(shop, item, who, points));
          move(old ? -old.points : points);
          if (closes) await close();
        }
        await close();
        const now = new Date(app.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 7);
        const closed = await monthsOf(shop);
        expect(closed).toEqual([...expected].filter(([month]) => month < now));
        const owed = (await app.as(desk).get(`/rewards/owed?shopId=${shop.id}`)).body as { runningPoints: number; totalPoints: number };
        expect(owed.runningPoints).toBe(expected.get(now) ?? 0);
        expect(owed.totalPoints).toBe([...expected.values()].reduce((sum, points) => sum + points, 0));
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
