import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../common/jobs.js';
import { ShopsService } from './shops.service.js';

/** Nine in the morning of Shanghai. */
const EVERY_MORNING = '0 1 * * *';

@Injectable()
export class ShopsJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly shops: ShopsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('rewards.agreements', () => this.shops.warn());
    this.jobs.every(EVERY_MORNING, 'rewards.agreements');
  }
}
