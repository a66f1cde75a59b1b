import { Injectable } from '@nestjs/common';
import type { RecordSource } from '@linli/shared/timebank';
import type { EntityManager } from 'typeorm';

/** What was added to (or, negative, taken from) somebody's hours and earned points. */
export interface RecordChange {
  personId: string;
  communityCode: string;
  /** Day of the service: boards go by it. */
  day: string;
  minutes: number;
  /** Earned ones only: gifts, refunds and grants do not count on any board. */
  points: number;
  /** Only where a record was voided: what it was of, and what led to it (`Voiding`). */
  voided?: { source: RecordSource; sourceId: string; why: string; actorId: string | null };
}
/** A record by hand that was confirmed, or refused: what was said with it is settled. */
export type SettledListener = (tx: EntityManager, recordId: string, actorId: string) => Promise<void>;
export type RecordListener = (tx: EntityManager, change: RecordChange) => Promise<void>;

/** Told in the transaction that confirms, voids or corrects: what adds up hours and points hangs on here. */
@Injectable()
export class RecordChanges {
  private readonly listeners: RecordListener[] = [];
  private readonly settledListeners: SettledListener[] = [];

  onChange(listener: RecordListener): void {
    this.listeners.push(listener);
  }

  onSettled(listener: SettledListener): void {
    this.settledListeners.push(listener);
  }

  async settled(tx: EntityManager, recordId: string, actorId: string): Promise<void> {
    for (const listener of this.settledListeners) await listener(tx, recordId, actorId);
  }

  async tell(tx: EntityManager, change: RecordChange): Promise<void> {
    for (const listener of this.listeners) await listener(tx, change);
  }
}
