import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QUALIFICATION_REMIND_DAYS } from '@linli/shared/members';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { addDays, dayOf } from '../../common/days.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { MemberStore } from './member-store.service.js';
import { lockMember } from './members.queries.js';

/** One after the other, each in a transaction of its own; what is left comes with the next night. */
const A_NIGHT = 5000;

/** What days bring: suspensions that are over, certificates that will end or have. Each is told once, however often the job runs. */
@Injectable()
export class MembersJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly store: MemberStore,
  ) {}

  onModuleInit(): void {
    this.jobs.define('members.days', () => this.days());
    // 00:10 in Shanghai
    this.jobs.every('10 16 * * *', 'members.days');
  }

  private async days(): Promise<void> {
    const today = dayOf(this.clock.now());
    await this.restore(today);
    await this.tell('remind', 'reminded_at', addDays(today, QUALIFICATION_REMIND_DAYS));
    await this.tell('expire', 'expired_at', addDays(today, -1));
  }

  /** The last day of a suspension is over. */
  private async restore(today: string): Promise<void> {
    const due = await this.dataSource.query<{ id: string }[]>(
      `select person_id as id from members where state = 'suspended' and suspended_until < $1 order by suspended_until limit $2`,
      [today, A_NIGHT],
    );
    for (const { id } of due)
      await this.writes.transaction(async (tx) => {
        const row = await lockMember(tx, id);
        if (row?.state !== 'suspended' || row.suspended_until === null || row.suspended_until >= today) return;
        await tx.query(
          `update members set state = 'active', suspended_at = null, suspended_until = null, reason = null, changed_at = $2 where person_id = $1`,
          [id, this.clock.now()],
        );
        await this.store.settle(tx, id);
        await this.store.record(tx, null, row, 'restore');
      });
  }

  /** Verified ones that end by `day` and of which their owner was not told so. */
  private async tell(action: 'remind' | 'expire', column: 'reminded_at' | 'expired_at', day: string): Promise<void> {
    const due = await this.dataSource.query<{ id: string }[]>(column === 'reminded_at' ? TO_REMIND : TO_EXPIRE, [day, A_NIGHT]);
    for (const { id } of due)
      await this.writes.transaction(async (tx) => {
        const [row] = (
          await tx.query<[{ person_id: string; code: string; community_code: string; expires_on: string }[], number]>(
            column === 'reminded_at' ? REMINDED : EXPIRED,
            [id, this.clock.now()],
          )
        )[0];
        if (!row) return;
        const { person_id: principalId, code, community_code: areaCode, expires_on: expiresOn } = row;
        await this.events.record(tx, {
          subject: ['qualification', id],
          action,
          actor: null,
          principalId,
          areaCode,
          data: { code, expiresOn },
        });
      });
  }
}

const TO_REMIND = `select id from qualifications where state = 'verified' and reminded_at is null and expired_at is null and expires_on <= $1 limit $2`;
const TO_EXPIRE = `select id from qualifications where state = 'verified' and expired_at is null and expires_on <= $1 limit $2`;
const GIVING = `from members m where q.id = $1 and m.person_id = q.person_id and q.state = 'verified'`;
const GIVEN = `returning q.person_id, q.code, m.community_code, q.expires_on::text`;
const REMINDED = `update qualifications q set reminded_at = $2 ${GIVING} and q.reminded_at is null ${GIVEN}`;
const EXPIRED = `update qualifications q set expired_at = $2 ${GIVING} and q.expired_at is null ${GIVEN}`;
