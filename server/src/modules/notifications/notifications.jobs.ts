import { Injectable, type OnModuleInit } from '@nestjs/common';
import { READ_KEPT_DAYS, UNREAD_KEPT_DAYS } from '@linli/shared/notifications';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { RingingService } from './ringing.service.js';
import { TellingService } from './telling.service.js';

const DAY = 86_400_000;
/** WeChat answers or is given up within seconds: whoever was sending for so long is dead. */
const SENDING_MOST_MS = 10 * 60_000;

/** What tells people, after the transaction of what happened; and the end of old messages. All of it may run twice. */
@Injectable()
export class NotificationsJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly telling: TellingService,
    private readonly ringing: RingingService,
  ) {}

  onModuleInit(): void {
    this.jobs.define('notifications.tell', ({ eventId }) => this.telling.tell(String(eventId)));
    this.jobs.define('notifications.ring', ({ personId }) => this.ringing.ring(String(personId)));
    this.jobs.define('notifications.post', ({ letterId }) => this.ringing.post(String(letterId)));
    this.jobs.define('notifications.clean', () => this.clean());
    // 03:50 in Shanghai.
    this.jobs.every('50 19 * * *', 'notifications.clean');
  }

  private async clean(): Promise<void> {
    const now = this.clock.now().getTime();
    const before = (days: number) => new Date(now - days * DAY);
    await this.dataSource.query(`delete from messages where created_at < $1 or (created_at < $2 and read_at is not null)`, [
      before(UNREAD_KEPT_DAYS),
      before(READ_KEPT_DAYS),
    ]);
    await this.dataSource.query(`update wechat_letters set state = 'lost', updated_at = $2 where state = 'sending' and updated_at < $1`, [
      new Date(now - SENDING_MOST_MS),
      this.clock.now(),
    ]);
    await this.dataSource.query(`delete from wechat_letters where created_at < $1`, [before(READ_KEPT_DAYS)]);
  }
}
