import type { TransferReason } from '@linli/shared/timebank';
import { REVERSIBLE_REASONS, type ReversalObstacle } from '@linli/shared/timebank-books';
import type { EntityManager } from 'typeorm';

/** A row of the books with what the desk must know before it takes it back. */
export interface DeskTransfer {
  id: string;
  seq: string;
  day: string;
  at: Date;
  reason: TransferReason;
  refType: string;
  amount: string;
  communityCode: string;
  fromPersonId: string | null;
  toPersonId: string | null;
  toKind: string;
  reversed: boolean;
  asked: boolean;
  /** It belongs to a service record that stands. */
  recorded: boolean;
}
const COLUMNS = `t.id, t.seq, t.day::text as day, t.booked_at as at, t.reason, t.ref_type as "refType", t.amount, t.community_code as "communityCode",
    case f.kind when 'person' then f.owner_id end as "fromPersonId", case g.kind when 'person' then g.owner_id end as "toPersonId", g.kind as "toKind",
    (exists (select from transfers r where r.reverses_id = t.id) or exists (select from ledger_debts d where d.transfer_id = t.id)) as reversed,
    exists (select from timebank_adjustments a where a.transfer_id = t.id and a.state = 'requested') as asked,
    (t.ref_type = 'service_record' and exists (select from service_records s where s.id = t.ref_id and s.state = 'confirmed')) as recorded
  from transfers t join ledger_accounts f on f.id = t.from_account_id join ledger_accounts g on g.id = t.to_account_id`;
const ONE = `select ${COLUMNS} where t.id = $1 and t.kind in ('transfer', 'settle')`;
const OF_PERSON = `select ${COLUMNS}
  where t.kind in ('transfer', 'settle') and t.community_code like any($2)
    and (t.from_account_id = any(array(select id from ledger_accounts where owner_id = $1 and kind = 'person'))
      or t.to_account_id = any(array(select id from ledger_accounts where owner_id = $1 and kind = 'person')))
    and ($3::date is null or (t.day, t.seq) < ($3, $4::bigint))
  order by t.day desc, t.seq desc limit $5`;

export async function transferOf(tx: EntityManager, id: string): Promise<DeskTransfer | null> {
  const [row] = await tx.query<DeskTransfer[]>(ONE, [id]);
  return row ?? null;
}

/** What one person gave and got in the desk's communities, newest first. */
export const transfersOf = (
  tx: EntityManager,
  personId: string,
  communities: readonly string[],
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<DeskTransfer[]> => tx.query(OF_PERSON, [personId, communities, after?.[0] ?? null, after?.[1] ?? null, limit]);

const OTHER_PLACES: Readonly<Partial<Record<string, ReversalObstacle>>> = { voucher: 'voucher', order: 'order' };
const REVERSIBLE: ReadonlySet<TransferReason> = new Set(REVERSIBLE_REASONS);

/** Why the desk cannot take it back; null: it can. `own`: the request that asks for it. */
export function obstacleTo(row: DeskTransfer, own = false): ReversalObstacle | null {
  if (row.reversed) return 'reversed';
  if (row.asked && !own) return 'asked';
  const elsewhere = OTHER_PLACES[row.refType];
  if (elsewhere) return elsewhere;
  if (row.recorded) return 'record';
  return REVERSIBLE.has(row.reason) && row.toKind !== 'issuing' ? null : 'not_reversible';
}
