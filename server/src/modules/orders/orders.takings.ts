import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../common/errors.js';
import { LedgerService } from '../timebank/ledger/ledger.service.js';
import type { OrderPointsEntity } from './order-points.entity.js';

export interface Taking {
  /** Of the order. */
  id: string;
  communityCode: string;
  amount: number;
  actorId: string | null;
}

/** How points of an order are held and taken, from whoever pays. */
@Injectable()
export class OrderTakings {
  constructor(private readonly ledger: LedgerService) {}

  /**
   * A hold is closed as it was opened, so the smaller amount is a new one. What is released pays the payer's debts first: then there may be
   * nothing left to take, and the service stays confirmed all the same.
   */
  async less(tx: EntityManager, row: OrderPointsEntity, due: number, actorId: string | null): Promise<boolean> {
    try {
      await tx.transaction(async (inner) => {
        const fresh = { id: row.orderId, communityCode: row.communityCode, amount: due, actorId };
        const ids =
          row.payerId === null ? await this.ofPool(inner, fresh) : await this.ofPerson(inner, { ...fresh, personId: row.payerId });
        await this.ledger.close(inner, 'settle', ids, actorId);
      });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'conflict') return false;
      throw error;
    }
  }

  async ofPerson(tx: EntityManager, { id, communityCode, personId, amount, actorId }: Taking & { personId: string }): Promise<string[]> {
    const to = await this.ledger.open(tx, { kind: 'pool', communityCode });
    return this.ledger.spend(tx, 'hold', { id: randomUUID(), personId, to, amount, reason: 'order_points', ref: ['order', id], actorId });
  }

  async ofPool(tx: EntityManager, { id, communityCode, amount, actorId }: Taking): Promise<string[]> {
    const from = await this.ledger.open(tx, { kind: 'pool', communityCode });
    const to = await this.ledger.open(tx, { kind: 'issuing', communityCode });
    const hold = randomUUID();
    const ref = ['order', id] as const;
    await this.ledger.book(tx, { id: hold, from, to, amount, reason: 'pool_payout', ref, communityCode, actorId, kind: 'hold' });
    return [hold];
  }
}
