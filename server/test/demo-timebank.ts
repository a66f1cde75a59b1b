import type { TestApp } from './harness.js';
import { SERVING_NAMED } from '../src/db/demo/people/serving.js';

/** What the demo's spec asks of the time bank, on the district it has loaded. */
export function timebankOfTheDemo(appOf: () => TestApp): void {
  const one = async <T extends object>(sql: string, values: unknown[] = []): Promise<T> => (await appOf().db.query<T[]>(sql, values))[0]!;

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
}
