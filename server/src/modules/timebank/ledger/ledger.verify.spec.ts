import { randomUUID } from 'node:crypto';
import { bootApp, DAY, type TestApp } from '../../../../test/harness.js';
import { LedgerService } from './ledger.service.js';
import { verifyLedger } from './ledger.verify.js';

const HERE = '450403001001';
let app: TestApp;
let ledger: LedgerService;
beforeAll(async () => {
  app = await bootApp();
  ledger = app.nest.get(LedgerService);
});
afterAll(() => app.close());

async function earn(personId: string, amount: number): Promise<string> {
  const id = randomUUID();
  await app.db.transaction(async (tx) => {
    const from = await ledger.open(tx, { kind: 'issuing', communityCode: HERE });
    const to = await ledger.open(tx, { kind: 'person', personId, communityCode: HERE });
    await ledger.book(tx, {
      id,
      from,
      to,
      amount,
      reason: 'earn_service',
      ref: ['service_record', id],
      communityCode: HERE,
      actorId: null,
    });
  });
  return id;
}
async function hold(personId: string, amount: number): Promise<string[]> {
  const id = randomUUID();
  return app.db.transaction(async (tx) => {
    const to = await ledger.open(tx, { kind: 'shop', shopId: randomUUID(), communityCode: HERE });
    return ledger.spend(tx, 'hold', { id, personId, to, amount, reason: 'spend_goods', ref: ['voucher', id], actorId: personId });
  });
}
const verdict = () => app.db.transaction('REPEATABLE READ', (tx) => verifyLedger(tx, app.clock.now()));

