import { Injectable } from '@nestjs/common';
import type { TransferKind, TransferReason, TransferRef } from '@linli/shared/timebank';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { DomainError, idTaken } from '../../../common/errors.js';
import { pgCodeOf } from '../../../common/pg-errors.js';

export type AccountOwner =
  | { kind: 'person'; personId: string; communityCode: string }
  | { kind: 'shop'; shopId: string; communityCode: string }
  | { kind: 'issuing' | 'pool'; communityCode: string };

export interface Entry {
  /** Of the row: the same again is booked once, other content under it is 409 `id_taken`. */
  id: string;
  from: string;
  to: string;
  /** Whole points > 0. */
  amount: number;
  reason: TransferReason;
  ref: readonly [type: TransferRef, id: string];
  /** The community that issued the points. */
  communityCode: string;
  actorId: string | null;
  kind?: Extract<TransferKind, 'transfer' | 'hold'>;
}

export interface Spending {
  id: string;
  personId: string;
  to: string;
  amount: number;
  reason: TransferReason;
  ref: readonly [type: TransferRef, id: string];
  actorId: string | null;
}

/** Holds that somebody ends. */
export interface Closing {
  holdIds: readonly string[];
  actorId: string | null;
}

export interface HandingOver {
  personId: string;
  /** Somebody's own accounts of the same communities, or one pool. */
  to: { heirId: string } | { poolId: string };
  /** Absent: everything that is free, whatever is owed. */
  amount?: number;
  reason: Extract<TransferReason, 'gift' | 'joining' | 'closing'>;
  ref: readonly [type: TransferRef, id: string];
  actorId: string | null;
}

export interface Standing {
  balance: number;
  held: number;
  debt: number;
  /** `balance - held`: what can be spent, if there is no debt. */
  free: number;
}

/** The only door to the books. Everything happens in the caller's transaction, in functions of Postgres (migration `ledger`). */
@Injectable()
export class LedgerService {
  constructor(private readonly clock: Clock) {}

