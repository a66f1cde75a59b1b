// Redeem race, over HTTP: many people at one popular shop, making vouchers, then handing them over at four counters.
import { createHmac, randomUUID } from 'node:crypto';
import { codeStep, displayCode } from '@linli/shared/display-code';
import { voucherQr } from '@linli/shared/rewards';
import { COMMUNITY, makePerson, PLACE } from './data.mjs';

const KEEPERS = 4;
/** How often somebody was told to try again: a machine with other work cannot keep up with so many at one row. */
let again = 0;

export async function redeemRace({ dataSource, app }, { vouchers = 4000, lanes = 32, buyers = 64 }, say) {
  const [count, connections, people] = [vouchers, lanes, buyers].map(Number);
  const [shop, item] = [randomUUID(), randomUUID()];
  await dataSource.query(
    `insert into shops (id, name, category, district_code, street_code, community_code, place_text, lng, lat, agreement_from, agreement_to, state, created_at, updated_at)
     values ($1, '菜市口早点铺', 'food', left($2, 6), left($2, 9), $2, '菜市口', $3, $4, '2020-01-01', '2099-12-31', 'open', now(), now())`,
    [shop, COMMUNITY, PLACE.lng, PLACE.lat],
  );
  await dataSource.query(
    `insert into shop_items (id, shop_id, kind, title, points, stock, state, created_at, updated_at) values ($1, $2, 'goods', '豆浆', 1, 100000, 'on', now(), now())`,
    [item, shop],
  );
  const counters = [];
  for (let i = 0; i < KEEPERS; i += 1) {
    const keeper = await makePerson(dataSource);
    await dataSource.query(
      `insert into role_grants (id, phone, name, person_id, role, area_code, shop_id, lead, from_day, created_at)
       select gen_random_uuid(), phone, '粟老板', id, 'merchant', $2, $3, false, '2020-01-01', now() from people where id = $1`,
      [keeper.id, COMMUNITY, shop],
    );
    counters.push(`Bearer ${await app.ask('token', { person: keeper })}`);
  }
  const bearers = [];
  for (let i = 0; i < people; i += 1) {
    const person = await makePerson(dataSource);
    await dataSource.query(
      `select ledger_book(gen_random_uuid(), 'transfer', ledger_open('issuing', null, $2, now()), ledger_open('person', $1, $2, now()), $3, 'earn_service',
         'service_record', gen_random_uuid(), null, $2, null, now())`,
      [person.id, COMMUNITY, count],
    );
    bearers.push(`Bearer ${await app.ask('token', { person })}`);
  }
  const ids = Array.from({ length: count }, () => randomUUID());
  const making = await race('redeem (one popular item)', { count, connections }, (n) =>
    post(app.origin, '/rewards/vouchers', { id: ids[n], itemId: item }, bearers[n % people], 201),
  );
  const secrets = new Map((await dataSource.query('select id, secret from vouchers')).map(({ id, secret }) => [id, secret]));
  const hmac = (key, message) => createHmac('sha256', key).update(message).digest();
  const handing = await race('hand over (one hot shop)', { count, connections }, (n) => {
    const code = displayCode(hmac, secrets.get(ids[n]), codeStep(Date.now()));
    return post(app.origin, `/rewards/vouchers/${ids[n]}/redeem`, { code: voucherQr(ids[n], code) }, counters[n % KEEPERS], 200);
  });
  console.table({ ...making, ...handing });
  const [sums] = await dataSource.query(
    `select (select balance from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.owner_id = $1)::int as shop,
            (select count(*)::int from vouchers where state = 'redeemed' and shop_id = $1) as redeemed, (select stock from shop_items where id = $2) as stock`,
    [shop, item],
  );
  say(`books: the shop has ${sums.shop}, ${sums.redeemed} vouchers are used, ${sums.stock} left of 100000`);
}

/** Every voucher once, so many under way at a time. */
async function race(name, { count, connections }, one) {
  const took = [];
  again = 0;
  let next = 0;
  const began = performance.now();
  const lane = async () => {
    while (next < count) {
      const n = next;
      next += 1;
      const start = performance.now();
      await one(n);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - began) / 1000;
  took.sort((a, b) => a - b);
  const at = (part) => Number(took[Math.floor((took.length - 1) * part)].toFixed(1));
  return {
    [name]: { requests: count, 'per second': Math.round(count / seconds), 'p50 ms': at(0.5), 'p99 ms': at(0.99), 'asked again': again },
  };
}

/** As a phone does it: told to try again, it asks again with the same key. */
async function post(origin, path, body, authorization, expected) {
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  for (;;) {
    const answer = await fetch(`${origin}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (answer.status === expected || (answer.status === 200 && expected === 201)) return;
    if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    again += 1;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
