import type { ItemKind, SheetState } from '@linli/shared/rewards';
import type { EntityManager } from 'typeorm';
import { addDays, dayStart } from '../../../common/days.js';

/**
 * What moved on a shop's account, a row for each voucher and direction: one payment may be several rows of the books. A reversal by another
 * name than the voucher's is found through what it reverses.
 */
const MOVED = `
  with rows as (
    select 1 as sign, t.amount, t.booked_at, t.seq, t.ref_id as voucher_id from transfers t
     where t.to_account_id = $1 and t.kind in ('settle', 'transfer') and t.day >= $2 and t.day < $3
    union all
    select -1, t.amount, t.booked_at, t.seq, case when t.ref_type = 'voucher' then t.ref_id else r.ref_id end
      from transfers t left join transfers r on r.id = t.reverses_id
     where t.from_account_id = $1 and t.kind in ('settle', 'transfer') and t.day >= $2 and t.day < $3
  ), moved as (
    select sign, voucher_id, sum(amount)::int as amount, min(booked_at) as at, min(seq) as seq from rows group by sign, voucher_id
  )`;
const FIGURES = `${MOVED}
  select count(*) filter (where m.sign = 1 and v.id is not null)::int as redeemed,
         coalesce(sum(v.points) filter (where m.sign = 1), 0)::int as redeemed_points,
         count(*) filter (where m.sign = -1 and v.id is not null)::int as refunded,
         coalesce(sum(v.points) filter (where m.sign = -1), 0)::int as refunded_points,
         coalesce(sum(m.sign * m.amount), 0)::int as ledger_points,
         (count(*) filter (where v.points is distinct from m.amount))::int as strange
    from moved m left join vouchers v on v.id = m.voucher_id and v.shop_id = $4`;
const UNSETTLED = `select count(*)::int as n from vouchers v where v.shop_id = $1 and v.redeemed_at >= $2 and v.redeemed_at < $3
  and not exists (select from transfers t where t.ref_id = v.id and t.kind = 'settle')`;

export interface Figures {
  redeemed: number;
  redeemed_points: number;
  refunded: number;
  refunded_points: number;
  ledger_points: number;
  /** Vouchers that say other points than the books, movements of no voucher, and vouchers used that the books do not know. */
  strange: number;
}

/** First day of a month, and of the next one. */
export function monthDays(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}

export async function figuresOf(tx: EntityManager, shopId: string, accountId: string, month: string): Promise<Figures> {
  const { from, to } = monthDays(month);
  const [figures] = await tx.query<Figures[]>(FIGURES, [accountId, from, to, shopId]);
  const [unsettled] = await tx.query<{ n: number }[]>(UNSETTLED, [shopId, dayStart(from), dayStart(to)]);
  return { ...figures!, strange: figures!.strange + unsettled!.n };
}

export interface LineRow {
  voucherId: string;
  voucherNo: string;
  kind: ItemKind;
  title: string;
  points: number;
  at: Date;
  seq: string;
}
const LINES = `${MOVED} select v.id as "voucherId", v.voucher_no as "voucherNo", v.kind, v.title, m.sign * m.amount as points, m.at, m.seq
    from moved m join vouchers v on v.id = m.voucher_id and v.shop_id = $4
   where $5::bigint is null or m.seq > $5 order by m.seq limit $6`;
/** In the order of booking. */
export function linesOf(
  tx: EntityManager,
  shopId: string,
  accountId: string,
  month: string,
  after: string | null,
  limit: number,
): Promise<LineRow[]> {
  const { from, to } = monthDays(month);
  return tx.query<LineRow[]>(LINES, [accountId, from, to, shopId, after, limit]);
}

export interface DueMonth {
  shopId: string;
  accountId: string;
  communityCode: string;
  month: string;
}
/** Months that are over, in which something moved, and that have no closed sheet. Nothing before a shop's last closed one is looked at again. */
export const dueMonths = (tx: EntityManager, before: string): Promise<DueMonth[]> =>
  tx.query<DueMonth[]>(
    `with shop as (
       select s.id, a.id as account_id, s.community_code,
              coalesce((select ((max(h.month) || '-01')::date + interval '1 month')::date from shop_sheets h where h.shop_id = s.id and h.state <> 'mismatch'), '-infinity') as since
         from shops s join ledger_accounts a on a.kind = 'shop' and a.owner_id = s.id)
     select shop.id as "shopId", shop.account_id as "accountId", shop.community_code as "communityCode", m.month from shop
       cross join lateral (
         select to_char(t.day, 'YYYY-MM') as month from transfers t
          where t.to_account_id = shop.account_id and t.kind in ('settle', 'transfer') and t.day >= shop.since and t.day < $1
         union
         select to_char(t.day, 'YYYY-MM') from transfers t
          where t.from_account_id = shop.account_id and t.kind in ('settle', 'transfer') and t.day >= shop.since and t.day < $1
         union
         select h.month from shop_sheets h where h.shop_id = shop.id and h.state = 'mismatch') m
      order by m.month, shop.id`,
    [before],
  );

