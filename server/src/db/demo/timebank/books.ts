import type { TransferKind, TransferReason, TransferRef } from '@linli/shared/timebank';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../rows.js';

type Owner = { kind: 'person' | 'shop'; ownerId: string; communityCode: string } | { kind: 'issuing' | 'pool'; communityCode: string };

/** The books as they are being written, in the order of time: nobody spends what they do not have. */
export class Books {
  private readonly accounts = new Map<string, Record<string, unknown>>();
  private readonly free = new Map<string, number>();
  private readonly rows: Record<string, unknown>[] = [];

  account(owner: Owner, at: Date): string {
    const ownerId = 'ownerId' in owner ? owner.ownerId : null;
    const id = uuidOf(
      createHash('md5')
        .update(`${owner.kind}:${ownerId ?? ''}:${owner.communityCode}`)
        .digest('hex'),
    );
    if (!this.accounts.has(id))
      this.accounts.set(id, { id, kind: owner.kind, owner_id: ownerId, community_code: owner.communityCode, opened_at: at });
    return id;
  }

  freeOf(accountId: string): number {
    return this.free.get(accountId) ?? 0;
  }

  book(row: {
    id: string;
    kind?: TransferKind;
    from: string;
    to: string;
    amount: number;
    reason: TransferReason;
    ref: readonly [TransferRef, string];
    communityCode: string;
    actorId: string | null;
    at: Date;
    holdId?: string;
    reversesId?: string;
  }): void {
    const { kind = 'transfer', from, to, amount } = row;
    if (kind === 'transfer' || kind === 'hold') this.free.set(from, this.freeOf(from) - amount);
    if (kind === 'transfer' || kind === 'settle') this.free.set(to, this.freeOf(to) + amount);
    if (kind === 'release') this.free.set(from, this.freeOf(from) + amount);
    this.rows.push({
      id: row.id,
      kind,
      from_account_id: from,
      to_account_id: to,
      amount,
      reason: row.reason,
      ref_type: row.ref[0],
      ref_id: row.ref[1],
      hold_id: row.holdId ?? null,
      reverses_id: row.reversesId ?? null,
      community_code: row.communityCode,
      actor_id: row.actorId,
      booked_at: row.at,
    });
  }

  async save(tx: EntityManager): Promise<void> {
    const accounts = [...this.accounts.values()];
    await insertRows(tx, 'ledger_accounts', accounts);
    await insertRows(
      tx,
      'ledger_balances',
      accounts.filter(({ kind }) => kind !== 'issuing').map(({ id }) => ({ account_id: id, balance: 0, held: 0, debt: 0 })),
    );
    await insertRows(tx, 'transfers', this.rows);
  }
}

const uuidOf = (hex: string): string => [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
