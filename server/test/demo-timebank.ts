import type { TestApp } from './harness.js';
import { verifyLedger } from '../src/modules/timebank/ledger/ledger.verify.js';
import { SERVING_NAMED } from '../src/db/demo/people/serving.js';

/** What the demo's spec asks of the time bank, on the district it has loaded. */
export function timebankOfTheDemo(appOf: () => TestApp): void {
  const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T> => (await appOf().db.query<T[]>(sql, values))[0]!;
  const many = <T extends object>(sql: string): Promise<T[]> => appOf().db.query<T[]>(sql);

  it('has months of history for three hundred people and eighteen shops that take points', async () => {
    const found = await one<Record<string, number>>(
      `select (select count(distinct person_id)::int from service_records where state = 'confirmed') as people,
              (select count(distinct to_char(day, 'YYYY-MM'))::int from service_records) as months,
              (select count(distinct title)::int from service_records where source = 'manual') as habits,
              (select count(*)::int from shops) as shops,
              (select count(*)::int from vouchers where state = 'redeemed') as redeemed,
              (select count(*)::int from vouchers where state = 'ready') as ready`,
    );
    expect(found.people).toBeGreaterThanOrEqual(250);
    expect(found.months).toBeGreaterThanOrEqual(9);
    expect(found.habits).toBeGreaterThanOrEqual(6);
    expect(found.shops).toBe(18);
    expect(found.redeemed).toBeGreaterThan(300);
    expect(found.ready).toBeGreaterThan(3);
  });

  it('has books that add up: records, vouchers and balances say the same', async () => {
    const sums = await one<Record<string, string>>(
      `select (select sum(points) from service_records where state = 'confirmed')::text as earned,
              (select sum(amount) from transfers where reason = 'earn_service')::text as booked,
              (select sum(points) from vouchers where state = 'redeemed')::text as handed,
              (select sum(b.balance) from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.kind = 'shop')::text as owed,
              (select sum(points) from vouchers where state = 'ready')::text as waiting,
              (select sum(held) from ledger_balances)::text as held`,
    );
    expect([sums.booked, sums.owed, sums.held]).toEqual([sums.earned, sums.handed, sums.waiting]);
  });

  it('has nobody in two places at once by what was entered by hand', async () => {
    // Checking out late and in early next door happens; those minutes earn once.
    const { n } = await one<{ n: number }>(
      `select count(*)::int as n from service_records a join service_records b on a.person_id = b.person_id and a.id <> b.id
        and a.source = 'manual' and a.started_at < b.finished_at and b.started_at < a.finished_at`,
    );
    expect(n).toBe(0);
  });

  it('gives the one-tap volunteer a star, points and a breakfast that waits', async () => {
    const found = await one<{ minutes: number; free: string; ready: number }>(
      `select (select sum(minutes)::int from service_records r where r.person_id = p.id and r.state = 'confirmed') as minutes,
              (select balance - held from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.owner_id = p.id)::text as free,
              (select count(*)::int from vouchers v where v.person_id = p.id and v.state = 'ready') as ready
         from people p where p.name = $1`,
      [SERVING_NAMED.volunteer],
    );
    expect(found.minutes).toBeGreaterThan(6000);
    expect(Number(found.free)).toBeGreaterThan(50);
    expect(found.ready).toBeGreaterThanOrEqual(1);
  });

  it('gives the desks something to do on every page, in every state', async () => {
    const states = async (table: string, column = 'state') =>
      (await many<{ state: string; n: number }>(`select ${column} as state, count(*)::int as n from ${table} group by 1 order by 1`)).map(
        ({ state }) => state,
      );
    expect(await states(`service_records where source = 'manual'`)).toEqual(['confirmed', 'pending', 'publicised', 'refused']);
    expect(await states('record_cases', `kind || ' ' || state`)).toEqual(
      expect.arrayContaining(['correction open', 'objection dismissed', 'objection open', 'objection upheld']),
    );
    expect(await states('certificates')).toEqual(['applied', 'issued', 'refused', 'voided']);
    expect(await states('timebank_adjustments', `kind || ' ' || state`)).toEqual(
      expect.arrayContaining(['grant_fund requested', 'grant_pool refused', 'reversal approved', 'reversal requested']),
    );
    expect(await states('vouchers')).toEqual(['cancelled', 'expired', 'ready', 'redeemed', 'refunded', 'released']);
    expect(await states('shops')).toEqual(['closed', 'open', 'paused']);
    expect(await states('shop_sheets')).toEqual(expect.arrayContaining(['closed', 'handled']));
    const found = await one<Record<string, number>>(
      `select (select count(*)::int from timebank_policies where state = 'draft' and trial is not null) as drafts,
              (select count(*)::int from timebank_budgets where exceeded_at is not null) as exceeded,
              (select count(*)::int from shop_items where state = 'off') as off,
              (select count(*)::int from gifts g join relatives r on (r.person_id, r.relative_id) = (g.giver_id, g.receiver_id)) as gifts,
              (select count(*)::int from pool_donations) as donations,
              (select count(*)::int from ledger_balances where debt > 0) as debts,
              (select count(*)::int from service_records where state = 'publicised' and publicised_until < $1) as ripe`,
      [appOf().clock.now()],
    );
    expect([found.drafts, found.exceeded, found.debts, found.gifts]).toEqual([1, 1, 1, 1]);
    expect([found.off! > 0, found.donations! > 10, found.ripe! > 1]).toEqual([true, true, true]);
  });

  it('has a handful of flags, of four kinds, and its nightly check finds no more', async () => {
    const count = async () => (await one<{ n: number }>(`select count(*)::int as n from record_flags`)).n;
    const before = await count();
    await appOf().runJobs('timebank.flags');
    expect([before >= 3 && before <= 10, (await count()) - before]).toEqual([true, 0]);
    const kinds = (await many<{ kind: string }>(`select distinct kind from record_flags`)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['pair_often', 'silent_pair']));
  });

  it('has books that verify, and nobody with hours that cannot be', async () => {
    expect((await appOf().db.transaction((tx) => verifyLedger(tx))).faults).toEqual([]);
    const { most } = await one<{ most: number }>(
      `select max(minutes)::int as most from (select sum(minutes) as minutes from service_records where state = 'confirmed'
        group by person_id, to_char(day, 'YYYY-MM')) months`,
    );
    expect(most).toBeLessThanOrEqual(60 * 60);
  });
}
