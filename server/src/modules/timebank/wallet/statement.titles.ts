import { maskName, NAMELESS } from '@linli/shared/accounts';
import { type Relation, RELATION_LABELS } from '@linli/shared/members';
import type { TransferRef } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';
import { seenFromThere } from './gifts.relations.js';

interface Referring {
  refType: TransferRef;
  refId: string;
  incoming: boolean;
}
interface Found {
  id: string;
  title: string;
}

/** What a booking was for, in words: titles and numbers of matters; relatives masked, nobody else named. By the id of the matter. */
const TITLES: Partial<Record<TransferRef, string>> = {
  service_record: `select id, title from service_records where id = any($1)`,
  report: `select id, '上报 ' || case_no as title from reports where id = any($1)`,
  wish: `select id, '心愿 ' || wish_no as title from wishes where id = any($1)`,
  order: `select id, '点单 ' || order_no as title from orders where id = any($1)`,
  voucher: `select v.id, s.name || ' · ' || v.title as title from vouchers v join shops s on s.id = v.shop_id where v.id = any($1)`,
  donation: `select d.id, a.name || '公益池' as title from pool_donations d join areas a on a.code = d.community_code where d.id = any($1)`,
  team: `select id, name as title from service_teams where id = any($1)`,
  // In the words of the desk: a correction has two sides, and both read them.
  grant: `select id, '社区发放：' || note as title from timebank_adjustments where id = any($1)`,
  correction: `select id, '更正：' || note as title from timebank_adjustments where id = any($1)`,
};
const FIXED: Partial<Record<TransferRef, string>> = {
  grant: '社区发放',
  correction: '更正记录',
  debt: '补还更正时欠下的积分',
  person: '我的账户',
};

/** @param rows whatever refers: lines, debts */
export async function titlesOf(tx: EntityManager, rows: readonly Referring[]): Promise<(row: Referring) => string> {
  const found = new Map<string, string>();
  for (const [type, sql] of Object.entries(TITLES)) {
    const ids = rows.filter(({ refType }) => refType === type).map(({ refId }) => refId);
    if (!ids.length) continue;
    for (const { id, title } of await tx.query<Found[]>(sql, [ids])) found.set(id, title);
  }
  const gifts = await giftsOf(tx, rows);
  return (row) => {
    if (row.refType === 'gift') return gifts.get(row.refId)?.(row.incoming) ?? '近亲属';
    return found.get(row.refId) ?? FIXED[row.refType] ?? '';
  };
}

async function giftsOf(tx: EntityManager, rows: readonly Referring[]): Promise<Map<string, (incoming: boolean) => string>> {
  const ids = rows.filter(({ refType }) => refType === 'gift').map(({ refId }) => refId);
  if (!ids.length) return new Map();
  const gifts = await tx.query<{ id: string; relation: Relation; giver: string; receiver: string }[]>(
    `select g.id, g.relation, a.name as giver, b.name as receiver from gifts g join people a on a.id = g.giver_id
       join people b on b.id = g.receiver_id where g.id = any($1)`,
    [ids],
  );
  return new Map(
    gifts.map(({ id, relation, giver, receiver }) => [
      id,
      (incoming: boolean) =>
        incoming
          ? `${RELATION_LABELS[seenFromThere(relation)]} ${maskName(giver || NAMELESS)} 赠送`
          : `赠给${RELATION_LABELS[relation]} ${maskName(receiver || NAMELESS)}`,
    ]),
  );
}
