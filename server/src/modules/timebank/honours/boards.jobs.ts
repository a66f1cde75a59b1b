import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONSENT_VERSION } from '@linli/shared/accounts';
import type { EntityManager } from 'typeorm';
import { Jobs } from '../../../common/jobs.js';
import { Writes } from '../../../common/writes.js';
import { RecordChanges } from '../record-changes.service.js';
import { applyScores, boardsChanged, LOCK, scoreChanges } from './scores.js';

/** Deltas a transaction takes: whoever withdraws a consent waits for one such, some hundred milliseconds at most. */
const BATCH = 500;

interface DeltaRow {
  id: string;
  personId: string;
  communityCode: string;
  day: string;
  minutes: number;
  points: number;
}

/** Appends what is told of records, and folds it once a minute: readers add what is not folded yet. */
@Injectable()
export class BoardJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly writes: Writes,
    private readonly changes: RecordChanges,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(async (tx, { personId, communityCode, day, minutes, points }) => {
      if (minutes === 0 && points === 0) return;
      await tx.query(`insert into score_deltas (person_id, community_code, day, minutes, points) values ($1, $2, $3, $4, $5)`, [
        personId,
        communityCode,
        day,
        minutes,
        points,
      ]);
    });
    this.jobs.define('boards.fold', () => this.fold());
    this.jobs.every('* * * * *', 'boards.fold');
  }

  async fold(): Promise<void> {
    await this.writes.transaction((tx) => this.hideOutdated(tx));
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.foldSome(tx));
  }

  /** Two processes: the second finds the lock taken and leaves it to the first. The rows are named, since others may commit between the statements. */
  private async foldSome(tx: EntityManager): Promise<number> {
    const [lock] = await tx.query<{ free: boolean }[]>(`select pg_try_advisory_xact_lock($1) as free`, [LOCK]);
    if (!lock?.free) return 0;
    const deltas = await tx.query<DeltaRow[]>(
      `select id, person_id as "personId", community_code as "communityCode", day::text, minutes, points from score_deltas order by id limit $1`,
      [BATCH],
    );
    await applyScores(tx, scoreChanges(deltas));
    await tx.query(`delete from score_deltas where id = any($1::bigint[])`, [deltas.map(({ id }) => id)]);
    return deltas.length;
  }

  /** The words of the consent have changed since: nobody is listed before they have read the new ones. */
  private async hideOutdated(tx: EntityManager): Promise<void> {
    const [old] = await tx.query<unknown[]>(`select from board_people where version < $1 limit 1`, [CONSENT_VERSION]);
    if (!old) return;
    await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
    const gone = await tx.query<{ id: string }[]>(
      `with gone as (delete from board_people where version < $1 returning person_id), hidden as (
         update board_scores s set shown = false from gone where s.person_id = gone.person_id and s.shown)
       select person_id as id from gone`,
      [CONSENT_VERSION],
    );
    await boardsChanged(
      tx,
      gone.map(({ id }) => id),
    );
  }
}
