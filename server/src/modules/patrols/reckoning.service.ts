import { Injectable } from '@nestjs/common';
import { dayText } from '@linli/shared/calendar';
import { reckon, type Reckoning } from '@linli/shared/patrol-minutes';
import { type PatrolState, TRACK_KEPT_DAYS } from '@linli/shared/patrols';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../common/clock.js';
import { AreasService } from '../areas/areas.service.js';
import { EventsService } from '../events/events.service.js';
import { anchorsOf } from './anchors.queries.js';
import { type Inside, insideOf } from './own-grids.js';
import type { PatrolEntity } from './patrol.entity.js';

type End = Pick<PatrolEntity, 'state' | 'endedAt' | 'endedBy'>;

/** What a patrol is worth, reckoned anew from everything that is stored of it whenever something was added. */
@Injectable()
export class ReckoningService {
  constructor(
    private readonly areas: AreasService,
    private readonly events: EventsService,
    private readonly clock: Clock,
  ) {}

  async inside(tx: EntityManager, gridCodes: readonly string[]): Promise<Inside> {
    return insideOf((await this.areas.shapes(tx, gridCodes)).values());
  }

  /** The person's patrols are locked (`lockWalker`). Changes `patrol` and its row. */
  async renew(tx: EntityManager, patrol: PatrolEntity): Promise<void> {
    const now = this.clock.now().getTime();
    // The track may be gone: what was reckoned from it stands.
    if (now - patrol.startedAt.getTime() > TRACK_KEPT_DAYS * 86_400_000) return;
    const { anchors, scans, reports } = await anchorsOf(tx, patrol, await this.inside(tx, patrol.gridCodes));
    const nextAt = await nextStart(tx, patrol);
    const stoppedAt = earlier(patrol.stoppedAt?.getTime() ?? null, nextAt);
    const result = reckon({ startedAt: patrol.startedAt.getTime(), stoppedAt, pauses: patrol.pauses, anchors });
    const was = patrol.state;
    Object.assign(patrol, endOf(patrol, result, nextAt, now), {
      lastSignAt: new Date(result.lastSignAt),
      countedMs: String(result.countedMs),
      uncountedMs: String(result.uncountedMs),
      metres: result.metres,
      spans: result.spans,
      scans,
      reports,
    });
    await save(tx, patrol, result.days);
    if (was !== 'ended' && patrol.state === 'ended') await this.recordEnd(tx, patrol);
  }

  private async recordEnd(tx: EntityManager, { id, personId, endedBy, countedMs, gridCodes }: PatrolEntity): Promise<void> {
    const actor = endedBy === 'person' ? { personId } : null;
    await this.events.record(tx, {
      subject: ['patrol', id],
      action: 'patrol.end',
      actor,
      ...(actor ? { role: 'grid_member' } : { principalId: personId }),
      areaCode: gridCodes[0] ?? null,
      data: { countedMs: Number(countedMs) },
    });
  }
}

/** Pressed by the person, or by itself 30 minutes after the last sign, at the latest when the next one began. */
function endOf({ stoppedAt, pauses }: PatrolEntity, result: Reckoning, nextAt: number | null, now: number): End {
  const itself = earlier(result.endsItselfAt, nextAt) ?? result.endsItselfAt;
  if (stoppedAt && stoppedAt.getTime() <= itself) return { state: 'ended', endedAt: stoppedAt, endedBy: 'person' };
  if (stoppedAt || itself <= now) return { state: 'ended', endedAt: new Date(itself), endedBy: 'system' };
  const state: PatrolState = pauses.at(-1)?.to === null ? 'paused' : 'walking';
  return { state, endedAt: null, endedBy: null };
}

const earlier = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** A person walks one patrol at a time: this one is over where the next begins. */
async function nextStart(tx: EntityManager, { id, personId, startedAt }: PatrolEntity): Promise<number | null> {
  const [row] = await tx.query<{ at: Date }[]>(
    `select started_at as at from patrols where person_id = $1 and (started_at, id) > ($2, $3) order by started_at, id limit 1`,
    [personId, startedAt, id],
  );
  return row ? row.at.getTime() : null;
}

async function save(tx: EntityManager, p: PatrolEntity, days: Reckoning['days']): Promise<void> {
  await tx.query(
    `update patrols set state = $2, stopped_at = $3, ended_at = $4, ended_by = $5, last_sign_at = $6, pauses = $7, offset_ms = $8, flags = $9,
       counted_ms = $10, uncounted_ms = $11, metres = $12, spans = $13, reports = $14, scans = $15 where id = $1`,
    [
      p.id,
      p.state,
      p.stoppedAt,
      p.endedAt,
      p.endedBy,
      p.lastSignAt,
      JSON.stringify(p.pauses),
      p.offsetMs,
      p.flags,
      p.countedMs,
      p.uncountedMs,
      p.metres,
      JSON.stringify(p.spans),
      p.reports,
      p.scans,
    ],
  );
  await tx.query(`delete from patrol_days where patrol_id = $1`, [p.id]);
  const rows = [...days].map(([day, ms]) => ({ day: dayText(day), ms }));
  await tx.query(
    `insert into patrol_days (patrol_id, day, person_id, counted_ms)
     select $1, day, $2, ms from json_to_recordset($3) as r(day date, ms int)`,
    [p.id, p.personId, JSON.stringify(rows)],
  );
}
