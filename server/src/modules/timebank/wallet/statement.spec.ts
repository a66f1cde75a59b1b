import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { inflateSync } from 'node:zlib';
import { Bookings } from '../../../../test/bookings.js';
import { bootApp, type Somebody, type TestApp } from '../../../../test/harness.js';
import { newId } from '../../../../test/makers.js';
import { buildTown, COMMUNITY, SISTER_COMMUNITY } from '../../../../test/town.js';
import { linesQuery } from './statement.queries.js';

let app: TestApp;
let points: Bookings;
beforeAll(async () => {
  app = await bootApp();
  await buildTown(app.db.manager, app.clock.now());
  points = new Bookings(app);
});
afterAll(() => app.close());
afterEach(() => app.clock.set('2026-03-11T02:00:00.000Z'));

const someone = (name = '梁爱华') => app.make.person({ name, homeCommunityCode: COMMUNITY });
interface Line {
  id: string;
  day: string;
  shape: string;
  change: number;
  points: number;
  balanceAfter: number | null;
  reasonText: string;
  title: string;
}
const get = async (person: Somebody, query = '') =>
  (await app.as(person).get(`/timebank/statement${query}`)).body as { items: Line[]; next: string | null };
async function all(person: Somebody, limit: number, query = ''): Promise<Line[]> {
  const lines: Line[] = [];
  for (let cursor = ''; ;) {
    const { items, next } = await get(person, `?limit=${limit}${query}${cursor && `&cursor=${cursor}`}`);
    lines.push(...items);
    if (!next) return lines;
    cursor = next;
  }
}
const sum = (lines: readonly Line[]) => lines.reduce((total, { change }) => total + change, 0);

