import { Injectable } from '@nestjs/common';
import { dayTextOf } from '@linli/shared/calendar';
import { mainClassOf, ON_BEHALF_SOURCES, type ReportSource } from '@linli/shared/reports';
import type { CreateOnBehalfDto, CreateReportDto, ReportCreatedView } from '@linli/shared/reports.dto';
import { searchDocument } from '@linli/shared/search';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { DomainError, forbidden, idTaken, invalidField } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { CategoriesService } from './categories.service.js';
import type { CategoryEntity } from './category.entity.js';
import { PointsService } from './points.service.js';
import { ReportEntity } from './report.entity.js';
import { beginResponse, settled } from './reports.clocks.js';
import { type Place, ReportPlaces } from './reports.place.js';
import { areaOf, STAFF_WHO_SEE } from './reports.policy.js';
import { ReportPhotos } from './reports.photos.js';
import { caseNoStem, timeLabel } from './reports.words.js';

/** The row comes as JSON named like its columns; the number is part of it as soon as it is drawn. Its pieces are words to search for, too. */
const INSERT = `
  with drawn as (
    insert into report_case_counters (day, street_mark, last) values ($1, $2, 1)
    on conflict (day, street_mark) do update set last = report_case_counters.last + 1
    returning $3::text || lpad(last::text, greatest(4, length(last::text)), '0') as case_no
  ), made as (
    insert into reports
    select filled.* from drawn, jsonb_populate_record(null::reports, $4::jsonb || jsonb_build_object('case_no', drawn.case_no)) as filled
    on conflict do nothing returning id, case_no
  ), told as (
    insert into report_words (report_id, description, place_text, caller_name, caller_phone, search)
    select made.id, $5::jsonb ->> 'description', $5::jsonb ->> 'placeText', $5::jsonb ->> 'callerName', $5::jsonb ->> 'callerPhone',
      to_tsvector('simple', concat_ws(' ', $5::jsonb ->> 'found', replace(made.case_no, '-', ' '), replace(made.case_no, '-', '')))
    from made
  )
  select case_no from made`;
/** Columns that are not null and stand in no draft. */
const BLANK = {
  response_level: 0,
  run: 0,
  paused_ms: 0,
  disposal_late: false,
  disposal_level: 0,
  reminded: false,
  worked_by: [],
  rework_count: 0,
  return_count: 0,
  urge_count: 0,
  followers: 0,
};

interface Words {
  description: string | null;
  placeText: string | null;
  callerName: string | null;
  callerPhone: string | null;
}
type Draft = CreateReportDto | CreateOnBehalfDto;
const STAFF_WHO_REPORT = [...STAFF_WHO_SEE, 'handler', 'sentinel'] as const;

