import type { LedgerAccountKind, TransferReason } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';

export interface Move {
  /** Who issued the points. */
  communityCode: string;
  month: string;
  reason: TransferReason;
  fromKind: LedgerAccountKind;
  fromCommunity: string;
  toKind: LedgerAccountKind;
  toCommunity: string;
  moved: number;
  held: number;
}

/** Which part of the books: fixed words only; $1 is the area. Each is an index of `ledger_months`. */
export const PARTS = {
  issuedBy: 'community_code = $1',
  pool: `(to_kind = 'pool' and to_community = $1) or (from_kind = 'pool' and from_community = $1)`,
  shops: `(to_kind = 'shop' and to_community = $1) or (from_kind = 'shop' and from_community = $1)`,
  district: `starts_with(community_code, $1) and (to_kind in ('shop', 'pool') or from_kind in ('shop', 'pool'))`,
} as const;

const moves = (part: keyof typeof PARTS): string => `select community_code as "communityCode", month, reason, from_kind as "fromKind",
      from_community as "fromCommunity", to_kind as "toKind", to_community as "toCommunity", sum(moved) as moved, sum(held) as held
    from (select * from ledger_months where ${PARTS[part]} union all select * from ledger_unfolded() where ${PARTS[part]}) moves
   group by 1, 2, 3, 4, 5, 6, 7`;

/** Exact to this instant: what is folded and the few days that are not, in one statement and so of one moment. */
export async function movesOf(tx: EntityManager, part: keyof typeof PARTS, areaCode: string): Promise<Move[]> {
  const rows = await tx.query<(Omit<Move, 'moved' | 'held'> & { moved: string; held: string })[]>(moves(part), [areaCode]);
  return rows.map((row) => ({ ...row, moved: Number(row.moved), held: Number(row.held) }));
}

export const total = (moves: readonly Move[], what: (move: Move) => number): number => moves.reduce((sum, move) => sum + what(move), 0);

/** What shops under agreement with a community have in stock, at the points it costs. */
export async function stockOf(
  tx: EntityManager,
  areaCode: string,
  today: string,
): Promise<{ points: number; items: number; uncounted: number }> {
  const [row] = await tx.query<{ points: string; items: string; uncounted: string }[]>(
    `select coalesce(sum(i.points::bigint * i.stock), 0) as points, count(*) filter (where i.stock > 0) as items,
            count(*) filter (where i.stock is null) as uncounted
       from shops s join shop_items i on i.shop_id = s.id and i.state = 'on'
      where s.community_code = $1 and s.state = 'open' and $2::date between s.agreement_from and s.agreement_to`,
    [areaCode, today],
  );
  return { points: Number(row!.points), items: Number(row!.items), uncounted: Number(row!.uncounted) };
}
