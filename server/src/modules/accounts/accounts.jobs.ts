import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';

const DAY = 86_400_000;
const CODES_DAYS = 2;
const SESSIONS_DAYS = 365;

/** What sign-in leaves behind: codes and failures for two days, ended sessions for a year. */
@Injectable()
export class AccountsJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.define('accounts.clean', () => this.clean());
    this.jobs.every('40 19 * * *', 'accounts.clean');
  }

  private async clean(): Promise<void> {
    const now = this.clock.now().getTime();
    const codes = new Date(now - CODES_DAYS * DAY);
    await this.dataSource.query(`delete from sms_codes where created_at < $1`, [codes]);
    await this.dataSource.query(`delete from sign_in_failures where since < $1`, [codes]);
    await this.dataSource.query(`delete from sessions where coalesce(ended_at, rotated_at) < $1`, [new Date(now - SESSIONS_DAYS * DAY)]);
  }
}
