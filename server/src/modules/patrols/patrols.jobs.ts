import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { PATROL_ENDS_AFTER_SECONDS, TRACK_BATCH_DAYS, TRACK_KEPT_DAYS } from '@linli/shared/patrols';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { lockWalker, patrolById } from './patrols.store.js';
import { ReckoningService } from './reckoning.service.js';

export const TICK = 'patrols.tick';
export const FORGET = 'patrols.forget';
const AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Both bear to run twice and on several processes: each patrol is looked at again behind its person's lock. */
@Injectable()
export class PatrolsJobs implements OnModuleInit {
  private readonly log = new Logger('patrols');

  constructor(
    private readonly jobs: Jobs,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly reckoning: ReckoningService,
  ) {}

  onModuleInit(): void {
    this.jobs.define(TICK, () => this.tick());
    this.jobs.define(FORGET, () => this.forget());
    this.jobs.every('* * * * *', TICK);
    this.jobs.every('20 * * * *', FORGET);
  }

  /** Ends patrols 30 minutes after their last sign, and counts reports that came since a patrol was reckoned. */
  async tick(): Promise<void> {
    const now = this.clock.now().getTime();
    const due = await this.dataSource.query<{ id: string; person: string }[]>(
      `select id, person_id as person from patrols where state <> 'ended' and last_sign_at <= $1
       union
       select p.id, p.person_id from patrols p
         join (select patrol_id, reporter_id, count(*) as made from reports
                where patrol_id in (select patrol_id from reports where patrol_id is not null and created_at > $2) group by 1, 2) r
           on r.patrol_id = p.id and r.reporter_id = p.person_id
        where r.made <> p.reports and p.started_at > $3
       limit $4`,
      [new Date(now - PATROL_ENDS_AFTER_SECONDS * 1000), new Date(now - DAY_MS), new Date(now - (TRACK_BATCH_DAYS + 1) * DAY_MS), AT_ONCE],
    );
    for (const { id, person } of due) {
      await this.renew(id, person).catch((error: unknown) => this.log.error({ patrol: id, error: String(error) }));
    }
  }

  async forget(): Promise<void> {
    await this.dataSource.query(`update patrol_batches set points = null where points is not null and last_at < $1`, [
      new Date(this.clock.now().getTime() - TRACK_KEPT_DAYS * DAY_MS),
    ]);
  }

  private renew(id: string, personId: string): Promise<void> {
    return this.writes.transaction(async (tx) => {
      await lockWalker(tx, personId);
      const patrol = await patrolById(tx, id);
      if (patrol) await this.reckoning.renew(tx, patrol);
    });
  }
}
