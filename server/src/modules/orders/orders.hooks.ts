import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OrderEntity } from './order.entity.js';

/** Somebody to be invited, and why, as sentences for that person. */
export interface Suggested {
  personId: string;
  reasons: string[];
}
/** The best of those who may serve and have no part in the order yet, at most `most`; with ids: the reasons for just these. */
export type Suggest = (tx: EntityManager, order: OrderEntity, wanted: { most: number; only?: readonly string[] }) => Promise<Suggested[]>;
export type Listener = (tx: EntityManager, order: OrderEntity) => Promise<void>;

/** What stands beside orders and is asked or told by them, in the transaction of the act. */
@Injectable()
export class OrderHooks {
  private suggest: Suggest | null = null;
  private readonly filled: Listener[] = [];

  suggestBy(suggest: Suggest): void {
    this.suggest = suggest;
  }

  async suggested(tx: EntityManager, order: OrderEntity, wanted: { most: number; only?: readonly string[] }): Promise<Suggested[]> {
    return (await this.suggest?.(tx, order, wanted)) ?? [];
  }

  /** When the last place is taken, however often it happens. */
  onFilled(listener: Listener): void {
    this.filled.push(listener);
  }

  async tellFilled(tx: EntityManager, order: OrderEntity): Promise<void> {
    for (const listener of this.filled) await listener(tx, order);
  }
}
