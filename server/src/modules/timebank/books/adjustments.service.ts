import { Injectable } from '@nestjs/common';
import { EARNING_REASONS, type TransferReason } from '@linli/shared/timebank';
import {
  ADJUSTMENT_WORKFLOW,
  type AdjustmentAction,
  type AdjustmentState,
  REVERSAL_OBSTACLE_SENTENCES,
} from '@linli/shared/timebank-books';
import type { AdjustmentView, RequestAdjustmentDto } from '@linli/shared/timebank-books.dto';
import { nextState } from '@linli/shared/workflow';
import type { EntityManager } from 'typeorm';
import { type Actor, holds } from '../../../common/actor.js';
import { Clock } from '../../../common/clock.js';
import { closeTo } from '../../../common/closeness.js';
import { conflictNow, DomainError, forbidden, idTaken, invalidField, notFound } from '../../../common/errors.js';
import { oneAtATime, type WriteCall, Writes } from '../../../common/writes.js';
import { AreasService } from '../../areas/areas.service.js';
import { EventsService } from '../../events/events.service.js';
import { AdjustmentEntity } from './adjustment.entity.js';
import { ADJUSTMENT_POLICY, concerns, isDesk, looksAsAuditor } from './adjustments.policy.js';
import { AdjustmentQueries } from './adjustments.queries.js';
import { type DeskTransfer, obstacleTo, transferOf } from './adjustments.transfers.js';
import { BudgetsService } from './budgets.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RecordChanges } from '../record-changes.service.js';

type Terms = Pick<AdjustmentEntity, 'communityCode' | 'points' | 'transferId' | 'personId' | 'otherPersonId'>;
const EARNED: ReadonlySet<TransferReason> = new Set(EARNING_REASONS);

/** Corrections and grants: one person of the desk asks, another one approves; only then the books move. */
@Injectable()
export class AdjustmentsService {
  constructor(
    private readonly clock: Clock,
    private readonly writes: Writes,
    private readonly events: EventsService,
    private readonly areas: AreasService,
    private readonly ledger: LedgerService,
    private readonly budgets: BudgetsService,
    private readonly changes: RecordChanges,
    private readonly queries: AdjustmentQueries,
  ) {}

  request(call: WriteCall, dto: RequestAdjustmentDto): Promise<AdjustmentView> {
    const { actor } = call;
    return this.writes.create(call, async (tx) => {
      await oneAtATime(tx, dto.id);
      const before = await tx.findOneBy(AdjustmentEntity, { id: dto.id });
      if (before) {
        if (before.requestHash !== call.bodyHash || before.requestedBy !== actor.personId) throw idTaken();
        call.repeated();
        return this.queries.view(tx, actor, before);
      }
      const terms = dto.kind === 'reversal' ? await reversal(tx, actor, dto) : await this.grant(tx, actor, dto);
      const adjustment = Object.assign(new AdjustmentEntity(), {
        ...{ id: dto.id, kind: dto.kind, note: dto.note, state: 'requested' },
        ...terms,
        ...{ requestedBy: actor.personId, requestedAt: this.clock.now(), requestHash: call.bodyHash },
        ...{ decidedBy: null, decidedAt: null, decisionNote: null, taken: null },
      });
      const close = await closeTo(tx, actor.personId);
      if (concerns(actor, adjustment, close)) throw forbidden('与您本人或亲属有关的积分，由其他工作人员申请。');
      await tx.insert(AdjustmentEntity, adjustment);
      await this.record(tx, actor, adjustment, 'request');
      return this.queries.view(tx, actor, adjustment);
    });
  }

  approve(call: WriteCall, id: string): Promise<AdjustmentView> {
    return this.step(call, id, 'approve', (tx, adjustment) => this.bring(tx, call.actor, adjustment));
  }

  refuse(call: WriteCall, id: string, decisionNote: string): Promise<AdjustmentView> {
    return this.step(call, id, 'refuse', () => Promise.resolve({ decisionNote }));
  }

  withdraw(call: WriteCall, id: string): Promise<AdjustmentView> {
    return this.step(call, id, 'withdraw', () => Promise.resolve({}));
  }

