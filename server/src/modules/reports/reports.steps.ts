import { Injectable } from '@nestjs/common';
import { areaPath } from '@linli/shared/areas';
import { isLate } from '@linli/shared/clocks';
import type { WorkCalendar } from '@linli/shared/calendar';
import type { ReportAction, ReportSource } from '@linli/shared/reports';
import type { ReportView } from '@linli/shared/reports.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { type EventData, EventsService } from '../events/events.service.js';
import { ThanksService } from '../timebank/earning/thanks.service.js';
import { ReportEntity } from './report.entity.js';
import { type Changes, settled } from './reports.clocks.js';
import { stateAfter, whyNot } from './reports.conditions.js';
import { actingAs, areaOf, canSee, REPORT_POLICY } from './reports.policy.js';
import { type NewPhotos, ReportPhotos } from './reports.photos.js';
import { ReportReader } from './reports.reader.js';

/** What a verb has to go by: the locked row, the time, who acts. */
export interface Moment {
  tx: EntityManager;
  report: ReportEntity;
  now: Date;
  actor: Actor;
  calendar: () => Promise<WorkCalendar>;
}
/** What a verb does. */
export interface Effect {
  changes?: Changes;
  /** Words of this event: reason, reply, note. */
  note?: string | undefined;
  photos?: readonly NewPhotos[];
  data?: EventData;
  /** For whom, when that is someone else. */
  principalId?: string | null;
  /** What else must happen with it, after the row is saved. */
  afterwards?: (after: ReportEntity, eventId: string) => Promise<void>;
}
/** Reported by people themselves. */
const THANKED: readonly ReportSource[] = ['resident', 'sentinel', 'qr'];
export type Verb = (moment: Moment) => Effect | Promise<Effect>;

/** Every verb goes through `step`: lock the row → policy → next state → effect → save → events.record → view. */
@Injectable()
export class ReportSteps {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly calendars: CalendarService,
    private readonly photos: ReportPhotos,
    private readonly reader: ReportReader,
    private readonly thanks: ThanksService,
  ) {}

  /** `alongside`: another report the verb changes too; both are locked in the order of their ids. */
  async step(call: WriteCall, id: string, action: ReportAction, verb: Verb, alongside?: string): Promise<ReportView> {
    try {
      return await this.writes.once(call, async (tx) => {
        const report = await this.lock(tx, id, alongside);
        const after = await this.take(tx, report, call.actor, action, verb);
        return this.reader.view(tx, after, call.actor);
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['report', id], action, actor: call.actor, areaCode: null });
      throw error;
    }
  }

  /** One action on a row that is locked already: `rate` uses it to open a case again. */
  async take(tx: EntityManager, report: ReportEntity, actor: Actor, action: ReportAction, verb: Verb): Promise<ReportEntity> {
    const now = this.clock.now();
    if (!canSee(actor, report)) throw notFound();
    if (action !== 'reopen' && !REPORT_POLICY[action](actor, report)) throw forbidden();
    const state = stateAfter(report, action);
    if (state === null) throw conflictNow(report.state);
    const obstacle = whyNot(action, report, actor, now);
    if (obstacle !== null) throw conflictNow(report.state, obstacle);
    const calendar = () => this.calendars.of(tx, areaOf(report));
    const effect = await verb({ tx, report, now, actor, calendar });
    const after = await this.save(tx, report, { state, ...effect.changes }, action, now);
    const role = actingAs(actor, report, action);
    const eventId = await this.events.record(tx, {
      subject: ['report', report.id],
      action,
      actor,
      role,
      principalId: effect.principalId ?? null,
      areaCode: areaOf(after),
      data: { from: report.state, to: after.state, ...effect.data },
    });
    if (effect.note?.trim()) await this.note(tx, after.id, eventId, action, actor.personId, effect.note.trim());
    for (const photos of effect.photos ?? []) await this.photos.add(tx, actor.personId, after, eventId, photos);
    await effect.afterwards?.(after, eventId);
    return after;
  }

  async lock(tx: EntityManager, id: string, alongside?: string): Promise<ReportEntity> {
    const ids = alongside === undefined ? [id] : [id, alongside];
    const rows = await tx
      .createQueryBuilder(ReportEntity, 'report')
      .setLock('pessimistic_write')
      .where('report.id in (:...ids)', { ids })
      .orderBy('report.id')
      .getMany();
    const report = rows.find((row) => row.id === id);
    if (!report) throw notFound();
    return report;
  }

  /** Writes what changed, what lists and jobs derive from it, the runs of the disposal clock, and the thanks for a report that was true. */
  async save(tx: EntityManager, report: ReportEntity, changes: Changes, why: string, now: Date): Promise<ReportEntity> {
    const after: ReportEntity = Object.assign(new ReportEntity(), report, changes);
    const derived = settled(after);
    await tx.update(ReportEntity, { id: report.id }, { ...changes, ...derived, updatedAt: now });
    await keepRuns(tx, report, after, why, now);
    if (report.state !== 'closed' && after.state === 'closed') await this.thank(tx, after);
    return Object.assign(after, derived, { updatedAt: now });
  }

  /** Whoever stayed unnamed is not looked up for it; what staff entered is nobody's. */
  private async thank(tx: EntityManager, { id, reporterId, anonymous, source, communityCode, createdAt }: ReportEntity): Promise<void> {
    if (reporterId === null || anonymous || !THANKED.includes(source)) return;
    await this.thanks.forReport(tx, { id, reporterId, communityCode, sentinel: source === 'sentinel', createdAt });
  }

  async note(tx: EntityManager, reportId: string, eventId: string, kind: string, authorId: string | null, text: string): Promise<void> {
    await tx.query(`insert into report_notes (event_id, report_id, kind, author_id, text) values ($1, $2, $3, $4, $5)`, [
      eventId,
      reportId,
      kind,
      authorId,
      text,
    ]);
  }
}

async function keepRuns(tx: EntityManager, before: ReportEntity, after: ReportEntity, why: string, now: Date): Promise<void> {
  const moved = before.disposalDueAt?.getTime() !== after.disposalDueAt?.getTime();
  if (after.run === before.run && after.disposalStoppedAt && !before.disposalStoppedAt) {
    const late = after.disposalDueAt !== null && isLate(after.disposalDueAt.getTime(), after.disposalStoppedAt.getTime());
    await tx.query(`update report_runs set ended_at = $3, ended_by = $4, late = $5 where report_id = $1 and run = $2`, [
      after.id,
      after.run,
      after.disposalStoppedAt,
      why,
      late,
    ]);
  } else if (after.run === before.run && moved) {
    await tx.query(`update report_runs set due_at = $3 where report_id = $1 and run = $2`, [after.id, after.run, after.disposalDueAt]);
  }
  if (after.run === before.run) return;
  const late = before.disposalDueAt !== null && isLate(before.disposalDueAt.getTime(), now.getTime());
  await tx.query(`update report_runs set ended_at = $3, ended_by = $4, late = $5 where report_id = $1 and run = $2 and ended_at is null`, [
    before.id,
    before.run,
    now,
    before.teamId === null ? 'return' : why,
    late,
  ]);
  await tx.query(`insert into report_runs (report_id, run, begun_by, team_id, started_at, due_at) values ($1, $2, $3, $4, $5, $6)`, [
    after.id,
    after.run,
    why,
    after.teamId,
    after.runStartedAt,
    after.disposalDueAt,
  ]);
}

/** The areas whose teams may be sent there: its own and those above. */
export const areasOver = (report: ReportEntity): string[] => areaPath(areaOf(report));
