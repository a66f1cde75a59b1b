// Handing over: a voucher, its code, its points, the event and the key, all or nothing. Ours through the service (batches) beside the same as a
// plain transaction with repositories; at one shop and at sixty-four. By turns, on the same rows.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { codeStep, displayCode } from '@linli/shared/display-code';
import { voucherQr } from '@linli/shared/rewards';
import { DataSource } from 'typeorm';
import { buildApp } from '../dist/app.js';
import { SystemClock } from '../dist/common/clock.js';
import { dayOf } from '../dist/common/days.js';
import { IdempotencyKeyEntity } from '../dist/common/idempotency-key.entity.js';
import { readConfig } from '../dist/config.js';
import { makeDataSource } from '../dist/db/data-source.js';
import { EventEntity } from '../dist/modules/events/event.entity.js';
import { HandingOver } from '../dist/modules/rewards/vouchers/handing-over.service.js';
import { VoucherEntity } from '../dist/modules/rewards/vouchers/voucher.entity.js';
import { HERE, measured, PLAIN } from './transfers.mjs';

const SHOPS = 64;
/** More than any of them hands over in the time. */
const A_SECOND = { ours: 5000, repositories: 1500 };
const hmac = (key, message) => createHmac('sha256', key).update(message).digest();
const secretOf = (id) => createHash('sha256').update(id).digest();

/** Sixty-four shops with an item and two keepers each, and their accounts. */
async function makeShops(client) {
  const { rows } = await client.query(
    `with made as (
       insert into shops (id, name, category, district_code, street_code, community_code, place_text, lng, lat, agreement_from, agreement_to, state, created_at, updated_at)
       select gen_random_uuid(), '菜市口早点铺', 'food', left($1, 6), left($1, 9), $1, '菜市口', 111.2, 23.4, '2020-01-01', '2099-12-31', 'open', now(), now()
         from generate_series(1, $2::int) returning id)
     insert into shop_items (id, shop_id, kind, title, points, state, created_at, updated_at)
     select gen_random_uuid(), id, 'goods', '豆浆', 1, 'on', now(), now() from made returning id as item, shop_id as shop, ledger_open('shop', shop_id, $1, now()) as account`,
    [HERE, SHOPS],
  );
  await client.query(
    `insert into bench_balances select b.* from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.kind = 'shop'`,
  );
  return rows.map((row) => ({ ...row, keepers: [keeperOf(row.shop), keeperOf(row.shop)] }));
}

const keeperOf = (shopId) => ({
  personId: randomUUID(),
  sessionId: randomUUID(),
  phoneVerified: true,
  homeCommunityCode: null,
  roles: [{ role: 'merchant', areaCode: HERE, teamId: null, unitId: null, shopId, lead: false }],
});

/** Open vouchers of these shops in turn, their points held in both books. */
async function makeVouchers(client, shops, count) {
  await client.query('begin');
  await client.query(
    `create temp table fresh_vouchers on commit drop as
       select gen_random_uuid() as id, i as n, s.shop, s.item, s.account, p.id as person_account, a.owner_id
         from generate_series(1, $1::int) i
         join unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as s (shop, item, account, place) on s.place = 1 + i % cardinality($2::uuid[])
         join numbered p on p.n = (i * 7919::bigint) % (select count(*) from numbered) join ledger_accounts a on a.id = p.id`,
    [count, ...['shop', 'item', 'account'].map((name) => shops.map((shop) => shop[name]))],
  );
  await client.query(
    `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
     select id, 'hold', person_account, account, 1, 'spend_goods', 'voucher', id, $1, owner_id, now() from fresh_vouchers`,
    [HERE],
  );
  await client.query(
    `update bench_balances b set held = b.held + f.n from (select person_account, count(*) as n from fresh_vouchers group by 1) f where b.account_id = f.person_account`,
  );
  const { rows } = await client.query(
    `insert into vouchers (id, voucher_no, item_id, shop_id, person_id, community_code, kind, title, points, state, secret, hold_ids, expires_at,
                           request_hash, created_at)
     select f.id, f.id::text, f.item, f.shop, f.owner_id, $1, 'goods', '豆浆', 1, 'ready', sha256(f.id::text::bytea), array[f.id], now() + interval '14 days', '', now()
       from fresh_vouchers f returning id, shop_id as shop`,
    [HERE],
  );
  const { rows: sides } = await client.query(`select id, person_account as "from", account as "to" from fresh_vouchers`);
  await client.query('commit');
  const of = new Map(sides.map((side) => [side.id, side]));
  return rows.map((row) => ({ ...row, ...of.get(row.id) }));
}