  /** Lock the row → policy → next state → effect → save → events.record → view. */
  private step(
    call: WriteCall,
    id: string,
    action: AdjustmentAction,
    effect: (tx: EntityManager, adjustment: AdjustmentEntity) => Promise<Partial<AdjustmentEntity>>,
  ): Promise<AdjustmentView> {
    const { actor } = call;
    return this.writes.once(call, async (tx) => {
      const adjustment = await tx.findOne(AdjustmentEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!adjustment || (!isDesk(actor, adjustment) && !looksAsAuditor(actor, adjustment))) throw notFound();
      const close = await closeTo(tx, actor.personId);
      if (!ADJUSTMENT_POLICY[action](actor, adjustment, close))
        throw forbidden('要由另一位工作人员复核，与本人或亲属有关的也不能自己处理。');
      const state = nextState<AdjustmentAction, AdjustmentState>(ADJUSTMENT_WORKFLOW, adjustment.state, action);
      if (state === null) throw conflictNow(adjustment.state);
      const changes = { ...(await effect(tx, adjustment)), state, decidedBy: actor.personId, decidedAt: this.clock.now() };
      await tx.update(AdjustmentEntity, { id }, changes);
      const after = Object.assign(adjustment, changes);
      await this.record(tx, actor, after, action);
      return this.queries.view(tx, actor, after);
    });
  }

  /** What approving does to the books; the request's own id is the row's, so that it is booked once. */
  private async bring(tx: EntityManager, actor: Actor, adjustment: AdjustmentEntity): Promise<Partial<AdjustmentEntity>> {
    const { id, kind, communityCode, personId, transferId } = adjustment;
    if (kind === 'reversal') return this.takeBack(tx, actor, adjustment, transferId!);
    const amount = Number(adjustment.points);
    await this.budgets.claim(tx, communityCode, amount);
    const from = await this.ledger.open(tx, { kind: 'issuing', communityCode });
    const to =
      kind === 'grant_fund'
        ? await this.ledger.open(tx, { kind: 'person', personId: personId!, communityCode })
        : await this.ledger.open(tx, { kind: 'pool', communityCode });
    await this.ledger.book(tx, { id, from, to, amount, reason: kind, ref: ['grant', id], communityCode, actorId: actor.personId });
    return {};
  }

  private async takeBack(
    tx: EntityManager,
    actor: Actor,
    { id }: AdjustmentEntity,
    transferId: string,
  ): Promise<Partial<AdjustmentEntity>> {
    const row = await transferOf(tx, transferId);
    if (!row) throw notFound();
    refuseObstacle(row, true);
    const taken = await this.ledger.reverse(tx, { id, transferId, ref: ['correction', id], actorId: actor.personId });
    const { toPersonId: personId, communityCode, day } = row;
    // What a record brought goes from the boards with the record.
    if (personId !== null && EARNED.has(row.reason) && row.refType !== 'service_record')
      await this.changes.tell(tx, { personId, communityCode, day, minutes: 0, points: -Number(row.amount) });
    return { taken: String(taken) };
  }

  private async grant(tx: EntityManager, actor: Actor, { kind, communityCode, phone, points }: RequestAdjustmentDto): Promise<Terms> {
    if (communityCode === undefined) throw invalidField('communityCode', '请选择社区。');
    if (points === undefined) throw invalidField('points', '请填写积分。');
    await this.areas.requireInUse(tx, communityCode, 'communityCode', 'community');
    if (!holds(actor, 'dispatcher', communityCode)) throw forbidden();
    const free = { communityCode, points: String(points), transferId: null, otherPersonId: null };
    if (kind === 'grant_pool') return { ...free, personId: null };
    if (phone === undefined) throw invalidField('phone', '请填写手机号。');
    const personId = await this.queries.personOf(tx, phone);
    if (personId === null) throw invalidField('phone', '这个手机号还没有注册。');
    return { ...free, personId };
  }

  private async record(tx: EntityManager, actor: Actor, adjustment: AdjustmentEntity, action: string): Promise<void> {
    const { id, kind, communityCode, points, transferId, personId, taken } = adjustment;
    await this.events.record(tx, {
      subject: ['adjustment', id],
      action,
      actor,
      role: 'dispatcher',
      principalId: personId,
      areaCode: communityCode,
      data: { kind, points: Number(points), transferId, taken: taken === null ? null : Number(taken) },
    });
  }
}

async function reversal(tx: EntityManager, actor: Actor, { transferId }: RequestAdjustmentDto): Promise<Terms> {
  if (transferId === undefined) throw invalidField('transferId', '请选择要收回的一笔。');
  const row = await transferOf(tx, transferId);
  if (!row || !holds(actor, 'dispatcher', row.communityCode)) throw notFound();
  refuseObstacle(row);
  const { communityCode, amount, toPersonId, fromPersonId } = row;
  const personId = toPersonId ?? fromPersonId;
  return { communityCode, points: amount, transferId, personId, otherPersonId: toPersonId === null ? null : fromPersonId };
}

function refuseObstacle(row: DeskTransfer, own = false): void {
  const obstacle = obstacleTo(row, own);
  if (obstacle) throw new DomainError('conflict', obstacle, REVERSAL_OBSTACLE_SENTENCES[obstacle], { state: obstacle });
}
