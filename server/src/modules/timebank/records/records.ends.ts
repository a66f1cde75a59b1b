import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { CLOSE_SENTENCE, closeTo, isAmong } from '../../../common/closeness.js';
import { conflictNow, forbidden } from '../../../common/errors.js';
import { EventsService } from '../../events/events.service.js';
import { keepRefusal } from '../earning/earning.queries.js';
import { EarningService } from '../earning/earning.service.js';
import { RecordChanges } from '../record-changes.service.js';
import { RecordSteps } from './records.steps.js';
import type { ServiceRecordEntity } from '../service-record.entity.js';

/** Words for whoever served, and what led to it as a code. */
export interface Ending {
  reason: string;
  why: 'desk' | 'objection' | 'correction' | 'flag';
}

/** How a record comes to nothing: refused before it is confirmed, voided after. It is never deleted; cases about it end with it. */
@Injectable()
export class RecordEnds {
  constructor(
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly steps: RecordSteps,
    private readonly earning: EarningService,
    private readonly changes: RecordChanges,
  ) {}

  /** Whichever of the two it takes. `exceptCaseId`: the case that is being answered by this. */
  async end(
    tx: EntityManager,
    record: ServiceRecordEntity,
    actor: Actor,
    ending: Ending,
    exceptCaseId?: string,
  ): Promise<ServiceRecordEntity> {
    if (record.state === 'voided' || record.state === 'refused') throw conflictNow(record.state);
    const action = record.state === 'confirmed' ? 'void' : 'refuse';
    await this.steps.permitted(tx, record, actor, action);
    return action === 'void' ? this.void(tx, record, actor, ending, exceptCaseId) : this.refuse(tx, record, actor, ending, exceptCaseId);
  }

  async refuse(
    tx: EntityManager,
    record: ServiceRecordEntity,
    actor: Actor,
    { reason, why }: Ending,
    exceptCaseId?: string,
  ): Promise<ServiceRecordEntity> {
    await this.closeCases(tx, record, actor, reason, exceptCaseId);
    await keepRefusal(tx, record.id, reason);
    const after = await this.steps.save(tx, record, { state: 'refused' });
    // The record that takes its place settles it.
    if (why !== 'correction') await this.changes.settled(tx, record.id, actor.personId);
    await this.steps.record(tx, after, actor, 'refuse', { from: record.state, why });
    return after;
  }

  /** Earning takes the points back, tells the boards and writes it down. */
  async void(
    tx: EntityManager,
    record: ServiceRecordEntity,
    actor: Actor,
    { reason, why }: Ending,
    exceptCaseId?: string,
  ): Promise<ServiceRecordEntity> {
    await this.closeCases(tx, record, actor, reason, exceptCaseId);
    return this.earning.void(tx, record.id, { actor, role: 'dispatcher', reason, why });
  }

  /** Whoever objected, or asked for a correction, has got what they wanted. */
  private async closeCases(
    tx: EntityManager,
    record: ServiceRecordEntity,
    actor: Actor,
    answer: string,
    exceptCaseId: string | undefined,
  ): Promise<void> {
    const open = await tx.query<{ id: string; kind: string; raised_by: string }[]>(
      `select id, kind, raised_by from record_cases where record_id = $1 and state = 'open' and id is distinct from $2 order by id for update`,
      [record.id, exceptCaseId ?? null],
    );
    if (open.some((row) => row.raised_by === actor.personId)) throw forbidden('您对这条记录提过异议，请由另一位同事处理。');
    const close = await closeTo(tx, actor.personId);
    if (isAmong(close, ...open.map((row) => row.raised_by))) throw forbidden(CLOSE_SENTENCE);
    for (const { id, kind } of open) {
      await tx.query(`update record_cases set state = 'upheld', answer = $2, decided_by = $3, decided_at = $4 where id = $1`, [
        id,
        answer,
        actor.personId,
        this.clock.now(),
      ]);
      await this.events.record(tx, {
        subject: ['record_case', id],
        action: 'uphold',
        actor,
        principalId: record.personId,
        areaCode: record.communityCode,
        data: { kind, to: 'upheld' },
      });
    }
  }
}
