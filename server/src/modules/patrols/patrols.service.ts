import { Injectable } from '@nestjs/common';
import { PATROL_ENDS_AFTER_SECONDS, type PatrolState } from '@linli/shared/patrols';
import type { PatrolMomentDto, PatrolView, StartPatrolDto } from '@linli/shared/patrols.dto';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflictNow, forbidden, idTaken, notFound } from '../../common/errors.js';
import { hashOf, type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { scopeOf } from './own-grids.js';
import { PatrolBatchEntity, PatrolEntity } from './patrol.entity.js';
import { maySee, mustWalk } from './patrols.policy.js';
import { lockWalker, mayTrack, patrolBefore, patrolById, rowOf, runningOf } from './patrols.store.js';
import { patrolView } from './patrols.view.js';
import { jumped, offsetOf, serverTime } from './phone-clock.js';
import { fit, misfit, TOO_OLD } from './phone-times.js';
import { ReckoningService } from './reckoning.service.js';

export type Moment = 'pause' | 'resume' | 'end';

/** Start, pause, resume, end. What comes late is as good as what comes at once: the phone's times, set right, decide. */
@Injectable()
export class PatrolsService {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly events: EventsService,
    private readonly reckoning: ReckoningService,
  ) {}

  start(call: WriteCall, dto: StartPatrolDto): Promise<PatrolView> {
    const { actor } = call;
    const gridCodes = mustWalk(actor);
    const { phoneAt, ...content } = dto;
    const requestHash = hashOf(content);
    return this.writes.create(call, async (tx) => {
      await lockWalker(tx, actor.personId);
      const known = await patrolById(tx, dto.id);
      if (known) return repeat(tx, call, known, requestHash);
      const offsetMs = offsetOf(this.clock.now(), phoneAt);
      const startedAt = this.startTime(dto.startedAt ?? phoneAt, offsetMs);
      const running = await this.makeRoom(tx, actor.personId, startedAt);
      const patrol = tx.create(PatrolEntity, {
        id: dto.id,
        personId: actor.personId,
        requestHash,
        gridCodes,
        scopeCodes: scopeOf(gridCodes),
        // an older one that arrives while another runs is over already; the reckoning says when it ended
        ...(running ? { state: 'ended', endedAt: startedAt, endedBy: 'system' } : { state: 'walking' }),
        startedAt,
        lastSignAt: startedAt,
        pauses: [],
        startOffsetMs: String(offsetMs),
        offsetMs: String(offsetMs),
        flags: [],
        createdAt: this.clock.now(),
      });
      await tx.insert(PatrolEntity, patrol);
      await this.firstPoint(tx, patrol, dto);
      await this.record(tx, actor, patrol, 'start');
      await this.reckoning.renew(tx, patrol);
      const before = await patrolBefore(tx, actor.personId, new Date(startedAt.getTime() - 1));
      if (before?.endedAt && before.endedAt > startedAt) await this.reckoning.renew(tx, before);
      return patrolView(await rowOf(tx, patrol), true);
    });
  }

  /** The phone's clock is no part of the content: the same message tried again carries a newer one. */
  moment(call: WriteCall, id: string, moment: Moment, dto: PatrolMomentDto): Promise<PatrolView> {
    return this.writes.once({ ...call, bodyHash: hashOf(dto.at ?? null) }, async (tx) => {
      const patrol = await this.mine(tx, call.actor, id);
      await this.hear(tx, patrol, dto.phoneAt);
      const fitting = fit(serverTime(dto.at ?? dto.phoneAt, Number(patrol.offsetMs)), this.window(patrol));
      if (typeof fitting === 'string') throw misfit(fitting);
      this.apply(patrol, moment, fitting);
      await this.reckoning.renew(tx, patrol);
      if (moment !== 'end') await this.record(tx, call.actor, patrol, moment);
      return patrolView(await rowOf(tx, patrol), true);
    });
  }

  /** The caller's own patrol, locked and up to date; somebody else's is 404, or 403 for who may look at it. */
  async mine(tx: EntityManager, actor: Actor, id: string): Promise<PatrolEntity> {
    await lockWalker(tx, actor.personId);
    const patrol = await patrolById(tx, id);
    if (!patrol || !maySee(actor, patrol)) throw notFound();
    if (patrol.personId !== actor.personId) throw forbidden('只有巡查的人自己可以操作。');
    const silentFor = this.clock.now().getTime() - patrol.lastSignAt.getTime();
    if (patrol.state !== 'ended' && silentFor >= PATROL_ENDS_AFTER_SECONDS * 1000) await this.reckoning.renew(tx, patrol);
    return patrol;
  }

  /** Compares the phone's clock with ours. Flags take no minute away: a person decides. */
  async hear(tx: EntityManager, patrol: PatrolEntity, phoneAt: string): Promise<void> {
    const offsetMs = offsetOf(this.clock.now(), phoneAt);
    if (jumped(Number(patrol.offsetMs), offsetMs)) await this.flag(tx, patrol, 'clock_jump');
    patrol.offsetMs = String(offsetMs);
  }

  async flag(tx: EntityManager, patrol: PatrolEntity, flag: PatrolEntity['flags'][number]): Promise<void> {
    if (patrol.flags.includes(flag)) return;
    patrol.flags = [...patrol.flags, flag];
    await this.events.record(tx, {
      subject: ['patrol', patrol.id],
      action: 'patrol.flag',
      actor: null,
      principalId: patrol.personId,
      areaCode: patrol.gridCodes[0] ?? null,
      data: { flag },
    });
  }

  window(patrol: PatrolEntity): Parameters<typeof fit>[1] {
    return {
      now: this.clock.now().getTime(),
      startedAt: patrol.startedAt.getTime(),
      stoppedAt: patrol.stoppedAt?.getTime() ?? null,
    };
  }

  private apply(patrol: PatrolEntity, moment: Moment, at: number): void {
    const over = patrol.stoppedAt !== null || (patrol.endedAt !== null && at > patrol.endedAt.getTime());
    if (over) throw conflictNow('ended', '这次巡查已经结束。');
    const open = patrol.pauses.find((p) => p.to === null);
    const state: PatrolState = open ? 'paused' : 'walking';
    if (moment === 'end') patrol.stoppedAt = new Date(at);
    else if (moment === 'pause' && !open) patrol.pauses = [...patrol.pauses, { from: at, to: null }];
    else if (moment === 'resume' && open) patrol.pauses = patrol.pauses.map((p) => (p === open ? { ...p, to: Math.max(at, p.from) } : p));
    else throw conflictNow(state, open ? '巡查已经暂停。' : '巡查正在进行。');
  }

  private startTime(at: string, offsetMs: number): Date {
    const now = this.clock.now().getTime();
    const fitting = fit(Math.min(now, serverTime(at, offsetMs)), { now, startedAt: -Infinity, stoppedAt: null });
    if (typeof fitting === 'string') throw misfit(TOO_OLD);
    return new Date(fitting);
  }

  /** One patrol at a time, also in what is told later. Gives the one that runs, if it began after `startedAt`. */
  private async makeRoom(tx: EntityManager, personId: string, startedAt: Date): Promise<PatrolEntity | null> {
    const running = await runningOf(tx, personId);
    if (running) await this.reckoning.renew(tx, running);
    const before = await patrolBefore(tx, personId, startedAt);
    if (before && before.state !== 'ended') throw conflictNow(before.state, '您有一次巡查正在进行，请先结束它。');
    const overAt = before && (before.endedBy === 'person' ? before.endedAt : before.lastSignAt);
    if (overAt && overAt > startedAt) throw conflictNow('ended', '这段时间您已有另一次巡查。');
    return running?.state === 'ended' ? null : running;
  }

  private async firstPoint(tx: EntityManager, patrol: PatrolEntity, { position }: StartPatrolDto): Promise<void> {
    if (!position || !(await mayTrack(tx, patrol.personId))) return;
    const { lng, lat } = position;
    const inside = (await this.reckoning.inside(tx, patrol.gridCodes))(position);
    await tx.insert(PatrolBatchEntity, {
      id: patrol.id,
      patrolId: patrol.id,
      requestHash: '',
      receivedAt: this.clock.now(),
      lastAt: patrol.startedAt,
      taken: 1,
      dropped: 0,
      points: [[patrol.startedAt.getTime(), lng, lat, 0, inside ? 1 : 0]],
    });
  }

  private record(tx: EntityManager, actor: Actor, patrol: PatrolEntity, what: 'start' | 'pause' | 'resume'): Promise<string> {
    const areaCode = patrol.gridCodes[0] ?? null;
    return this.events.record(tx, { subject: ['patrol', patrol.id], action: `patrol.${what}`, actor, role: 'grid_member', areaCode });
  }
}

async function repeat(tx: EntityManager, call: WriteCall, known: PatrolEntity, requestHash: string): Promise<PatrolView> {
  if (known.personId !== call.actor.personId || known.requestHash !== requestHash) throw idTaken();
  call.repeated();
  return patrolView(await rowOf(tx, known), true);
}