/** Written once: two processes at the same month leave one sheet. Gives its id when this call wrote it. */
const CLOSE = `insert into shop_sheets (id, shop_id, community_code, month, state, redeemed, redeemed_points, refunded, refunded_points, points, ledger_points,
    checked_at, closed_at)
  values (gen_random_uuid(), $1, $2, $3, $4::text, $5, $6::int, $7, $8::int, $6::int - $8::int, $9, $10::timestamptz, case when $4::text = 'closed' then $10::timestamptz end)
  on conflict (shop_id, month) do update set state = excluded.state, redeemed = excluded.redeemed, redeemed_points = excluded.redeemed_points,
    refunded = excluded.refunded, refunded_points = excluded.refunded_points, points = excluded.points, ledger_points = excluded.ledger_points,
    checked_at = excluded.checked_at, closed_at = excluded.closed_at
   where shop_sheets.state = 'mismatch' and excluded.state = 'closed'
  returning id`;
export async function writeSheet(
  tx: EntityManager,
  { shopId, communityCode, month }: DueMonth,
  state: SheetState,
  f: Figures,
  at: Date,
): Promise<string | null> {
  const values = [shopId, communityCode, month, state, f.redeemed, f.redeemed_points, f.refunded, f.refunded_points, f.ledger_points, at];
  const [row] = await tx.query<{ id: string }[]>(CLOSE, values);
  return row?.id ?? null;
}

export interface Scope {
  patterns: readonly string[];
  /** One's own shops, as one of their people. */
  shops: readonly string[];
}
export interface SheetRow {
  id: string;
  shopId: string;
  shopName: string;
  communityCode: string;
  month: string;
  state: SheetState;
  redeemed: number;
  redeemedPoints: number;
  refunded: number;
  refundedPoints: number;
  points: number;
  ledgerPoints: number;
  closedAt: Date | null;
  handledAt: Date | null;
  handledNote: string | null;
}
const SHEET = `select h.id, h.shop_id as "shopId", s.name as "shopName", h.community_code as "communityCode", h.month, h.state, h.redeemed,
    h.redeemed_points as "redeemedPoints", h.refunded, h.refunded_points as "refundedPoints", h.points, h.ledger_points as "ledgerPoints",
    h.closed_at as "closedAt", h.handled_at as "handledAt", h.handled_note as "handledNote"
  from shop_sheets h join shops s on s.id = h.shop_id`;
const ONE = `${SHEET} where h.id = $1`;
const LIST = `${SHEET}
  where (h.community_code like any($1) or (h.shop_id = any($2) and h.state <> 'mismatch'))
    and ($3::uuid is null or h.shop_id = $3) and ($4::text is null or h.state = $4) and ($5::text is null or h.month = $5)
    and ($6::text is null or (h.month, h.id) < ($6, $7::uuid))
  order by h.month desc, h.id desc limit $8`;

export async function findSheet(tx: EntityManager, id: string): Promise<SheetRow | null> {
  const [row] = await tx.query<SheetRow[]>(ONE, [id]);
  return row ?? null;
}

export const listSheets = (
  tx: EntityManager,
  scope: Scope,
  wanted: { shopId?: string; state?: SheetState; month?: string },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<SheetRow[]> =>
  tx.query<SheetRow[]>(LIST, [
    scope.patterns,
    scope.shops,
    wanted.shopId ?? null,
    wanted.state ?? null,
    wanted.month ?? null,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ]);

export interface OwedRow {
  shops: number;
  sheets: number;
  sheet_points: string;
  running_points: string;
  mismatches: number;
}
/** What an account holds is all that was ever used less what was given back: what no sheet has named yet is running. */
export async function owedIn(tx: EntityManager, scope: Scope, shopId: string | null): Promise<OwedRow> {
  const [row] = await tx.query<OwedRow[]>(
    `with shop as (
       select s.id, coalesce(b.balance, 0) as balance from shops s
         left join ledger_accounts a on a.kind = 'shop' and a.owner_id = s.id left join ledger_balances b on b.account_id = a.id
        where (s.community_code like any($1) or s.id = any($2)) and ($3::uuid is null or s.id = $3)
     ), sheet as (select h.state, h.points from shop_sheets h where h.shop_id in (select id from shop))
     select (select count(*)::int from shop) as shops,
            (select count(*)::int from sheet where state = 'closed') as sheets,
            (select coalesce(sum(points), 0) from sheet where state = 'closed') as sheet_points,
            (select coalesce(sum(balance), 0) from shop) - (select coalesce(sum(points), 0) from sheet where state <> 'mismatch') as running_points,
            (select count(*)::int from sheet where state = 'mismatch') as mismatches`,
    [scope.patterns, scope.shops, shopId],
  );
  return row!;
}
