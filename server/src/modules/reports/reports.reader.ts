import { Injectable } from '@nestjs/common';
import type { FileView } from '@linli/shared/files.dto';
import type { ReportState } from '@linli/shared/reports';
import type { ReporterView, ReportView } from '@linli/shared/reports.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { forbidden, notFound } from '../../common/errors.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { contactOf, namesOf, teamOf } from './people.queries.js';
import { ReportEntity } from './report.entity.js';
import { areaOf, canSee, isStaff, looksAsAuditor, mayCallReporter, maySeeReporter, seesNumbers } from './reports.policy.js';
import { ReportPhotos } from './reports.photos.js';
import { type EventRow, timeline } from './reports.timeline.js';
import { photoView, type ReportParts, reportView } from './reports.view.js';

interface WordsRow {
  description: string | null;
  placeText: string | null;
  outsideBody: string | null;
  categoryName: string;
  emergency: string | null;
  mergedCaseNo: string | null;
  mergedState: ReportState | null;
  mergedCount: number;
  following: boolean;
}
const WORDS = `
  select w.description, w.place_text as "placeText", w.outside_body as "outsideBody", c.name as "categoryName", c.emergency,
         m.case_no as "mergedCaseNo", m.state as "mergedState",
         (select count(*)::int from reports x where x.merged_into_id = r.id) as "mergedCount",
         exists (select 1 from report_followers f where f.report_id = r.id and f.person_id = $2) as following
    from reports r
    join report_words w on w.report_id = r.id
    join report_categories c on c.code = r.category_code
    left join reports m on m.id = r.merged_into_id
   where r.id = $1`;
const HISTORY = `
  select id::text as id, at, action, actor_role as "actorRole", principal_id as "principalId", data
    from events where subject_type = 'report' and subject_id = $1 and outcome = 'done' order by events.id`;

/** One report for one caller. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly photos: ReportPhotos,
  ) {}

  /** @throws 404 unless the caller is the reporter or staff of the place. An auditor's look is recorded. */
  async one(actor: Actor, id: string): Promise<ReportView> {
    const tx = this.dataSource.manager;
    const report = await this.visible(tx, actor, id);
    if (looksAsAuditor(actor, report)) await this.look(actor, report, 'report');
    return this.view(tx, report, actor);
  }

  async visible(tx: EntityManager, actor: Actor, id: string): Promise<ReportEntity> {
    const report = await tx.findOneBy(ReportEntity, { id });
    if (!report || !canSee(actor, report)) throw notFound();
    return report;
  }

  /** Name and phone of whoever reported, for those who need them; the look is recorded, a refused one too. */
  async reporter(actor: Actor, id: string): Promise<ReporterView> {
    const tx = this.dataSource.manager;
    const report = await this.visible(tx, actor, id);
    const whole = maySeeReporter(actor, report);
    if (!whole && !mayCallReporter(actor, report)) {
      await this.events.refused({ subject: ['report', id], action: 'look', actor, areaCode: areaOf(report) });
      throw forbidden('反映人没有留下联系方式给您。');
    }
    await this.look(actor, report, whole ? 'reporter' : 'reporter_phone');
    const contact = report.reporterId ? await contactOf(tx, report.reporterId) : await callerOf(tx, id);
    return whole ? contact : { name: null, phone: contact.phone };
  }

  async view(tx: EntityManager, report: ReportEntity, actor: Actor): Promise<ReportView> {
    return reportView(report, await this.parts(tx, report, actor), actor, this.clock.now());
  }

  private async parts(tx: EntityManager, report: ReportEntity, actor: Actor): Promise<ReportParts> {
    const [words] = await tx.query<WordsRow[]>(WORDS, [report.id, actor.personId]);
    if (!words) throw notFound();
    const happened = await tx.query<EventRow[]>(HISTORY, [report.id]);
    const notes = await tx.query<{ eventId: string; kind: string; text: string }[]>(
      `select event_id::text as "eventId", kind, text from report_notes where report_id = $1 order by event_id`,
      [report.id],
    );
    const photos = await this.photos.of(tx, [report.id], ['before', 'after', 'proof', 'released']);
    const files = await this.photos.views(
      tx,
      photos.map(({ fileId }) => fileId),
    );
    const team = await teamOf(tx, report.teamId);
    const names = await namesOf(tx, [report.handlerId]);
    const byEvent = new Map<string, FileView[]>();
    for (const { eventId, fileId } of photos) {
      const file = files.get(fileId);
      if (eventId !== null && file) byEvent.set(eventId, [...(byEvent.get(eventId) ?? []), file]);
    }
    return {
      categoryName: words.categoryName,
      emergency: words.emergency,
      areaText: await this.areas.pathText(tx, areaOf(report)),
      words,
      latest: new Map(notes.map(({ kind, text }) => [kind, text])),
      photos: photos.flatMap(({ fileId, kind, run }) => {
        const file = files.get(fileId);
        return file ? [photoView(file, kind, run)] : [];
      }),
      team,
      handlerName: (report.handlerId && names.get(report.handlerId)) || null,
      timeline: timeline({
        events: happened,
        notes: new Map(notes.map(({ eventId, text }) => [eventId, text])),
        photos: byEvent,
        teamNames: await this.teamNames(tx, happened),
        staff: isStaff(actor, report),
        seesNumbers: seesNumbers(actor, report),
      }),
      following: words.following,
      mergedInto: words.mergedCaseNo && words.mergedState ? { caseNo: words.mergedCaseNo, state: words.mergedState } : null,
      mergedCount: words.mergedCount,
    };
  }

  private async teamNames(tx: EntityManager, happened: readonly EventRow[]): Promise<Map<string, string>> {
    const ids = [...new Set(happened.flatMap(({ data }) => (typeof data.teamId === 'string' ? [data.teamId] : [])))];
    if (!ids.length) return new Map();
    const rows = await tx.query<{ id: string; name: string }[]>(`select id, name from teams where id = any($1)`, [ids]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private look(actor: Actor, report: ReportEntity, field: string): Promise<void> {
    return this.events.look(null, { personId: actor.personId, subject: ['report', report.id], field, areaCode: areaOf(report) });
  }
}

async function callerOf(tx: EntityManager, id: string): Promise<ReporterView> {
  const [row] = await tx.query<ReporterView[]>(`select caller_name as name, caller_phone as phone from report_words where report_id = $1`, [
    id,
  ]);
  return row ?? { name: null, phone: null };
}
