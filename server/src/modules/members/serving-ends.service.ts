import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A sentence that says why somebody cannot stop serving now, or null. */
export type LeaveRefuser = (tx: EntityManager, personId: string) => Promise<string | null>;
export type SuspensionListener = (tx: EntityManager, personId: string) => Promise<void>;

/** Promises lie above members: who keeps them says here what stands in the way of leaving, and takes them back from whoever is suspended. */
@Injectable()
export class ServingEnds {
  private readonly refusers: LeaveRefuser[] = [];
  private readonly listeners: SuspensionListener[] = [];

  refuseLeaving(refuser: LeaveRefuser): void {
    this.refusers.push(refuser);
  }

  onSuspended(listener: SuspensionListener): void {
    this.listeners.push(listener);
  }

  async obstacle(tx: EntityManager, personId: string): Promise<string | null> {
    for (const refuser of this.refusers) {
      const sentence = await refuser(tx, personId);
      if (sentence !== null) return sentence;
    }
    return null;
  }

  async suspended(tx: EntityManager, personId: string): Promise<void> {
    for (const listener of this.listeners) await listener(tx, personId);
  }
}
