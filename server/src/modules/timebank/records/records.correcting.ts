import { Injectable } from '@nestjs/common';
import { maskName } from '@linli/shared/accounts';
import { ENTRY_DAYS_BACK } from '@linli/shared/timebank-records';
import type { CorrectRecordDto } from '@linli/shared/timebank-records.dto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../../common/clock.js';
import { addDays, isDay } from '../../../common/days.js';
import { DomainError, idTaken, invalidField } from '../../../common/errors.js';
import { oneAtATime, type WriteCall } from '../../../common/writes.js';
import { RecordDetailsEntity } from './record-parts.entity.js';
import { manualRecord, overlapSentence, spanOf } from './records.entry.js';
import { detailsOf, overlapping, peopleByIds } from './records.queries.js';
import { RecordSteps } from './records.steps.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** A record in the place of a wrong one: by hand, so it goes the way of all that is entered by hand. */
@Injectable()
export class RecordCorrecting {
  constructor(
    private readonly clock: Clock,
    private readonly steps: RecordSteps,
  ) {}

  async enter(
    tx: EntityManager,
    call: WriteCall,
    old: ServiceRecordEntity,
    { recordId, title, day, from, to }: CorrectRecordDto,
  ): Promise<string> {
    const now = this.clock.now();
    if (!isDay(day)) throw invalidField('day', '没有这一天。');
    if (day < addDays(old.day, -ENTRY_DAYS_BACK)) throw invalidField('day', `更正后的日期最多比原来早 ${ENTRY_DAYS_BACK} 天。`);
    const span = spanOf(day, { from, to }, now, 'to');
    if (await tx.existsBy(ServiceRecordEntity, { id: recordId })) throw idTaken();
    await oneAtATime(tx, `hours ${old.personId}`);
    const [other] = await overlapping(tx, old.personId, span.startedAt, span.finishedAt, old.id);
    if (other) {
      const people = await peopleByIds(tx, [old.personId]);
      throw new DomainError('conflict', 'overlap', overlapSentence(maskName(people.get(old.personId)?.name ?? ''), other));
    }
    const { personId, communityCode, category, teamId, itemCode, coefficient, servedId, inChargeId } = old;
    const entry = {
      id: recordId,
      personId,
      communityCode,
      title,
      category,
      day,
      teamId,
      enteredBy: call.actor.personId,
      requestHash: call.bodyHash,
    };
    const record = Object.assign(manualRecord({ ...entry, ...span }, now), { itemCode, coefficient, servedId, inChargeId });
    const details = await detailsOf(tx, old.id);
    await tx.insert(ServiceRecordEntity, record);
    await tx.insert(RecordDetailsEntity, {
      recordId,
      batchId: null,
      enteredAs: 'dispatcher',
      served: details?.served ?? null,
      content: details?.content ?? null,
      placeText: details?.placeText ?? null,
      noCodesReason: '按本人的更正申请重新登记',
      fileIds: details?.fileIds ?? [],
      replacesId: old.id,
    });
    await this.steps.record(tx, record, call.actor, 'enter', { as: 'dispatcher', replacesId: old.id, why: 'correction' });
    return recordId;
  }
}