  /** The account's id; it is opened if there is none. */
  async open(tx: EntityManager, owner: AccountOwner): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>(`select ledger_open($1, $2, $3, $4) as id`, [
      owner.kind,
      ownerId(owner),
      owner.communityCode,
      this.clock.now(),
    ]);
    return row!.id;
  }

  /** Several at once; their ids in the order asked. */
  async openAll(tx: EntityManager, owners: readonly AccountOwner[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select ledger_open(o.kind, o.owner_id, o.community_code, $2) as id
         from rows from (jsonb_to_recordset($1::jsonb) as (kind text, owner_id uuid, community_code text))
             with ordinality as o(kind, owner_id, community_code, place) order by o.place`,
      [
        JSON.stringify(owners.map((owner) => ({ kind: owner.kind, owner_id: ownerId(owner), community_code: owner.communityCode }))),
        this.clock.now(),
      ],
    );
    return rows.map(({ id }) => id);
  }

  /** Many rows in one statement, so that their accounts are locked together, in the order of their ids. @throws as `book` */
  async bookAll(tx: EntityManager, entries: readonly Entry[]): Promise<void> {
    if (!entries.length) return;
    const rows = entries.map((entry) => ({ ...entry, kind: entry.kind ?? 'transfer', refType: entry.ref[0], refId: entry.ref[1] }));
    const booked = await refusing(
      tx.query<{ id: string }[]>(
        `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, community_code, actor_id, booked_at)
         select e.id, e.kind, e."from", e."to", e.amount, e.reason, e."refType", e."refId", e."communityCode", e."actorId", $2
           from jsonb_to_recordset($1::jsonb) as e(id uuid, kind text, "from" uuid, "to" uuid, amount bigint, reason text, "refType" text, "refId" uuid,
             "communityCode" text, "actorId" uuid)
         on conflict (id) do nothing returning id`,
        [JSON.stringify(rows), this.clock.now()],
      ),
    );
    const fresh = new Set(booked.map(({ id }) => id));
    // Booked before, or twice among these: the same again is nothing new, another content is refused there.
    for (const entry of entries) if (!fresh.delete(entry.id)) await this.book(tx, entry);
  }

  /** One row. @returns false when this very row was booked before @throws 409 `not_enough_points`, `id_taken` */
  async book(tx: EntityManager, entry: Entry): Promise<boolean> {
    const [row] = await refusing(
      tx.query<{ fresh: boolean }[]>(`select ledger_book($1, $2, $3, $4, $5, $6, $7, $8, null, $9, $10, $11) as fresh`, [
        entry.id,
        entry.kind ?? 'transfer',
        entry.from,
        entry.to,
        entry.amount,
        entry.reason,
        ...entry.ref,
        entry.communityCode,
        entry.actorId,
        this.clock.now(),
      ]),
    );
    return row!.fresh;
  }

  /**
   * Takes points from whichever of a person's accounts have them, oldest first: one row for each community they came from.
   * @returns the ids of the rows @throws 409 `not_enough_points`, `in_debt`, `id_taken`
   */
  async spend(tx: EntityManager, kind: 'transfer' | 'hold', spending: Spending): Promise<string[]> {
    const [row] = await refusing(
      tx.query<{ ids: string[] }[]>(`select ledger_spend($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as ids`, [
        spending.id,
        kind,
        spending.personId,
        spending.to,
        spending.amount,
        spending.reason,
        ...spending.ref,
        spending.actorId,
        this.clock.now(),
      ]),
    );
    return row!.ids;
  }

  /** Ends holds. A hold is closed once, for ever: a second try is 409 `hold_closed`. */
  close(tx: EntityManager, how: 'settle' | 'release', holdIds: readonly string[], actorId: string | null): Promise<void> {
    return this.closeAll(tx, how, [{ holdIds, actorId }]);
  }

  /** Holds ended by several people, in one statement: all of them or none. @throws as `close` */
  async closeAll(tx: EntityManager, how: 'settle' | 'release', closings: readonly Closing[]): Promise<void> {
    const holds = closings.flatMap(({ holdIds, actorId }) => holdIds.map((id) => ({ id, actorId })));
    const closed = await refusing(
      tx.query<unknown[]>(
        `insert into transfers (id, kind, from_account_id, to_account_id, amount, reason, ref_type, ref_id, hold_id, community_code, actor_id, booked_at)
         select gen_random_uuid(), $1, h.from_account_id, h.to_account_id, h.amount, h.reason, h.ref_type, h.ref_id, h.id, h.community_code, c.actor_id, $4
           from unnest($2::uuid[], $3::uuid[]) as c (id, actor_id) join transfers h on h.id = c.id
          where h.kind = 'hold' order by h.seq returning id`,
        [how, holds.map(({ id }) => id), holds.map(({ actorId }) => actorId), this.clock.now()],
      ),
    );
    if (closed.length !== holds.length) throw noSuchTransfer();
  }

  /**
   * Takes back a transfer or a settled hold: what is there at once, the rest as a debt of the receiver that blocks spending.
   * @returns points taken now @throws 409 `already_reversed`
   */
  async reverse(
    tx: EntityManager,
    {
      id,
      transferId,
      reason = 'reversal',
      ref,
      actorId,
    }: { id: string; transferId: string; reason?: 'reversal' | 'refund'; ref: readonly [TransferRef, string]; actorId: string | null },
  ): Promise<number> {
    const [row] = await refusing(
      tx.query<{ taken: string }[]>(`select ledger_reverse($1, $2, $3, $4, $5, $6, $7) as taken`, [
        id,
        transferId,
        reason,
        ...ref,
        actorId,
        this.clock.now(),
      ]),
    );
    return Number(row!.taken);
  }

  /**
   * Takes back everything a record, an order or a shift has brought: rows already taken back, and those that cannot be (a hold), are left out.
   * The ids of the new rows are derived from those they take back, so that the same again changes nothing.
   * @returns points taken now, and those that stand as debts
   */
  async reverseAll(
    tx: EntityManager,
    transferIds: readonly string[],
    ref: readonly [TransferRef, string],
    actorId: string | null,
  ): Promise<{ taken: number; debt: number }> {
    await tx.query(LOCK_ALL, [transferIds]);
    const rows = await tx.query<{ id: string; reversalId: string; amount: string }[]>(TO_REVERSE, [transferIds]);
    let [taken, debt] = [0, 0];
    for (const { id, reversalId, amount } of rows) {
      const now = await this.reverse(tx, { id: reversalId, transferId: id, ref, actorId });
      taken += now;
      debt += Number(amount) - now;
    }
    return { taken, debt };
  }

  /**
   * Points of a person to another owner, every row in the name of its issuer. The caller sees to it that it happens once.
   * @returns points given @throws 409 `not_enough_points`, `in_debt` where an amount is wanted
   */
  async handOver(tx: EntityManager, { personId, to, amount, reason, ref, actorId }: HandingOver): Promise<number> {
    const [row] = await refusing(
      tx.query<{ given: string }[]>(`select ledger_hand_over($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as given`, [
        randomUUID(),
        personId,
        'heirId' in to ? to.heirId : null,
        'poolId' in to ? to.poolId : null,
        amount ?? null,
        reason,
        ...ref,
        actorId,
        this.clock.now(),
      ]),
    );
    return Number(row!.given);
  }

  /** What somebody has to pay back is from now on paid back by the account they were joined to. */
  async moveDebts(tx: EntityManager, fromPersonId: string, toPersonId: string): Promise<void> {
    await tx.query(`select ledger_debts_follow($1, $2, $3)`, [fromPersonId, toPersonId, this.clock.now()]);
  }

  /** All of a person's accounts together. */
  async standing(tx: EntityManager, personId: string): Promise<Standing> {
    return sum(
      await tx.query(
        `select b.balance, b.held, b.debt from ledger_accounts a join ledger_balances b on b.account_id = a.id
          where a.owner_id = $1 and a.kind = 'person'`,
        [personId],
      ),
    );
  }

  /** Of a pool or a shop. */
  async standingOf(tx: EntityManager, accountId: string): Promise<Standing> {
    return sum(await tx.query(`select balance, held, debt from ledger_balances where account_id = $1`, [accountId]));
  }
}

/** Every balance that will move, in the order of their ids, before the first of them moves. */
const LOCK_ALL = `select from ledger_balances where account_id = any(array(
    select unnest(array[from_account_id, to_account_id]) from transfers where id = any($1)
  )) order by account_id for no key update`;
const TO_REVERSE = `select t.id, md5('reversal:' || t.id)::uuid as "reversalId", t.amount from transfers t
   where t.id = any($1) and t.kind in ('transfer', 'settle')
     and not exists (select from transfers r where r.reverses_id = t.id) and not exists (select from ledger_debts d where d.transfer_id = t.id)
   order by t.seq desc`;

const ownerId = (owner: AccountOwner): string | null =>
  owner.kind === 'person' ? owner.personId : owner.kind === 'shop' ? owner.shopId : null;

interface BalanceRow {
  balance: string;
  held: string;
  debt: string;
}
function sum(rows: readonly BalanceRow[]): Standing {
  const total = (of: keyof BalanceRow) => rows.reduce((all, row) => all + Number(row[of]), 0);
  const [balance, held] = [total('balance'), total('held')];
  return { balance, held, debt: total('debt'), free: balance - held };
}

const noSuchTransfer = () => new DomainError('unprocessable', 'no_such_transfer', '账目不支持这种变动。');
const alreadyReversed = () => new DomainError('conflict', 'already_reversed', '这笔已经收回过了。');
const REFUSALS = new Map<string, () => DomainError>([
  ['LI002', () => new DomainError('conflict', 'day_sealed', '这一天的账已经封存，请重新提交。')],
  ['LI003', noSuchTransfer],
  ['LI004', idTaken],
  ['LI005', () => new DomainError('conflict', 'in_debt', '您有欠分未补还，补还后才能使用积分。')],
  ['LI006', () => new DomainError('conflict', 'not_enough_points', '积分不够。')],
  ['LI007', alreadyReversed],
]);
const CONSTRAINTS = new Map<string, () => DomainError>([
  ['ledger_balances_covered', () => new DomainError('conflict', 'not_enough_points', '积分不够。')],
  ['transfers_pkey', idTaken],
  ['ledger_debts_pkey', idTaken],
  ['transfers_reversed_once', alreadyReversed],
  ['ledger_debts_once', alreadyReversed],
  ['transfers_hold_once', () => new DomainError('conflict', 'hold_closed', '这笔已经处理过了。')],
]);

/** What Postgres refuses, in words. */
export async function refusing<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    const refusal = REFUSALS.get(pgCodeOf(error) ?? '') ?? CONSTRAINTS.get(constraintOf(error) ?? '');
    throw refusal?.() ?? error;
  }
}

function constraintOf(error: unknown): string | null {
  const inner: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
  return inner instanceof Error && 'constraint' in inner && typeof inner.constraint === 'string' ? inner.constraint : null;
}
