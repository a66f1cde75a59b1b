import { Injectable } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { areaAt } from '@linli/shared/areas';
import { dayWords } from './records.words.js';
import { RECORD_MINUTES_MAX } from '@linli/shared/timebank';
import { ENTRY_DAYS_BACK, minutesBetween } from '@linli/shared/timebank-records';
import type { EnteredView, EnterRecordsDto, RecordEntryDto } from '@linli/shared/timebank-records.dto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { addDays, dayOf, dayStart, isDay } from '../../../common/days.js';
import { DomainError, forbidden, idTaken, invalidField } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { FilesService } from '../../files/files.service.js';
import { RecordDetailsEntity } from './record-parts.entity.js';
import { type EntryPlace, EntryPlaces } from './records.entry-places.js';
import { overlapping, recordsByIds } from './records.queries.js';
import { servedBy } from './records.served.js';
import { RecordReader } from './records.reader.js';
import { RecordSteps } from './records.steps.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** When somebody served, by the server's reckoning. */
export interface Span {
  startedAt: Date;
  finishedAt: Date;
  minutes: number;
}

/** Hours without codes: one form, one person or a whole shift; all of it or nothing. */
@Injectable()
export class RecordEntry {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly areas: AreasService,
    private readonly files: FilesService,
    private readonly places: EntryPlaces,
    private readonly steps: RecordSteps,
    private readonly reader: RecordReader,
  ) {}

  enter(call: WriteCall, draft: EnterRecordsDto): Promise<EnteredView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, draft.id);
      const before = await this.earlier(tx, call, draft);
      if (before) return { id: draft.id, items: await this.reader.deskViews(tx, actor, before) };
      await this.areas.requireInUse(tx, draft.communityCode, 'communityCode', 'community');
      const place = await this.places.permitted(tx, actor, draft);
      this.checkDay(draft.day);
      if (new Set(draft.entries.map(({ personId }) => personId)).size < draft.entries.length)
        throw invalidField('entries', '同一个人在这张表上出现了两次。');
      if (draft.entries.some(({ personId }) => personId === actor.personId)) throw forbidden('自己的时长要由别人补录。');
      const spans = new Map(draft.entries.map((entry, i) => [entry.id, spanOf(draft.day, entry, this.clock.now(), `entries.${i}.to`)]));
      await this.refuseStrangers(tx, call, place, draft);
      await this.refuseOverlaps(tx, draft.entries, spans);
      if (draft.fileIds?.length) await this.files.claim(tx, actor.personId, draft.fileIds, ['service_record', draft.id]);
      const servedId = await served(tx, draft, place);
      const records: ServiceRecordEntity[] = [];
      for (const entry of draft.entries)
        records.push(await this.insert(tx, call, draft, place, entry, { ...spans.get(entry.id)!, servedId }));
      return { id: draft.id, items: await this.reader.deskViews(tx, actor, records) };
    });
  }

  /** The same form again; anything else under the id of a form or of a record is somebody else's. */
  private async earlier(tx: EntityManager, call: WriteCall, draft: EnterRecordsDto): Promise<ServiceRecordEntity[] | null> {
    const ids = draft.entries.map(({ id }) => id);
    if (new Set(ids).size < ids.length) throw idTaken();
    const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from service_record_details where batch_id = $1`, [draft.id]);
    const found = await recordsByIds(tx, ids);
    if (!found.length && !row?.n) return null;
    const same = found.every(({ enteredBy, requestHash }) => enteredBy === call.actor.personId && requestHash === call.bodyHash);
    if (!same || found.length < ids.length) throw idTaken();
    call.repeated();
    return found;
  }

  private checkDay(day: string): void {
    const today = dayOf(this.clock.now());
    if (!isDay(day) || day > today) throw invalidField('day', '服务日期不能晚于今天。');
    if (day < addDays(today, -ENTRY_DAYS_BACK)) throw invalidField('day', `只能补录 ${ENTRY_DAYS_BACK} 天以内的服务。`);
  }

  private async refuseStrangers(tx: EntityManager, call: WriteCall, place: EntryPlace, draft: EnterRecordsDto): Promise<void> {
    const ids = draft.entries.map(({ personId }) => personId);
    const allowed = await this.places.allowed(tx, call.actor, place, ids);
    const strangers = draft.entries.flatMap(({ personId }, i) => (allowed.has(personId) ? [] : [i]));
    if (!strangers.length) return;
    const sentence = place.as === 'team_leader' ? '有人不是您服务队的队员。' : '有人还没有登记为志愿者，或不在您负责的范围。';
    throw new DomainError('unprocessable', 'not_a_member', sentence, {
      fields: Object.fromEntries(strangers.map((i) => [`entries.${i}.personId`, sentence])),
    });
  }

  /** Two forms for the same person wait for each other here. */
  private async refuseOverlaps(tx: EntityManager, entries: readonly RecordEntryDto[], spans: ReadonlyMap<string, Span>): Promise<void> {
    const sentences: [string, string][] = [];
    for (const { id, personId } of entries.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))) {
      await oneAtATime(tx, `hours ${personId}`);
      const { startedAt, finishedAt } = spans.get(id)!;
      const [other] = await overlapping(tx, personId, startedAt, finishedAt, null);
      if (!other) continue;
      const [person] = await tx.query<{ name: string }[]>(`select name from people where id = $1`, [personId]);
      const index = entries.findIndex((entry) => entry.id === id);
      sentences.push([`entries.${index}`, overlapSentence(maskName(person?.name ?? ''), other)]);
    }
    const [first] = sentences;
    if (!first) return;
    const more = sentences.length > 1 ? `另有 ${sentences.length - 1} 人也有重叠。` : '';
    throw new DomainError('conflict', 'overlap', `${first[1]}${more}`, { fields: Object.fromEntries(sentences) });
  }

  private async insert(
    tx: EntityManager,
    call: WriteCall,
    draft: EnterRecordsDto,
    place: EntryPlace,
    { id, personId }: RecordEntryDto,
    parts: Span & { servedId: string | null },
  ): Promise<ServiceRecordEntity> {
    const { title, category, day, communityCode } = draft;
    const { personId: enteredBy } = call.actor;
    const record = manualRecord(
      { id, personId, communityCode, title, category, day, enteredBy, requestHash: call.bodyHash, teamId: place.teamId, ...parts },
      this.clock.now(),
    );
    // Where a team or a post says who is in charge, it is who enters.
    if (place.as !== 'dispatcher') record.inChargeId = enteredBy;
    await tx.insert(ServiceRecordEntity, record);
    await tx.insert(RecordDetailsEntity, {
      recordId: id,
      batchId: draft.id,
      enteredAs: place.as,
      postId: place.postId,
      served: draft.served,
      content: draft.content || null,
      placeText: draft.placeText || null,
      noCodesReason: draft.reason,
      fileIds: draft.fileIds ?? [],
      replacesId: null,
    });
    await this.steps.record(tx, record, call.actor, 'enter', {
      as: place.as,
      people: draft.entries.length,
      first: id === draft.entries[0]?.id,
    });
    return record;
  }
}

/** A leader of a team is not told whether a number is known here: an unknown one is passed over. */
async function served(tx: EntityManager, draft: EnterRecordsDto, { as }: EntryPlace): Promise<string | null> {
  if (draft.servedPhone === undefined) return null;
  const id = await servedBy(tx, draft.servedPhone, draft.communityCode, draft.served);
  if (id === null && as === 'dispatcher') throw invalidField('servedPhone', '没有找到这个手机号的居民或老人，可以留空。');
  return id;
}

type ManualParts = Span &
  Pick<ServiceRecordEntity, 'id' | 'personId' | 'communityCode' | 'title' | 'category' | 'day' | 'requestHash' | 'teamId'> & {
    enteredBy: string;
    servedId?: string | null;
  };
/** A record entered by hand, waiting for the desk. */
export function manualRecord(parts: ManualParts, now: Date): ServiceRecordEntity {
  return Object.assign(new ServiceRecordEntity(), {
    source: 'manual' as const,
    sourceId: parts.id,
    state: 'pending' as const,
    districtCode: areaAt(parts.communityCode, 'district') ?? '',
    streetCode: areaAt(parts.communityCode, 'street') ?? '',
    itemCode: null,
    coefficient: 100,
    servedId: null,
    inChargeId: null,
    byCode: false,
    silent: false,
    policyId: null,
    earningMinutes: 0,
    points: 0,
    surplusPoints: 0,
    limits: [],
    transferIds: [],
    confirmedBy: null,
    confirmedAt: null,
    publicisedUntil: null,
    voidedBy: null,
    voidedAt: null,
    voidReason: null,
    createdAt: now,
    updatedAt: now,
    ...parts,
  });
}

/** @throws 400 for more than eight hours, nothing, or the future. */
export function spanOf(day: string, { from, to }: { from: string; to: string }, now: Date, field: string): Span {
  const minutes = minutesBetween(from, to);
  if (from === to || minutes > RECORD_MINUTES_MAX)
    throw invalidField(field, `一次服务最长 ${RECORD_MINUTES_MAX / 60} 小时，请检查起止时间。`);
  const [hour, minute] = from.split(':').map(Number);
  const startedAt = new Date(dayStart(day).getTime() + ((hour ?? 0) * 60 + (minute ?? 0)) * 60_000);
  const finishedAt = new Date(startedAt.getTime() + minutes * 60_000);
  if (finishedAt > now) throw invalidField(field, '服务结束的时间还没有到。');
  return { startedAt, finishedAt, minutes };
}

export const overlapSentence = (
  name: string,
  { title, startedAt, finishedAt }: { title: string; startedAt: Date; finishedAt: Date },
): string => `${name} ${dayWords(startedAt, finishedAt)} 已有“${title}”的记录，时间重叠。`;
