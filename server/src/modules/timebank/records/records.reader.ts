import { Injectable } from '@nestjs/common';
import { SERVICE_CATEGORY_LABELS } from '@linli/shared/members';
import { RATING_LABELS } from '@linli/shared/reports';
import { SERVED_CATEGORY_LABELS } from '@linli/shared/timebank-records';
import type { RecordCardView, RecordDeskView, RecordView } from '@linli/shared/timebank-records.dto';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { closeTo, NOBODY_CLOSE } from '../../../common/closeness.js';
import { notFound } from '../../../common/errors.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { FilesService } from '../../files/files.service.js';
import type { RecordDetailsEntity } from './record-parts.entity.js';
import { actionsOf, canSee, isConfirmable, isDesk, isOwn, looksAsAuditor, seesName } from './records.policy.js';
import { type Around, aroundOf, detailsOf, openCases, peopleByIds } from './records.queries.js';
import { confirmedText, masked, pointsReasons, proofText, recordCard, whole } from './records.view.js';
import { fullDay } from './records.words.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** Records for whoever looks at them. */
@Injectable()
export class RecordReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly files: FilesService,
  ) {}

  /** @throws 404 unless it is the caller's, of the caller's desk, or entered by the caller. An auditor's look is recorded. */
  async one(actor: Actor, id: string): Promise<RecordView> {
    const tx = this.dataSource.manager;
    const record = await tx.findOneBy(ServiceRecordEntity, { id });
    if (!record || !canSee(actor, record)) throw notFound();
    if (looksAsAuditor(actor, record))
      await this.events.look(null, {
        personId: actor.personId,
        subject: ['service_record', id],
        field: 'record',
        areaCode: record.communityCode,
      });
    return this.view(tx, record, actor);
  }

  async view(tx: EntityManager, record: ServiceRecordEntity, actor: Actor): Promise<RecordView> {
    const details = await detailsOf(tx, record.id);
    const around = await aroundOf(tx, record);
    const people = await peopleByIds(tx, [record.personId, record.inChargeId, record.enteredBy]);
    const communityText = await this.areas.pathText(tx, record.communityCode);
    const nameOf = seesName(actor, record) ? whole : masked;
    const photos = await this.files.views(tx, details?.fileIds ?? []);
    const now = this.clock.now();
    return {
      ...recordCard(record, communityText, now),
      personName: nameOf(people.get(record.personId)),
      mine: isOwn(actor, record),
      placeText: details?.placeText ?? around.postPlace ?? communityText,
      servedText: servedText(record, details, around),
      contentText: contentText(record, details, around),
      ratingText: around.level === null ? '没有评价' : (RATING_LABELS[around.level as 1 | 2 | 3 | 4 | 5] ?? '没有评价'),
      inChargeText: record.inChargeId === null ? '社区志愿服务站' : masked(people.get(record.inChargeId)),
      recorderText: record.enteredBy === null ? '系统按扫码记录' : masked(people.get(record.enteredBy)),
      proofText: proofText(record, details),
      noCodesReason: details?.noCodesReason ?? null,
      photos: [...photos.values()],
      surplusPoints: record.surplusPoints,
      pointsReasons: pointsReasons(record),
      policyText: policyText(around),
      confirmedText: confirmedText(record),
      refuseReason: details?.refuseReason ?? null,
      voidReason: record.voidReason,
      replacesId: details?.replacesId ?? null,
      replacedById: around.replacedById,
      link: isOwn(actor, record) ? linkOf(record) : null,
      actions: actionsOf(actor, record, now, isDesk(actor, record) ? await closeTo(tx, actor.personId) : NOBODY_CLOSE),
    };
  }

  async cards(tx: EntityManager, records: readonly ServiceRecordEntity[]): Promise<RecordCardView[]> {
    const names = await this.communities(tx, records);
    const now = this.clock.now();
    return records.map((record) => recordCard(record, names.get(record.communityCode) ?? '', now));
  }

  async deskViews(tx: EntityManager, actor: Actor, records: readonly ServiceRecordEntity[]): Promise<RecordDeskView[]> {
    const names = await this.communities(tx, records);
    const people = await peopleByIds(
      tx,
      records.map(({ personId }) => personId),
    );
    const close = await closeTo(tx, actor.personId);
    const waiting = await openCases(
      tx,
      records.map(({ id }) => id),
    );
    const now = this.clock.now();
    return records.map((record) => ({
      ...recordCard(record, names.get(record.communityCode) ?? '', now),
      personName: masked(people.get(record.personId)),
      communityCode: record.communityCode,
      byCode: record.byCode,
      confirmable: isConfirmable(record, now),
      openCases: waiting.get(record.id) ?? 0,
      actions: actionsOf(actor, record, now, close),
    }));
  }

  private communities(tx: EntityManager, records: readonly ServiceRecordEntity[]): Promise<Map<string, string>> {
    return this.areas.names(
      tx,
      records.map(({ communityCode }) => communityCode),
    );
  }
}

/** A shift is an order too: its own day of a post. */
function linkOf({ source, sourceId }: ServiceRecordEntity): RecordView['link'] {
  return source === 'manual' ? null : { type: source === 'wish' ? 'wish' : 'order', id: sourceId };
}

function servedText(record: ServiceRecordEntity, details: RecordDetailsEntity | null, { servedIsElder }: Around): string {
  if (details?.served) return SERVED_CATEGORY_LABELS[details.served];
  if (servedIsElder) return SERVED_CATEGORY_LABELS.elder;
  return record.servedId === null ? SERVED_CATEGORY_LABELS.public : SERVED_CATEGORY_LABELS.resident;
}

function contentText(record: ServiceRecordEntity, details: RecordDetailsEntity | null, { itemName }: Around): string | null {
  if (details?.content) return details.content;
  return itemName ?? (record.category === null ? null : SERVICE_CATEGORY_LABELS[record.category]);
}

const policyText = ({ version, policyFrom }: Around): string =>
  version === null || policyFrom === null ? '默认规则' : `第 ${version} 版（${fullDay(policyFrom)}起）`;
