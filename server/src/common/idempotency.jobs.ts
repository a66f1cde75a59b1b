import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from './clock.js';
import { Jobs } from './jobs.js';

const KEPT_HOURS = 48;

/** Answers under Idempotency-Keys are forgotten after two days. */
@Injectable()
export class IdempotencyJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.define('idempotency.clean', async () => {
      await this.dataSource.query(`delete from idempotency_keys where created_at < $1`, [
        new Date(this.clock.now().getTime() - KEPT_HOURS * 3_600_000),
      ]);
    });
    this.jobs.every('15 * * * *', 'idempotency.clean');
  }
}
