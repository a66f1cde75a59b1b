import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Logger as WorkerLogger, parseCronItems, run, type Runner } from 'graphile-worker';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../config.js';
import { Clock } from './clock.js';

export type JobPayload = Record<string, unknown>;
export type JobHandler = (payload: JobPayload) => Promise<void>;
export interface EnqueueOptions {
  runAt?: Date;
  /** At most one waiting job has this key: enqueueing again replaces it. */
  key?: string;
}
const MAX_ATTEMPTS = 12;
const NOISE = ['info', 'debug'];
/** No job of ours takes so long: whoever holds one is dead. The runner itself would leave it alone for four hours. */
const STUCK = `update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at < now() - interval '5 minutes'`;

/**
 * Work after the transaction, and by the clock (graphile-worker). A job is enqueued in the transaction that needs it and may run twice:
 * handlers must bear that. Tasks are defined when the modules start, before the first one is taken.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('jobs');
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crons: { task: string; match: string; identifier: string }[] = [];
  private runner: Runner | null = null;
  private pool: pg.Pool | null = null;

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.define('jobs.free', () => this.free());
    this.every('* * * * *', 'jobs.free');
  }

  define(task: string, handler: JobHandler): void {
    if (this.handlers.has(task)) throw new Error(`the job ${task} is defined twice`);
    this.handlers.set(task, handler);
  }

  /** `cron` in UTC, five fields. Several processes: it runs once. */
  every(cron: string, task: string): void {
    this.crons.push({ task, match: cron, identifier: `${task} ${cron}` });
  }

  async enqueue(tx: EntityManager, task: string, payload: JobPayload = {}, options: EnqueueOptions = {}): Promise<void> {
    await tx.query(`select graphile_worker.add_job($1, payload => $2::json, run_at => $3, max_attempts => $4, job_key => $5)`, [
      task,
      JSON.stringify(payload),
      options.runAt ?? this.clock.now(),
      MAX_ATTEMPTS,
      options.key ?? null,
    ]);
  }

  /** Many of one task, at once, in one statement. */
  async enqueueAll(tx: EntityManager, task: string, payloads: readonly JobPayload[]): Promise<void> {
    if (!payloads.length) return;
    await tx.query(
      `select from graphile_worker.add_jobs(array(
         select row($1, payload, null, $3::timestamptz, $4::smallint, null, null, null)::graphile_worker.job_spec
           from json_array_elements($2::json) as p (payload)))`,
      [task, JSON.stringify(payloads), this.clock.now(), MAX_ATTEMPTS],
    );
  }

  /** Runs one task here and now: by hand in tests and tools. */
  async perform(task: string, payload: JobPayload = {}): Promise<void> {
    const handler = this.handlers.get(task);
    if (!handler) throw new Error(`no such job: ${task}`);
    await handler(payload);
  }

  /** What a killed process was doing is done again by another. */
  async free(): Promise<void> {
    await this.dataSource.query(STUCK);
  }

  /** Performs every waiting job that is due by the injected clock, in order, and those they enqueue; an error ends it. Tests. */
  async drain(): Promise<number> {
    for (let done = 0; ; done += 1) {
      const [job] = await this.dataSource.query<{ id: string; task: string; payload: JobPayload }[]>(
        `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where j.run_at <= $1 and j.locked_at is null order by j.run_at, j.id limit 1`,
        [this.clock.now()],
      );
      if (!job) return done;
      await this.perform(job.task, job.payload);
      await this.dataSource.query(`delete from graphile_worker._private_jobs where id = $1`, [job.id]);
    }
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.runJobs) return;
    this.pool = new pg.Pool({ connectionString: this.config.databaseUrl, max: 4, connectionTimeoutMillis: 3000 });
    // Without a handler of its own a lost connection ends the process.
    this.pool.on('error', (error) => this.log.warn(`a connection of the job runner was lost: ${error.message}`));
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    this.runner = await run({
      pgPool: this.pool,
      concurrency: 2,
      noHandleSignals: true,
      logger: new WorkerLogger(() => (level, message) => (NOISE.includes(String(level)) ? undefined : this.log.warn(message))),
      taskList: Object.fromEntries(
        [...this.handlers].map(([task, handler]) => [task, (payload: unknown) => handler(payload as JobPayload)]),
      ),
      parsedCronItems: parseCronItems(this.crons.map((cron) => ({ ...cron, options: { backfillPeriod: 0 } }))),
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.stop().catch(() => undefined);
    await this.pool?.end();
    this.runner = null;
    this.pool = null;
  }
}