/** A report comes into being: exactly once for the id its phone made. */
@Injectable()
export class ReportCreation {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly places: ReportPlaces,
    private readonly categories: CategoriesService,
    private readonly points: PointsService,
    private readonly photos: ReportPhotos,
  ) {}

  create(call: WriteCall, draft: CreateReportDto): Promise<ReportCreatedView> {
    return this.once(call, draft, async (tx) => {
      const { actor } = call;
      if (draft.patrolId !== undefined && !actor.roles.some(({ role }) => role === 'grid_member')) throw forbidden('只有网格员有巡查。');
      const point = draft.pointCode === undefined ? null : await this.points.inUse(tx, draft.pointCode);
      const position = draft.position ?? point?.position;
      const place = await this.places.find(tx, actor, { ...draft, ...(position ? { position } : {}) });
      const category = await this.category(tx, actor, draft, place);
      const patrolId = await ownPatrol(tx, actor, draft.patrolId);
      const report = this.row(call, draft, place, category, {
        reporterId: actor.personId,
        source: sourceOf(actor, draft, place, patrolId),
        patrolId,
        pointId: point?.id ?? null,
        contactable: draft.contactable,
        anonymous: draft.anonymous,
        capturedAt: draft.capturedAt === undefined ? null : new Date(draft.capturedAt),
      });
      if (draft.afterFileIds) {
        const mine = place.gridCode !== null && holds(actor, 'grid_member', place.gridCode);
        if (!mine) throw forbidden('即查即改由本网格的网格员操作。');
        if (!draft.fileIds.length) throw invalidField('fileIds', '即查即改需要处理前和处理后的照片');
        Object.assign(report, selfHandled(report, actor));
      }
      return { report, placeText: draft.placeText ?? point?.placeText ?? null, afterFileIds: draft.afterFileIds ?? [] };
    });
  }

  /** For somebody who called, came or wrote: by the desk of the place. */
  onBehalf(call: WriteCall, draft: CreateOnBehalfDto): Promise<ReportCreatedView> {
    return this.once(call, draft, async (tx) => {
      const { actor } = call;
      if (!actor.roles.some(({ role }) => role === 'dispatcher' || role === 'grid_leader')) throw forbidden();
      const place = await this.places.find(tx, actor, draft);
      const category = await this.category(tx, actor, draft, place);
      const report = this.row(call, draft, place, category, {
        enteredBy: actor.personId,
        source: draft.source,
        externalNo: draft.externalNo ?? null,
        externalDueAt: draft.externalDueAt === undefined ? null : new Date(draft.externalDueAt),
        contactable: draft.reporterPhone !== undefined,
      });
      if (!holds(actor, ['dispatcher', 'grid_leader'], areaOf(report))) throw forbidden('这个地方不归您的值班台管，请转给所在社区。');
      const caller = { name: draft.reporterName?.trim() || null, phone: draft.reporterPhone ?? null };
      return { report, placeText: draft.placeText ?? null, afterFileIds: [], caller };
    });
  }

  private async once(
    call: WriteCall,
    draft: Draft,
    prepare: (tx: EntityManager) => Promise<{
      report: ReportEntity;
      placeText: string | null;
      afterFileIds: readonly string[];
      caller?: { name: string | null; phone: string | null };
    }>,
  ): Promise<ReportCreatedView> {
    return this.writes.create(call, async (tx) => {
      const before = await this.repeated(tx, call, draft.id);
      if (before) return before;
      const { report, placeText, afterFileIds, caller } = await prepare(tx);
      const words = {
        description: draft.description?.trim() || null,
        placeText: placeText?.trim() || null,
        callerName: caller?.name ?? null,
        callerPhone: caller?.phone ?? null,
      };
      if (!(await this.insert(tx, report, words))) {
        const other = await this.repeated(tx, call, draft.id);
        if (other) return other;
        throw idTaken();
      }
      const role = report.reporterId ? (report.source === 'grid_patrol' ? 'grid_member' : 'reporter') : 'dispatcher';
      const happening = { subject: ['report', report.id] as const, actor: call.actor, role, areaCode: areaOf(report) };
      const eventId = await this.events.record(tx, {
        ...happening,
        action: 'report',
        data: { source: report.source, priority: report.priority },
      });
      await this.photos.add(tx, call.actor.personId, report, eventId, { kind: 'before', fileIds: draft.fileIds });
      if (report.state === 'closed') {
        const selfId = await this.events.record(tx, { ...happening, action: 'self_handle', data: { from: 'reported', to: 'closed' } });
        await this.photos.add(tx, call.actor.personId, report, selfId, { kind: 'after', fileIds: afterFileIds });
      }
      return this.createdView(tx, report);
    });
  }

  /** The first answer again for the same person and content; 409 that shows nothing for anything else. */
  private async repeated(tx: EntityManager, call: WriteCall, id: string): Promise<ReportCreatedView | null> {
    const report = await tx.findOneBy(ReportEntity, { id });
    if (!report) return null;
    const same = report.requestHash === call.bodyHash && (report.reporterId ?? report.enteredBy) === call.actor.personId;
    if (!same) throw idTaken();
    call.repeated();
    return this.createdView(tx, report);
  }

  private async category(tx: EntityManager, actor: Actor, draft: Draft, place: Place): Promise<CategoryEntity> {
    const category = await this.categories.find(tx, draft.categoryCode);
    if (!category?.enabled) throw invalidField('categoryCode', '没有这个类别，请重新选择');
    const area = place.gridCode ?? place.communityCode ?? place.streetCode;
    if (!category.residentMayReport && !holds(actor, STAFF_WHO_REPORT, area))
      throw new DomainError('unprocessable', 'category_for_staff', '这一类由工作人员巡查上报，请换一个类别。');
    if (category.photoRequired && !draft.fileIds.length && !isOnBehalf(draft)) throw invalidField('fileIds', '请至少拍一张照片');
    return category;
  }

  private row(call: WriteCall, draft: Draft, place: Place, category: CategoryEntity, own: Partial<ReportEntity>): ReportEntity {
    const now = this.clock.now();
    return Object.assign(new ReportEntity(), {
      id: draft.id,
      requestHash: call.bodyHash,
      reporterId: null,
      enteredBy: null,
      categoryCode: category.code,
      mainClass: mainClassOf(category.code),
      priority: category.priority,
      confidential: category.confidential,
      state: 'reported',
      accuracyMetres: draft.accuracyMetres ?? null,
      contactable: false,
      anonymous: false,
      createdAt: now,
      updatedAt: now,
      responseStoppedAt: null,
      responseLevel: 0,
      externalDueAt: null,
      disposalDueAt: null,
      disposalAmberAt: null,
      disposalStoppedAt: null,
      disposalFurtherAt: null,
      disposalLevel: 0,
      reminded: false,
      suspendedUntil: null,
      checkCloseAt: null,
      workedBy: [],
      run: 0,
      ...place,
      ...beginResponse(now),
      ...own,
    });
  }

  /** One statement draws the number from the street's counter of the day and writes the row with its words; false: the id is there already. */
  private async insert(tx: EntityManager, report: ReportEntity, words: Words): Promise<boolean> {
    const day = dayTextOf(report.createdAt.getTime());
    const mark = await this.areas.shortCode(tx, report.streetCode);
    const row = { ...BLANK, ...snakeCase({ ...report, ...settled(report) }) };
    const texts = { ...words, found: searchDocument(words.description, words.placeText, report.externalNo) };
    const [inserted] = await tx.query<{ case_no: string }[]>(INSERT, [
      day,
      mark,
      caseNoStem(day, mark),
      JSON.stringify(row),
      JSON.stringify(texts),
    ]);
    if (inserted) report.caseNo = inserted.case_no;
    return inserted !== undefined;
  }

  private async createdView(tx: EntityManager, report: ReportEntity): Promise<ReportCreatedView> {
    const areaText = await this.areas.pathText(tx, areaOf(report));
    const promise =
      report.state === 'closed' ? '已记录：即查即改。' : `${timeLabel(report.responseDueAt)} 前答复您，进展可在“我的上报”里看到。`;
    return {
      id: report.id,
      caseNo: report.caseNo,
      state: report.state,
      responseDueAt: report.responseDueAt.toISOString(),
      areaText,
      promise,
    };
  }
}