describe('a statement', () => {
  it('tells a hold as one story, and points of two communities as one line', async () => {
    const me = await someone();
    await points.earn(me.id, 30);
    await points.earn(me.id, 30, SISTER_COMMUNITY);
    const spent = await points.hold(me.id, 40);
    expect((await get(me)).items[0]).toMatchObject({ shape: 'held', change: 0, points: 40, balanceAfter: 60, reasonText: '兑换商品' });
    app.clock.advance(60_000);
    await points.close('settle', spent.ids);
    expect((await get(me)).items.map(({ shape, change, points: n, balanceAfter }) => [shape, change, n, balanceAfter])).toEqual([
      ['out', -40, 40, 20],
      ['in', 30, 30, 60],
      ['in', 30, 30, 30],
    ]);
    app.clock.advance(60_000);
    const back = await points.hold(me.id, 20);
    await points.close('release', back.ids);
    expect((await get(me)).items[0]).toMatchObject({ shape: 'released', change: 0, points: 20, balanceAfter: 20 });
    app.clock.advance(60_000);
    await points.refund(spent.ids, spent.ref);
    expect((await get(me)).items[0]).toMatchObject({ shape: 'in', change: 40, balanceAfter: 60, reasonText: '兑换退回' });
    expect((await get(me, '?direction=in')).items.map(({ change, balanceAfter }) => [change, balanceAfter])).toEqual([
      [40, null],
      [30, null],
      [30, null],
    ]);
    expect((await get(me, '?direction=out')).items.map(({ shape }) => shape)).toEqual(['released', 'out']);
  });

  it('counts by the day of booking in Shanghai: the end of a month, a leap day, the end of a year', async () => {
    const me = await someone();
    const times = ['2027-12-31T15:59:59.999Z', '2027-12-31T16:00:00.000Z', '2028-02-29T15:59:59.999Z', '2028-02-29T16:00:00.000Z'];
    for (const [i, at] of times.entries()) {
      app.clock.set(at);
      await points.earn(me.id, 10 ** i);
    }
    const month = async (of: string) =>
      (await get(me, `?month=${of}`)).items.map(({ day, change, balanceAfter }) => [day, change, balanceAfter]);
    expect(await month('2027-12')).toEqual([['2027-12-31', 1, 1]]);
    expect(await month('2028-01')).toEqual([['2028-01-01', 10, 11]]);
    expect(await month('2028-02')).toEqual([['2028-02-29', 100, 111]]);
    expect(await month('2028-03')).toEqual([['2028-03-01', 1000, 1111]]);
    expect((await app.as(me).get('/timebank/statement/months')).body).toEqual([
      { month: '2028-03', in: 1000, out: 0, balance: 1111 },
      { month: '2028-02', in: 100, out: 0, balance: 111 },
      { month: '2028-01', in: 10, out: 0, balance: 11 },
      { month: '2027-12', in: 1, out: 0, balance: 1 },
    ]);
  });

  it('equals the books over random histories, on pages of any size', async () => {
    const act = fc.record({
      what: fc.constantFrom('earn', 'earn_there', 'spend', 'release', 'keep', 'donate', 'gift', 'refund', 'reverse'),
      amount: fc.integer({ min: 1, max: 60 }),
      later: fc.integer({ min: 0, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), fc.integer({ min: 1, max: 7 }), async (acts, limit) => {
        app.clock.set('2026-01-28T02:00:00.000Z');
        const [me, mother] = [await someone(), await someone()];
        await app.db.query(`insert into relatives values ($1, $2, 'parent', $3, $4)`, [me.id, mother.id, newId(), app.clock.now()]);
        await history(me, mother, acts);
        const standing = await points.standing(me.id);
        const lines = await all(me, limit);
        expect(sum(lines)).toBe(standing.balance);
        expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
        const held = lines.filter(({ shape }) => shape === 'held').reduce((total, line) => total + line.points, 0);
        expect(held).toBe(standing.held);
        let balance = standing.balance;
        for (const line of lines) {
          expect(line.balanceAfter).toBe(balance);
          balance -= line.change;
        }
        expect(balance).toBe(0);
        const months = (await app.as(me).get('/timebank/statement/months')).body as {
          month: string;
          in: number;
          out: number;
          balance: number;
        }[];
        for (const { month, in: came, out: went, balance: end } of months) {
          const own = await all(me, limit, `&month=${month}`);
          expect(own.map(({ id }) => id)).toEqual(lines.filter(({ day }) => day.startsWith(month)).map(({ id }) => id));
          expect([sum(own), own[0]?.balanceAfter]).toEqual([came - went, end]);
        }
        const [ins, outs] = [await all(me, limit, '&direction=in'), await all(me, limit, '&direction=out')];
        expect(ins.length + outs.length).toBe(lines.length);
      }),
      { numRuns: 12 },
    );
  });

  it('takes only its own cursors, and comes out of the indexes whatever the size of the books', async () => {
    const me = await someone();
    for (const query of ['?cursor=xx', '?month=2026-13', '?direction=sideways', '?limit=1000'])
      expect((await app.as(me).get(`/timebank/statement${query}`)).status).toBe(400);
    const crowd = await someone();
    await points.earn(crowd.id, 1);
    await app.db.query(
      `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
       select gen_random_uuid(), 'transfer', ledger_account_id('issuing', null, $1), ledger_account_id('person', $2, $1), 1, 'earn_service',
         'service_record', gen_random_uuid(), $1, '2026-03-01T00:00:00Z'::timestamptz - (n || ' minutes')::interval from generate_series(1, 5000) n`,
      [COMMUNITY, crowd.id],
    );
    await points.earn(me.id, 1);
    await app.db.query('analyze transfers');
    for (const filter of [
      {},
      { after: ['2026-03-01', '77'] as const },
      { from: '2026-02-01', before: '2026-03-01' },
      { direction: 'in' as const },
    ]) {
      const { sql, values } = linesQuery(me.id, { limit: 21, ...filter });
      const plan = JSON.stringify(await app.db.query(`explain (format json) ${sql}`, values));
      expect(plan).toMatch(/transfers_to/);
      expect(plan).not.toMatch(/"Seq Scan","[^}]*"Relation Name":"transfers"/);
    }
  });
});

async function history(me: Somebody, mother: Somebody, acts: readonly { what: string; amount: number; later: number }[]): Promise<void> {
  const earned: string[] = [];
  const settled: { ids: string[]; ref: string }[] = [];
  for (const { what, amount, later } of acts) {
    app.clock.advance(later * 3_600_000);
    const { free, debt } = await points.standing(me.id);
    const able = debt === 0 && free >= amount;
    if (what === 'earn') earned.push(await points.earn(me.id, amount));
    if (what === 'earn_there') earned.push(await points.earn(me.id, amount, SISTER_COMMUNITY));
    if (what === 'reverse' && earned.length) await points.reverse(earned.pop()!);
    if (what === 'refund' && settled.length) {
      const { ids, ref } = settled.pop()!;
      await points.refund(ids, ref);
    }
    if (!able) continue;
    if (what === 'donate')
      await app.as(me).post('/timebank/donations', { id: newId(), points: amount, communityCode: COMMUNITY, shown: 'named' });
    if (what === 'gift') await app.as(me).post('/timebank/gifts', { id: newId(), points: amount, relativeId: mother.id });
    if (what === 'spend' || what === 'release' || what === 'keep') {
      const held = await points.hold(me.id, amount);
      if (what === 'spend') settled.push(held);
      if (what !== 'keep') await points.close(what === 'spend' ? 'settle' : 'release', held.ids);
    }
  }
}

describe('a statement to keep', () => {
  const file = (person: Somebody, format: string, more = '') =>
    app.as(person).get(`/timebank/statement/file?from=2026-02&to=2026-03&format=${format}${more}`);

  it('is a sheet without formulas and a paper with the same sums; anybody who holds it can check it', async () => {
    const me = await someone('=梁爱华');
    await points.earn(me.id, 30);
    await points.hold(me.id, 10);
    await app.as(me).post('/timebank/donations', { id: newId(), points: 5, communityCode: COMMUNITY, shown: 'masked' });
    const xlsx = await file(me, 'xlsx');
    expect([xlsx.status, xlsx.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(xlsx.body as ArrayBuffer);
    const rows: string[][] = [];
    book.worksheets[0]!.eachRow((row) => rows.push((row.values as unknown[]).slice(1).map(String)));
    expect(rows.flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    expect(rows[1]?.[0]).toBe("'=梁爱华 · 2026年2月至2026年3月");
    expect(rows[3]?.[0]).toBe('期初 0 分，收入 30 分，支出 5 分，期末 25 分，共 3 笔');
    expect(rows.slice(-3)).toEqual([
      ['2026-03-11', '收入', '志愿服务', '', '30', '30'],
      ['2026-03-11', '预留 10', '兑换商品', '', '0', '30'],
      ['2026-03-11', '支出', '捐赠公益池', '万福社区公益池', '-5', '25'],
    ]);
    const [, statementNo = '', code = ''] = /编号 (\S+) · 校验码 (\S+)/.exec(rows[2]?.[0] ?? '') ?? [];
    const check = (no: string, by: string) => app.guest().get(`/public/statements/${no}?code=${by}`);
    expect((await check(statementNo, code)).body).toEqual({
      ...{ statementNo, from: '2026-02', to: '2026-03', lines: 3, opening: 0, in: 30, out: 5, closing: 25 },
      madeAt: app.clock.now().toISOString(),
    });
    expect((await check(statementNo, '0'.repeat(12))).status).toBe(404);
    expect((await check('ZD20260311-000000', code)).status).toBe(404);
    expect((await check(statementNo, 'short')).status).toBe(400);
    await app.db.query(`update statement_files set closing = 9999 where statement_no = $1`, [statementNo]);
    expect((await check(statementNo, code)).status).toBe(404);

    const pdf = await file(me, 'pdf');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const text = textOf(pdf.body as Buffer);
    for (const words of [
      '积分对账单',
      '=梁爱华',
      '期初 0 分，收入 30 分，支出 5 分，期末 25 分，共 3 笔',
      '万福社区公益池',
      '预留 10',
      '-5',
    ])
      expect(text).toContain(words);
    const events = await app.db.query(`select data from events where subject_type = 'statement' and subject_id = $1 order by id`, [me.id]);
    expect(events).toEqual(['xlsx', 'pdf'].map((format) => ({ data: { from: '2026-02', to: '2026-03', format, rows: 3 } })));
  });

  it('is limited: twelve months, ten a day', async () => {
    const me = await someone();
    const wrong = ['?from=2026-03&to=2026-02&format=pdf', '?from=2025-01&to=2026-01&format=pdf', '?from=2026-01&to=2026-01&format=doc'];
    for (const query of wrong) expect((await app.as(me).get(`/timebank/statement/file${query}`)).status).toBe(400);
    for (let i = 0; i < 10; i += 1) expect((await file(me, 'xlsx')).status).toBe(200);
    expect(await file(me, 'xlsx')).toMatchObject({ status: 429 });
    app.clock.set('2026-03-11T16:00:00.000Z');
    expect((await file(me, 'xlsx')).status).toBe(200);
  });
});

/** The words of a PDF of ours, by the map of glyphs that pdfkit embeds with its font. */
function textOf(pdf: Buffer): string {
  const streams: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue;
    try {
      streams.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('\nendstream', at))).toString('latin1'));
    } catch {
      // fonts and pictures in other filters
    }
  }
  const letters = new Map<string, string>();
  for (const map of streams.filter((one) => one.includes('beginbfrange'))) {
    for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g))
      list
        .trim()
        .split(/\s+/)
        .forEach((word, i) =>
          letters.set(
            (parseInt(from, 16) + i).toString(16).padStart(4, '0'),
            Buffer.from(word.replace(/[<>]/g, ''), 'hex').swap16().toString('utf16le'),
          ),
        );
  }
  const page = streams.filter((one) => /TJ/.test(one)).join('\n');
  return [...page.matchAll(/\[([^\]]*)\] TJ/g)]
    .map(([, parts = '']) =>
      [...parts.matchAll(/<([0-9a-f]+)>/g)]
        .map(([, hex = '']) => (hex.match(/.{4}/g) ?? []).map((glyph) => letters.get(glyph) ?? '?').join(''))
        .join(''),
    )
    .join('\n');
}
