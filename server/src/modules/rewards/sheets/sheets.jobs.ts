import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../common/jobs.js';
import { SheetsService } from './sheets.service.js';

/** Ten past four in the morning of Shanghai, when nothing of the day before is still being booked; daily, so that a missed night is made up. */
const EVERY_NIGHT = '10 20 * * *';

@Injectable()
export class SheetsJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly sheets: SheetsService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('rewards.sheets', () => this.sheets.closeMonths());
    this.jobs.every(EVERY_NIGHT, 'rewards.sheets');
  }
}
