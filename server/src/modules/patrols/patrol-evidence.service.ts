import { Injectable } from '@nestjs/common';
import { metresBetween } from '@linli/shared/geo';
import { LATE_BATCH_HOURS, SCAN_FAR_METRES, TRACK_ACCURACY_MAX_METRES } from '@linli/shared/patrols';
import type { PatrolView, ScanDto, TrackBatchDto, TrackResultView } from '@linli/shared/patrols.dto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { DomainError, idTaken } from '../../common/errors.js';
import { RateLimits } from '../../common/rate-limits.js';
import { hashOf, type WriteCall, Writes } from '../../common/writes.js';
import { EventsService } from '../events/events.service.js';
import { CheckpointEntity, PatrolScanEntity } from './checkpoint.entity.js';
import { PatrolBatchEntity, type PatrolEntity, type StoredPoint } from './patrol.entity.js';
import { PatrolsService } from './patrols.service.js';
import { mayTrack, rowOf } from './patrols.store.js';
import { patrolView } from './patrols.view.js';
import { serverTime } from './phone-clock.js';
import { AFTER_END, fit, type Misfit, misfit } from './phone-times.js';
import { ReckoningService } from './reckoning.service.js';

/** Ten hours of a point each 15 seconds are 24 batches: who sends more than this does not walk. */
const MOST_BATCHES = 400;
const MOST_SCANS = 1000;
const WRONG_CODES_A_MINUTE = 20;

/** Track points and checkpoints: each batch and each scan exactly once, in any order, up to 7 days late. */
@Injectable()
export class PatrolEvidenceService {
  constructor(
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly limits: RateLimits,
    private readonly events: EventsService,
    private readonly patrols: PatrolsService,
    private readonly reckoning: ReckoningService,
  ) {}

  track(call: WriteCall, id: string, dto: TrackBatchDto): Promise<TrackResultView> {
    const requestHash = hashOf([id, dto.points]);
    return this.writes.create(call, async (tx) => {
      const patrol = await this.patrols.mine(tx, call.actor, id);
      const known = await tx.findOneBy(PatrolBatchEntity, { id: dto.id });
      if (known) {
        if (known.requestHash !== requestHash) throw idTaken();
        call.repeated();
        return result(tx, patrol, known);
      }
      if (!(await mayTrack(tx, patrol.personId))) throw new DomainError('forbidden', 'consent_needed', '记录巡查轨迹需要您先同意。');
      await this.refuseFlood(tx, 'patrol_batches', patrol.id, MOST_BATCHES);
      await this.patrols.hear(tx, patrol, dto.phoneAt);
      const points = await this.fitting(tx, patrol, dto);
      const last = Math.max(...points.map(([at]) => at));
      const first = Math.min(...points.map(([at]) => at));
      if (this.clock.now().getTime() - first > LATE_BATCH_HOURS * 3_600_000) await this.patrols.flag(tx, patrol, 'late_batch');
      const batch = tx.create(PatrolBatchEntity, {
        id: dto.id,
        patrolId: patrol.id,
        requestHash,
        receivedAt: this.clock.now(),
        lastAt: new Date(last),
        taken: points.length,
        dropped: dto.points.length - points.length,
        points,
      });
      await tx.insert(PatrolBatchEntity, batch);
      await this.reckoning.renew(tx, patrol);
      return result(tx, patrol, batch);
    });
  }

