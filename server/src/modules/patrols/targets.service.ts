import { Injectable } from '@nestjs/common';
import { areaLevel } from '@linli/shared/areas';
import { PATROL_TARGET_MINUTES } from '@linli/shared/patrols';
import type { PatrolTargetView, SetPatrolTargetDto } from '@linli/shared/patrols.dto';
import { DataSource, type EntityManager } from 'typeorm';
import { type Actor, holds } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { dayOf } from '../../common/days.js';
import { DomainError, forbidden, notFound } from '../../common/errors.js';
import { type WriteCall, Writes } from '../../common/writes.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { targetAt } from './duty.js';
import { targetsFor } from './duty.queries.js';
import { OVERSEERS, TARGET_SETTERS } from './patrols.policy.js';

/** Minutes a day. A change counts from today on: the figures of days that are over stay. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: Writes,
    private readonly clock: Clock,
    private readonly areas: AreasService,
    private readonly events: EventsService,
  ) {}

  async of(actor: Actor, areaCode: string): Promise<PatrolTargetView> {
    await this.known(this.dataSource.manager, areaCode);
    if (!holds(actor, [...OVERSEERS, ...TARGET_SETTERS], areaCode)) throw forbidden();
    return this.view(this.dataSource.manager, areaCode);
  }

  set(call: WriteCall, areaCode: string, { targetMinutes }: SetPatrolTargetDto): Promise<PatrolTargetView> {
    return this.writes.once(call, async (tx) => {
      await this.known(tx, areaCode);
      if (!holds(call.actor, TARGET_SETTERS, areaCode)) throw forbidden();
      const level = areaLevel(areaCode);
      if (level === 'grid' || level === 'building') throw new DomainError('unprocessable', 'wrong_level', '巡查目标按区、街道或社区设置。');
      const now = this.clock.now();
      await tx.query(
        `insert into patrol_targets (area_code, from_day, minutes, set_by, set_at) values ($1, $2, $3, $4, $5)
         on conflict (area_code, from_day) do update set minutes = excluded.minutes, set_by = excluded.set_by, set_at = excluded.set_at`,
        [areaCode, dayOf(now), targetMinutes, call.actor.personId, now],
      );
      const subject = ['patrol_target', areaCode] as const;
      await this.events.record(tx, { subject, action: 'patrol_target.set', actor: call.actor, areaCode, data: { targetMinutes } });
      return this.view(tx, areaCode);
    });
  }

  private async known(tx: EntityManager, areaCode: string): Promise<void> {
    const area = areaLevel(areaCode) && (await this.areas.find(tx, areaCode));
    if (!area || area.retired) throw notFound();
  }

  private async view(tx: EntityManager, areaCode: string): Promise<PatrolTargetView> {
    const row = targetAt(await targetsFor(tx), areaCode, dayOf(this.clock.now()));
    const inheritedFrom = row && row.areaCode !== areaCode ? row.areaCode : null;
    return { areaCode, targetMinutes: row?.minutes ?? PATROL_TARGET_MINUTES, inheritedFrom };
  }
}
