import { Injectable } from '@nestjs/common';
import { addWorkdays, DAY_MS } from '@linli/shared/calendar';
import { OBJECTIONS_PER_DAY, RECORD_CASE_WORKING_DAYS, type RecordCaseKind } from '@linli/shared/timebank-records';
import type { CreateCorrectionDto, CreateObjectionDto, MyRecordCaseView } from '@linli/shared/timebank-records.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { conflictNow, DomainError, forbidden, idTaken, notFound } from '../../../common/errors.js';
import { tooMany } from '../../../common/rate-limits.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { CalendarService } from '../../calendar/calendar.service.js';
import { EventsService } from '../../events/events.service.js';
import { FilesService } from '../../files/files.service.js';
import { myCase } from './objections.view.js';
import { RecordCaseEntity } from './record-parts.entity.js';
import { canSee, isCorrectable, isListed, isOwn } from './records.policy.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** Objections of anybody with a verified phone while a record is listed; corrections its own person asks for. */
@Injectable()
export class Raising {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly calendar: CalendarService,
  ) {}

  object(call: WriteCall, recordId: string, { id, reason }: CreateObjectionDto): Promise<MyRecordCaseView> {
    const { actor } = call;
    return this.once(call, id, recordId, async (tx, record) => {
      const listed = isListed(record, this.clock.now());
      if (!listed && !canSee(actor, record)) throw notFound();
      if (isOwn(actor, record)) throw forbidden('自己的记录有误，请申请更正。');
      if (!actor.phoneVerified) throw new DomainError('forbidden', 'phone_needed', '请先验证手机号，再提出异议。');
      if (!listed) throw conflictNow(record.state, '公示已经结束，不能再提异议。');
      await this.refuseTooMany(tx, actor);
      const [earlier] = await tx.query<unknown[]>(
        `select 1 from record_cases where record_id = $1 and raised_by = $2 and kind = 'objection'`,
        [recordId, actor.personId],
      );
      if (earlier) throw new DomainError('conflict', 'objected_already', '您已经对这条记录提过异议。');
      return this.insert(tx, call, record, { id, kind: 'objection', text: reason, fileIds: [] });
    });
  }

  correct(call: WriteCall, recordId: string, { id, text, fileIds = [] }: CreateCorrectionDto): Promise<MyRecordCaseView> {
    const { actor } = call;
    return this.once(call, id, recordId, async (tx, record) => {
      if (!canSee(actor, record)) throw notFound();
      if (!isOwn(actor, record)) throw forbidden('只有本人可以申请更正。');
      if (!isCorrectable(record)) throw conflictNow(record.state, '这条记录已经不再有效，不能更正。');
      const [open] = await tx.query<unknown[]>(
        `select 1 from record_cases where record_id = $1 and kind = 'correction' and state = 'open'`,
        [recordId],
      );
      if (open) throw new DomainError('conflict', 'asked_already', '您已经申请过更正，请等社区答复。');
      await this.files.claim(tx, actor.personId, fileIds, ['record_case', id]);
      return this.insert(tx, call, record, { id, kind: 'correction', text, fileIds });
    });
  }

  private once(
    call: WriteCall,
    id: string,
    recordId: string,
    work: (tx: EntityManager, record: ServiceRecordEntity) => Promise<MyRecordCaseView>,
  ): Promise<MyRecordCaseView> {
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, id);
      const before = await tx.findOneBy(RecordCaseEntity, { id });
      const record = await tx.findOne(ServiceRecordEntity, { where: { id: recordId }, lock: { mode: 'pessimistic_write' } });
      if (before) {
        if (before.raisedBy !== call.actor.personId || before.requestHash !== call.bodyHash || before.recordId !== recordId)
          throw idTaken();
        call.repeated();
        return myCase(before, record!);
      }
      if (!record) throw notFound();
      return work(tx, record);
    });
  }

  private async refuseTooMany(tx: EntityManager, { personId }: Actor): Promise<void> {
    await oneAtATime(tx, `objections ${personId}`);
    const now = this.clock.now().getTime();
    const recent = await tx.query<{ at: Date }[]>(
      `select created_at as at from record_cases where raised_by = $1 and kind = 'objection' and created_at > $2 order by created_at`,
      [personId, new Date(now - DAY_MS)],
    );
    const [first] = recent;
    if (first && recent.length >= OBJECTIONS_PER_DAY) throw tooMany(Math.ceil((first.at.getTime() + DAY_MS - now) / 1000));
  }

  private async insert(
    tx: EntityManager,
    call: WriteCall,
    record: ServiceRecordEntity,
    { id, kind, text, fileIds }: { id: string; kind: RecordCaseKind; text: string; fileIds: string[] },
  ): Promise<MyRecordCaseView> {
    const now = this.clock.now();
    const calendar = await this.calendar.of(tx, record.communityCode);
    const { districtCode, streetCode, communityCode } = record;
    const one = Object.assign(new RecordCaseEntity(), {
      ...{ id, kind, text, fileIds, districtCode, streetCode, communityCode },
      recordId: record.id,
      raisedBy: call.actor.personId,
      state: 'open' as const,
      answer: null,
      decidedBy: null,
      decidedAt: null,
      dueAt: new Date(addWorkdays(calendar, now.getTime(), RECORD_CASE_WORKING_DAYS)),
      newRecordId: null,
      requestHash: call.bodyHash,
      createdAt: now,
    });
    await tx.insert(RecordCaseEntity, one);
    await this.events.record(tx, {
      subject: ['record_case', id],
      action: kind === 'objection' ? 'object' : 'ask_correction',
      actor: call.actor,
      principalId: record.personId,
      areaCode: communityCode,
      data: { kind, to: 'open', recordId: record.id },
    });
    return myCase(one, record);
  }
}