  scan(call: WriteCall, id: string, dto: ScanDto): Promise<PatrolView> {
    const { phoneAt, ...content } = dto;
    const requestHash = hashOf([id, content]);
    return this.writes.create(call, async (tx) => {
      const patrol = await this.patrols.mine(tx, call.actor, id);
      const known = await tx.findOneBy(PatrolScanEntity, { id: dto.id });
      if (known) {
        if (known.requestHash !== requestHash) throw idTaken();
        call.repeated();
        return patrolView(await rowOf(tx, patrol), true);
      }
      const checkpoint = await this.checkpoint(tx, call, dto.code);
      await this.refuseFlood(tx, 'patrol_scans', patrol.id, MOST_SCANS);
      await this.patrols.hear(tx, patrol, phoneAt);
      const at = this.scanTime(patrol, serverTime(dto.at ?? phoneAt, Number(patrol.offsetMs)));
      const offMetres = dto.position ? Math.round(metresBetween(dto.position, checkpoint)) : null;
      if (offMetres !== null && offMetres > SCAN_FAR_METRES) await this.patrols.flag(tx, patrol, 'scan_far');
      await tx.insert(PatrolScanEntity, {
        id: dto.id,
        patrolId: patrol.id,
        checkpointId: checkpoint.id,
        requestHash,
        at: new Date(at),
        receivedAt: this.clock.now(),
        nothingFound: dto.nothingFound,
        offMetres,
        inside: (await this.reckoning.inside(tx, patrol.gridCodes))(checkpoint),
      });
      await this.events.record(tx, {
        subject: ['patrol', patrol.id],
        action: 'patrol.scan',
        actor: call.actor,
        role: 'grid_member',
        areaCode: checkpoint.gridCode,
        data: { checkpointId: checkpoint.id, nothingFound: dto.nothingFound },
      });
      await this.reckoning.renew(tx, patrol);
      return patrolView(await rowOf(tx, patrol), true);
    });
  }

  /** The points that can be of this patrol, in the form they are kept. @throws the reason of the last one when there is none. */
  private async fitting(tx: EntityManager, patrol: PatrolEntity, dto: TrackBatchDto): Promise<StoredPoint[]> {
    const inside = await this.reckoning.inside(tx, patrol.gridCodes);
    const window = this.patrols.window(patrol);
    const points: StoredPoint[] = [];
    let why: Misfit = AFTER_END;
    for (const { at: phoneTime, lng, lat, accuracyMetres } of dto.points) {
      const at = fit(serverTime(phoneTime, Number(patrol.offsetMs)), window);
      const accuracy = Math.round(accuracyMetres);
      if (typeof at === 'string') why = at;
      else if (accuracy > TRACK_ACCURACY_MAX_METRES) points.push([at, null, null, accuracy, 0]);
      else points.push([at, lng, lat, accuracy, inside({ lng, lat }) ? 1 : 0]);
    }
    if (!points.length) throw misfit(why);
    return points;
  }

  private scanTime(patrol: PatrolEntity, claimed: number): number {
    const at = fit(claimed, this.patrols.window(patrol));
    if (typeof at === 'string') throw misfit(at);
    if (patrol.endedAt && at > patrol.endedAt.getTime()) throw misfit(AFTER_END);
    return at;
  }

  private async checkpoint(tx: EntityManager, call: WriteCall, code: string): Promise<CheckpointEntity> {
    const found = await tx.findOneBy(CheckpointEntity, { code });
    if (found && !found.retiredAt) return found;
    this.limits.take(`checkpoint:${call.actor.personId}`, WRONG_CODES_A_MINUTE);
    throw new DomainError('not_found', 'unknown_code', found ? '这个巡查点已停用。' : '没有这个巡查点，请扫描巡查点的二维码。');
  }

  private async refuseFlood(tx: EntityManager, table: 'patrol_batches' | 'patrol_scans', patrolId: string, most: number): Promise<void> {
    const sql =
      table === 'patrol_batches'
        ? `select count(*)::int as n from patrol_batches where patrol_id = $1`
        : `select count(*)::int as n from patrol_scans where patrol_id = $1`;
    const [row] = await tx.query<{ n: number }[]>(sql, [patrolId]);
    if ((row?.n ?? 0) >= most) throw new DomainError('unprocessable', 'too_much', '这次巡查的记录已经太多，请结束后重新开始。');
  }
}

async function result(tx: EntityManager, patrol: PatrolEntity, { taken, dropped }: PatrolBatchEntity): Promise<TrackResultView> {
  return { ...patrolView(await rowOf(tx, patrol), true), taken, dropped };
}