const snakeCase = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value as unknown]),
  );

const isOnBehalf = (draft: Draft): boolean => 'source' in draft && (ON_BEHALF_SOURCES as readonly ReportSource[]).includes(draft.source);

/** 即查即改: reported and closed at once, counted apart. */
const selfHandled = ({ createdAt }: ReportEntity, { personId }: Actor): Partial<ReportEntity> => ({
  state: 'closed',
  closedAs: 'self_handled',
  closedAt: createdAt,
  responseStoppedAt: createdAt,
  outcome: 'solved',
  handlerId: personId,
  workedBy: [personId],
});

/** Null for a patrol that is not this person's: what was seen is taken in all the same, and stands in nobody else's patrol. */
async function ownPatrol(tx: EntityManager, actor: Actor, patrolId: string | undefined): Promise<string | null> {
  if (patrolId === undefined) return null;
  const [own] = await tx.query<{ id: string }[]>(`select id from patrols where id = $1 and person_id = $2`, [patrolId, actor.personId]);
  return own?.id ?? null;
}

function sourceOf(actor: Actor, draft: CreateReportDto, place: Place, patrolId: string | null): ReportSource {
  const area = place.gridCode ?? place.communityCode ?? place.streetCode;
  if (patrolId !== null || draft.afterFileIds) return 'grid_patrol';
  if (holds(actor, 'grid_member', area)) return 'grid_patrol';
  if (holds(actor, 'sentinel', area)) return 'sentinel';
  return draft.pointCode === undefined ? 'resident' : 'qr';
}