/** As somebody with the password of the database does it; afterwards everything is as it was. */
async function tampered(sql: string, values: unknown[] = []): Promise<Awaited<ReturnType<typeof verifyLedger>>> {
  const runner = app.db.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(`alter table transfers disable trigger user; alter table ledger_seals disable trigger user;
      alter table ledger_balances disable trigger user; alter table ledger_debts disable trigger user`);
    await runner.query(sql, values);
    return await verifyLedger(runner.manager, app.clock.now());
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('the books', () => {
  const me = randomUUID();
  const past: string[] = [];
  let today: string;
  let settled: string[];

  it('are sealed when a day is over, once, in a chain, and a sealed day takes no more', async () => {
    for (const amount of [5, 6, 7]) past.push(await earn(me, amount));
    await app.runJobs('ledger.seal');
    expect(await app.db.query(`select 1 from ledger_seals`)).toEqual([]);
    app.clock.advance(DAY);
    await ledgerDay();
    app.clock.advance(3 * DAY);
    await Promise.all([app.runJobs('ledger.seal'), app.runJobs('ledger.seal')]);
    const seals = await app.db.query<{ day: string; rows: number; previous_hash: string; hash: string; kept: number }[]>(
      `select day::text, rows, previous_hash, hash, length(digests) as kept from ledger_seals order by day`,
    );
    expect(seals).toMatchObject([
      { day: '2026-03-11', rows: 3, kept: 24 },
      { day: '2026-03-12', rows: 5, kept: 40, previous_hash: seals[0]!.hash },
    ]);
    // A day without rows before the last seal is closed as well.
    for (const at of ['2026-03-12T15:59:59Z', '2026-03-10T02:00:00Z']) {
      app.clock.set(at);
      await expect(earn(me, 1)).rejects.toMatchObject({ code: 'day_sealed' });
    }
    app.clock.set('2026-03-15T02:00:00Z');
    today = await earn(me, 9);
    await expect(app.db.query(`delete from ledger_seals`)).rejects.toThrow('append-only');
  });

  it('are right as they stand', async () => {
    const { faults, ...figures } = await verdict();
    expect([figures, faults]).toEqual([{ rows: 9, accounts: 5, sealedDays: 2, points: 67n }, []]);
  });

  it('show which row was touched, today and in a sealed day', async () => {
    const touched = async (set: string, id: string) => (await tampered(`update transfers set ${set} where id = $1`, [id])).faults[0];
    const shop = `from_account_id = (select id from ledger_accounts where kind = 'shop' limit 1)`;
    const changed = '内容与它的摘要不符，被改动过';
    expect(await touched('amount = amount + 1', today)).toMatchObject({ row: { id: today, day: '2026-03-15' }, text: changed });
    expect(await touched('amount = amount + 1', past[1]!)).toMatchObject({ row: { id: past[1], day: '2026-03-11' }, text: changed });
    expect(await touched(`actor_id = gen_random_uuid()`, past[1]!)).toMatchObject({ row: { id: past[1] }, text: changed });
    expect((await touched(shop, past[0]!))!.text).toContain('形状不对');
  });

  it('show a row whose digest was made to fit, by the seal of its day', async () => {
    await forged(past[1]!, '封存后被改动');
  });

  it('show a row taken out of a sealed day, between which it stood, and one put in', async () => {
    const removed = await tampered(`delete from transfers where id = $1`, [past[1]]);
    expect(removed.faults[0]).toMatchObject({
      row: { day: '2026-03-11' },
      text: expect.stringMatching(/被删除：当天第 2 笔.*3 笔，现在 2 笔/) as string,
    });
    const added = await tampered(
      `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at, day, digest)
       select gen_random_uuid(), kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at, day, digest
         from transfers where id = $1`,
      [past[0]],
    );
    expect(added.faults[0]).toMatchObject({ row: { day: '2026-03-11' }, text: '内容与它的摘要不符，被改动过' });
  });

  it('show a whole sealed day gone, a seal gone, and a seal made anew', async () => {
    const gone = await tampered(`delete from transfers where day = '2026-03-11'`);
    expect(gone.faults[0]!.text).toContain('被删除');
    expect((await tampered(`delete from ledger_seals where day = '2026-03-11'`)).faults[0]!.text).toContain('没有封存');
    const anew = await tampered(`update ledger_seals set hash = repeat('a', 64) where day = '2026-03-11'`);
    expect(anew.faults[0]).toMatchObject({ row: { day: '2026-03-11' }, text: expect.stringContaining('封存记录本身') as string });
  });

  it('show a row of today taken out, a hold that is missing, and balances that were helped', async () => {
    const account = (await app.db.query<{ id: string }[]>(`select id from ledger_accounts where owner_id = $1`, [me]))[0]!.id;
    const text = expect.stringContaining(account) as string;
    expect((await tampered(`delete from transfers where id = $1`, [today])).faults).toContainEqual({ row: null, text });
    expect((await tampered(`update ledger_balances set balance = balance + 1 where account_id = $1`, [account])).faults).toContainEqual({
      row: null,
      text,
    });
    expect((await tampered(`update ledger_balances set held = held - 1 where account_id = $1`, [account])).faults).toContainEqual({
      row: null,
      text,
    });
    expect((await tampered(`update ledger_balances set debt = 4 where account_id = $1`, [account])).faults).toContainEqual({
      row: null,
      text,
    });
    expect((await tampered(`delete from transfers where id = $1`, [settled[0]])).faults.map((fault) => fault.text).join()).toContain(
      '它结束的预留不存在',
    );
  });

  it('show points moved as the payment of a debt nobody had', async () => {
    const { faults } = await tampered(
      `do $$ declare v_to uuid := ledger_open('person', gen_random_uuid(), '${HERE}', '2026-03-15T02:00:00Z'); begin
         alter table transfers enable trigger user;
         insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
           select gen_random_uuid(), 'transfer', t.to_account_id, v_to, 1, 'debt_paid', 'debt', gen_random_uuid(), '${HERE}', t.booked_at
             from transfers t where t.id = '${today}'; end $$`,
    );
    expect(faults).toMatchObject([{ row: { day: expect.any(String) as string }, text: '它补还的欠分不存在，或不欠给这个账户' }]);
  });

  describe('with a row by SQL of another time', () => {
    const dated = (at: string) =>
      `do $$ begin alter table transfers enable trigger user;
         insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, booked_at)
           select gen_random_uuid(), kind, from_account_id, to_account_id, amount, reason, ref_type, gen_random_uuid(), community_code, '${at}'
             from transfers where id = '${today}'; end $$`;

    it.each(['infinity', '-infinity', '2019-12-31T15:59:59Z', '2100-01-01T00:00:00+08', '9999-12-31'])('%s: refused', async (at) => {
      await expect(tampered(dated(at))).rejects.toMatchObject({ driverError: { constraint: 'transfers_dated' } });
    });

    it('ahead of tomorrow: found before its day comes, and could be sealed', async () => {
      expect((await tampered(dated('2026-03-16T15:59:59Z'))).faults).toEqual([]);
      expect((await tampered(dated('2026-03-16T16:00:00Z'))).faults).toMatchObject([
        { row: { day: '2026-03-17' }, text: '记账日期在将来' },
      ]);
      expect((await tampered(dated('2099-12-31T00:00:00Z'))).faults).toMatchObject([
        { row: { day: '2099-12-31' }, text: '记账日期在将来' },
      ]);
    });

    it('from before the accounts were there: found, where no seal stands in its way', async () => {
      const { faults } = await tampered(`do $$ begin delete from ledger_seals; end $$; ${dated('2025-06-01T00:00:00Z')}`);
      expect(faults[0]).toMatchObject({ row: { day: '2025-06-01' }, text: '记账时间早于账户开立的时间' });
    });
  });

  it('are right again', async () => {
    expect((await verdict()).faults).toEqual([]);
  });

  /** A hold that stays open, points, and a hold that is settled. */
  async function ledgerDay(): Promise<void> {
    await hold(me, 4);
    await earn(me, 40);
    await hold(me, 3);
    settled = await hold(me, 2);
    await app.db.transaction((tx) => ledger.close(tx, 'settle', settled, null));
  }
  async function forged(id: string, words: string): Promise<void> {
    const { faults } = await tampered(
      `do $$ begin update transfers set amount = amount + 1 where id = '${id}'; update transfers t set digest = transfer_digest(t) where id = '${id}'; end $$`,
    );
    expect(faults[0]).toMatchObject({ row: { id }, text: words });
  }
});
