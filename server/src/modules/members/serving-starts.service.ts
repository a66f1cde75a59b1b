import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface Started {
  personId: string;
  communityCode: string;
  birthDay: string;
}
export type StartListener = (tx: EntityManager, started: Started) => Promise<void>;

/** Told when somebody begins to serve, for the first time or again: what lies above members hangs on here. */
@Injectable()
export class ServingStarts {
  private readonly listeners: StartListener[] = [];

  onStarted(listener: StartListener): void {
    this.listeners.push(listener);
  }

  async tell(tx: EntityManager, started: Started): Promise<void> {
    for (const listener of this.listeners) await listener(tx, started);
  }
}
