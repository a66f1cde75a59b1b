import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** A row of the books as the verifier reads it: everything as text, as Postgres says it. */
export interface LedgerRow {
  seq: string;
  id: string;
  kind: 'transfer' | 'hold' | 'settle' | 'release';
  from: string;
  to: string;
  amount: string;
  reason: string;
  refType: string;
  refId: string;
  holdId: string | null;
  reversesId: string | null;
  communityCode: string;
  actorId: string | null;
  /** Seconds since 1970 with six decimals. */
  epoch: string;
  day: string;
  digest: Buffer;
  /** Before one of its sides was there; clocks of two processes may differ a little. */
  early: boolean;
  /** Both sides exist and the books know such a transfer, on that day. */
  shaped: boolean;
}

const BATCH = 10_000;
const ROWS = `select t.seq, t.id, t.kind, t.from_account_id as "from", t.to_account_id as "to", t.amount, t.reason, t.ref_type as "refType",
    t.ref_id as "refId", t.hold_id as "holdId", t.reverses_id as "reversesId", t.community_code as "communityCode", t.actor_id as "actorId",
    extract(epoch from t.booked_at)::text as epoch, t.day::text as day, t.digest,
    coalesce(ledger_shape(t.reason, f.kind, g.kind, t.kind) and t.amount > 0 and f.id <> g.id
      and (t.kind in ('settle', 'release')) = (t.hold_id is not null) and t.day = (t.booked_at at time zone 'Asia/Shanghai')::date, false) as shaped,
    coalesce(t.booked_at < greatest(f.opened_at, g.opened_at) - interval '1 day', false) as early
  from transfers t left join ledger_accounts f on f.id = t.from_account_id left join ledger_accounts g on g.id = t.to_account_id
  where (t.day, t.seq) > ($1::date, $2::bigint) order by t.day, t.seq limit ${BATCH}`;

/** All rows, day by day in the order of booking, a batch in memory at a time. */
export async function* ledgerRows(tx: EntityManager): AsyncGenerator<LedgerRow> {
  for (let [day, seq] = ['-infinity', '0']; ;) {
    const batch = await tx.query<LedgerRow[]>(ROWS, [day, seq]);
    yield* batch;
    const last = batch.at(-1);
    if (!last || batch.length < BATCH) return;
    [day, seq] = [last.day, last.seq];
  }
}

/** What `transfer_digest` gives, made again here: whoever changes a row and its function in Postgres is found all the same. */
export function digestOf(row: LedgerRow): Buffer {
  const said = [row.id, row.kind, row.from, row.to, row.amount, row.reason, row.refType, row.refId];
  const rest = [row.holdId ?? '-', row.reversesId ?? '-', row.communityCode, row.actorId ?? '-', row.epoch];
  return createHash('sha256')
    .update([...said, ...rest].join('|'))
    .digest();
}