/** As a decent developer writes it: lock, look, save, book, record, remember. */
function withRepositories(source, { id, from, to, call, code }) {
  return source.transaction(async (tx) => {
    const { personId } = call.actor;
    if (await tx.findOneBy(IdempotencyKeyEntity, { personId, key: call.key })) throw new Error('used');
    const voucher = await tx.findOne(VoucherEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const now = new Date();
    const step = codeStep(now.getTime());
    if (voucher.state !== 'ready' || ![step, step - 1].some((one) => voucherQr(id, displayCode(hmac, voucher.secret, one)) === code))
      throw new Error('refused');
    await tx.save(VoucherEntity, Object.assign(voucher, { state: 'redeemed', redeemedAt: now, redeemedBy: personId, remindAt: null }));
    const lock = { mode: 'pessimistic_write' };
    const accounts = new Map();
    for (const account_id of [from, to].sort())
      accounts.set(account_id, await tx.findOne('bench_balances', { where: { account_id }, lock }));
    const [payer, shop] = [accounts.get(from), accounts.get(to)];
    await tx.save(
      'bench_balances',
      Object.assign(payer, { balance: String(BigInt(payer.balance) - 1n), held: String(BigInt(payer.held) - 1n) }),
    );
    await tx.save('bench_balances', Object.assign(shop, { balance: String(BigInt(shop.balance) + 1n) }));
    await tx.insert('bench_transfers', {
      ...{
        id: randomUUID(),
        kind: 'settle',
        from_account_id: from,
        to_account_id: to,
        amount: 1,
        reason: 'spend_goods',
        ref_type: 'voucher',
      },
      ...{ ref_id: id, hold_id: id, community_code: HERE, booked_at: now, day: dayOf(now), digest: secretOf(`${id}|${from}|${to}|1`) },
    });
    await tx.insert(EventEntity, {
      ...{ at: now, subjectType: 'voucher', subjectId: id, action: 'redeem', outcome: 'done', actorId: personId, actorRole: 'merchant' },
      ...{ principalId: voucher.personId, areaCode: HERE, data: { from: 'ready', to: 'redeemed', points: 1 } },
    });
    const value = { id, voucherNo: voucher.voucherNo, state: voucher.state, redeemedAt: now.toISOString() };
    await tx.insert(IdempotencyKeyEntity, { personId, key: call.key, requestHash: call.bodyHash, answer: { value }, createdAt: now });
    return value;
  });
}

/** `client` is the connection that has written the books, see transfers.mjs. */
export async function handing({ url, postmaster, client, folder }, { seconds = 3, rounds = 3, lanes = 32 }, say) {
  const config = readConfig({ LINLI_MODE: 'test', DATABASE_URL: url, LINLI_DATA_DIR: folder, DATABASE_POOL: '10' }).with({
    runJobs: false,
  });
  const app = await buildApp(config, new SystemClock());
  await app.init();
  const service = app.get(HandingOver);
  const { options } = makeDataSource(url);
  const source = await new DataSource({ ...options, entities: [...options.entities, ...PLAIN], poolSize: Number(lanes) }).initialize();
  const shops = await makeShops(client);
  const keepersOf = new Map(shops.map(({ shop, keepers }) => [shop, keepers]));
  const asked = (voucher) => {
    const code = voucherQr(voucher.id, displayCode(hmac, secretOf(voucher.id), codeStep(Date.now())));
    const actor = keepersOf.get(voucher.shop)[Math.random() < 0.5 ? 0 : 1];
    const call = {
      actor,
      key: randomUUID(),
      route: `POST /rewards/vouchers/${voucher.id}/redeem`,
      bodyHash: code,
      requestId: '',
      repeated() {},
    };
    return { ...voucher, call, code };
  };
  const ways = { ours: (one) => service.redeem(one), repositories: (one) => withRepositories(source, one) };
  const totals = {};
  for (let round = 0; round < Number(rounds); round += 1)
    for (const [side, at] of Object.entries({ spread: shops, hot: shops.slice(0, 1) }))
      for (const [way, hand] of Object.entries(ways)) {
        const vouchers = await makeVouchers(client, at, Math.ceil(A_SECOND[way] * Number(seconds)));
        const one = await measured({ lanes, seconds, postmaster }, async () => {
          const voucher = vouchers.pop();
          if (!voucher) throw new Error('too few vouchers');
          await hand(asked(voucher));
        });
        (totals[`hand over ${side}: ${way}`] ??= []).push(one);
      }
  const mean = (name, of) => totals[name].reduce((sum, one) => sum + one[of], 0) / totals[name].length;
  const line = (side) => {
    const [ours, plain, spread] = [`hand over ${side}: ours`, `hand over ${side}: repositories`, 'hand over spread: ours'];
    return {
      'per second': Math.round(mean(ours, 'perSecond')),
      'CPU µs': Math.round(mean(ours, 'micro')),
      'with repositories': Math.round(mean(plain, 'perSecond')),
      'its CPU µs': Math.round(mean(plain, 'micro')),
      '× repositories': (mean(ours, 'perSecond') / mean(plain, 'perSecond')).toFixed(2),
      'the same in CPU': (mean(plain, 'micro') / mean(ours, 'micro')).toFixed(2),
      'of own spread': (mean(ours, 'perSecond') / mean(spread, 'perSecond')).toFixed(2),
      target: side === 'hot' ? '≥ 8 ×, ≥ 0.8 of spread' : '≥ 3 ×',
    };
  };
  console.table({ 'hand over spread (64 shops)': line('spread'), 'hand over hot (one shop)': line('hot') });
  const [sums] = await source.query(
    `select (select count(*) from vouchers where state = 'redeemed' and id not in (select ref_id from bench_transfers))::int as used,
            (select sum(b.balance) from ledger_balances b join ledger_accounts a on a.id = b.account_id where a.kind = 'shop')::int as points`,
  );
  say(`books: ${sums.used} vouchers used through the service, ${sums.points} points with the shops`);
  if (sums.used !== sums.points) throw new Error('the books are wrong');
  await source.destroy();
  await app.close();
}
