import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { dayFrom, dayText, dayTextOf, startOfDay } from '@linli/shared/calendar';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { Jobs } from '../../common/jobs.js';
import { Writes } from '../../common/writes.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { EventsService } from '../events/events.service.js';
import { ReportEntity } from './report.entity.js';
import { type Changes, type Mark, nextMark, rememberLate, resumeDisposal, wakeAt } from './reports.clocks.js';
import { areaOf } from './reports.policy.js';
import { ReportSteps } from './reports.steps.js';

const BATCH = 50;
/** A row that time has passed by for months still ends. */
const MARKS_AT_ONCE = 20;
const SECOND_CHECK_SHARE = 0.05;

/** What time itself does: reminders, escalation, the end of a suspension, closing what nobody checked; and the monthly draw. */
@Injectable()
export class ReportJobs implements OnModuleInit {
  private readonly log = new Logger('reports');

  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly dataSource: DataSource,
    private readonly events: EventsService,
    private readonly calendars: CalendarService,
    private readonly steps: ReportSteps,
  ) {}

  onModuleInit(): void {
    this.jobs.define('reports.clocks', () => this.clocks());
    this.jobs.every('* * * * *', 'reports.clocks');
    this.jobs.define('reports.draw', () => this.draw());
    this.jobs.every('20 17 * * *', 'reports.draw');
  }

  /** Every row whose time has come, in small transactions; two processes take different rows. */
  async clocks(): Promise<void> {
    for (let done = BATCH; done === BATCH;) done = await this.writes.transaction((tx) => this.batch(tx));
  }

  private async batch(tx: EntityManager): Promise<number> {
    const now = this.clock.now();
    const due = await tx
      .createQueryBuilder(ReportEntity, 'report')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where('report.nextMarkAt <= :now', { now })
      .orderBy('report.nextMarkAt')
      .limit(BATCH)
      .getMany();
    for (const report of due) await this.catchUp(tx, report, now);
    return due.length;
  }

  private async catchUp(tx: EntityManager, row: ReportEntity, now: Date): Promise<void> {
    let report = row;
    for (let i = 0; i < MARKS_AT_ONCE; i++) {
      const mark = nextMark(report);
      if (!mark || wakeAt(mark) > now) break;
      report = await this.apply(tx, report, mark, now);
    }
    // Nothing was due after all (or the row was written by hand): what is derived is written again, and the row sleeps.
    if (report === row) await this.steps.save(tx, report, {}, 'clock', now);
  }

  private async apply(tx: EntityManager, report: ReportEntity, mark: Mark, now: Date): Promise<ReportEntity> {
    if (mark.what === 'resume') return this.resume(tx, report, mark, now);
    if (mark.what === 'close') return this.close(tx, report, now);
    const changes: Changes =
      mark.what === 'remind'
        ? { reminded: true }
        : mark.clock === 'response'
          ? { responseLevel: mark.level }
          : { disposalLevel: mark.level, ...rememberLate(report, now) };
    const after = await this.steps.save(tx, report, changes, mark.what, now);
    if (await this.once(tx, report, mark, now))
      await this.record(tx, after, mark.what === 'remind' ? 'remind' : `escalate_${mark.clock}`, {
        clock: mark.clock,
        level: mark.level,
        run: report.run,
        at: mark.at.toISOString(),
      });
    return after;
  }

  /** Each level once per run, whatever runs twice. */
  private async once(tx: EntityManager, { id, run }: ReportEntity, { clock, level, at }: Mark, now: Date): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `insert into report_marks (report_id, clock, run, level, due_at, marked_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning level`,
      [id, clock, run, level, at, now],
    );
    return rows.length === 1;
  }

  /** At the true end of the suspension, so that its length is exact. */
  private async resume(tx: EntityManager, report: ReportEntity, { at }: Mark, now: Date): Promise<ReportEntity> {
    const calendar = await this.calendars.of(tx, areaOf(report));
    const changes: Changes = {
      ...resumeDisposal(report, at, calendar),
      state: report.stateBefore ?? 'dispatched',
      stateBefore: null,
      suspendedAt: null,
      suspendedUntil: null,
    };
    const after = await this.steps.save(tx, report, changes, 'resume', now);
    await this.record(tx, after, 'resume', { from: report.state, to: after.state, at: at.toISOString() });
    return after;
  }

  private async close(tx: EntityManager, report: ReportEntity, now: Date): Promise<ReportEntity> {
    const changes: Changes = { state: 'closed', closedAs: 'unchecked', closedAt: now };
    const after = await this.steps.save(tx, report, changes, 'close_unchecked', now);
    await this.record(tx, after, 'close_unchecked', { from: report.state, to: 'closed' });
    return after;
  }

  private record(tx: EntityManager, report: ReportEntity, action: string, data: Record<string, string | number>): Promise<string> {
    return this.events.record(tx, { subject: ['report', report.id], action, actor: null, role: 'system', areaCode: areaOf(report), data });
  }

  /**
   * Five of a hundred cases a street has closed this month get a second look: those with the smallest hash of id and month, so that nobody
   * can choose them and every run draws the same ones. On the first of a month the month before is finished.
   */
  async draw(): Promise<void> {
    const yesterday = dayText((dayFrom(dayTextOf(this.clock.now().getTime())) ?? 0) - 1);
    const month = yesterday.slice(0, 7);
    const from = new Date(startOfDay(dayFrom(`${month}-01`) ?? 0));
    const to = new Date(startOfDay((dayFrom(yesterday) ?? 0) + 1));
    const streets = await this.dataSource.query<{ street_code: string }[]>(
      `select distinct street_code from reports where state = 'closed' and closed_at >= $1 and closed_at < $2`,
      [from, to],
    );
    for (const { street_code: street } of streets) await this.writes.transaction((tx) => this.drawStreet(tx, street, month, from, to));
  }

  private async drawStreet(tx: EntityManager, street: string, month: string, from: Date, to: Date): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`reports.draw ${street}`]);
    const [drawn] = await tx.query<[{ id: string; area_code: string }[], number]>(
      `update reports set drawn_at = $4 where id in (
         select id from (
           select id, drawn_at, row_number() over (order by drawn_at is null, md5(id::text || $5)) as place, count(*) over () as closed
             from reports where street_code = $1 and state = 'closed' and closed_at >= $2 and closed_at < $3
         ) ranked where drawn_at is null and place <= ceil(closed * $6::float8))
       returning id, coalesce(grid_code, community_code, street_code) as area_code`,
      [street, from, to, this.clock.now(), month, SECOND_CHECK_SHARE],
    );
    for (const { id, area_code: areaCode } of drawn)
      await this.events.record(tx, { subject: ['report', id], action: 'draw', actor: null, role: 'system', areaCode });
    if (drawn.length) this.log.debug(`${drawn.length} cases of ${street} drawn for a second check`);
  }
}
