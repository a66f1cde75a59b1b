import { codeStep, displayCode, type Hmac } from '@linli/shared/display-code';
import { voucherQr } from '@linli/shared/rewards';
import { createHmac } from 'node:crypto';
import type { Answer, Somebody, TestApp } from './harness.js';
import { type MadeShopItem, newId } from './makers.js';

const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();

export const redeem = (app: TestApp, who: Somebody, item: MadeShopItem, id = newId()): Promise<Answer> =>
  app.as(who).post('/rewards/vouchers', { id, itemId: item.id });

/** A voucher of this person, ready to be shown. */
export async function ready(app: TestApp, who: Somebody, item: MadeShopItem): Promise<string> {
  const { status, body } = await redeem(app, who, item);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id as string;
}

/** Many open vouchers at once, with their points held by the ledger itself: where hundreds are wanted and how they came about is not the matter. */
export async function heldVouchers(app: TestApp, who: Somebody, item: MadeShopItem, n: number): Promise<string[]> {
  const now = app.clock.now();
  const rows = await app.db.transaction(async (tx) => {
    const [to] = await tx.query<{ id: string }[]>(
      `select ledger_open('shop', s.id, s.community_code, $2) as id from shops s where s.id = $1`,
      [item.shopId, now],
    );
    return tx.query<{ id: string }[]>(
      `insert into vouchers (id, voucher_no, item_id, shop_id, person_id, community_code, kind, title, points, state, secret, hold_ids, expires_at,
                             request_hash, created_at)
       select v.id, 'D' || v.n, i.id, s.id, $2, s.community_code, i.kind, i.title, i.points, 'ready', sha256(v.id::text::bytea),
              ledger_spend(v.id, 'hold', $2, $4, i.points, 'spend_goods', 'voucher', v.id, $2, $5), $5::timestamptz + interval '14 days', '', $5
         from (select n, gen_random_uuid() as id from generate_series(1, $3::int) n) v, shop_items i join shops s on s.id = i.shop_id where i.id = $1
       returning id`,
      [item.id, who.id, n, to!.id, now],
    );
  });
  return rows.map(({ id }) => id);
}

/** What the phone of its owner shows now, or so many half minutes from now: from the secret alone. */
export async function shown(app: TestApp, who: Somebody, id: string, steps = 0): Promise<{ digits: string; qr: string }> {
  const { body } = await app.as(who).get(`/rewards/vouchers/${id}/display-code`);
  const code = displayCode(hmac, Buffer.from(body.secret as string, 'base64'), codeStep(app.clock.now().getTime()) + steps);
  return { digits: code.digits, qr: voucherQr(id, code) };
}

/** What the phones of their owners show now, of many at once. */
export async function codesOf(app: TestApp, ids: readonly string[]): Promise<Map<string, { digits: string; qr: string }>> {
  const rows = await app.db.query<{ id: string; secret: Buffer }[]>('select id, secret from vouchers where id = any($1)', [ids]);
  const step = codeStep(app.clock.now().getTime());
  return new Map(
    rows.map(({ id, secret }) => {
      const code = displayCode(hmac, secret, step);
      return [id, { digits: code.digits, qr: voucherQr(id, code) }];
    }),
  );
}

/** The shop's account is what its vouchers say, and nothing is held but for open ones. */
export async function booksAgree(app: TestApp): Promise<boolean> {
  const [row] = await app.db.query<{ ok: boolean }[]>(`
    select not exists (
      select 1 from shops s left join ledger_accounts a on a.kind = 'shop' and a.owner_id = s.id left join ledger_balances b on b.account_id = a.id
       where coalesce(b.balance, 0) <> (select coalesce(sum(points), 0) from vouchers v where v.shop_id = s.id and v.state = 'redeemed'))
      and (select coalesce(sum(held), 0) from ledger_balances) = (select coalesce(sum(points), 0) from vouchers where state = 'ready')
      and not exists (select 1 from vouchers v where (select coalesce(sum(amount), 0) from transfers t where t.id = any(v.hold_ids)) <> v.points)
      as ok`);
  return row!.ok;
}
