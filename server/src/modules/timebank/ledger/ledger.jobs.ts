import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { dayOf } from '../../../common/days.js';
import { Jobs } from '../../../common/jobs.js';
import { openDays, sealDay } from './ledger.seals.js';

/** The daily seal over the books. May run twice, and catches up with nights it slept through. */
@Injectable()
export class LedgerJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.define('ledger.seal', () => this.seal());
    // 00:15 in Shanghai.
    this.jobs.every('15 16 * * *', 'ledger.seal');
  }

  async seal(): Promise<void> {
    for (const day of await openDays(this.dataSource.manager, dayOf(this.clock.now())))
      await this.dataSource.transaction((tx) => sealDay(tx, day, this.clock.now()));
  }
}
