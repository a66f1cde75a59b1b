import { Injectable } from '@nestjs/common';
import { RECORD_WORKFLOW, type RecordState } from '@linli/shared/timebank';
import type { RecordView } from '@linli/shared/timebank-records.dto';
import { nextState } from '@linli/shared/workflow';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CLOSE_SENTENCE, type Close, closeTo } from '../../../common/closeness.js';
import { conflictNow, DomainError, forbidden, notFound } from '../../../common/errors.js';
import { type WriteCall, Writes } from '../../../common/writes.js';
import { type EventData, EventsService } from '../../events/events.service.js';
import { canSee, entered, isClose, isOwn, RECORD_POLICY, type RecordAction } from './records.policy.js';
import { RecordReader } from './records.reader.js';
import { ServiceRecordEntity } from '../service-record.entity.js';

/** What a verb has to go by: the locked row, the time, who acts. */
export interface RecordMoment {
  tx: EntityManager;
  record: ServiceRecordEntity;
  now: Date;
  actor: Actor;
}
/** Does what the verb does and gives the record after it. */
export type RecordVerb = (moment: RecordMoment, state: RecordState) => Promise<ServiceRecordEntity>;

/** Every verb of a record: lock the row → policy → next state → effect → view. */
@Injectable()
export class RecordSteps {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly reader: RecordReader,
  ) {}

  async step(call: WriteCall, id: string, action: RecordAction, verb: RecordVerb): Promise<RecordView> {
    const { actor } = call;
    try {
      return await this.writes.once(call, async (tx) => {
        const record = await this.lock(tx, id);
        const state = await this.permitted(tx, record, actor, action);
        const after = await verb({ tx, record, now: this.clock.now(), actor }, state);
        return this.reader.view(tx, after, actor);
      });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden')
        await this.events.refused({ subject: ['service_record', id], action, actor, areaCode: null });
      throw error;
    }
  }

  /** In the order of refusals; the state after. */
  async permitted(tx: EntityManager, record: ServiceRecordEntity, actor: Actor, action: RecordAction): Promise<RecordState> {
    if (!canSee(actor, record)) throw notFound();
    const close = await closeTo(tx, actor.personId);
    if (!RECORD_POLICY[action](actor, record, close)) throw forbidden(whyNever(record, actor, close));
    const state = nextState<RecordAction, RecordState>(RECORD_WORKFLOW, record.state, action);
    if (state === null) throw conflictNow(record.state);
    return state;
  }

  async lock(tx: EntityManager, id: string): Promise<ServiceRecordEntity> {
    const record = await tx.findOne(ServiceRecordEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!record) throw notFound();
    return record;
  }

  async save(tx: EntityManager, record: ServiceRecordEntity, changes: Partial<ServiceRecordEntity>): Promise<ServiceRecordEntity> {
    const written = { ...changes, updatedAt: this.clock.now() };
    await tx.update(ServiceRecordEntity, { id: record.id }, written);
    return Object.assign(new ServiceRecordEntity(), record, written);
  }

  record(
    tx: EntityManager,
    after: ServiceRecordEntity,
    actor: Actor,
    action: RecordAction | 'enter',
    data: EventData = {},
  ): Promise<string> {
    return this.events.record(tx, {
      subject: ['service_record', after.id],
      action,
      actor,
      principalId: after.personId,
      areaCode: after.communityCode,
      data: { to: after.state, source: after.source, minutes: after.minutes, ...data },
    });
  }
}

function whyNever(record: ServiceRecordEntity, actor: Actor, close: Close): string | undefined {
  if (isOwn(actor, record)) return '自己的时长要由别人处理。';
  if (entered(actor, record)) return '自己补录的时长要由另一位同事处理。';
  if (record.servedId === actor.personId) return '为您服务的时长要由另一位同事处理。';
  if (isClose(record, close)) return CLOSE_SENTENCE;
  return undefined;
}
